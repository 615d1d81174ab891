"""Who takes part in an event: from the heads that fill a reading's slots to actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.actors.mentions import Mentions
from pipeline.circumstances import find_scene
from pipeline.events.addressees import (
    OWN,
    RESIGNED,
    STRUCK,
    TOPIC,
    VERBAL,
    find_far,
    find_others,
    find_partners,
    find_within,
    is_somebody,
    own_things,
    resolve_heads,
    without_sources,
)
from pipeline.events.answers import find_answered
from pipeline.events.beneficiaries import find_beneficiaries, find_nation
from pipeline.events.opponents import find_dispossessed, find_opposed, find_protested
from pipeline.patterns.readings import Reading
from pipeline.patterns.roots import VIOLENCE
from pipeline.syntax.authorship import find_authors, find_makers
from pipeline.types import Mention

# What one has an attitude to may be a thing: rejected the plan, praised the vote.
_ATTITUDE = ("05", "09", "11", "12")
# A place suffers what is done in it.
_SUFFERED = ("03", "06", "07", "08", "13", "15", "16", "17", "18", "19", "20")
# "Sued Iran at the U.N.'s court": where it is done is no deed of anybody's.
_VENUES = frozenset({"at", "in", "before", "with", "to"})
# What a state takes back or gives way in, it does at home.
_AT_HOME = ("08",)
# A thing that is struck is somebody's.
_HIT = ("171", "18", "19", "20")
# Where talks are held is no party to their end.
_NEUTRAL = ("164",)
_WHERE = frozenset({"in", "at", "near", "inside", "outside", "through", "beside", "under"})
# Forces are moved against somebody; they are not its target.
_POSTURE = ("15",)
# What is promised, given or taken back concerns somebody, also where it is done to a thing.
_ABOUT_THINGS = ("03", "05", "06", "07", "08", "16")
# A thing is said to do these only as a manner of speaking: "a waiver that would lift the ban".
_MEANT = ("03", "10")
_PERSONS = frozenset({"him", "her", "them"})
# Force that was used is an event though nobody says by whom; mere death and damage is not.
_FORCE = ("171", "175", "176", "18", "19", "20")
_DAMAGE = ("182", "190")
# Whom one beats for what they are or say; others may have lost a match.
_BEATEN = frozenset({"journalist", "protester", "migrant", "refugee", "prisoner", "student"})
# Who bears arms and is killed was fought, who speaks in public was silenced.
_SPEAKING = frozenset({"journalist", "protester"})
_KILLED = frozenset({"kill", "slay", "martyr", "murder"})
_ARMED = frozenset({"MIL", "COP", "REB", "INS", "SEP", "UAF", "PKO"})
# What only a state can do, the state of the place did.
_BY_STATE = ("081", "0841", "115", "116", "172", "173", "174")
# Power is given up before the country as a whole.
_POWER = ("0831",)
# What binds whom one speaks to: "apologised to Ukraine for remarks by a minister".
_ADDRESSING = frozenset({"to", "with"})
# Forces that come to keep a peace are sent to a place.
_STATIONED = ("074", "15")


def find_sources(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who did it.

    For a thing, who made or sent it ("missiles fired by Israel"); for what only a state can do,
    the state of the place where it was done; for protests, those of the place where they were held.
    """
    found = resolve_heads(reading.source, mentions)
    if not any(m.code for m in found) and not reading.code.startswith(_MEANT):
        authors = [a for head in reading.source or () for a in find_makers(head, mentions.grammar)]
        found = [m for m in resolve_heads(tuple(authors), mentions) if m.code] or found
    if not found and reading.code.startswith(_POSTURE) and _without_agent(reading, mentions):
        return [m for m in resolve_heads(_objects(reading, mentions), mentions) if m.code]
    if not reading.sourced:
        return [m for m in found if m.code]
    staged = reading.code.startswith("14") and _without_agent(reading, mentions)
    if not found and (staged or reading.code.startswith(_BY_STATE)):
        scene = [replace(m, link="context") for m in find_scene(reading, mentions)]
        return scene if staged else [_as_state(m) for m in scene]
    return found


def _as_state(place: Mention) -> Mention:
    """Return the state of a place: what only a state does is not done by a province of it."""
    return replace(place, code=place.country or place.code, roles=()) if place.country else place


def _without_agent(reading: Reading, mentions: Mentions) -> bool:
    return reading.source is None and mentions.grammar.passive(reading.match.trigger)


def _objects(reading: Reading, mentions: Mentions) -> tuple[int, ...]:
    return mentions.grammar.frame(reading.match.trigger).objects


def told_without_source(reading: Reading, mentions: Mentions) -> bool:
    """Tell whether the source may be null: "three activists were arrested" is an event."""
    harmed = reading.code not in _DAMAGE or _are_harmed(reading, mentions)
    forced = reading.code.startswith(_FORCE) and harmed
    told = forced or reading.code.startswith((*_BY_STATE, *_POSTURE))
    clause = mentions.tree.words[reading.match.trigger].dep not in ("acl", "amod") or not forced
    return told and clause and _without_agent(reading, mentions)


