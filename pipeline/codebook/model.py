"""What a codebook says, typed. Every class mirrors one kind of YAML entry."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)

ACTOR_CODE = re.compile(r"(?:[A-Z]{3})+")
KINDS = (
    "country", "territory", "region", "person", "organization", "group", "party", "company",
    "ethnic", "religious", "place",
)  # fmt: skip


_FREE_CODE = re.compile(r"[A-Z0-9]+(?:/[A-Z0-9]+)*")


def _check_code(code: str, info: ValidationInfo) -> str:
    """Let codebooks whose settings free the actor codes have ``none`` and ``AAA/BBB`` too."""
    if info.context and info.context.get("free_codes"):
        if code != "none" and not _FREE_CODE.fullmatch(code):
            raise ValueError(f"{code!r} is no actor code; write capitals and digits, or none")
    elif not ACTOR_CODE.fullmatch(code):
        raise ValueError(f"{code!r} is no actor code; write parts of three capitals, as LBYGOV")
    return code


def _split(value: object) -> object:
    """Accept a single word where a list is meant."""
    return [value] if isinstance(value, str) and value else value or []


Day = date
ActorCode = Annotated[str, AfterValidator(_check_code)]
Flag = Annotated[bool, BeforeValidator(lambda v: {"true": True, "false": False}.get(v, v))]
Words = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Strict(BaseModel):
    """Base of all entries: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class Release(Strict):
    """The file ``codebook.yaml``: what a codebook is called, and which version of it this is."""

    name: str = Field(pattern=r"^\S+$")
    version: str = Field(pattern=r"^\d+(\.\d+)*$")
    note: str | None = None


class Code(Strict):
    """A CAMEO code: its name, quad class 1-4, Goldstein score and PLOVER counterpart."""

    name: str
    quad: int | None = Field(None, ge=1, le=4)
    goldstein: float | None = None
    plover: str | None = None
    mode: str | None = None
    contexts: Words = ()


