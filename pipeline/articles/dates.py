"""Reads the day of publication, and never guesses it."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from pipeline.articles.refusal import Refusal

_CURE = "write the date as 2024-09-23"
_YEARS = range(1700, 2101)

_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/._]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?:[T ]?\d{1,2}:?\d{2}.*|Z)?"
)
_NAMED_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_DAY_AND_YEAR = re.compile(r"(?<!\d)\d{1,2}(?!\d)(?=.*(?<!\d)\d{4}(?!\d))")
_IN_NAME = re.compile(r"(?<!\d)(\d{4})([-_]?)(\d{2})\2(\d{2})(?!\d)")


def parse_date(value: object) -> date:
    """Return the day that a field names.

    Args:
        value: a date or datetime, or an ISO date or datetime, ``YYYYMMDD``, an RFC 2822 date, or
            a date with the month in letters. The day is taken as written, in its own time zone.

    Raises:
        Refusal: there is no such day, or it could be read in two ways, such as 03/04/2020.
    """
    if isinstance(value, datetime):
        return _plausible(value.date(), value)
    if isinstance(value, date):
        return _plausible(value, value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refusal(f"the date {str(value)[:40]!r} is not a date", _CURE)
    written = str(value).strip()
    if match := _YEAR_FIRST.fullmatch(written):
        if not match["mark"] and len(match["month"] + match["day"]) < 4:
            raise Refusal(f"the date {written[:40]!r} is not a date", _CURE)
        day = _make(match["year"], match["month"], match["day"])
        if day is None:
            raise Refusal(f"there is no day {written[:40]!r}", _CURE)
        return _plausible(day, written)
    if len(written) <= 60 and _NAMED_MONTH.search(written) and _DAY_AND_YEAR.search(written):
        found = _parse_named(written)
        if found is not None:
            return _plausible(found, written)
    raise Refusal(f"the date {written[:40]!r} is not clear", _CURE)


def find_date(name: str) -> date | None:
    """Return the one date in a file name: YYYY-MM-DD, YYYY_MM_DD or YYYYMMDD; None otherwise."""
    days = {_make(match[1], match[3], match[4]) for match in _IN_NAME.finditer(name)} - {None}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and day.year in _YEARS else None


def _make(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _parse_named(written: str) -> date | None:
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError):
        # Slow to import, and seldom needed.
        import dateparser

        settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
        found = dateparser.parse(written, languages=["en"], settings=settings)
        return found.date() if found else None


def _plausible(day: date, written: object) -> date:
    if day.year not in _YEARS:
        raise Refusal(f"the date {str(written)[:40]!r} is not plausible", _CURE)
    return day
