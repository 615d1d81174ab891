"""What grammar finds out about a word: who takes part in what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Bound:
    """A noun phrase or clause bound by a preposition or a mark ("with Iran", "of shelling")."""

    preposition: str
    head: int


@dataclass(slots=True)
class Frame:
    """The logical participants of a word.

    Attributes:
        subjects: who does it, as positions of heads, best first.
        objects: whom it is done to, the indirect object before the direct.
        bound: what prepositions bind, nearest first.
        clauses: complement clauses and infinitives.
        owners: for nouns, whose it is: possessors, then modifiers that may name somebody.
    """

    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    bound: tuple[Bound, ...] = ()
    clauses: tuple[int, ...] = ()
    owners: tuple[int, ...] = ()
