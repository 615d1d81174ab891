"""Readings of a sentence: patterns matched from the inside out, events within events composed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.actors.mentions import PARTITIVE, Mentions
from pipeline.clauses import (
    ATTRIBUTE,
    VIOLENCE,
    is_attribute,
    is_subjunctive,
    merge_clauses,
    specify,
)
from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Governor, Verb
from pipeline.codebook.pattern import Pattern
from pipeline.negation import is_negated
from pipeline.patterns import Match, Matcher, Miss
from pipeline.readings import Rank, Reading
from pipeline.triggers import PatternIndex, Triggered
from pipeline.types import Candidate

_ANYBODY = frozenset({"nobody", "everybody", "anybody", "somebody", "everyone", "anyone", "no-one"})
_ASKED = ("02", "10")
_SERIES = PARTITIVE | frozenset(
    "round wave string spate campaign act series sign kind sort form process day"
    " resumption continuation restart revival start launch beginning opening holding".split()
)
_OWN = ("050", "060", "061", "062", "07", "085", "0872", "0873", "0874", "15")
"""Codes of what one gives, moves or lifts of one's own: aid, goods, troops, sanctions."""
UNDONE = ("02", "03", "10", "12", "13")
"""Roots of what is asked for, promised, refused or threatened: it has not come about."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A pattern tried at a trigger: the reading it gave, or why it gave none."""

    trigger: int
    pattern: Pattern
    reading: Reading | None
    miss: str | None


def _reciprocal(inner: Reading | None) -> bool:
    """Tell whether two who intend an event together intend it with each other."""
    return inner is None or inner.mutual or inner.code[:2] in ("04", "05", "06")


