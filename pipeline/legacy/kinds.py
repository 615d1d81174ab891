"""Which kind of dictionary a file is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pipeline.legacy.lines import Line

Kind = Literal["actors", "agents", "petrarch1", "petrarch2", "tabari", "discards", "issues"]
KINDS: tuple[Kind, ...] = (
    "actors", "agents", "petrarch1", "petrarch2", "tabari", "discards", "issues",
)  # fmt: skip
SUFFIXES = frozenset(
    {
        ".txt",
        ".verbs",
        ".actors",
        ".agents",
        ".project",
        ".dict",
        ".options",
        ".issues",
        "",
    }
)

_PREPOSITIONAL = re.compile(r"-\s[^\[]*\([A-Z]+ [^)]*\)")
_AGENT = re.compile(r"\[\s*(~[\w ]+|[\w ]+~)\s*\]")


def guess_kind(path: Path, lines: list[Line]) -> Kind | None:
    """Return what a file holds, by its name where that says so, else by its lines; None if unclear.

    Args:
        path: the file.
        lines: its lines.
    """
    name = path.name.lower()
    for word, kind in (("discard", "discards"), ("issue", "issues"), ("agent", "agents")):
        if word in name:
            return kind  # type: ignore[return-value]
    if "verb" in name or "cameo.2" in name:
        return guess_verbs(lines)
    if "actor" in name:
        return "actors"
    texts = [line.text for line in lines]
    patterns = sum(text.startswith("- ") and "*" in text for text in texts)
    if patterns:
        return guess_verbs(lines)
    if sum(bool(_AGENT.search(text)) for text in texts) > len(texts) / 3:
        return "agents"
    if sum("[" in text for text in texts) > len(texts) / 4:
        return "actors"
    return None


def guess_verbs(lines: list[Line]) -> Kind:
    """Return the dialect of a verb dictionary."""
    raws = [line.raw for line in lines]
    prepositional = sum(bool(_PREPOSITIONAL.match(line.text)) for line in lines)
    patterns = sum(line.text.startswith("- ") for line in lines)
    if prepositional > max(1, patterns // 20) or any(line.text.startswith("~ ") for line in lines):
        return "petrarch2"
    blocks = any(line.text.startswith("---") for line in lines)
    return (
        "petrarch1" if blocks or not any("<SYNSETS>" in r or "=" in r for r in raws) else "tabari"
    )
