"""What trying a pattern at a word gives: a match, or where it does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.codebook.pattern import Pattern
from pipeline.codebook.templates import Element, Phrase, Slot


@dataclass(slots=True)
class Match:
    """A pattern found at a trigger.

    Attributes:
        pattern: the pattern.
        trigger: position of the trigger's head.
        slots: heads that fill SOURCE, TARGET, THIRD and PLACE, conjoined ones included.
        event: head of the inner event, None for none.
        words: positions of the pattern's own words, the trigger's first.
        score: (own words and prepositions, constrained slots, filled slots), larger is better.
    """

    pattern: Pattern
    trigger: int
    slots: Mapping[str, tuple[int, ...]]
    event: int | None
    words: tuple[int, ...]
    score: tuple[int, int, int]


@dataclass(slots=True)
class Miss:
    """A pattern that does not fit: at its trigger (``element`` None) or at an element."""

    pattern: Pattern
    element: Element | None = None

    def __str__(self) -> str:
        if self.element is None:
            return "the word is not used as the pattern wants it"
        filler = self.element.filler
        if isinstance(filler, Slot):
            name = filler.name + (f":{filler.kind}" if filler.kind else "")
        elif isinstance(filler, Phrase):
            name = " ".join(
                x.synset and f"<{x.synset}>" or "|".join(x.words) for x in filler.lexemes
            )
        else:
            name = " and ".join(slot.name for slot in filler)
        bound = "|".join(self.element.prepositions)
        return f"no {bound + ' ' if bound else ''}{name} ({self.element.relation})"
