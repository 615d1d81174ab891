"""What a trigger was found to mean."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.codebook.model import Mutual, Verb
from pipeline.patterns.matches import Match

Rank = tuple[int, int, int, int]


@dataclass(slots=True, kw_only=True)
class Act:
    """What words say was done, however they were read.

    Attributes:
        trigger: position of the trigger's head.
        code: event code, or ``none`` for words that are blocked.
        source, target: heads of the participants; None where there is none.
        patterns: codebook lines, the governor's first.
        words: positions of the words that carry the action.
        negated: an odd number of negations.
        teller: heads of whoever accuses somebody of it; empty for none.
    """

    trigger: int
    code: str
    source: tuple[int, ...] | None
    target: tuple[int, ...] | None
    patterns: tuple[str, ...]
    words: tuple[int, ...]
    negated: bool
    teller: tuple[int, ...] = ()


@dataclass(slots=True, kw_only=True)
class Reading(Act):
    """What a trigger means by its grammar, with the events inside it already taken in.

    Attributes:
        verb: the entry that gave mode, contexts and further rows.
        match: the match at the trigger.
        mutual: who does it to each other.
        inner: the reading of the event inside, if any.
        keeps_inner: the inner event is a row of its own.
        topic: what stands below it is only talked about.
        objects: the pattern's own nouns.
        sourced: whether a pattern asks for a source, so that a row needs one.
        rank: specificity, the smaller the better.
    """

    match: Match
    verb: Verb | None
    mutual: Mutual
    inner: Reading | None
    keeps_inner: bool
    topic: bool
    sourced: bool
    objects: tuple[int, ...]
    rank: Rank

    @property
    def inside(self) -> bool:
        """Whether it is an event only inside another."""
        return self.verb is not None and self.verb.inside

    @property
    def together(self) -> bool:
        """Whether those who do it do it to each other, whoever else it concerns."""
        return self.mutual in ("joined", "both")
