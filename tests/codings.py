"""What a coder makes of a text, and tables of what it shall make."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.coder import Coder
from pipeline.types import Article, Event

GOLD = Path(__file__).parent / "gold"
DAY = date(2019, 6, 15)


def events_of(coder: Coder, text: str, day: date = DAY) -> tuple[Event, ...]:
    """Return the events of a text."""
    return coder.code_article(Article("a", day, text)).events


def rows_of(coder: Coder, text: str, day: date = DAY) -> list[str]:
    """Return the events of a text as ``SOURCE CODE TARGET``."""
    return [event.row for event in events_of(coder, text, day)]


def lines(table: str) -> list[list[str]]:
    """Return the cells of a table with a line a row and ``|`` between cells."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def phrases(name: str) -> Iterator[Any]:
    """Yield text, day and codes of each row of a file in ``gold``, as parameters of a test.

    A row with a known failure must fail.
    """
    with open(GOLD / name, newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            cause = row["known_failure"]
            marks = [pytest.mark.xfail(reason=cause, strict=True)] if cause else []
            day = date.fromisoformat(row["day"])
            id = f"{row['kind']}: {row['phrase']} ({day})"
            yield pytest.param(row["phrase"], day, row["code"].split(), id=id, marks=marks)
