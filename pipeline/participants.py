"""Who takes part in an event: from the heads that fill a reading's slots to actors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.actors.mentions import Mentions
from pipeline.circumstances import find_scene
from pipeline.readings import Reading
from pipeline.types import Mention

# Words and inquiries are addressed to somebody, not to what stands beside him.
_VERBAL = ("01", "02", "03", "04", "05", "09", "10", "11", "12", "13")
# What one has an attitude to may be a thing: rejected the plan, praised the vote.
_ATTITUDE = ("05", "09", "11", "12")
# A place suffers what is done in it.
_SUFFERED = ("03", "06", "07", "08", "13", "15", "16", "17", "18", "19", "20")
_OWN = ("its ", "their ", "his ", "her ")
# What only a state can do, the state of the place did.
_BY_STATE = ("081", "0841", "115", "116", "172", "173", "174")


def find_sources(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who did it; for what only a state can do, the state of the place where it was done."""
    found = resolve_heads(reading.source, mentions)
    if not reading.sourced:
        return [m for m in found if m.code]
    if not found and reading.code.startswith(_BY_STATE):
        return [replace(m, link="context") for m in find_scene(reading, mentions)]
    return found


def told_without_source(reading: Reading, mentions: Mentions) -> bool:
    """Tell whether the source may be null: "three activists were arrested" is an event."""
    return (
        reading.code.startswith(_BY_STATE)
        and reading.source is None
        and mentions.grammar.passive(reading.match.trigger)
    )


def find_targets(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return to whom it was done.

    What fills the slot, then whoever is named within it ("claims that the army lied") or within the
    pattern's own object ("violated Sudan's ceasefire"), then the place where it was done.
    """
    found = _without_own_things(resolve_heads(reading.target, mentions), reading, mentions)
    verbal = reading.code.startswith(_VERBAL)
    if found and not verbal:
        return found
    named = [m for m in found if m.code or "named" in m.kinds]
    if found:
        return named or _within(reading.target or (), reading, mentions) or found
    if reading.mutual and len(resolve_heads(reading.source, mentions)) > 1:
        return []
    if reading.code.startswith("14"):
        return []
    things = [i for i in reading.objects if not mentions.tree.words[i].dep.startswith("nsubj")]
    within = _within(things, reading, mentions)
    if within:
        return within
    others = _other_objects(reading, mentions)
    if others:
        return others
    if things and reading.code.startswith(_ATTITUDE):
        return list(mentions.at(things[0]))
    return list(find_scene(reading, mentions)) if reading.code.startswith(_SUFFERED) else []


def _without_own_things(
    found: list[Mention], reading: Reading, mentions: Mentions
) -> list[Mention]:
    """Take the code from what is only the source's own: "nullified its agreement" hits nobody."""
    codes = {m.code for m in resolve_heads(reading.source, mentions)}
    return [
        replace(m, code=None, country=None, roles=(), name=None, entry=None, link=None)
        if "thing" in m.kinds and m.code in codes and m.text.lower().startswith(_OWN)
        else m
        for m in found
    ]


def _other_objects(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return coded objects of the verb that the pattern left: "held 20 men as human shields"."""
    taken = {*reading.match.words, *(reading.source or ())}
    if reading.inner is not None:
        taken.add(reading.inner.trigger)
    heads = mentions.grammar.frame(reading.match.trigger).objects
    found = [m for head in heads if head not in taken for m in mentions.party(head) if m.code]
    return _without_sources(found, reading, mentions)


def _within(heads: Iterable[int], reading: Reading, mentions: Mentions) -> list[Mention]:
    for head in heads:
        own = [m for m in mentions.party(head) if m.code]
        found = own or [m for m in [mentions.inside(head)] if m]
        others = _without_sources(found, reading, mentions)
        if others:
            return others
    return []


def _without_sources(found: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Leave out the sources themselves: "the rebels laid down their weapons" has no target.

    Nor is one's own country: "Imran Khan conveyed Pakistan's support".
    """
    sources = resolve_heads(reading.source, mentions)
    return [
        m
        for m in found
        if all(m.start != s.start and (m.code, m.name) != (s.code, s.name) for s in sources)
        and not (m.country and not m.roles and any(m.country == s.country for s in sources))
    ]


def resolve_heads(heads: tuple[int, ...] | None, mentions: Mentions) -> list[Mention]:
    """Return the actors that these heads name, each once."""
    found: list[Mention] = []
    for head in heads or ():
        for mention in mentions.party(head):
            if all(mention.start != m.start or mention.code != m.code for m in found):
                found.append(mention)
    return found
