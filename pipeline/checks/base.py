"""What every check is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pipeline.codebook.load import Codebook
from pipeline.errors import Fault, shown


class Check(Protocol):
    """Finds one kind of fault in a codebook that could be read."""

    def run(self, codebook: Codebook) -> Iterator[Fault]:
        """Yield the faults, each with file and line."""


def fault(codebook: Codebook, where: str, message: str, severity: str = "error") -> Fault:
    """Make a fault of a codebook line such as ``verbs/04_consult.yaml:37``."""
    file, _, line = where.rpartition(":")
    for folder in codebook.folders:
        if (folder / file).exists():
            return Fault(shown(folder / file), int(line), message, severity)
    return Fault(file, int(line), message, severity)
