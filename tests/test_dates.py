from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import MONTHS, TIME_WORDS, WEEKDAYS, Direction, resolve

SATURDAY = date(2022, 9, 3)

PAST = [
    ("today", "2022-09-03", "day"),
    ("earlier today", "2022-09-03", "day"),
    ("this morning", "2022-09-03", "day"),
    ("early this morning", "2022-09-03", "day"),
    ("overnight", "2022-09-03", "day"),
    ("earlier in the day", "2022-09-03", "day"),
    ("three hours ago", "2022-09-03", "day"),
    ("yesterday", "2022-09-02", "day"),
    ("yesterday's", "2022-09-02", "day"),
    ("yesterday evening", "2022-09-02", "day"),
    ("last night", "2022-09-02", "day"),
    ("late last night", "2022-09-02", "day"),
    ("the day before yesterday", "2022-09-01", "day"),
    ("Tuesday", "2022-08-30", "day"),
    ("on Tuesday", "2022-08-30", "day"),
    ("ON TUESDAY", "2022-08-30", "day"),
    ("Tuesday's", "2022-08-30", "day"),
    ("Tuesday’s", "2022-08-30", "day"),
    ("late on Monday", "2022-08-29", "day"),
    ("early Tuesday", "2022-08-30", "day"),
    ("Tuesday night", "2022-08-30", "day"),
    ("on Tuesday evening", "2022-08-30", "day"),
    ("Wednesday at 10:30 a.m.", "2022-08-31", "day"),
    ("in the early hours of Monday", "2022-08-29", "day"),
    ("the morning of Monday", "2022-08-29", "day"),
    ("since Monday", "2022-08-29", "day"),
    ("from Monday", "2022-08-29", "day"),
    ("Monday and Tuesday", "2022-08-29", "day"),
    ("from Monday to Thursday", "2022-08-29", "day"),
    ("Saturday", "2022-09-03", "day"),
    ("last Saturday", "2022-08-27", "day"),
    ("last Friday", "2022-09-02", "day"),
    ("Thurs.", "2022-09-01", "day"),
    ("Tuesday last week", "2022-08-23", "day"),
    ("Tuesday of last week", "2022-08-23", "day"),
    ("Monday of this week", "2022-08-29", "day"),
    ("three days ago", "2022-08-31", "day"),
    ("about 3 days ago", "2022-08-31", "day"),
    ("a day ago", "2022-09-02", "day"),
    ("this week", "2022-08-29", "week"),
    ("earlier this week", "2022-08-29", "week"),
    ("last week", "2022-08-22", "week"),
    ("last week's", "2022-08-22", "week"),
    ("late last week", "2022-08-22", "week"),
    ("the previous week", "2022-08-22", "week"),
    ("two weeks ago", "2022-08-15", "week"),
    ("a fortnight ago", "2022-08-15", "week"),
    ("the weekend", "2022-08-29", "week"),
    ("over the weekend", "2022-08-29", "week"),
    ("last weekend", "2022-08-22", "week"),
    ("earlier in the week", "2022-08-29", "week"),
    ("since the beginning of the year", "2022-01-01", "year"),
    ("this month", "2022-09-01", "month"),
    ("last month", "2022-08-01", "month"),
    ("at the end of last month", "2022-08-01", "month"),
    ("three months ago", "2022-06-01", "month"),
    ("eleven months ago", "2021-10-01", "month"),
    ("in May", "2022-05-01", "month"),
    ("May", "2022-05-01", "month"),
    ("late May", "2022-05-01", "month"),
    ("mid-June", "2022-06-01", "month"),
    ("in September", "2022-09-01", "month"),
    ("in November", "2021-11-01", "month"),
    ("last May", "2022-05-01", "month"),
    ("last September", "2021-09-01", "month"),
    ("May last year", "2021-05-01", "month"),
    ("in May of last year", "2021-05-01", "month"),
    ("May of this year", "2022-05-01", "month"),
    ("May 2019", "2019-05-01", "month"),
    ("in May 2019", "2019-05-01", "month"),
    ("May of 2019", "2019-05-01", "month"),
    ("Sept. 2019", "2019-09-01", "month"),
    ("early February 2020", "2020-02-01", "month"),
    ("1994", "1994-01-01", "year"),
    ("the 1990s", "1990-01-01", "year"),
    ("the early 1960s", "1960-01-01", "year"),
    ("in 1994", "1994-01-01", "year"),
    ("since 2011", "2011-01-01", "year"),
    ("in the year 2011", "2011-01-01", "year"),
    ("the summer of 2019", "2019-01-01", "year"),
    ("early 2019", "2019-01-01", "year"),
    ("the first half of 2019", "2019-01-01", "year"),
    ("this year", "2022-01-01", "year"),
    ("earlier this year", "2022-01-01", "year"),
    ("last year", "2021-01-01", "year"),
    ("two years ago", "2020-01-01", "year"),
    ("nearly two years ago", "2020-01-01", "year"),
    ("a decade ago", "2012-01-01", "year"),
    ("27 August", "2022-08-27", "day"),
    ("on 27 August", "2022-08-27", "day"),
    ("August 27", "2022-08-27", "day"),
    ("Aug. 27", "2022-08-27", "day"),
    ("Aug 27", "2022-08-27", "day"),
    ("August 27th", "2022-08-27", "day"),
    ("the 27th of August", "2022-08-27", "day"),
    ("Tuesday, August 30", "2022-08-30", "day"),
    ("the night of August 27", "2022-08-27", "day"),
    ("27-29 August", "2022-08-27", "day"),
    ("August 27 and 28", "2022-08-27", "day"),
    ("10 September", "2021-09-10", "day"),
    ("29 February", "2020-02-29", "day"),
    ("August 27, 2019", "2019-08-27", "day"),
    ("27 August 2019", "2019-08-27", "day"),
    ("Aug. 27, 2019,", "2019-08-27", "day"),
    ("27 August last year", "2021-08-27", "day"),
    ("2019-08-27", "2019-08-27", "day"),
    ("27/08/2019", "2019-08-27", "day"),
    ("8/27/2019", "2019-08-27", "day"),
    ("the 27th", "2022-08-27", "day"),
    ("on the 31st", "2022-08-31", "day"),
]
FUTURE = [
    ("Tuesday", "2022-09-06", "day"),
    ("on Saturday", "2022-09-03", "day"),
    ("next Saturday", "2022-09-10", "day"),
    ("next Tuesday", "2022-09-06", "day"),
    ("Tuesday next week", "2022-09-06", "day"),
    ("this Tuesday", "2022-09-06", "day"),
    ("tomorrow", "2022-09-04", "day"),
    ("tomorrow morning", "2022-09-04", "day"),
    ("the day after tomorrow", "2022-09-05", "day"),
    ("tonight", "2022-09-03", "day"),
    ("in three days", "2022-09-06", "day"),
    ("two days from now", "2022-09-05", "day"),
    ("next week", "2022-09-05", "week"),
    ("later this week", "2022-08-29", "week"),
    ("in two weeks", "2022-09-12", "week"),
    ("in two weeks' time", "2022-09-12", "week"),
    ("the coming week", "2022-09-05", "week"),
    ("next weekend", "2022-09-05", "week"),
    ("next month", "2022-10-01", "month"),
    ("later this month", "2022-09-01", "month"),
    ("in six months", "2023-03-01", "month"),
    ("in May", "2023-05-01", "month"),
    ("September", "2022-09-01", "month"),
    ("next May", "2023-05-01", "month"),
    ("next year", "2023-01-01", "year"),
    ("2030", "2030-01-01", "year"),
    ("27 August", "2023-08-27", "day"),
    ("September 10", "2022-09-10", "day"),
    ("29 February", "2024-02-29", "day"),
    ("27 August 2019", "2019-08-27", "day"),
    ("the 27th", "2022-09-27", "day"),
]
EITHER = [
    ("Tuesday", "2022-08-30", "day"),
    ("this Tuesday", "2022-08-30", "day"),
    ("next week", "2022-09-05", "week"),
    ("10 September", "2022-09-10", "day"),
    ("27 August", "2022-08-27", "day"),
    ("December", "2022-12-01", "month"),
    ("May", "2022-05-01", "month"),
]
NOTHING = [
    "",
    ".",
    "recently",
    "in recent weeks",
    "a few days ago",
    "several weeks ago",
    "more than two years ago",
    "until Friday",
    "by Friday",
    "before Monday",
    "after 27 August",
    "two weeks",
    "a year",
    "year",
    "the same day",
    "the next day",
    "a day earlier",
    "every Tuesday",
    "10 a.m.",
    "31 April",
    "32 August",
    "30 February 2019",
    "03/04/2019",
    "27",
    "0000",
    "9999 years ago",
    "the 45th",
    "soldiers",
    "March on Rome",
]


