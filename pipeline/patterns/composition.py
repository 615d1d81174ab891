"""Readings of a sentence: patterns matched from the inside out, events within events composed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.actors.mentions import Mentions
from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Verb
from pipeline.codebook.pattern import Pattern
from pipeline.patterns import Matcher
from pipeline.patterns.chart import Chart
from pipeline.patterns.clauses import (
    ATTRIBUTE,
    is_attribute,
    merge_clauses,
    specify,
)
from pipeline.patterns.governors import GovernorReader
from pipeline.patterns.matches import Match, Miss
from pipeline.patterns.readings import Reading
from pipeline.patterns.roots import UNDONE, VIOLENCE
from pipeline.patterns.triggers import PatternIndex, Triggered
from pipeline.patterns.verbs import VerbReader
from pipeline.types import Candidate

_SAID = ("02", "03", "10")
_TOGETHER = (*UNDONE, "04", "05", "06")
# Classes of the composition table.
_DECIDED, _AHEAD = "decide", "will"


@dataclass(frozen=True, slots=True)
class Tried:
    """A pattern tried at a trigger: the reading it gave, or why it gave none."""

    trigger: int
    pattern: Pattern
    reading: Reading | None
    miss: str | None


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
        self.chart = Chart(mentions)
        self.readings, self.within = self.chart.readings, self.chart.within
        self._verbs = VerbReader(self.chart)
        self._governors = GovernorReader(self.chart, codebook.governors)
        self._askers: dict[int, Match] = {}
        self.tried: list[Candidate] = []

    def read(self) -> list[Reading]:
        """Return the readings that are no part of another, best first."""
        triggered = self.index.find(self.tree)
        for i in self._inside_out(triggered):
            self._read_word(i, triggered[i])
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
        rest += [joined for r in rest for joined in self._joined(r)]
        return sorted(rest, key=lambda r: (r.rank[:3], r.trigger))

    def _inside_out(self, positions: Iterable[int]) -> list[int]:
        """Return positions, the deepest in the tree first, an auxiliary after its verb."""
        words, children = self.tree.words, self.tree.children
        depth = [len(words)] * len(words)
        level, here = 0, [word.i for word in words if word.head == word.i]
        while here:
            for i in here:
                depth[i] = level
            level, here = level + 1, [c for i in here for c in children[i]]
        late = set()
        for i, relation in enumerate(self.tree.relations):
            if relation in ("aux", "cop") and self.grammar.auxiliary(i):
                late.add(i)
                depth[i] = depth[words[i].head]
        # "rejected calls to release": the infinitive may hang beside its noun.
        return sorted(positions, key=lambda i: (-depth[i], i in late, words[i].dep == "obj", i))

    def _read_word(self, i: int, triggered: Triggered) -> None:
        if self.tree.words[i].pos == "PROPN" and (
            self.grammar.says_when(i) or self.grammar.in_name(i)
        ):
            return
        if self.trace is None:
            matches = self.matcher.match_all(triggered.possible(self.met), i)
            readings = [reading for match in matches if (reading := self._reading(match))]
        else:
            readings = self._trace_word(i, triggered, self.trace)
        if readings:
            told = [r for r in readings if r.source] if any(map(_lacks_source, readings)) else []
            self.within[i] = min(told or readings, key=lambda r: (r.rank[:3], not r.inside, r.rank))
            plain = [r for r in readings if not r.inside]
            askers = [r for r in plain if r.verb is None and r.match.event is not None]
            if askers:
                self._askers[i] = min(askers, key=lambda r: r.rank).match
            if plain:
                plain.sort(key=lambda r: r.rank)
                plain = self._part_blame(i, plain)
                sound = (r for r in plain if not self._is_reflexive(r) and not _lacks_source(r))
                self.readings[i] = self._as_headline(next(sound, plain[0]))
        else:
            self._tell(i, "no pattern", reason=f"none of {len(triggered.patterns)} patterns fits")

    def _as_headline(self, reading: Reading) -> Reading:
        """Make what a headline says is to be an intent: "Spain's king to visit Cuba"."""
        i, words = reading.trigger, self.tree.words
        governor = self.codebook.governors.get(_AHEAD)
        ahead = words[i].head == i and words[i].pos == "VERB" and self.grammar.infinitive(i)
        subjects = self.grammar.below(i, "nsubj")
        if not (governor and ahead and subjects and subjects[0] < i):
            return reading
        code = governor.code_for(reading.code)
        if code is None or "for" in self.grammar.marks(i):
            return reading
        return replace(reading, code=code, verb=None)

    def _joined(self, reading: Reading) -> Iterator[Reading]:
        """Give what else is asked for, promised, demanded or refused in the same breath.

        "Urged Sudan to free the prisoners and resume talks."
        """
        match = self._askers.get(reading.match.trigger)
        if match is None or match.event is None or reading.code[:2] not in UNDONE:
            return
        governor, codes = match.pattern.entry, {reading.code}
        if isinstance(governor, Verb) or (reading.verb is None and reading.keeps_inner):
            return
        joined = self.grammar.below(match.event, "conj")
        if any(c in reading.words for c in joined):
            joined = (match.event, *(c for c in joined if c not in reading.words))
        for c in joined:
            word = self.tree.words[c]
            bare = word.tag in ("VB", "VBP") and not self.grammar.below(c, "nsubj", "aux")
            if c not in self.within or not (bare or word.pos == "NOUN"):
                continue
            also = self._governors.read(replace(match, event=c), governor)
            if also and also.inner and also.code[:2] == reading.code[:2] and also.code not in codes:
                codes.add(also.code)
                yield replace(
                    also, trigger=reading.trigger, source=reading.source,
                    negated=reading.negated, teller=reading.teller,
                )  # fmt: skip

    def _part_blame(self, i: int, plain: list[Reading]) -> list[Reading]:
        """Give the blame for a deed to "was", where the deed is an event too.

        "Iran was behind the attack on Jordan" blames Iran, and tells of its attack.
        """
        verbs = self.grammar.below(i, "cop")
        blame = next((r for r in plain if r.code.startswith("112") and len(r.words) > 1), None)
        deeds = [r for r in plain if r.code.startswith(VIOLENCE)]
        if not (verbs and blame and deeds and blame.target):
            return plain
        done = deeds[0] if deeds[0].source else replace(deeds[0], source=blame.target)
        told = replace(blame, trigger=verbs[0], inner=done, keeps_inner=True)
        self.readings[verbs[0]] = self.within[verbs[0]] = told
        return [done, *deeds[1:]]

    def _is_reflexive(self, reading: Reading) -> bool:
        """Tell whether source and target are one actor: "asked Liberians to stand by him"."""
        if reading.together or reading.code == "none":
            return False
        if not (reading.source and reading.target):
            return False
        sources, targets = (
            [(m.start, m.end) for head in side for m in self.mentions.at(head)]
            for side in (reading.source, reading.target)
        )
        # "The two parties" are one phrase and two actors, who may do it to each other.
        return len(sources) == 1 and sources == targets

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

    def _code_at(self, i: int) -> str | None:
        reading = self.chart.inner(i)
        return reading.code if reading and reading.code != "none" else None

    def _reading(self, match: Match) -> Reading | None:
        entry = match.pattern.entry
        if isinstance(entry, Verb):
            return self._verbs.read(match, entry)
        return self._governors.read(match, entry)

    def _name_tellers(self) -> None:
        """Note on what somebody is accused of who accuses him."""
        for r in list(self.readings.values()):
            blame = r if r.keeps_inner else r.inner
            deed = blame.inner if blame and blame.keeps_inner and blame.verb is None else None
            if deed and r.source and deed.trigger in self.readings:
                told = self.readings[deed.trigger]
                self.readings[told.trigger] = replace(told, teller=r.source)

    def _consumed(self) -> Iterator[int]:
        for reading in self.readings.values():
            if reading.code[:2] in UNDONE:
                yield from self._infinitives(reading)
            inner, topic = reading.inner, reading.topic
            while inner is not None:
                topic |= reading.topic
                if topic or (not reading.keeps_inner and not _stands(inner, reading)):
                    yield inner.trigger
                if inner.inside:
                    yield from inner.match.words
                reading, inner = inner, inner.inner
            if reading.code == "none":
                yield reading.trigger
            if reading.topic:
                yield from self._topics(reading)

    def _infinitives(self, reading: Reading) -> Iterator[int]:
        """Yield what is to be brought about that is not done yet: "offered to help them attack".

        Also what a thing that is asked for or promised is to serve: "asked for money to feed them".
        """
        todo = [reading.match.trigger]
        for i in (*reading.objects, *reading.words):
            for c in self.grammar.below(i, "acl", "advcl"):
                if self.grammar.infinitive(c):
                    yield c
                    todo.append(c)
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
                inner, inside = self.readings[i].inner, not self.readings[i].keeps_inner
                self._give_up(i)
                if inner and inside and inner.trigger in self.readings:
                    self._give_up(inner.trigger)
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
            own = (i, reading.match.trigger)
            inside = [w for w in reading.match.words if w not in own and w in self.readings]
            better = [self.readings[w] for w in inside if self.readings[w].rank < reading.rank]
            both = [w for w in inside if _has_both_sides(self.readings[w])]
            needy = reading.sourced and not reading.source
            if (any(r.source for r in better) and not reading.source) or (needy and both):
                self._give_up(i)
                continue
            # "Welcomed its pledge to send aid": which is not sent yet, as what it decided may be.
            undone = (r for w in inside if _is_ahead(r := self.readings[w]))
            ahead = [r.inner.trigger for r in undone if r.inner and not r.keeps_inner]
            for word in dict.fromkeys((*inside, *ahead)):
                if word in self.readings and word not in own:
                    self._give_up(word)


def _stands(inner: Reading, outer: Reading) -> bool:
    """Tell whether somebody asked what nobody is said to have refused: "a request was denied"."""
    unsaid = outer.sourced and outer.source is None and outer.code.startswith(("12", "016", "03"))
    return unsaid and inner.code.startswith(_SAID) and inner.source is not None


def _is_ahead(reading: Reading) -> bool:
    """Tell whether somebody promises or intends something that he has not yet decided on."""
    entry = reading.match.pattern.entry
    return reading.code.startswith("03") and getattr(entry, "name", None) != _DECIDED


def _lacks_source(reading: Reading) -> bool:
    """Tell whether what only somebody can say, promise or share has nobody who does."""
    return reading.sourced and reading.source is None and reading.code.startswith(_TOGETHER)


def _has_both_sides(reading: Reading) -> bool:
    """Tell whether it is said who did it to whom, or which two to each other."""
    together = reading.together and len(reading.source or ()) > 1
    return bool(reading.source and (reading.target or together))