def read_day(text: str, end: bool = False) -> date:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` as its first day, or its last.

    Raises:
        ValueError: if it is none of these.
    """
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        raise ValueError(f"{text!r} is no date; write 2021, 2021-03 or 2021-03-10")
    first = date.fromisoformat(text + "-01-01"[len(text) - 4 :]) if len(text) < 10 else None
    if first is None:
        return date.fromisoformat(text)
    if not end:
        return first
    if len(text) == 4:
        return date(first.year, 12, 31)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)


# After so many years an office without an end is taken to have ended.
LONG_OFFICE = 12
_OFFICES = frozenset({"GOV", "MIL", "JUD", "COP", "SPY", "LEG"})


def _is_office(code: str) -> bool:
    return code[:3] == "IGO" or code[3:6] in _OFFICES


class DatedCode(Strict):
    """An actor code with the days on which it holds, both inclusive."""

    code: ActorCode
    start: date | None = None
    end: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        found = re.fullmatch(r"(\S+)(?:\s+from\s+(\S+))?(?:\s+until\s+(\S+))?", value.strip())
        if not found:
            raise ValueError(f"{value!r}: write CODE [from DATE] [until DATE]")
        start = read_day(found[2]) if found[2] else None
        end = read_day(found[3], end=True) if found[3] else None
        if start and end and end < start:
            raise ValueError(f"{value!r} ends before it begins")
        return {"code": found[1], "start": start, "end": end}

    def holds(self, day: date) -> bool:
        """Tell whether the code holds on a day."""
        return (not self.start or self.start <= day) and (not self.end or day <= self.end)

    @property
    def dated(self) -> bool:
        """Whether it has any limit."""
        return bool(self.start or self.end)


class Actor(Strict):
    """Somebody with a name."""

    name: str
    kind: Literal[KINDS]  # type: ignore[valid-type]
    code: ActorCode | None = None
    codes: tuple[DatedCode, ...] = ()
    start: Annotated[date | None, BeforeValidator(lambda v: v and read_day(v))] = Field(
        None, alias="from"
    )
    end: Annotated[date | None, BeforeValidator(lambda v: v and read_day(v, end=True))] = Field(
        None, alias="until"
    )
    also: Words = ()
    adjectives: Words = ()
    people: Words = ()
    capital: Words = ()
    seats: Words = ()
    places: Words = ()
    note: str | None = None
    checked: Annotated[date | None, BeforeValidator(lambda v: v and read_day(v))] = None

    @model_validator(mode="after")
    def _has_code(self) -> Actor:
        if bool(self.code) == bool(self.codes):
            raise ValueError(f"{self.name!r} needs either `code` or `codes`")
        return self

    def dated_codes(self) -> tuple[DatedCode, ...]:
        """Return all its codes as dated ones."""
        return self._dated

    def lapsed(self, code: DatedCode, day: date) -> bool:
        """Tell whether an office without an end was looked at too long ago to hold on a day.

        Args:
            code: one of its codes.
            day: the day.
        """
        if self.kind != "person" or code.end or not code.start or not _is_office(code.code):
            return False
        seen = max(code.start, self.checked or code.start)
        return day > date(seen.year + LONG_OFFICE, seen.month, min(seen.day, 28))

    @cached_property
    def _dated(self) -> tuple[DatedCode, ...]:
        if self.codes:
            return self.codes
        assert self.code
        return (DatedCode.model_construct(code=self.code, start=self.start, end=self.end),)


class Agent(Strict):
    """A kind of people or bodies, by the common nouns that name them."""

    code: ActorCode | None = None
    kind: str | None = None
    nouns: Words
    international: Flag = False
    before: Flag = False
    note: str | None = None


class Modifier(Strict):
    """Words before an agent that add a role."""

    code: ActorCode
    words: Words
    note: str | None = None


class Agents(Strict):
    """The file ``agents.yaml``."""

    agents: tuple[Agent, ...]
    modifiers: tuple[Modifier, ...] = ()
    kinds: dict[str, Words] = {}


class Example(Strict):
    """A sentence with all events it must give, as ``SOURCE CODE TARGET``."""

    text: str
    events: Words = ()
    date: Annotated[Day, BeforeValidator(read_day)] = Day(2020, 6, 15)
    known_failure: str | None = None


class Verb(Strict):
    """Words that make an event of one code."""

    code: str
    patterns: Annotated[Words, Field(min_length=1)]
    mutual: Flag = False
    inside: Flag = False
    reverse: str | None = None
    mode: str | None = None
    contexts: Words = ()
    events: Words = ()
    examples: tuple[Example, ...] = ()
    note: str | None = None


Mutual = Literal["no", "joined", "agreed", "both"]
"""Who does what is said to each other: nobody; those who do it together; they too, but only where
it concerns nobody else; they, or source and target."""


class Governor(Strict):
    """A class of words that take an event and make another of it."""

    mutual: Mutual = "no"
    name: str = Field(alias="class")
    patterns: Words = ()
    codes: dict[str, str] | Literal["same"] = {}
    like: str | None = None
    default: str | None = None
    target: tuple[Literal["addressed", "inner source", "inner target"], ...] = (
        "addressed",
        "inner target",
        "inner source",
    )
    inner: Literal["consumed", "coded", "topic"] = "consumed"
    negated: str | None = None
    inner_negated: str | None = None
    reflexive: str | None = None
    negates: Flag = False
    subjunctive: Flag = False
    source: Literal["own", "inner"] = "own"
    examples: tuple[Example, ...] = ()
    note: str | None = None

    def code_for(self, inner: str) -> str | None:
        """Return what an inner code becomes: the longest beginning of it decides, None for none."""
        if not isinstance(self.codes, dict):
            return None
        beginnings = (inner[:length] for length in range(len(inner), 1, -1))
        return next((self.codes[b] for b in beginnings if b in self.codes), None)


class Cue(Strict):
    """Words that say whether or when an event happened, and where they stand beside it."""

    status: Literal["negated", "hypothetical", "future", "historical"]
    place: Literal[
        "auxiliary",
        "mark",
        "adverb",
        "subject",
        "above",
        "infinitive",
        "modifier",
        "occasion",
        "opening",
        "fiction",
    ] = Field(alias="as")
    words: Words
    examples: Words = ()
    counterexamples: Words = ()
    note: str | None = None


class Issue(Strict):
    """A topic, by the words that tell of it, and the PLOVER contexts that it is."""

    issue: str
    contexts: Words = ()
    words: Words
    examples: Words = ()
    counterexamples: Words = ()
    note: str | None = None


class Tally(Strict):
    """A number of people, by the words that tell what became of them.

    Attributes:
        count: the column.
        codes: beginnings of the event codes that may have it.
        transitive: verbs whose object is counted, or whose subject in the passive.
        intransitive: verbs whose subject is counted.
        states: adjectives and participles: "40 dead", "left 40 dead".
        nouns: "40 deaths", "the arrest of 40 people".
    """

    count: Literal["killed", "wounded", "arrested", "crowd"]
    codes: Words
    transitive: Words = ()
    intransitive: Words = ()
    states: Words = ()
    nouns: Words = ()
    note: str | None = None