class Composer:
    """Reads one sentence with the patterns of a codebook.

    Args:
        codebook: the governors and the composition table.
        index: the patterns by trigger.
        mentions: who is named in the sentence.
        trace: where to write down every pattern tried, for an explanation.
    """

    def __init__(
        self,
        codebook: Codebook,
        index: PatternIndex,
        mentions: Mentions,
        trace: list[Tried] | None = None,
    ) -> None:
        self.trace = trace
        self.codebook, self.index, self.mentions = codebook, index, mentions
        self.grammar = mentions.grammar
        self.tree = self.grammar.tree
        self.matcher = Matcher(mentions, codebook.lexicon, self._code_at)
        self.met = index.met(self.tree)
        self.readings: dict[int, Reading] = {}
        self.within: dict[int, Reading] = {}
        self.tried: list[Candidate] = []

    def read(self) -> list[Reading]:
        """Return the readings that are no part of another, best first."""
        for i in self._inside_out():
            triggered = self.index.at(self.tree, i)
            if triggered:
                self._read_word(i, triggered)
        self._drop_swallowed()
        self._merge_clauses()
        consumed = set(self._consumed())
        for i in sorted(consumed & set(self.within)):
            reading = self.readings.get(i) or self.within[i]
            outcome = "blocked" if reading.code == "none" else "part of another event"
            self._tell(i, outcome, "+".join(reading.patterns))
        for i in sorted(set(self.within) - set(self.readings) - consumed):
            self._tell(i, "part of no event", "+".join(self.within[i].patterns))
        rest = [r for i, r in self.readings.items() if i not in consumed]
        return sorted(rest, key=lambda r: (r.rank[:3], r.trigger))

    def _inside_out(self) -> list[int]:
        """Return all positions, the deepest in the tree first, an auxiliary after its verb."""
        words, children = self.tree.words, self.tree.children
        depth = [len(words)] * len(words)
        level, here = 0, [word.i for word in words if word.head == word.i]
        while here:
            for i in here:
                depth[i] = level
            level, here = level + 1, [c for i in here for c in children[i]]
        late = [self.grammar.auxiliary(word.i) for word in words]
        for word in words:
            if late[word.i]:
                depth[word.i] = depth[word.head]
        # "rejected calls to release": the infinitive may hang beside its noun.
        return sorted(
            range(len(depth)), key=lambda i: (-depth[i], late[i], words[i].dep == "obj", i)
        )

    def _read_word(self, i: int, triggered: Triggered) -> None:
        if self.tree.words[i].pos == "PROPN" and self.grammar.says_when(i):
            return
        if self.trace is None:
            matches = self.matcher.match_all(triggered.possible(self.met), i)
            readings = [reading for match in matches if (reading := self._reading(match))]
        else:
            readings = self._trace_word(i, triggered, self.trace)
        if readings:
            self.within[i] = min(readings, key=lambda r: (r.rank[:3], not r.inside, r.rank))
            plain = [r for r in readings if not r.inside]
            if plain:
                plain.sort(key=lambda r: r.rank)
                sound = (r for r in plain if not self._is_reflexive(r))
                self.readings[i] = next(sound, plain[0])
        else:
            self._tell(i, "no pattern", reason=f"none of {len(triggered.patterns)} patterns fits")

    def _is_reflexive(self, reading: Reading) -> bool:
        """Tell whether source and target are one actor: "asked Liberians to stand by him"."""
        if reading.mutual or reading.code == "none":
            return False
        if not (reading.source and reading.target):
            return False
        sources, targets = (
            {(m.start, m.end) for head in side for m in self.mentions.at(head)}
            for side in (reading.source, reading.target)
        )
        return bool(sources) and sources == targets

    def _trace_word(self, i: int, triggered: Triggered, trace: list[Tried]) -> list[Reading]:
        """Return the readings of a word, and write down why it has no others."""
        readings = []
        for pattern in triggered.patterns:
            match = self.matcher.match(pattern, i)
            reading = self._reading(match) if isinstance(match, Match) else None
            if reading is not None:
                readings.append(reading)
            miss = None if reading else match if isinstance(match, Miss) else "no event inside"
            trace.append(Tried(i, pattern, reading, str(miss) if miss else None))
        return readings

    def _tell(
        self, i: int, outcome: str, pattern: str | None = None, reason: str | None = None
    ) -> None:
        word = self.tree.words[i]
        self.tried.append(Candidate(word.text, word.start, word.end, outcome, pattern, reason))

    def inner(self, i: int) -> Reading | None:
        """Return the reading at a word, or at what a "series of" it is."""
        for c in self.grammar.below(i, "aux", "cop"):
            if c in self.within:
                return self.within[c]
        if i in self.within:
            return self.within[i]
        if self.grammar.lemma(i) in _SERIES:
            for c in self.grammar.below(i, "nmod"):
                if self.grammar.case(c) == "of":
                    return self.inner(c)
        for c in self.grammar.below(i, "xcomp", "conj"):
            joined = self.tree.words[c].dep == "conj" and self._same_voice(i, c)
            if self.grammar.lemma(i) == "be" or joined:
                return self.inner(c)
        return None

    def _same_voice(self, i: int, c: int) -> bool:
        """Tell whether what is joined has the same doer: not in "will lose and be isolated"."""
        return self.grammar.passive(i) == self.grammar.passive(c)

    def _code_at(self, i: int) -> str | None:
        reading = self.inner(i)
        return reading.code if reading and reading.code != "none" else None

    def _reading(self, match: Match) -> Reading | None:
        if isinstance(match.pattern.entry, Verb):
            return self._plain(match, match.pattern.entry)
        return self._governed(match, match.pattern.entry)

    def _plain(self, match: Match, verb: Verb) -> Reading:
        inner = self.inner(match.event) if match.event is not None else None
        keeps_inner = not match.pattern.takes_event
        target = match.slots.get("TARGET")
        source = (
            match.slots.get("SOURCE") or self._own_subject(match) or self._own_nation(match, verb)
        )
        violent = verb.code.startswith(VIOLENCE)
        scene = violent and bool(source) and all(map(self._is_scene, source or ()))
        if scene:
            target = target or source
        nameless = scene or (violent and self._is_nameless(source, match.words))
        if violent and target:
            target = self._hit_country(match, target)
        if source and target != source and self._doers(target) == source:
            target = None  # "walked out in protest": the protest is their own
        if target is None and inner is None and verb.code.startswith(_ASKED):
            target = self._asked_to_cease(match)
        if target is None and inner is not None:
            target = inner.target or (inner.source if inner.source != source else None)
        elif target and inner is None and target[0] in self.readings:
            inner = self.readings[target[0]]
            keeps_inner = inner.target is not None
        return Reading(
            trigger=match.trigger, code=verb.code, match=match, verb=verb,
            source=None if nameless else self._doers(source),
            target=self._doers(target), mutual=verb.mutual, patterns=(match.pattern.where,),
            inner=inner, keeps_inner=keeps_inner, topic=False, words=match.words,
            negated=is_negated(match.words, self.grammar),
            sourced="SOURCE" in match.pattern.slots and not nameless,
            objects=self._own_nouns(match),
            rank=self._rank(match, 2 * match.pattern.takes_event),
        )  # fmt: skip

    def _asked_to_cease(self, match: Match) -> tuple[int, ...] | None:
        """Return who does what is to end: "demanded an end to the Russian attacks on Kyiv"."""
        acts = (self.readings.get(i) for i in match.words if i != match.trigger)
        return next((a.source for a in acts if a and a.source and self._placed(a.source)), None)

    def _hit_country(self, match: Match, target: tuple[int, ...]) -> tuple[int, ...]:
        """Return whom an attack hit where its victims have no country.

        "A car bomb outside the Libyan parliament wounded six."
        """
        if self._placed(target):
            return target
        acts = (self.readings.get(i) for i in match.words if i != match.trigger)
        return next((a.target for a in acts if a and a.target and self._placed(a.target)), target)

    def _placed(self, heads: tuple[int, ...]) -> bool:
        return any((m.code or "-")[0] != "-" for head in heads for m in self.mentions.at(head))

    def _is_nameless(self, source: tuple[int, ...] | None, own: tuple[int, ...]) -> bool:
        """Tell whether an act stands for whoever does it: "the attack in Kabul killed ten"."""
        for i in source or ():
            act = self.readings.get(i)
            if self.tree.words[i].pos != "NOUN" or i in self.mentions.spots.agents:
                return False
            if (act and act.source) or not (act or i in own):
                return False
            if any(self.mentions.coded(a) for a in self.grammar.authors(i)):
                return False
        return bool(source)

    def _is_scene(self, i: int) -> bool:
        """Tell whether a town names an attack for where it was: "the Fallujah assault"."""
        hit = self.mentions.spots.names.get(i)
        town = hit is not None and hit.value[0].use in ("place", "capital")
        return town and self.tree.words[i].dep == "compound"

    def _own_nouns(self, match: Match) -> tuple[int, ...]:
        nouns = (i for i in match.words if self.tree.words[i].pos in ("NOUN", "PROPN"))
        return tuple(i for i in nouns if i != match.trigger)

    def _own_subject(self, match: Match) -> tuple[int, ...] | None:
        """Return the subject that a pattern names itself: "<car_bomb> kill TARGET"."""
        if "SOURCE" in match.pattern.slots:
            return None
        subjects = self.grammar.frame(match.trigger).subjects
        return tuple(i for i in subjects if i in match.words) or None

    def _own_nation(self, match: Match, verb: Verb) -> tuple[int, ...] | None:
        """Return whose the thing is that was given or moved: "Cuban doctors were sent to Haiti"."""
        if not verb.code.startswith(_OWN) or not self.grammar.passive(match.trigger):
            return None
        nouns = (i for i in self._own_nouns(match) if self.tree.relations[i] == "nsubj")
        return tuple(i for i in nouns if self._placed((i,))) or None

    def _doers(self, heads: tuple[int, ...] | None) -> tuple[int, ...] | None:
        """Put who did it in the place of what was done: "condemned the attack by rebels"."""
        found: list[int] = []
        for head in heads or ():
            event = self.readings.get(head)
            found.extend(event.source if event and event.source else (head,))
        return tuple(dict.fromkeys(found)) or None

    def _governed(self, match: Match, governor: Governor) -> Reading | None:
        inner = self.inner(match.event) if match.event is not None else None
        if inner is not None and inner.code == "none":
            inner = None
        if governor.subjunctive and not (match.event and is_subjunctive(match.event, self.grammar)):
            return None
        negated = is_negated(match.words, self.grammar)
        auxiliary = self.grammar.auxiliary(match.trigger)
        if inner and auxiliary:
            negated = inner.negated
        if negated and governor.negated:
            governor = self.codebook.governors[governor.negated]
            negated = False
        elif inner and inner.negated and governor.inner_negated and not auxiliary:
            governor = self.codebook.governors[governor.inner_negated]
        if governor.codes == "same":
            return self._through(match, governor, inner, negated) if inner else None
        accused = match.slots.get("TARGET")
        if inner and inner.source is None and accused and governor.inner == "coded":
            inner = replace(inner, source=accused)
            self.within[inner.trigger] = inner
            if not inner.inside:
                self.readings[inner.trigger] = inner
        code = (inner and governor.code_for(inner.code)) or governor.default
        if code is None or (inner is None and self._asks_nobody(match)):
            return None
        if code[:2] in ("03", "13") and self._is_left_to_another(match):
            return None
        target = self._target(match, governor, inner)
        together = governor.mutual == "joined" and len(match.slots.get("SOURCE") or ()) > 1
        if together and inner is None and match.event and target == (match.event,):
            target = None
        topic = governor.inner == "topic"
        source = self._doers(match.slots.get("SOURCE"))
        joined = governor.mutual == "joined" and _reciprocal(inner)
        # "Iran and Oman will meet": each other, whoever says so.
        shared = inner is not None and inner.mutual and inner.source == source
        return Reading(
            trigger=match.trigger, code=code, match=match, verb=None,
            source=source, target=target,
            mutual=governor.mutual == "both"
            or (target is None and (joined or (shared and governor.inner == "consumed"))),
            patterns=(match.pattern.where, *(inner.patterns if inner and not topic else ())),
            inner=inner, keeps_inner=governor.inner == "coded", topic=topic,
            words=(*match.words, *(inner.words if inner and not topic else ())),
            negated=negated, sourced="SOURCE" in match.pattern.slots,
            objects=self._own_nouns(match),
            rank=self._rank(match, (inner is not None) + match.pattern.takes_event),
        )  # fmt: skip

    def _asks_nobody(self, match: Match) -> bool:
        """Tell whether something is only said to be due: "notice must be given"."""
        asked = match.slots.get("TARGET", ())
        if "SOURCE" in match.slots:
            return False
        return not asked or self.grammar.lemma(asked[0]) in _ANYBODY

    def _is_left_to_another(self, match: Match) -> bool:
        """Tell whether it is not the source who is to act: "wants Cameroon to arrest him"."""
        i = match.event
        if i is None or self.tree.relations[i] != "xcomp" or not self.grammar.infinitive(i):
            return False
        subjects = self.grammar.frame(i).subjects
        objects = self.grammar.frame(match.trigger).objects
        used = {head for heads in match.slots.values() for head in heads}
        return bool(set(subjects) & set(objects) - used)

    def _through(self, match: Match, governor: Governor, inner: Reading, negated: bool) -> Reading:
        """Give the inner event the governor's participants: "launched an attack on".

        Who suffers force suffers it whoever did it: "came under attack" needs no source.
        """
        slots = match.slots
        own = slots.get("SOURCE")
        first, second = (inner.source, own) if governor.source == "inner" else (own, inner.source)
        suffered = "SOURCE" not in match.pattern.slots and inner.code.startswith(VIOLENCE)
        hit = slots.get("TARGET")
        if suffered and first == hit:
            first = None
        hits_first = "addressed" in governor.target and hit is not None and self._placed(hit)
        return replace(
            inner, trigger=match.trigger, source=first or second,
            sourced="SOURCE" in match.pattern.slots or (inner.sourced and not suffered),
            target=hit if hits_first or inner.target == own else inner.target or hit,
            patterns=(*inner.patterns, match.pattern.where),
            inner=inner, keeps_inner=False, words=(*match.words, *inner.words),
            negated=(inner.negated != negated) != governor.negates, rank=self._rank(match, 1),
        )  # fmt: skip

    def _target(
        self, match: Match, governor: Governor, inner: Reading | None
    ) -> tuple[int, ...] | None:
        source = set(match.slots.get("SOURCE") or ())
        options = {
            "addressed": match.slots.get("TARGET"),
            "inner source": inner.source if inner else None,
            "inner target": inner.target if inner else None,
        }
        for name in governor.target:
            heads = options[name]
            if heads and not set(heads) & source:
                return heads
        if match.event is None or inner:
            return None
        return self._concerned(match.event, source)

    def _concerned(self, event: int, source: set[int]) -> tuple[int, ...] | None:
        """Return whom an event that no pattern knows concerns: who does it, else the first actor.

        "Demanded that the mayor step down" concerns the mayor, whether a codebook knows him or not.
        """
        frame = self.grammar.frame(event)
        clauses = [event, *self.grammar.below(event, "ccomp")]
        own = [s for c in clauses for s in self.grammar.below(c, "nsubj") if s not in source]
        if own and any(m.code or "named" in m.kinds for m in self.mentions.at(own[0])):
            return (own[0],)
        near = [*frame.objects, *(b.head for b in frame.bound), *frame.owners]
        near += [i for i in self.tree.subtree(event) if self.tree.words[i].pos in ("NOUN", "PROPN")]
        coded = [i for i in near if i not in source and self.mentions.coded(i)]
        national = [i for i in coded if any(m.country for m in self.mentions.at(i))]
        for head in (*national, *coded):
            return (head,)
        return None

    def _name_tellers(self) -> None:
        """Note on what somebody is accused of who accuses him."""
        for r in [r for r in self.readings.values() if r.keeps_inner and r.verb is None]:
            if r.inner and r.source and r.inner.trigger in self.readings:
                told = self.readings[r.inner.trigger]
                self.readings[told.trigger] = replace(told, teller=r.source)

    def _rank(self, match: Match, inner: int) -> Rank:
        own, constrained, filled = match.score
        return (-own - inner, -constrained, -filled, match.pattern.order)

    def _consumed(self) -> Iterator[int]:
        for reading in self.readings.values():
            if reading.code[:2] in UNDONE:
                yield from self._infinitives(reading)
            inner = reading.inner
            while inner is not None:
                if not reading.keeps_inner:
                    yield inner.trigger
                if inner.inside:
                    yield from inner.match.words
                reading, inner = inner, inner.inner
            if reading.code == "none":
                yield reading.trigger
            if reading.topic:
                yield from self._topics(reading)

    def _infinitives(self, reading: Reading) -> Iterator[int]:
        """Yield what is to be brought about that is not done yet: "offered to help them attack"."""
        todo = [reading.match.trigger]
        if reading.inner and not reading.keeps_inner:
            todo.append(reading.inner.trigger)
        while todo:
            for c in self.grammar.below(todo.pop(), "xcomp", "ccomp", "conj"):
                bare = self.tree.words[c].tag in ("VB", "VBP")
                if bare and not self.grammar.below(c, "aux", "nsubj"):
                    yield c
                    todo.append(c)

    def _merge_clauses(self) -> None:
        self._name_tellers()
        lexicon = self.codebook.lexicon
        if lexicon.has(ATTRIBUTE):
            verbs = lexicon.named(ATTRIBUTE)
            for i in [i for i, r in self.readings.items() if is_attribute(r, self.grammar, verbs)]:
                self._give_up(i, "blocked")
        changed = merge_clauses(self.readings, self.mentions, self.codebook.governors, lexicon)
        for i, reading in changed.items():
            if reading is None:
                self._give_up(i)
            else:
                self.readings[i] = reading
        self.readings.update(specify(self.readings, self.grammar, lexicon))

    def _give_up(self, i: int, outcome: str = "part of another event") -> None:
        self.within.pop(i, None)
        self._tell(i, outcome, "+".join(self.readings.pop(i).patterns))

    def _topics(self, reading: Reading) -> Iterator[int]:
        """Yield the events below a verb of talking, but those of clauses with a subject."""
        below = self.tree.children[reading.match.trigger]
        todo = [c for c in below if c > reading.match.trigger]
        while todo:
            i = todo.pop()
            if self.grammar.below(i, "nsubj"):
                continue
            if i in self.readings and i != reading.trigger:
                yield i
            todo.extend(self.tree.children[i])

    def _drop_swallowed(self) -> None:
        """Of two readings, one a word of the other, keep the more specific."""
        for i, reading in sorted(self.readings.items(), key=lambda item: item[1].rank):
            if i not in self.readings:
                continue
            inside = [w for w in reading.match.words if w != i and w in self.readings]
            better = [self.readings[w] for w in inside if self.readings[w].rank < reading.rank]
            if any(r.source for r in better) and not reading.source:
                self._give_up(i)
                continue
            for word in inside:
                self._give_up(word)
