"""YAML of a codebook, each entry with the dictionary's file and line as a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

_PLAIN = re.compile(r"[A-Za-z][\w .'&/()<>-]*[\w.')>]|[A-Za-z]")

Value = str | Sequence[str] | None


def scalar(text: str) -> str:
    """Return a text as YAML, quoted where it has to be."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def inline(values: Iterable[str]) -> str:
    """Return a list on one line."""
    return "[" + ", ".join(map(scalar, values)) + "]"


def entry(fields: Mapping[str, Value], where: str) -> Iterator[str]:
    """Yield the lines of an entry of plain fields; empty ones are left out."""
    lead = "- "
    for key, value in fields.items():
        if value is None or (not isinstance(value, str) and not value):
            continue
        shown = scalar(value) if isinstance(value, str) else inline(value)
        yield f"{lead}{key}: {shown}" + (f"  # {where}" if lead == "- " else "")
        lead = "  "


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file of a codebook, whose folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
