"""Checks of names and their codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from pipeline.actors.roster import BODIES
from pipeline.checks.base import fault
from pipeline.codebook.load import Codebook
from pipeline.codebook.model import LONG_OFFICE, Actor
from pipeline.errors import Fault

_DEFINING = frozenset({"country", "territory", "region", "ethnic", "religious"})
_SHORT_NAMES = frozenset({"group", "party", "organization"})


class CodesKnown:
    """The first part of a code is a country, that of a body, or defined by the codebook."""

    def run(self, codebook: Codebook) -> Iterator[Fault]:
        """Yield codes whose first part nothing defines."""
        known = set(BODIES)
        for placed in codebook.actors:
            if placed.entry.kind in _DEFINING:
                known.update(code.code[:3] for code in placed.entry.dated_codes())
        for placed in codebook.actors:
            if placed.settings.actor_codes == "free":
                continue
            for code in placed.entry.dated_codes():
                first = code.code[:3]
                if first not in known:
                    close = get_close_matches(first, sorted(known), 1)
                    hint = f"; did you mean {close[0]!r}?" if close else "; add the country first"
                    yield fault(codebook, placed.where, f"country {first!r} is no ISO code{hint}")


class NamesMeanOne:
    """One name has one code on any day.

    Bodies of different countries may share a name: what stands around it says which is meant.
    """

    def run(self, codebook: Codebook) -> Iterator[Fault]:
        """Yield names that two entries give different codes at the same time."""
        seen: dict[str, list[tuple[Actor, str]]] = {}
        for placed in codebook.actors:
            actor: Actor = placed.entry
            for name in {actor.name, *actor.also, *actor.people, *actor.capital, *actor.seats}:
                for other, where in seen.get(name, ()):
                    if other is not actor and _clash(actor, other):
                        yield fault(
                            codebook, placed.where,
                            f"{name!r} has another code at {where}; give both dates or drop one",
                            "warning",
                        )  # fmt: skip
                        break
                seen.setdefault(name, []).append((actor, placed.where))


def _clash(a: Actor, b: Actor) -> bool:
    bodies = {a.kind, b.kind} <= _SHORT_NAMES
    return any(
        x.code != y.code
        and (x.code[:3] == y.code[:3] or not bodies)
        and _overlap((x.start, x.end), (y.start, y.end))
        for x in a.dated_codes()
        for y in b.dated_codes()
    )


def _overlap(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    return (a[0] or date.min) <= (b[1] or date.max) and (b[0] or date.min) <= (a[1] or date.max)


class DatesDoNotOverlap:
    """An actor has at most one dated code on a day."""

    def run(self, codebook: Codebook) -> Iterator[Fault]:
        """Yield entries whose dated codes overlap by more than the day of the change."""
        for placed in codebook.actors:
            dated = sorted(
                (c.start or date.min, c.end or date.max) for c in placed.entry.codes if c.dated
            )
            for (_, end), (start, _) in zip(dated, dated[1:], strict=False):
                if start < end:
                    message = f"codes of {placed.entry.name!r} overlap; end one before the next"
                    yield fault(codebook, placed.where, message, "warning")
                    break


class OfficesEnd:
    """An office without an end that began long ago has been looked at lately.

    Args:
        today: the day to reckon from; the day of the run if None.
    """

    def __init__(self, today: date | None = None) -> None:
        self.today = today

    def run(self, codebook: Codebook) -> Iterator[Fault]:
        """Yield persons whose office has no end, began over twelve years ago and is unchecked."""
        today = self.today or date.today()
        for placed in codebook.actors:
            actor: Actor = placed.entry
            for code in actor.dated_codes():
                if actor.lapsed(code, today):
                    message = (
                        f"{actor.name!r} is {code.code} since {code.start} without an end; write"
                        f" `until DATE`, or `checked: {today:%Y-%m}` if that still holds; till then"
                        f" it is taken for ended after {LONG_OFFICE} years"
                    )
                    yield fault(codebook, placed.where, message, "warning")
