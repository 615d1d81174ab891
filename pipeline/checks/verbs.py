"""Checks of patterns."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import fault
from pipeline.codebook.load import Codebook, Pattern
from pipeline.codebook.model import Governor, Verb
from pipeline.errors import Fault


class PatternsDiffer:
    """No template stands twice: the second would never be used."""

    def run(self, codebook: Codebook) -> Iterator[Fault]:
        """Yield templates that stand twice: an error where their codes differ."""
        seen: dict[object, Pattern] = {}
        for pattern in codebook.patterns:
            key = (pattern.template.trigger, pattern.template.verbal, pattern.template.elements)
            first = seen.setdefault(key, pattern)
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
