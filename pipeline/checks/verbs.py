"""Checks of patterns."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import fault
from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Governor, Verb
from pipeline.codebook.pattern import Pattern
from pipeline.codebook.templates import Phrase
from pipeline.codebook.words import WordSet
from pipeline.errors import Fault


class PatternsDiffer:
    """No template stands twice: the second would never be used."""

    def run(self, codebook: Codebook) -> Iterator[Fault]:
        """Yield templates that stand twice: an error where their codes differ."""
        seen: dict[object, Pattern] = {}
        for pattern in codebook.patterns:
            first = seen.setdefault(_key(pattern), pattern)
            if first is pattern:
                continue
            same = _meaning(first) == _meaning(pattern)
            yield fault(
                codebook, pattern.where,
                f"{pattern.text!r} stands already at {first.where}"
                + ("" if same else " with another code; the first wins, remove one"),
                "warning" if same else "error",
            )  # fmt: skip


def _meaning(pattern: Pattern) -> str:
    entry = pattern.entry
    return entry.code if isinstance(entry, Verb) else f"class {entry.name}"


class PatternsReached:
    """Every pattern can win: no earlier one of the same shape takes all of its words."""

    def run(self, codebook: Codebook) -> Iterator[Fault]:
        """Yield patterns all of whose words an earlier pattern of the same shape takes too."""
        earlier: dict[object, list[Pattern]] = {}
        for pattern in codebook.patterns:
            for head in pattern.trigger[-1].heads:
                alike = earlier.setdefault((_shape(pattern), head), [])
                first = next((p for p in alike if _covers(p, pattern, head)), None)
                if first is None:
                    alike.append(pattern)
                elif _meaning(first) != _meaning(pattern) and _key(first) != _key(pattern):
                    yield fault(
                        codebook, pattern.where,
                        f"{pattern.text!r} is never reached for {head!r}: {first.text!r} at"
                        f" {first.where} takes it with another code; drop the word from one",
                        "warning",
                    )  # fmt: skip


def _inside(pattern: Pattern) -> bool:
    return isinstance(pattern.entry, Verb) and pattern.entry.inside


def _key(pattern: Pattern) -> object:
    template = pattern.template
    return (template.trigger, template.verbal, template.elements, _inside(pattern))


def _shape(pattern: Pattern) -> object:
    """Return what two patterns share that ask for the same surroundings in other words."""
    elements = tuple(
        (e.relation, e.prepositions, e.owner, e.optional)
        + ((len(e.filler.lexemes),) if isinstance(e.filler, Phrase) else (e.filler,))
        for e in pattern.template.elements
    )
    return (pattern.template.verbal, len(pattern.trigger), elements, _inside(pattern))


def _covers(first: Pattern, second: Pattern, head: str) -> bool:
    """Tell whether the first takes every phrase that the second takes with this trigger head."""
    pairs = [*zip(first.trigger[:-1], second.trigger[:-1], strict=True)]
    for a, b in zip(first.parts, second.parts, strict=True):
        pairs += zip(a.words, b.words, strict=True)
    mine, theirs = first.trigger[-1], second.trigger[-1]
    return (
        set(theirs.heads[head]) <= set(mine.heads[head])
        and _takes_pos(mine, theirs)
        and all(
            _takes_pos(a, b)
            and all(set(forms) <= set(a.heads.get(word, ())) for word, forms in b.heads.items())
            for a, b in pairs
        )
    )


def _takes_pos(first: WordSet, second: WordSet) -> bool:
    return not first.pos or (bool(second.pos) and second.pos <= first.pos)


class SlotsServe:
    """The slots of a template serve its entry."""

    def run(self, codebook: Codebook) -> Iterator[Fault]:
        """Yield governors without EVENT and without default, and rows that name missing slots."""
        for pattern in codebook.patterns:
            entry, slots = pattern.entry, pattern.slots
            if isinstance(entry, Governor) and "EVENT" not in slots and entry.default is None:
                yield fault(
                    codebook, pattern.where, f"{pattern.text!r} of class {entry.name} needs EVENT"
                )
            if isinstance(entry, Verb):
                for row in entry.events:
                    missing = {row.split()[0], row.split()[-1]} - slots
                    if missing:
                        names = " and ".join(sorted(missing))
                        message = f"{pattern.text!r} has no {names} for the row {row!r}"
                        yield fault(codebook, pattern.where, message)
