"""Whom a state deals with as only a state does: its own people, where nobody else is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.types import Mention

# Arrests, charges, curfews, crackdowns; not expulsions, which strike foreigners.
_BY_STATE = ("115", "116", "172", "173", "175", "176")
_RULERS = frozenset({"GOV", "COP", "JUD", "LEG"})
_RULED = frozenset({"OPP", "LEG", "JUD", "COP", "HRI", "LAB", "MED"})


def place_subjects(
    code: str, sources: Sequence[Mention], targets: Sequence[Mention]
) -> list[Mention]:
    """Return the targets, those of no known country with that of the state that acts on them.

    "Nicaragua jailed opposition candidates".

    Args:
        code: what is done.
        sources: who does it.
        targets: to whom it is done.
    """
    rulers = {m.country for m in sources if not m.roles or m.roles[0] in _RULERS}
    country = next(iter(rulers), None)
    if len(rulers) != 1 or country is None or not code.startswith(_BY_STATE):
        return [*targets]
    return [_placed(m, country) if _is_ruled(m) else m for m in targets]


def _is_ruled(mention: Mention) -> bool:
    code = mention.code or ""
    return code.startswith("---") and bool(_RULED & set(mention.roles[:1]))


def _placed(mention: Mention, country: str) -> Mention:
    code = country + (mention.code or "")[3:]
    return replace(mention, code=code, country=country, link="context")
