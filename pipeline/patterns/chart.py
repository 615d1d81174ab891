"""What has been read of a sentence so far."""

from __future__ import annotations

from pipeline.actors.mentions import PARTITIVE, Mentions
from pipeline.patterns.matches import Match
from pipeline.patterns.readings import Rank, Reading

_SERIES = PARTITIVE | frozenset(
    "round wave string spate campaign act series sign kind sort form process day"
    " resumption continuation restart revival start launch beginning opening holding".split()
)


class Chart:
    """The readings of a sentence by the position of their trigger.

    Attributes:
        mentions: who is named in the sentence.
        readings: the best of each word.
        within: the best of each word as an event within another.
    """

    def __init__(self, mentions: Mentions) -> None:
        self.mentions, self.grammar = mentions, mentions.grammar
        self.tree = self.grammar.tree
        self.readings: dict[int, Reading] = {}
        self.within: dict[int, Reading] = {}

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

    def placed(self, heads: tuple[int, ...]) -> bool:
        """Tell whether one of these words names somebody of a known country."""
        return any((m.code or "-")[0] != "-" for head in heads for m in self.mentions.at(head))

    def own_nouns(self, match: Match) -> tuple[int, ...]:
        """Return the nouns among a pattern's own words, its trigger left out."""
        nouns = (i for i in match.words if self.tree.words[i].pos in ("NOUN", "PROPN"))
        return tuple(i for i in nouns if i != match.trigger)

    def doers(self, heads: tuple[int, ...] | None) -> tuple[int, ...] | None:
        """Put who did it in the place of what was done: "condemned the attack by rebels"."""
        found: list[int] = []
        for head in heads or ():
            event = self.readings.get(head)
            found.extend(event.source if event and event.source else (head,))
        return tuple(dict.fromkeys(found)) or None


def rank(match: Match, inner: int) -> Rank:
    """Return how specific a match with so many events inside is: the least comes first."""
    own, constrained, filled = match.score
    return (-own - inner, -constrained, -filled, match.pattern.order)
