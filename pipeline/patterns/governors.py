"""Readings of governors: events made of the event within them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.codebook.model import Governor, Mutual
from pipeline.patterns.chart import Chart, rank
from pipeline.patterns.clauses import is_subjunctive
from pipeline.patterns.matches import Match
from pipeline.patterns.readings import Reading
from pipeline.patterns.roots import UNDONE, VIOLENCE
from pipeline.syntax.negation import is_negated

# What stands beside an event says when and in spite of what.
_ASIDE = frozenset("after before during since following amid despite until over across".split())
_ANYBODY = frozenset({"nobody", "everybody", "anybody", "somebody", "everyone", "anyone", "no-one"})

# What only those can end who began it.
_OWN = ("08", "16")
# Who resigns or reforms does so at home, whoever agrees to do the same.
_ALONE = ("034",)
_TAKES_TWO = ("04", "05", "06", "087")


class GovernorReader:
    """Reads what a governor of the composition table makes of the event inside.

    Args:
        chart: what has been read inside it.
        governors: the composition table.
    """

    def __init__(self, chart: Chart, governors: Mapping[str, Governor]) -> None:
        self.chart, self.mentions, self.grammar = chart, chart.mentions, chart.grammar
        self.tree, self.governors = chart.tree, governors

    def read(self, match: Match, governor: Governor) -> Reading | None:
        """Return the event that governor and inner event make, None where they make none."""
        inner = self.chart.inner(match.event) if match.event is not None else None
        if inner is not None and inner.code == "none":
            inner = None
        if governor.subjunctive and not (match.event and is_subjunctive(match.event, self.grammar)):
            return None
        governor, negated = self._negate(match, governor, inner)
        if governor.codes == "same":
            if governor.source != "inner" and self._is_done(match):
                return None
            return self._through(match, governor, inner, negated) if inner else None
        return self._compose(match, governor, inner, negated)

    def _negate(
        self, match: Match, governor: Governor, inner: Reading | None
    ) -> tuple[Governor, bool]:
        """Return the governor that a negation makes of one, and whether it is negated still."""
        negated = is_negated(match.words, self.grammar)
        auxiliary = self.grammar.auxiliary(match.trigger)
        if inner and auxiliary:
            negated = inner.negated
        if negated and governor.negated:
            return self.governors[governor.negated], False
        if inner and inner.negated and governor.inner_negated and not auxiliary:
            governor = self.governors[governor.inner_negated]
        return governor, negated

    def _compose(
        self, match: Match, governor: Governor, inner: Reading | None, negated: bool
    ) -> Reading | None:
        """Return the event that a governor makes by its codes, None where they make none."""
        accused = match.slots.get("TARGET")
        if inner and inner.source is None and accused and governor.inner == "coded":
            inner = replace(inner, source=accused)
            self.chart.within[inner.trigger] = inner
            if not inner.inside:
                self.chart.readings[inner.trigger] = inner
        code = (inner and governor.code_for(inner.code)) or governor.default
        if code is None or (inner is None and self._asks_nobody(match)):
            return None
        if code[:2] in ("03", "13") and (
            self._is_left_to_another(match) or self._has_happened(match.event)
        ):
            return None
        if inner and inner.source and code == inner.code and self._is_done(match):
            return None  # "The president has resigned, the speaker announced."
        source = self.chart.doers(match.slots.get("SOURCE"))
        target = self._target(match, governor, inner)
        planned = inner is not None and self._is_unsaid(match, code, inner)
        if inner and planned:
            source, target = inner.source, inner.target
        together = (
            governor.mutual in ("joined", "agreed") and len(match.slots.get("SOURCE") or ()) > 1
        )
        if together and match.event and target == (match.event,):
            target = None
        topic = governor.inner == "topic"
        done = inner is None or inner.code[:2] not in UNDONE
        if source is None and inner and code[:2] in _OWN and self._is_open(match.trigger):
            source = inner.source  # "US sanctions were lifted": by those who had imposed them.
        helps = self.grammar.auxiliary(match.trigger)
        if helps and inner and not inner.source and source and inner.target == source:
            source, target = None, source  # "Moscow would face sanctions": somebody else's.
        agents = self.mentions.spots.agents
        things = [i for i in inner.objects if i not in agents] if inner and not target else []
        reading = Reading(
            trigger=match.trigger, code=code, match=match, verb=None,
            source=source, target=target, mutual="no",
            patterns=(match.pattern.where, *(inner.patterns if inner and not topic else ())),
            inner=inner, keeps_inner=governor.inner == "coded" and done, topic=topic,
            words=(*match.words, *(inner.words if inner and not topic else ())),
            negated=negated, sourced="SOURCE" in match.pattern.slots,
            objects=(*self.chart.own_nouns(match), *things),
            rank=rank(match, (inner is not None) + match.pattern.takes_event),
        )  # fmt: skip
        return replace(reading, mutual=_mutuality(reading, governor, planned))

    def _is_unsaid(self, match: Match, code: str, inner: Reading) -> bool:
        """Tell whether what lies ahead is said of the event itself: "talks with Iran will begin".

        It is planned, expected or to begin, and whoever takes part intends it.
        """
        if not code.startswith("03") or inner.code[:2] in UNDONE or inner.source is None:
            return False
        said = match.slots.get("SOURCE")
        if said is None:
            verbs = (match.trigger, inner.trigger)
            return "SOURCE" not in match.pattern.slots or any(map(self.grammar.passive, verbs))
        return set(said) <= set(inner.words)

    def _is_open(self, i: int) -> bool:
        """Tell whether a word may leave out who does it: a noun, a passive."""
        return self.tree.words[i].pos == "NOUN" or self.grammar.passive(i)

    def _is_done(self, match: Match) -> bool:
        """Tell whether a clause tells what others did: "rebels freed a pilot, Norway confirmed"."""
        event = match.event
        if event is None or not self._has_happened(event):
            return False
        subjects = self.grammar.below(event, "nsubj")
        return any(self.tree.words[i].pos != "PRON" for i in subjects)

    def _asks_nobody(self, match: Match) -> bool:
        """Tell whether something is only said to be due: "notice must be given"."""
        asked = match.slots.get("TARGET", ())
        if "SOURCE" in match.slots:
            return False
        return not asked or self.grammar.lemma(asked[0]) in _ANYBODY

    def _is_left_to_another(self, match: Match) -> bool:
        """Tell whether it is not the source who is to act: "wants Cameroon to arrest him"."""
        i = match.event
        if i is None:
            return False
        if self.tree.relations[i] != "xcomp" or not self.grammar.infinitive(i):
            return False
        subjects = self.grammar.frame(i).subjects
        objects = self.grammar.frame(match.trigger).objects
        used = {head for heads in match.slots.values() for head in heads}
        return bool(set(subjects) & set(objects) - used)

    def _has_happened(self, i: int | None) -> bool:
        """Tell whether a clause says what was done: "announced that Kenya had held talks"."""
        if i is None or self.tree.relations[i] != "ccomp" or not self.grammar.below(i, "nsubj"):
            return False
        words = self.tree.words
        helpers = [words[c] for c in self.grammar.below(i, "aux")]
        if any(w.tag == "MD" for w in helpers):
            return False
        perfect = any(w.lemma == "have" for w in helpers) and words[i].tag in ("VBN", "VBD")
        return perfect or (words[i].tag == "VBD" and not helpers)

    def _through(self, match: Match, governor: Governor, inner: Reading, negated: bool) -> Reading:
        """Give the inner event the governor's participants: "launched an attack on".

        Who suffers force suffers it whoever did it: "came under attack" needs no source.
        """
        slots = match.slots
        own = slots.get("SOURCE")
        first, second = (inner.source, own) if governor.source == "inner" else (own, inner.source)
        suffered = "SOURCE" not in match.pattern.slots and inner.code.startswith((*VIOLENCE, "176"))
        hit = slots.get("TARGET")
        if suffered and first == hit:
            first = None
        hits_first = "addressed" in governor.target and hit is not None and self.chart.placed(hit)
        told = replace(
            inner, trigger=match.trigger, source=first or second,
            sourced="SOURCE" in match.pattern.slots or (inner.sourced and not suffered),
            target=hit if hits_first or inner.target == own else inner.target or hit,
            patterns=(*inner.patterns, match.pattern.where),
            inner=inner, keeps_inner=False, words=(*match.words, *inner.words),
            negated=(inner.negated != negated) != governor.negates, rank=rank(match, 1),
        )  # fmt: skip
        if governor.reflexive and own and self._is_self(own, inner.target):
            return self._of_self(told, self.governors[governor.reflexive])
        return told

    def _is_self(self, speaker: tuple[int, ...], told: tuple[int, ...] | None) -> bool:
        """Tell whether somebody tells it of himself or his own: "said its men were to blame"."""
        for i in told or ():
            words = (i, *self.grammar.below(i, "nmod:poss"))
            codes = {m.code for m in self.mentions.at(i)} - {None}
            same = codes & {m.code for head in speaker for m in self.mentions.at(head)}
            if same and any(self.tree.words[k].pos == "PRON" for k in words):
                return True
        return False

    def _of_self(self, told: Reading, governor: Governor) -> Reading:
        """Make what somebody says of himself what the governor's class makes of it."""
        deed = told.inner.inner if told.inner else None
        code = governor.code_for(told.code) or governor.default or told.code
        return replace(told, code=code, target=deed.target if deed else None)

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
            himself = name != "addressed" and self._is_self(tuple(source), heads)
            if heads and not himself and not set(heads) & source:
                return heads
        if match.event is None or inner:
            return None
        if governor.inner == "coded" and self.tree.words[match.event].pos == "NOUN":
            return None  # "alleging genocide against the Rohingya": they are not accused.
        return self._concerned(match.event, source)

    def _concerned(self, event: int, source: set[int]) -> tuple[int, ...] | None:
        """Return whom an event that no pattern knows concerns: who does it, else the first actor.

        "Demanded that the mayor step down" concerns the mayor, whether a codebook knows him or not.
        """
        frame = self.grammar.frame(event)
        clauses = [event, *self.grammar.below(event, "ccomp")]
        own = [s for c in clauses for s in self.grammar.below(c, "nsubj") if s not in source]
        own = [s for s in own if not self._is_self(tuple(source), (s,))]
        if own and any(m.code or "named" in m.kinds for m in self.mentions.at(own[0])):
            return self.grammar.joined(own[0])
        aside = {
            k for b in frame.bound if b.preposition in _ASIDE for k in self.tree.subtree(b.head)
        }
        near = [*frame.objects, *(b.head for b in frame.bound), *frame.owners]
        near += [i for i in self.tree.subtree(event) if self.tree.words[i].pos in ("NOUN", "PROPN")]
        near = [i for i in near if i not in aside]
        coded = [i for i in near if i not in source and self.mentions.coded(i)]
        national = [i for i in coded if any(m.country for m in self.mentions.at(i))]
        for head in (*national, *coded):
            first = self.tree.words[head].head if self.tree.relations[head] == "conj" else head
            beside = [j for j in self.grammar.joined(first) if j not in source]
            return tuple(beside) if head in beside else (head,)
        return None


def _mutuality(reading: Reading, governor: Governor, planned: bool) -> Mutual:
    """Say who does to each other what a governor made of the event inside.

    Two who intend an event together intend it with each other if it takes two, and so do those who
    agree to stop fighting; "agreed with Italy to resume flights" makes Italy one of them.
    """
    inner = reading.inner
    truce = reading.code == "0356"
    takes_two = inner is None or inner.together or inner.code.startswith(_TAKES_TWO) or truce
    intended = governor.mutual in ("joined", "agreed") and takes_two
    partner = "TARGET" in reading.match.slots and "with" in reading.match.pattern.prepositions
    # "Iran and Oman will meet": each other, whoever says so.
    shared = inner is not None and inner.together and inner.source == reading.source
    if governor.mutual == "both" or (intended and inner and partner):
        return "both"
    if planned and shared and reading.target:
        return "both"
    if reading.target is None and (intended or (shared and governor.inner == "consumed")):
        return "joined"
    if governor.mutual == "agreed" and not reading.code.startswith(_ALONE):
        return "agreed"
    return "no"
