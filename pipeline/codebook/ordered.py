"""Ordered verbs and discards of a codebook, checked and put in their places."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass

from pipeline.codebook.sequences import Discards, OrderedVerb, Settings, read_sequence
from pipeline.codebook.templates import TemplateError
from pipeline.codebook.words import Lexicon
from pipeline.codebook.yaml import Source
from pipeline.errors import Fault


@dataclass(frozen=True, slots=True)
class PlacedVerb:
    """An ordered verb with its codebook line, and those of its sequences in their order."""

    entry: OrderedVerb
    where: str
    lines: tuple[str, ...]
    settings: Settings


def place_verb(
    entry: OrderedVerb,
    source: Source,
    i: int,
    where: Callable[[Source, int], str],
    settings: Settings,
) -> PlacedVerb:
    """Return an entry with its lines.

    Args:
        entry: the entry.
        source: its file.
        i: its position in the file.
        where: names a line of a file as rows do.
        settings: those of its folder.
    """
    lines = (source.line((i, "sequences", text)) for text in entry.sequences)
    return PlacedVerb(
        entry,
        where(source, source.line((i,))),
        tuple(where(source, line) for line in lines),
        settings,
    )


def check_verb(
    entry: OrderedVerb, source: Source, i: int, codes: Container[str], lexicon: Lexicon
) -> Iterator[Fault]:
    """Yield codes that the ontology lacks and synsets that are not defined."""
    for code, loc in entry.codes():
        if code not in codes:
            line = source.line((i, *loc))
            yield Fault(source.file, line, f"{code!r} is no code of the ontology")
    for text in entry.sequences:
        for name in read_sequence(text).synsets:
            try:
                lexicon.expand(name)
            except TemplateError as error:
                yield Fault(source.file, source.line((i, "sequences", text)), str(error))


def join_discards(lists: Iterable[Discards]) -> Discards:
    """Return all discards as one list."""
    every = list(lists)
    return Discards(
        sentences=tuple(phrase for discards in every for phrase in discards.sentences),
        articles=tuple(phrase for discards in every for phrase in discards.articles),
    )
