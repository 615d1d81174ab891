"""What a trigger was found to mean."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.codebook.model import Verb
from pipeline.patterns import Match

Rank = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a trigger means, with the events inside it already taken in.

    Attributes:
        trigger: position of the trigger's head.
        code: CAMEO code, or ``none`` for words that are blocked.
        verb: the entry that gave mode, contexts and further rows.
        match: the match at the trigger.
        source, target: heads of the participants; None where there is none.
        mutual: done by both sides to each other.
        patterns: codebook lines, the governor's first.
        inner: the reading of the event inside, if any.
        keeps_inner: the inner event is a row of its own.
        topic: what stands below it is only talked about.
        words: positions of the words that carry the action.
        negated: an odd number of negations.
        objects: the pattern's own nouns.
        sourced: whether a pattern asks for a source, so that a row needs one.
        rank: specificity, the smaller the better.
    """

    trigger: int
    code: str
    match: Match
    verb: Verb | None
    source: tuple[int, ...] | None
    target: tuple[int, ...] | None
    mutual: bool
    patterns: tuple[str, ...]
    inner: Reading | None
    keeps_inner: bool
    topic: bool
    words: tuple[int, ...]
    negated: bool
    sourced: bool
    objects: tuple[int, ...]
    rank: Rank
