"""Whose a role is that no country is told of, where what is done to it is done at home."""

from __future__ import annotations

from dataclasses import replace

from pipeline.actors.mentions import Mentions
from pipeline.actors.roster import combine
from pipeline.sequences.reading import Row
from pipeline.types import Mention

_DISSENT = "14"
# Arrests, charges, curfews, crackdowns; not expulsions, which strike foreigners.
_RULE = ("115", "116", "172", "173", "175", "176")
# Whom one protests against at home where nobody else is named, and who is ruled by a state.
_POWERS = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "SPY"})
_RULED = _POWERS | {"OPP", "PTY", "MED", "EDU", "HLH", "LAB", "AGR", "HRI"}
_RULERS = frozenset({"GOV", "LEG", "JUD", "COP", "SPY"})


def place_at_home(row: Row, mentions: Mentions) -> Row:
    """Give the target of dissent or of a state's rule the country of whoever acts.

    "Kenyans protested against the government", "Iran jailed three journalists": only where the
    sentence, and the article before it, name no other country.

    Args:
        row: source, target and code.
        mentions: the actors of the sentence.

    Returns:
        The row, with the target's country told by ``context`` where it was unknown.
    """
    source, target, code = row
    if not source or not source.country or not target or not _unplaced(target):
        return row
    dissent = code.startswith(_DISSENT) and source.roles[:1] != ("MIL",)
    rules = code.startswith(_RULE) and (not source.roles or source.roles[0] in _RULERS)
    meant = _POWERS if dissent else _RULED if rules else frozenset()
    known = {*mentions.countries(), *mentions.context.home}
    if target.roles[0] not in meant or known != {source.country}:
        return row
    placed = combine(source.country, *target.roles)
    return source, replace(target, code=placed, country=source.country, link="context"), code


def _unplaced(mention: Mention) -> bool:
    own = bool(mention.code and mention.roles and mention.code.startswith("---"))
    return own and mention.country is None and mention.link == "agent"
