"""What a foreign format is, and what is made of an event for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.crosswalk.countries import countries

Row = Mapping[str, Any]
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Told:
    """One event with all its reports, the first of them in ``row``.

    Attributes:
        row: the row of the event table.
        number: 1-based position among the exported events.
        reports: how many rows tell it.
        articles, sentences, urls, publishers: distinct ones among those rows, in order;
            sentences as ``article_sentence``, counted from 1.
        version: the coder's version.
    """

    row: Row
    number: int = 1
    reports: int = 1
    articles: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    version: str = "0"

    @property
    def day(self) -> date:
        """The day of the event."""
        day: date = self.row["event_date"].date()
        return day


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a foreign format.

    Attributes:
        name: its name there.
        value: what we put there; None where we have nothing.
        uses: columns of the event table that it carries over.
        note: why it is empty, or how it differs from what it is there.
    """

    name: str
    value: Callable[[Told], Value] | None = None
    uses: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A foreign format: tab separated, nothing quoted.

    Attributes:
        name: how users call it.
        fields: its columns in order.
        header: whether a first line names them.
        missing: what stands for nothing.
        merges: one line an event with all its reports; else one line a report.
        notes: what else differs.
        skips: fields left out of the line where they have no value.
    """

    name: str
    fields: tuple[Field, ...]
    header: bool = False
    missing: str = ""
    merges: bool = True
    notes: tuple[str, ...] = ()
    skips: frozenset[str] = field(default_factory=frozenset)

    def line(self, told: Told) -> str:
        """Return an event as a line, with its line end."""
        cells = [(one.name, one.value(told) if one.value else None) for one in self.fields]
        kept = [self._cell(v) for name, v in cells if v is not None or name not in self.skips]
        return "\t".join(kept) + "\n"

    def _cell(self, value: Value) -> str:
        if value is None or value == "":
            return self.missing
        text = f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        return " ".join(text.split()) if any(c in text for c in "\t\r\n") else text


def column(name: str, ours: str, note: str = "") -> Field:
    """Return a field that is a column of ours as it is."""
    return Field(name, lambda told: told.row[ours], (ours,), note)


def cameo_actor(row: Row, side: str) -> str | None:
    """Return an actor code with the country in CAMEO's list, ``ROMGOV`` for our ``ROUGOV``."""
    code, country = row[f"{side}_code"], row[f"{side}_country"]
    if not code:
        return None
    if country and code.startswith(country):
        return cameo_country(country) + str(code[len(country) :])
    return str(code)


def cameo_country(iso3: str) -> str:
    """Return CAMEO's code of a country."""
    known = countries().get(iso3)
    return known.cameo if known else iso3


def country_name(iso3: str | None) -> str | None:
    """Return the English name of a country."""
    known = countries().get(iso3 or "")
    return known.name if known else iso3


def fips_code(iso3: str | None) -> str | None:
    """Return the FIPS 10-4 code of a country, None for none."""
    known = countries().get(iso3 or "")
    return known.fips if known else None


def issue_counts(told: Told) -> str | None:
    """Return issues as PETRARCH writes them, ``CODE,n;CODE,n``; each is found once in a row."""
    return ";".join(f"{issue},1" for issue in told.row["issues"] or ()) or None


def round_score(value: float | None) -> float | None:
    """Return a 32-bit score without the tail of its binary form."""
    return None if value is None else round(value, 4)
