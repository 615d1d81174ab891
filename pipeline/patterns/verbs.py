"""Readings of the patterns of verbs: who did it, and to whom."""

from __future__ import annotations

from pipeline.codebook.model import Verb
from pipeline.patterns.chart import Chart, rank
from pipeline.patterns.matches import Match
from pipeline.patterns.readings import Reading
from pipeline.patterns.roots import VIOLENCE
from pipeline.syntax.authorship import find_makers
from pipeline.syntax.negation import is_negated

_ASKED = ("02", "10")
_OWN = ("050", "060", "061", "062", "07", "085", "0872", "0873", "0874", "15")
"""Codes of what one gives, moves or lifts of one's own: aid, goods, troops, sanctions."""


class VerbReader:
    """Reads what a verb entry of the codebook says of a match.

    Args:
        chart: what has been read inside it.
    """

    def __init__(self, chart: Chart) -> None:
        self.chart, self.mentions, self.grammar = chart, chart.mentions, chart.grammar
        self.tree = chart.tree

    def read(self, match: Match, verb: Verb) -> Reading:
        """Return the event that a verb's pattern tells of."""
        inner = self.chart.inner(match.event) if match.event is not None else None
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
        if source and target != source and self.chart.doers(target) == source:
            target = None  # "walked out in protest": the protest is their own
        if target is None and inner is None and verb.code.startswith(_ASKED):
            target = self._asked_to_cease(match)
        if target is None and inner is not None:
            target = inner.target or (inner.source if inner.source != source else None)
        elif target and inner is None and target[0] in self.chart.readings:
            inner = self.chart.readings[target[0]]
            keeps_inner = inner.target is not None
        return Reading(
            trigger=match.trigger, code=verb.code, match=match, verb=verb,
            source=None if nameless else self.chart.doers(source),
            target=self.chart.doers(target), mutual="both" if verb.mutual else "no",
            patterns=(match.pattern.where,),
            inner=inner, keeps_inner=keeps_inner, topic=False, words=match.words,
            negated=is_negated(match.words, self.grammar),
            sourced="SOURCE" in match.pattern.slots and not nameless,
            objects=self.chart.own_nouns(match),
            rank=rank(match, 2 * match.pattern.takes_event),
        )  # fmt: skip

    def _asked_to_cease(self, match: Match) -> tuple[int, ...] | None:
        """Return who does what is to end: "demanded an end to the Russian attacks on Kyiv"."""
        acts = (self.chart.readings.get(i) for i in match.words if i != match.trigger)
        return next(
            (a.source for a in acts if a and a.source and self.chart.placed(a.source)), None
        )

    def _hit_country(self, match: Match, target: tuple[int, ...]) -> tuple[int, ...]:
        """Return whom an attack hit where its victims have no country.

        "A car bomb outside the Libyan parliament wounded six."
        """
        if self.chart.placed(target):
            return target
        acts = (self.chart.readings.get(i) for i in match.words if i != match.trigger)
        return next(
            (a.target for a in acts if a and a.target and self.chart.placed(a.target)), target
        )

    def _is_nameless(self, source: tuple[int, ...] | None, own: tuple[int, ...]) -> bool:
        """Tell whether an act stands for whoever does it: "the attack in Kabul killed ten"."""
        for i in source or ():
            act = self.chart.readings.get(i)
            if self.tree.words[i].pos != "NOUN" or i in self.mentions.spots.agents:
                return False
            if (act and act.source) or not (act or i in own):
                return False
            if any(self.mentions.coded(a) for a in find_makers(i, self.grammar)):
                return False
        return bool(source)

    def _is_scene(self, i: int) -> bool:
        """Tell whether a town names an attack for where it was: "the Fallujah assault"."""
        hit = self.mentions.spots.names.get(i)
        town = hit is not None and hit.value[0].use in ("place", "capital")
        return town and self.tree.words[i].dep == "compound"

    def _own_subject(self, match: Match) -> tuple[int, ...] | None:
        """Return the subject that a pattern names itself: "<car_bomb> kill TARGET"."""
        if "SOURCE" in match.pattern.slots:
            return None
        subjects = self.grammar.frame(match.trigger).subjects
        return tuple(i for i in subjects if i in match.words) or None

    def _own_nation(self, match: Match, verb: Verb) -> tuple[int, ...] | None:
        """Return whose the thing is that was given or moved.

        "Cuban doctors were sent to Haiti", "the withdrawal of French troops from Mali".
        """
        noun = self.tree.words[match.trigger].pos == "NOUN"
        if not verb.code.startswith(_OWN) or not (noun or self.grammar.passive(match.trigger)):
            return None
        moved = "nmod" if noun else "nsubj"
        nouns = (i for i in self.chart.own_nouns(match) if self.tree.relations[i] == moved)
        return tuple(i for i in nouns if self.chart.placed((i,))) or None