def _are_harmed(reading: Reading, mentions: Mentions) -> bool:
    """Tell whether it is known for violence by whom it befell, as no accident and no defeat.

    Soldiers, police, rebels and journalists who were killed; also protesters who were beaten.
    """
    hurt = [m for m in resolve_heads(reading.target, mentions) if m.code]
    if reading.code.startswith("182"):
        return bool(hurt) and all(_BEATEN & m.kinds for m in hurt)
    killed = mentions.grammar.lemma(reading.trigger) in _KILLED
    return killed and bool(hurt) and all(_ARMED & {*m.roles} or _SPEAKING & m.kinds for m in hurt)


def find_targets(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return to whom it was done.

    Who fills the slot. Where that is nobody or a mere thing, whoever is named within it ("claims
    that the army lied") or within the pattern's own object ("violated Sudan's ceasefire"), or who
    receives it ("returned the painting to Italy"), then the place where it was done, and last the
    thing itself.
    """
    filled = _without_own_things(resolve_heads(reading.target, mentions), reading, mentions)
    if reading.code == RESIGNED:
        filled = [m for m in filled if not m.text.lower().startswith(OWN)]
    if _blames_deed(reading):
        return find_answered(reading, mentions) or [_uncoded(m) for m in filled]
    found = _meant(filled, reading, mentions)
    verbal = reading.code.startswith(VERBAL)
    if verbal and found and all(m.text.lower() in _PERSONS and not m.code for m in found):
        return found
    named = [m for m in found if m.code or "named" in m.kinds]
    if any(is_somebody(m) for m in found):
        return named if verbal else found
    if not found and (others := _unnamed(reading, mentions)) is not None:
        return others
    others = find_others(reading, mentions, bool(found), bool(named))
    others = others or find_beneficiaries(reading, mentions)
    others = others or find_dispossessed(reading, mentions)
    if reading.code.startswith(_POSTURE):
        others = _without_own_forces(others, reading, mentions)
    if others or named:
        return others or named
    found = _at_scene(found, reading, mentions)
    if not found and reading.code.startswith(_POWER):
        return find_nation(reading, mentions)
    known = any(is_somebody(m) for m in found)
    answered = [] if known else find_answered(reading, mentions)
    if answered:
        return answered
    if not known and (not found or reading.code.startswith(_ABOUT_THINGS)):
        found = find_far(reading, mentions) or found
    things = own_things(reading, mentions)
    if not found and things and reading.code.startswith(_ATTITUDE):
        return _without_own_things(list(mentions.at(things[0])), reading, mentions)
    return found


def _meant(filled: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who is meant by what fills the slot: owners, authors and partners of a thing."""
    found = _by_authors(_by_owners(filled, reading, mentions), reading, mentions)
    found = find_partners(found, reading, mentions)
    found = _without_enclosed(found, reading, mentions)
    if reading.code.startswith(_POSTURE):
        found = _without_own_forces(found, reading, mentions)
    if reading.code.startswith(_POSTURE) and found and _only_where(reading, mentions):
        found = find_opposed(reading, mentions) or found
    if reading.code.startswith("138") and _only_where(reading, mentions):
        found = _without_own_country(found, reading, mentions)
    if reading.code.startswith("14") and found and _only_where(reading, mentions):
        found = find_protested(reading, mentions) or found
    return found


def _unnamed(reading: Reading, mentions: Mentions) -> list[Mention] | None:
    """Return to whom it was done where nothing fills the slot; None if anybody may be sought."""
    if reading.together and len(resolve_heads(reading.source, mentions)) > 1:
        return []
    if reading.code.startswith("144"):
        # Whose entrance or embassy is blocked.
        return find_within(own_things(reading, mentions), reading, mentions)
    if reading.code.startswith("015"):
        return []
    if reading.code.startswith("14"):
        return find_protested(reading, mentions)
    if reading.code.startswith(_POSTURE):
        against = find_opposed(reading, mentions)
        scene = [*find_scene(reading, mentions)] or _bound_for(reading, mentions)
        return against or _without_own_country(scene, reading, mentions)
    return None


def _at_scene(found: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return the place where it was done, or what it was done to there, for a mere thing."""
    if reading.code.startswith(_SUFFERED) and not reading.code.startswith(_NEUTRAL):
        deep = not reading.code.startswith(STRUCK)
        if deep or not found:
            scene = list(find_scene(reading, mentions, deep)) or _bound_for(reading, mentions)
            if deep and not reading.code.startswith(_AT_HOME):
                scene = _without_own_country(scene, reading, mentions)
            return scene or found
    if found and reading.code.startswith(_HIT):
        return [_placed(m, find_scene(reading, mentions)) for m in found]
    if _only_where(reading, mentions):
        return [*find_scene(reading, mentions)] or found
    if not found and reading.code.startswith("04"):
        return _hosts(reading, mentions)
    return found


def _placed(thing: Mention, scene: Sequence[Mention]) -> Mention:
    """Give a thing the country of where it was struck: "bombed a factory in Syria"."""
    if thing.code or not scene:
        return thing
    place = scene[0]
    return replace(thing, code=place.code, country=place.country, link="context")


def _hosts(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return the country where somebody from one other held talks with nobody that is named."""
    sources = resolve_heads(reading.source, mentions)
    if len(sources) != 1 or not sources[0].country:
        return []
    hosts = _without_own_country([*find_scene(reading, mentions)], reading, mentions)
    return [replace(m, link="context") for m in hosts]


def _bound_for(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return the place that forces are destined for or assigned to, as is said of them."""
    grammar = mentions.grammar
    if not reading.code.startswith(_STATIONED):
        return []
    meant = [c for head in reading.source or () for c in grammar.below(head, "acl")]
    bound = [b for c in meant for b in grammar.frame(c).bound if b.preposition in ("for", "to")]
    found = [m for b in bound for m in mentions.at(b.head) if m.code and "place" in m.kinds]
    return [replace(m, link="context") for m in found]


def _by_owners(found: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Put whose a thing is in its place: "condemned Marsh's murder of a Kenyan" is not of Kenya."""
    if not reading.code.startswith(VERBAL) or len(found) != 1 or "thing" not in found[0].kinds:
        return found
    heads = reading.target or ()
    owners = [c for head in heads for c in mentions.grammar.below(head, "nmod:poss")]
    owners = [c for c in owners if not mentions.grammar.says_when(c)]
    named = [m for c in owners for m in mentions.at(c) if not m.code and "named" in m.kinds]
    return named or found


def _by_authors(found: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Put whose words or deed a thing is before what it is about.

    "Vetoed a resolution by Britain on Srebrenica", "rejected May's agreement on withdrawal".
    """
    if not reading.code.startswith((*_ATTITUDE, "14")):
        return found
    grammar = mentions.grammar
    if reading.code.startswith("09"):
        doers = tuple(a for i in own_things(reading, mentions) for a in find_makers(i, grammar))
        suspects = [m for m in resolve_heads(doers, mentions) if m.code]
        if others := without_sources(suspects, reading, mentions):
            return others
    cases = {grammar.case(head) for head in reading.target or ()}
    topic = cases & TOPIC
    if cases & _ADDRESSING and any(m.code and "thing" not in m.kinds for m in found):
        return found
    if not topic and any(not m.kinds & {"thing", "place", "text"} for m in found):
        return found
    things = (i for i in own_things(reading, mentions) if grammar.case(i) not in _VENUES)
    for head in (*things, *(reading.target or ())):
        authors = dict.fromkeys([*grammar.below(head, "nmod:poss"), *find_authors(head, grammar)])
        authored = [c for c in authors if not grammar.says_when(c)]
        known = [m for c in authored for m in mentions.at(c) if "thing" not in m.kinds]
        named = [m for m in known if m.code or "named" in m.kinds]
        others = without_sources(named, reading, mentions)
        if others:
            return others
    return found


def _uncoded(mention: Mention) -> Mention:
    """Return the same words as nobody's."""
    return replace(
        mention, code=None, country=None, roles=(), name=None, entry=None, link=None,
        kinds=frozenset({"text"}),
    )  # fmt: skip


def _blames_deed(reading: Reading) -> bool:
    """Tell whether a deed is blamed of which nobody is said to have done it.

    "Opposed the invasion of Iraq" is not against Iraq.
    """
    deed = reading.inner
    return (
        deed is not None
        and deed.code.startswith(VIOLENCE)
        and deed.source is None
        and (
            (reading.code.startswith(("110", "111")) and reading.target == (deed.trigger,))
            or (reading.code.startswith("12") and reading.target == deed.target)
        )
    )


def _without_enclosed(found: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Leave out what is named within the source: "the people of Philadelphia gave support"."""
    sources = resolve_heads(reading.source, mentions)
    if len(sources) != 1 or not reading.code.startswith((*VERBAL, "14")):
        return found
    return [
        m
        for m in found
        if not any(s.start <= m.start and m.end <= s.end and s.text != m.text for s in sources)
    ]


def _only_where(reading: Reading, mentions: Mentions) -> bool:
    """Tell whether a pattern's target only says where: "exploded in a market in Peshawar"."""
    cases = {mentions.grammar.case(head) for head in reading.target or ()}
    return bool(cases) and cases <= _WHERE


def _without_own_things(
    found: list[Mention], reading: Reading, mentions: Mentions
) -> list[Mention]:
    """Take the code from what is only the source's own: "nullified its agreement" hits nobody."""
    codes = {m.code for m in resolve_heads(reading.source, mentions)}
    return [
        _uncoded(m)
        if "thing" in m.kinds and m.code in codes and m.text.lower().startswith(OWN)
        else m
        for m in found
    ]


def _without_own_forces(
    found: list[Mention], reading: Reading, mentions: Mentions
) -> list[Mention]:
    """Leave out the forces that are moved: "put its air force on alert" is against nobody."""
    own = {m.country for m in find_sources(reading, mentions)} | {None}
    return [m for m in found if m.country not in own or not {"MIL", "COP"} & set(m.roles)]


def _without_own_country(
    found: list[Mention], reading: Reading, mentions: Mentions
) -> list[Mention]:
    own = {m.country for m in find_sources(reading, mentions)}
    return [m for m in found if m.country not in own]
