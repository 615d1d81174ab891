"""Checks of a codebook: one small class each, faults collected, none of them stops another."""

from __future__ import annotations

from pipeline.checks.actors import CodesKnown, DatesDoNotOverlap, NamesMeanOne, OfficesEnd
from pipeline.checks.base import Check
from pipeline.checks.examples import check_examples
from pipeline.checks.lemmas import check_lemmas
from pipeline.checks.verbs import PatternsDiffer, PatternsReached, SlotsServe
from pipeline.codebook.load import Codebook
from pipeline.errors import Fault

CHECKS: tuple[Check, ...] = (
    CodesKnown(), NamesMeanOne(), DatesDoNotOverlap(), OfficesEnd(), PatternsDiffer(),
    PatternsReached(), SlotsServe(),
)  # fmt: skip


def check_codebook(codebook: Codebook) -> list[Fault]:
    """Return all faults of a codebook but those of its examples, sorted by place."""
    found = [fault for check in CHECKS for fault in check.run(codebook)]
    return sorted({*codebook.faults, *found})


__all__ = ["CHECKS", "Check", "check_codebook", "check_examples", "check_lemmas"]
