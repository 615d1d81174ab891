"""Templates as lists and strings, and back; what they share is written once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.codebook.templates import Element, Lexeme, Phrase, Slot, Template

Plain = dict[str, Any]


def to_plain(templates: Mapping[str, Template]) -> Plain:
    """Return templates by their texts as lists and strings; ``from_plain`` turns them back."""
    lexemes: dict[Lexeme, int] = {}
    elements: dict[Element, int] = {}

    def number(phrase: Phrase) -> list[int]:
        return [lexemes.setdefault(lexeme, len(lexemes)) for lexeme in phrase.lexemes]

    rows = {}
    for text, one in templates.items():
        parts = [elements.setdefault(element, len(elements)) for element in one.elements]
        rows[text] = [number(one.trigger), one.verbal, parts, one.passive]
    plain = [
        [
            one.relation,
            number(one.filler) if isinstance(one.filler, Phrase) else _slots(one.filler),
            one.prepositions,
            _slots(one.owner) if one.owner else None,
            one.optional,
        ]
        for one in elements
    ]
    return {
        "lexemes": [[one.words, one.synset, one.pos] for one in lexemes],
        "elements": plain,
        "templates": rows,
    }


def _slots(filler: Slot | tuple[Slot, Slot]) -> list[list[str | None]]:
    slots = filler if isinstance(filler, tuple) else (filler,)
    return [[slot.name, slot.kind] for slot in slots]


def from_plain(plain: Plain) -> dict[str, Template]:
    """Turn back what ``to_plain`` gave."""
    lexemes = [Lexeme(tuple(words), synset, pos) for words, synset, pos in plain["lexemes"]]
    slots: dict[tuple[str, str | None], Slot] = {}

    def slot(name: str, kind: str | None) -> Slot:
        return slots.setdefault((name, kind), Slot(name, kind))

    def filler(row: list[Any]) -> Slot | Phrase | tuple[Slot, Slot]:
        if isinstance(row[0], int):
            return Phrase(tuple([lexemes[n] for n in row]))
        first, *more = [slot(*one) for one in row]
        return (first, more[0]) if more else first

    elements = [
        Element(relation, filler(row), tuple(bound), slot(*owner[0]) if owner else None, optional)
        for relation, row, bound, owner, optional in plain["elements"]
    ]
    return {
        text: Template(
            Phrase(tuple([lexemes[n] for n in trigger])),
            verbal,
            tuple([elements[n] for n in parts]),
            passive,
        )
        for text, (trigger, verbal, parts, passive) in plain["templates"].items()
    }
