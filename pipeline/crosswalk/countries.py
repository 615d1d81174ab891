"""Countries in the codes and numberings of others; the facts lie in ``crosswalk``."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its English name, its FIPS 10-4 code and CAMEO's code for it."""

    iso3: str
    name: str
    fips: str | None
    cameo: str


@cache
def countries() -> Mapping[str, Country]:
    """Return the countries and territories by their ISO 3166-1 alpha-3 code."""
    with (_FOLDER / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Country(r["iso3"], r["name"], r["fips"] or None, r["cameo"])
            for r in csv.DictReader(file)
        ]
    return {row.iso3: row for row in rows}


@cache
def _numbers(system: str) -> Mapping[str, list[tuple[date, date, int]]]:
    found: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
    with (_FOLDER / "states.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["system"] == system:
                start = date.fromisoformat(row["from"]) if row["from"] else date.min
                end = date.fromisoformat(row["until"]) if row["until"] else date.max
                found[row["iso3"]].append((start, end, int(row["number"])))
    return {iso3: sorted(spans) for iso3, spans in found.items()}


def state_number(iso3: str, day: date, system: str = "gw") -> int | None:
    """Return the number of a state on a day.

    Args:
        iso3: ISO 3166-1 alpha-3 code.
        day: the day.
        system: ``gw`` (Gleditsch and Ward) or ``cow`` (Correlates of War).

    Returns:
        None where it was no state of that system on that day.
    """
    spans = _numbers(system).get(iso3, [])
    at = bisect_right(spans, (day, date.max, 1 << 30)) - 1
    return spans[at][2] if at >= 0 and day <= spans[at][1] else None
