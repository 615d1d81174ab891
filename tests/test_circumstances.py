"""Golden sentences by kind: when, whether, where, how many; see golden/circumstances."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from pipeline.gazetteer.places import fold
from pipeline.types import Article, Event

FOLDER = Path(__file__).parent / "golden" / "circumstances"
PRECISION = {4: "year", 7: "month", 10: "day"}
LEAST = {"dates": 200, "status": 150, "places": 150, "counts": 60}


@dataclass(frozen=True)
class Case:
    """A sentence and what is to be read of the events of a root."""

    kind: str
    group: str
    published: date
    text: str
    expected: str
    known_failure: str | None


def read_cases(kind: str) -> Iterator[Case]:
    path = FOLDER / f"{kind}.yaml"
    for group in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader):
        day = date.fromisoformat(group["published"])
        for text, told in group["sentences"].items():
            expected, cause = told, None
            if isinstance(told, dict):
                expected, cause = told["expected"], told["known_failure"]
            yield Case(kind, group["group"], day, text, expected, cause)


def judge(events: tuple[Event, ...], case: Case) -> list[str]:
    """Say what is wrong with the events of a sentence."""
    complaints = []
    for part in case.expected.split(";"):
        root, *wanted = shlex.split(part)
        if wanted == ["any"]:
            continue
        found = [e for e in events if root in ("any", e.code[:2])]
        if not found:
            complaints.append(f"no event {root}, only {[e.code for e in events]}")
        complaints += JUDGES[case.kind](found, wanted, case)
    return complaints


def judge_dates(found: list[Event], wanted: list[str], case: Case) -> list[str]:
    day, precision = wanted[0], (*wanted[1:], PRECISION.get(len(wanted[0])))[0]
    if day == "published":
        right = case.published.isoformat(), "publication", "day"
    else:
        right = day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day, "text", precision
    dates = [(e.when.day.isoformat(), e.when.method, e.when.precision) for e in found]
    return [f"{date}, not {right}" for date in dates if date != right]


def judge_status(found: list[Event], wanted: list[str], _: Case) -> list[str]:
    return [f"{e.code} is {e.status}, not {wanted[0]}" for e in found if e.status != wanted[0]]


def judge_places(found: list[Event], wanted: list[str], _: Case) -> list[str]:
    complaints = []
    for event in found:
        place = event.place
        told = [place.country, place.name, place.method] if place else ["none"]
        names = zip(told, [*wanted, "any", "any"], strict=False)
        if any(b != "any" and fold(a) != fold(b) for a, b in names):
            complaints.append(f"{event.code} is at {told}")
    return complaints


def judge_counts(found: list[Event], wanted: list[str], _: Case) -> list[str]:
    if wanted == ["none"]:
        return [f"{e.code} has {e.counts}" for e in found if counts_of(e)]
    right = {k: int(n) for k, n in (part.split("=") for part in wanted)}
    complaints = [] if any(counts_of(e) == right for e in found) else [f"no row has {right}"]
    wrong = [e for e in found if not counts_of(e).items() <= right.items()]
    return complaints + [f"{e.code} has {e.counts}" for e in wrong]


def counts_of(event: Event) -> dict[str, int]:
    counts = event.counts
    if counts is None:
        return {}
    names = ("killed", "wounded", "arrested", "crowd")
    return {name: n for name in names if (n := getattr(counts, name)) is not None}


JUDGES = {
    "dates": judge_dates,
    "status": judge_status,
    "places": judge_places,
    "counts": judge_counts,
}
CASES = [case for kind in JUDGES for case in read_cases(kind)]


def parameters() -> Iterator[object]:
    for case in CASES:
        strict = not (case.known_failure or "").startswith("no event")
        mark = pytest.mark.xfail(reason=case.known_failure, strict=strict)
        name = f"{case.kind}: {re.sub(r'[^ -~]', '?', case.text)}"
        yield pytest.param(case, id=name, marks=[mark] if case.known_failure else [])


@pytest.mark.parametrize("case", list(parameters()))
def test_a_sentence(coder, case: Case) -> None:
    coded = coder.code_article(Article("a", case.published, case.text))
    events = tuple(e for e in coded.events if e.sentence.index == 0)
    assert judge(events, case) == []


@pytest.mark.parametrize("kind", list(JUDGES))
def test_there_are_enough_that_are_judged(kind: str) -> None:
    cases = [c for c in CASES if c.kind == kind and not re.fullmatch(r"\S+ any", c.expected)]
    passing = [c for c in cases if c.known_failure is None]
    assert len(cases) >= LEAST[kind]
    assert len(passing) >= 0.8 * len(cases)
