"""Reads a date expression of a news text against the day of publication.

Days without a date ("Tuesday", "27 August", "May") lie before or on the day of publication, or
after or on it where the sentence speaks of what is to come. A period gives its first day and says
that it is one: "May" is a month, and nobody knows its day. Weeks begin on Monday. Vague
expressions ("recently", "a few days ago") and bounds ("until Friday") give nothing.

The relative forms that fill news are read here; calendar dates by ``dateparser``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pipeline.types import When

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

Direction = Literal["past", "future"] | None
Reader = Callable[[re.Match[str], date, Direction], When | None]


def _number(names: str, first: int) -> dict[str, int]:
    lines = enumerate(names.split(), first)
    return {name: number for number, line in lines for name in line.split("/")}


WEEKDAYS = _number(
    "monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat "
    "sunday/sun",
    first=0,
)
MONTHS = _number(
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
    "september/sep/sept october/oct november/nov december/dec",
    first=1,
)
NUMBERS = {"a": 1, "an": 1} | _number(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty",
    first=1,
)
NUMBERS |= {
    name: 10 * number
    for number, name in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}
NAMED_DAYS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "today": 0,
    "tonight": 0,
    "overnight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "earlier in the day": 0,
    "later in the day": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
SHIFTS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
UNITS = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100)}

TIME_WORDS = frozenset(
    {*WEEKDAYS, *MONTHS, "yesterday", "today", "tonight", "tomorrow", "overnight", "ago"}
    | {"hour", "morning", "afternoon", "evening", "night", "day"}
    | {"week", "weekend", "fortnight", "month", "year", "decade"}
)
"""Lemmas, in lower case and without a full stop, that can head a date expression.

