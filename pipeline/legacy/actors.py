"""Actor dictionaries: names with codes, some of them for certain days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pipeline.legacy.lines import Line, Loss
from pipeline.legacy.names import plain

_CODE = re.compile(r"\[([^\]]*)\]")
_DATED = re.compile(r"(?P<code>[^\s<>]*?)\s*(?P<dates>[<>].*|\d[\d\s]*-\s*\d+)?$")
_PIVOT = 30
_FORMATS = (6, 8)


@dataclass(frozen=True, slots=True)
class CodedDays:
    """A code with its first and last day, both inclusive; None for no limit."""

    code: str
    start: date | None = None
    end: date | None = None

    @property
    def dated(self) -> bool:
        """Whether it has a limit."""
        return bool(self.start or self.end)


@dataclass(slots=True)
class NamedActor:
    """An entry: its names, the first is the head, and its codes in the order written."""

    line: Line
    names: list[str]
    codes: list[CodedDays] = field(default_factory=list)


class _BadDateError(ValueError):
    pass


def read_actors(lines: list[Line], half_open: bool = False) -> tuple[list[NamedActor], list[Loss]]:
    """Read an actor dictionary; the last entry of the file too, which PETRARCH loses.

    Args:
        lines: its lines.
        half_open: the last day of a range does not belong to it, as in PETRARCH 2.
    """
    actors: list[NamedActor] = []
    losses: list[Loss] = []
    adjunct: str | None = None
    for line in lines:
        stripped = line.text.strip()
        if stripped.startswith("<"):
            adjunct = None if stripped.startswith("</") else stripped
            losses.append(line.loss("word lists of TABARI: the parser knows nouns and adjectives"))
            continue
        if adjunct:
            continue
        name = stripped.partition("[")[0].strip()
        if "[" not in stripped and "]" in stripped:
            losses.append(line.loss("a closing bracket without an opening one"))
            continue
        if name.startswith("+"):
            if not actors:
                losses.append(line.loss("a synonym before any name"))
                continue
            _add_name(actors[-1], name[1:], line, losses)
        elif name:
            actors.append(NamedActor(line, []))
            _add_name(actors[-1], name, line, losses)
        if "[" in stripped:
            if not actors:
                losses.append(line.loss("a code before any name"))
                continue
            codes, rest = stripped[stripped.index("[") :], ""
            rest = _CODE.sub("", codes).strip()
            if rest:
                losses.append(line.loss(f"{rest!r} stands outside the brackets"))
            for found in _CODE.finditer(codes):
                actors[-1].codes += _read_code(found[1], line, losses, half_open)
    return list(_finish(actors, losses)), losses


def _add_name(actor: NamedActor, name: str, line: Line, losses: list[Loss]) -> None:
    name = plain(name)
    if name:
        actor.names.append(name)
    else:
        losses.append(line.loss("no name"))


def _finish(actors: list[NamedActor], losses: list[Loss]) -> Iterator[NamedActor]:
    for actor in actors:
        if not actor.names:
            continue
        if not actor.codes:
            losses.append(actor.line.loss(f"no code that could be read for {actor.names[0]}"))
            continue
        undated = [code for code in actor.codes if not code.dated]
        if undated and actor.codes[0] is undated[0] and len(actor.codes) > 1:
            losses.append(
                actor.line.loss(
                    "undated code before dated ones: used where none of them holds", True
                )
            )
        if len(undated) > 1:
            losses.append(
                actor.line.loss(
                    f"{len(undated)} undated codes: the first, {undated[0].code}, is used", True
                )
            )
            actor.codes = [c for c in actor.codes if c.dated or c is undated[0]]
        yield actor


def _read_code(text: str, line: Line, losses: list[Loss], half_open: bool) -> Iterator[CodedDays]:
    found = _DATED.match(text.strip())
    code = (found and found["code"]) or ""
    if not found or not code:
        losses.append(line.loss(f"[{text}] is no code with dates"))
        return
    coded = _clean(code, line, losses)
    if coded is None:
        return
    try:
        yield _read_days(coded, found["dates"] or "", half_open)
    except _BadDateError as error:
        losses.append(line.loss(str(error)))


def _clean(code: str, line: Line, losses: list[Loss]) -> str | None:
    if code == "---":
        return "none"
    if code in ("###", "+++"):
        meaning = "a discard" if code == "###" else "too complex to code"
        losses.append(
            line.loss(f"[{code}] marks {meaning} in TABARI; list the phrase as a discard")
        )
        return None
    if not re.fullmatch(r"[A-Za-z0-9]+(/[A-Za-z0-9]+)*", code):
        losses.append(line.loss(f"{code!r} is no actor code"))
        return None
    if code != code.upper():
        losses.append(line.loss(f"code {code!r}: written in capitals", True))
    return code.upper()


def _read_days(code: str, dates: str, half_open: bool) -> CodedDays:
    """Read ``<D``, ``>D`` or ``A-B``.

    Raises:
        _BadDateError: for anything else, with what the legacy reader makes of it.
    """
    dates = dates.replace(" ", "")
    if not dates:
        return CodedDays(code)
    last = timedelta(days=1 if half_open else 0)
    if dates[0] == "<":
        return CodedDays(code, end=_day(dates[1:]) - last)
    if dates[0] == ">":
        return CodedDays(code, start=_day(dates[1:]))
    first, _, second = dates.partition("-")
    days = CodedDays(code, _day(first), _day(second) - last)
    if days.start and days.end and days.end < days.start:
        raise _BadDateError(f"{dates} ends before it begins")
    return days


def _day(text: str) -> date:
    legacy = text[:6] if len(text) <= max(_FORMATS) - 1 else text[:8]
    try:
        day = _as_day(legacy)
    except ValueError:
        raise _BadDateError(f"{text!r} is no date: write YYMMDD or YYYYMMDD") from None
    if len(text) not in _FORMATS:
        raise _BadDateError(
            f"{text!r} is no date: write YYMMDD or YYYYMMDD; PETRARCH reads it as {day.isoformat()}"
        )
    return day


def _as_day(digits: str) -> date:
    if not digits.isdecimal() or not digits.isascii() or len(digits) not in _FORMATS:
        raise ValueError(digits)
    if len(digits) == min(_FORMATS):
        digits = ("20" if int(digits[:2]) <= _PIVOT else "19") + digits
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def merge(actors: list[NamedActor], losses: list[Loss]) -> list[NamedActor]:
    """Return each name once: of two entries for a name the first listed counts."""
    seen: dict[str, NamedActor] = {}
    kept = []
    for actor in actors:
        fresh = []
        for name in dict.fromkeys(name.upper() for name in actor.names):
            first = seen.setdefault(name, actor)
            if first is actor:
                fresh.append(name)
            else:
                same = "the same" if first.codes == actor.codes else "another"
                losses.append(
                    actor.line.loss(f"{name} has {same} code already at {first.line.where}")
                )
        if fresh:
            kept.append(replace(actor, names=[n for n in actor.names if n.upper() in fresh]))
    return kept
