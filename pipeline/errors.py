"""Errors that tell what is wrong, where, and the cure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class CoderError(Exception):
    """Root of every error the package raises on purpose."""


class InputError(CoderError):
    """The articles cannot be read at all: no such file, an unknown format, a missing column."""


class ModelError(CoderError):
    """The parser cannot be loaded, or speaks labels that the label table does not know."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a codebook.

    Attributes:
        file: path of the YAML file as the user named it.
        line: 1-based line, 0 for the whole file.
        message: what is wrong and what to do about it.
        severity: ``error`` (the codebook must not be used) or ``warning``.
    """

    file: str
    line: int
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class CodebookError(CoderError):
    """A codebook that cannot be used, with everything that is wrong in it."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        count = len(self.faults)
        summary = f"{count} error{'s' if count != 1 else ''} in the codebook"
        super().__init__("\n".join([*map(str, self.faults), summary]))


def shown(path: Path) -> str:
    """Return the path relative to the working directory where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