``may`` and ``march`` are among them: look at the part of speech too. A bare year ("1994") heads
one as well.
"""

WEEKDAY, MONTH, SHIFT = "|".join(WEEKDAYS), "|".join(MONTHS), "|".join(SHIFTS)
AMOUNT = rf"(\d{{1,4}}|{'|'.join(NUMBERS)})[ -](hour|day|week|fortnight|month|year|decade)s?"
CLOCK = re.compile(r"\b(?:at )?\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?|\b(?:at )?\d\d?:\d\d(?: gmt)?\b")
TIME_OF_DAY = re.compile(
    r"(?<!this )(?<!last )\b(?:in the |at )?(?:early |late |mid-?)?"
    r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk)s?\b"
)
DAY_RANGE = re.compile(
    r"(?<![-/\d])(\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|and|to) ?\d{1,2}(?:st|nd|rd|th)?(?![-/\d])"
)
TOGETHER = re.compile(r" (?:and|or|to|through|-|–) ")
LEADING = re.compile(
    r"^(?:in|on|at|of|since|from|during|over|throughout|the|late|later|early|earlier|mid|only|just"
    r"|around|about|some|almost|nearly|roughly|exactly|back"
    r"|(?:end|start|beginning|middle|(?:(?:first|second|latter) )?half|hours) of)[ -]"
)


@lru_cache(maxsize=1 << 16)
def resolve(expression: str, published: date, direction: Direction = None) -> When | None:
    """Return the day or period that an expression means, None where it says none.

    Args:
        expression: the words as printed, with or without a preposition: "late on Tuesday",
            "last week's", "Aug. 27". Of two days named together the first counts.
        published: day of publication.
        direction: whether the sentence tells what happened or what is to happen; None where it
            does not say: then a weekday is the one before or on the day of publication, and a
            date without a year the nearest one.
    """
    text = _normalise(expression)
    for form in (*_shorten(text), *_shorten(TOGETHER.split(text)[0])):
        for pattern, read in READERS:
            match = pattern.fullmatch(form)
            try:
                if match and (when := read(match, published, direction)):
                    return when
            except (ValueError, OverflowError):
                return None
    return None


def shift_days(expression: str) -> int | None:
    """Return by how many days an expression moves another day: "a day later" 1.

    None where it does not say in days or weeks.
    """
    text = _normalise(expression)
    if re.fullmatch(r"(?:the )?same day", text):
        return 0
    if re.fullmatch(r"(?:the )?(?:next|following) day", text):
        return 1
    if re.fullmatch(r"(?:the )?(?:previous day|day (?:before|earlier))", text):
        return -1
    match = re.fullmatch(rf"{AMOUNT} (ago|before|earlier|later)", text)
    if not match or match[2] not in ("day", "week", "fortnight"):
        return None
    days = (NUMBERS.get(match[1]) or int(match[1])) * {"day": 1, "week": 7, "fortnight": 14}[
        match[2]
    ]
    return days if match[3] == "later" else -days


def _normalise(expression: str) -> str:
    text = expression.lower().replace("’", "'").strip(" .,;:'")
    text = re.sub(r"'s?(?= |$)", "", CLOCK.sub(" ", text))
    text = re.sub(r"(?<=[a-z])\.|,", " ", text)
    return DAY_RANGE.sub(r"\1", " ".join(text.split()))


def _shorten(text: str) -> Iterator[str]:
    """Yield the text, then without its time of day, then without one leading word after another."""
    yield text
    text, longer = " ".join(TIME_OF_DAY.sub(" ", text).split()), ""
    while text != longer:
        yield text
        text, longer = LEADING.sub("", text), text


def _read_named_day(match: re.Match[str], published: date, _: Direction) -> When:
    return _day(published + timedelta(NAMED_DAYS[match[0]]))


def _read_weekday(match: re.Match[str], published: date, direction: Direction) -> When:
    shift, weekday, week = match[1], WEEKDAYS[match[2]], match[3]
    if week:
        return _day(_start("week", published, SHIFTS[week]) + timedelta(weekday))
    if shift == "this" and direction is None:
        return _day(_start("week", published) + timedelta(weekday))
    ahead = (weekday - published.weekday()) % 7
    if SHIFTS.get(shift, 0) > 0:
        return _day(published + timedelta(ahead or 7))
    if SHIFTS.get(shift, 0) == 0 and (direction == "future" or ahead == 0):
        return _day(published + timedelta(ahead))
    return _day(published + timedelta(ahead - 7))


def _read_period(match: re.Match[str], published: date, direction: Direction) -> When:
    shift, unit = match[1], match[2]
    if unit != "weekend":
        return _period(unit, _start(unit, published, SHIFTS.get(shift, 0)))
    begun = published.weekday() >= WEEKDAYS["saturday"]
    weeks = SHIFTS[shift] if shift else -1 if direction != "future" and not begun else 0
    return _period("week", _start("week", published, weeks))


def _read_ago(match: re.Match[str], published: date, _: Direction) -> When:
    return _move(match, published, -1)


def _read_ahead(match: re.Match[str], published: date, direction: Direction) -> When | None:
    return _move(match, published, 1) if direction == "future" or match[3] else None


def _move(match: re.Match[str], published: date, sign: int) -> When:
    count = sign * (NUMBERS.get(match[1]) or int(match[1]))
    unit, times = UNITS.get(match[2], (match[2], 1))
    if unit == "hour":
        unit, count = "day", sign * (abs(count) // 24)
    return _period(unit, _start(unit, published, count * times))


def _read_month(match: re.Match[str], published: date, direction: Direction) -> When:
    month, here = MONTHS[match[2]], _start("month", published)
    if match[3]:
        return _period("month", date(published.year + SHIFTS[match[3]], month, 1))
    if match[1] and (shift := SHIFTS[match[1]]):
        here = _start("month", published, shift)
        direction = "future" if shift > 0 else "past"
    elif match[1]:
        return _period("month", date(published.year, month, 1))
    return _period("month", _pick(_each_year(here.year, month, 1), here, direction))


def _read_year(match: re.Match[str], *_: object) -> When:
    return _period("year", date(int(match[1]), 1, 1))


def _read_decade(match: re.Match[str], *_: object) -> When:
    return _period("year", date(int(match[1]), 1, 1))


def _read_ordinal(match: re.Match[str], published: date, direction: Direction) -> When:
    months = [_start("month", published, shift) for shift in range(-2, 3)]
    days = [month + timedelta(int(match[1]) - 1) for month in months]
    fitting = [day for month, day in zip(months, days, strict=True) if day.month == month.month]
    return _day(_pick(fitting, published, direction or "past"))


def _read_calendar(match: re.Match[str], published: date, direction: Direction) -> When | None:
    found = _parse_calendar(match["date"])
    if found is None:
        return None
    year, month, day = found
    if match["shift"]:
        year = published.year + SHIFTS[match["shift"]]
    if year is not None:
        return _period("day" if day else "month", date(year, month, day or 1))
    return _day(_pick(_each_year(published.year, month, day or 1), published, direction))


READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile("|".join(NAMED_DAYS)), _read_named_day),
    (
        re.compile(rf"(?:({SHIFT}) )?({WEEKDAY})(?: (?:of )?(?:the )?({SHIFT}) week)?"),
        _read_weekday,
    ),
    (re.compile(rf"(?:the |({SHIFT}) |(?=weekend))(week|weekend|month|year)"), _read_period),
    (re.compile(rf"{AMOUNT} ago"), _read_ago),
    (re.compile(rf"(?:in )?{AMOUNT}( from now| hence)"), _read_ahead),
    (re.compile(rf"in {AMOUNT}( time)?"), _read_ahead),
    (re.compile(rf"(?:({SHIFT}) )?({MONTH})(?: (?:of )?({SHIFT}) year)?"), _read_month),
    (re.compile(r"(?:(?:year|spring|summer|autumn|fall|winter)(?: of)? )?(\d{4})"), _read_year),
    (re.compile(r"(\d{3}0)s"), _read_decade),
    (re.compile(r"(\d{1,2})(?:st|nd|rd|th)"), _read_ordinal),
    (
        re.compile(
            rf"(?P<date>(?:(?:{WEEKDAY}|{MONTH}|\d+(?:st|nd|rd|th)?|of|the)[-/. ]*)+?)"
            r"(?: ?(?:of )?(?P<shift>last|this|next) year)?"
        ),
        _read_calendar,
    ),
)


def _day(day: date) -> When:
    return When(day, "text", "day")


def _period(unit: str, first: date) -> When:
    return When(first, "text", unit)


def _start(unit: str, day: date, shift: int = 0) -> date:
    """Return the first day of the period that holds a day, or of one some periods later."""
    if unit == "day":
        return day + timedelta(shift)
    if unit == "week":
        return day - timedelta(day.weekday()) + timedelta(weeks=shift)
    if unit == "year":
        return date(day.year + shift, 1, 1)
    years, month = divmod(day.month - 1 + shift, 12)
    return date(day.year + years, month + 1, 1)


def _each_year(year: int, month: int, day: int) -> Iterator[date]:
    """Yield the date in the years around, as far as it exists there."""
    for near in range(year - 4, year + 5):
        try:
            yield date(near, month, day)
        except ValueError:
            continue


def _pick(days: Iterable[date], pivot: date, direction: Direction) -> date:
    if direction == "past":
        return max(day for day in days if day <= pivot)
    if direction == "future":
        return min(day for day in days if day >= pivot)
    return min(days, key=lambda day: abs(day - pivot))


@lru_cache(maxsize=1 << 12)
def _parse_calendar(text: str) -> tuple[int | None, int, int | None] | None:
    """Return year, month and day of a calendar date; None for what it does not say.

    It is parsed twice, in different years and orders of day and month: what differs was not said.
    """
    found = [parser.get_date_data(text) for parser in _load_parsers()]
    (one, other), period = [data["date_obj"] for data in found], found[0]["period"]
    if one is None or other is None or (one.month, one.day) != (other.month, other.day):
        return None
    if period != "day" and not re.search(r"\b\d{4}\b", text):
        return None
    year = one.year if one.year == other.year else None
    return year, one.month, one.day if period == "day" else None


@lru_cache(maxsize=1)
def _load_parsers() -> list[DateDataParser]:
    from dateparser.date import DateDataParser

    settings = {
        "PARSERS": ["absolute-time"],
        "PREFER_DATES_FROM": "current_period",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_LOCALE_DATE_ORDER": False,
        "REQUIRE_PARTS": ["month"],
    }
    leap_years = {2000: "DMY", 2004: "MDY"}
    return [
        DateDataParser(
            languages=["en"],
            settings=settings | {"DATE_ORDER": order, "RELATIVE_BASE": datetime(year, 1, 1)},
        )
        for year, order in leap_years.items()
    ]