@pytest.mark.parametrize(("expression", "day", "precision"), PAST)
def test_past(expression: str, day: str, precision: str) -> None:
    check(expression, "past", day, precision)


@pytest.mark.parametrize(("expression", "day", "precision"), FUTURE)
def test_future(expression: str, day: str, precision: str) -> None:
    check(expression, "future", day, precision)


@pytest.mark.parametrize(("expression", "day", "precision"), EITHER)
def test_without_direction(expression: str, day: str, precision: str) -> None:
    check(expression, None, day, precision)


def check(expression: str, direction: Direction, day: str, precision: str) -> None:
    when = resolve(expression, SATURDAY, direction)
    assert when is not None
    assert (when.day.isoformat(), when.precision, when.method) == (day, precision, "text")


@pytest.mark.parametrize("expression", NOTHING)
def test_nothing(expression: str) -> None:
    assert resolve(expression, SATURDAY, "past") is None


def test_a_duration_is_no_date_in_a_past_sentence() -> None:
    assert resolve("in three days", SATURDAY, "past") is None


def test_the_weekend_before_a_weekday() -> None:
    wednesday = date(2022, 8, 31)
    past = resolve("the weekend", wednesday, "past")
    future = resolve("the weekend", wednesday, "future")
    assert past is not None
    assert future is not None
    assert (past.day, future.day) == (date(2022, 8, 22), date(2022, 8, 29))


@given(st.sampled_from(sorted(WEEKDAYS)), st.dates(date(1, 2, 1)))
def test_a_past_weekday_is_the_latest(weekday: str, published: date) -> None:
    when = resolve(weekday, published, "past")
    assert when is not None
    assert when.day.weekday() == WEEKDAYS[weekday]
    assert 0 <= (published - when.day).days < 7


@given(st.sampled_from(sorted(MONTHS)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_month_lies_on_its_side_of_publication(month: str, published: date) -> None:
    past, future = resolve(month, published, "past"), resolve(month, published, "future")
    assert past is not None
    assert future is not None
    assert past.day.month == future.day.month == MONTHS[month]
    assert past.day <= published
    assert future.day >= published.replace(day=1)


@given(st.text(max_size=30), st.dates())
def test_any_text_is_read_without_an_error(text: str, published: date) -> None:
    resolve(text, published, "past")


def test_time_words_are_lower_case() -> None:
    assert {"tuesday", "aug", "may", "yesterday", "week", "ago", "morning"} <= TIME_WORDS
    assert all(word == word.lower() for word in TIME_WORDS)


def test_dateparser_is_not_read_at_import() -> None:
    code = "import sys, pipeline.dates; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
