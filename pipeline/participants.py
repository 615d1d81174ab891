"""Who takes part in an event: from the heads that fill a reading's slots to actors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.actors.mentions import Mentions
from pipeline.circumstances import find_scene
from pipeline.grammar import NOMINAL, Grammar
from pipeline.readings import Reading
from pipeline.types import Mention

# Words and inquiries are addressed to somebody, not to what stands beside him.
_VERBAL = ("01", "02", "03", "04", "05", "09", "10", "11", "12", "13")
# What one has an attitude to may be a thing: rejected the plan, praised the vote.
_ATTITUDE = ("05", "09", "11", "12")
# A place suffers what is done in it.
_SUFFERED = ("03", "06", "07", "08", "13", "15", "16", "17", "18", "19", "20")
# What binds the one at the other end; "according to" and "due to" bind nobody.
_TOWARDS = frozenset({"to", "for", "with", "against", "from", "on", "upon", "towards", "toward"})
# What is done to these, persons or things, is done to them and not to the place around.
_STRUCK = ("14", "17", "18", "19", "20")
_WHERE = frozenset({"in", "at", "near", "inside", "outside", "through", "beside", "under"})
_HELP = frozenset(
    "help assist aid support protect relieve defend back rescue feed train pay fund".split()
)
_UNTIL = frozenset({"until", "till", "unless"})
_ALLEGING = frozenset({"that", "whether", "if", "how"})
_CAUSES = frozenset({"accord", "according", "due", "thanks", "owing", "owe"})
# Forces are moved against somebody; they are not its target.
_POSTURE = ("15",)
# A thing is said to do these only as a manner of speaking: "a waiver that would lift the ban".
_MEANT = ("03", "10")
_PERSONS = frozenset({"him", "her", "them"})
_DEEDS = ("18", "19", "20")
# Of whom protesters want something, and what binds what they want.
_ADDRESSED = frozenset({"government", "state", "company", "business", "organization"})
_ABOUT = frozenset({"over", "about", "against", "at", "in", "by", "on"})
_OWN = ("its ", "their ", "his ", "her ")
# Force that was used is an event though nobody says by whom; mere death and damage is not.
_FORCE = ("171", "175", "176", "18", "19", "20")
_DAMAGE = ("182", "190")
# What only a state can do, the state of the place did.
_BY_STATE = ("081", "0841", "115", "116", "172", "173", "174")


def find_sources(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who did it.

    For a thing, who made or sent it ("missiles fired by Israel"); for what only a state can do,
    the state of the place where it was done; for protests, those of the place where they were held.
    """
    found = resolve_heads(reading.source, mentions)
    if not any(m.code for m in found) and not reading.code.startswith(_MEANT):
        authors = [a for head in reading.source or () for a in mentions.grammar.authors(head)]
        found = [m for m in resolve_heads(tuple(authors), mentions) if m.code] or found
    if not found and reading.code.startswith(_POSTURE) and _without_agent(reading, mentions):
        return [m for m in resolve_heads(_objects(reading, mentions), mentions) if m.code]
    if not reading.sourced:
        return [m for m in found if m.code]
    staged = reading.code.startswith("14") and _without_agent(reading, mentions)
    if not found and (staged or reading.code.startswith(_BY_STATE)):
        return [replace(m, link="context") for m in find_scene(reading, mentions)]
    return found


def _without_agent(reading: Reading, mentions: Mentions) -> bool:
    return reading.source is None and mentions.grammar.passive(reading.match.trigger)


def _objects(reading: Reading, mentions: Mentions) -> tuple[int, ...]:
    return mentions.grammar.frame(reading.match.trigger).objects


def told_without_source(reading: Reading, mentions: Mentions) -> bool:
    """Tell whether the source may be null: "three activists were arrested" is an event."""
    forced = reading.code.startswith(_FORCE) and reading.code not in _DAMAGE
    told = forced or reading.code.startswith((*_BY_STATE, *_POSTURE))
    clause = mentions.tree.words[reading.match.trigger].dep not in ("acl", "amod") or not forced
    return told and clause and _without_agent(reading, mentions)


def find_targets(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return to whom it was done.

    Who fills the slot. Where that is nobody or a mere thing, whoever is named within it ("claims
    that the army lied") or within the pattern's own object ("violated Sudan's ceasefire"), or who
    receives it ("returned the painting to Italy"), then the place where it was done, and last the
    thing itself.
    """
    found = _without_own_things(resolve_heads(reading.target, mentions), reading, mentions)
    if _blames_deed(reading):
        return [_uncoded(m) for m in found]
    found = _by_authors(_by_owners(found, reading, mentions), reading, mentions)
    found = _without_enclosed(found, reading, mentions)
    if reading.code.startswith(_POSTURE):
        found = _without_own_forces(found, reading, mentions)
    verbal = reading.code.startswith(_VERBAL)
    if verbal and found and all(m.text.lower() in _PERSONS and not m.code for m in found):
        return found
    named = [m for m in found if m.code or "named" in m.kinds]
    if any(_is_somebody(m) for m in found):
        return named if verbal else found
    if not found and reading.mutual and len(resolve_heads(reading.source, mentions)) > 1:
        return []
    if not found and reading.code.startswith(("14", "015")):
        # Whose entrance or embassy is blocked.
        if reading.code.startswith("144"):
            return _within(_own_things(reading, mentions), reading, mentions)
        return _struck_against(reading, mentions) if reading.code.startswith("14") else []
    if not found and reading.code.startswith(_POSTURE):
        against = _opposed(reading, mentions)
        return against or _without_own_country([*find_scene(reading, mentions)], reading, mentions)
    others = _others(reading, mentions, bool(found), bool(named))
    if others or named:
        return others or named
    things = _own_things(reading, mentions)
    if reading.code.startswith(_SUFFERED) and not (found and reading.code.startswith(_STRUCK)):
        scene = list(find_scene(reading, mentions))
        if not reading.code.startswith(_STRUCK):
            scene = _without_own_country(scene, reading, mentions)
        found = scene or found
    elif _only_where(reading, mentions):
        found = [*find_scene(reading, mentions)] or found
    elif not found and reading.code.startswith("04"):
        found = _hosts(reading, mentions)
    if not found and things and reading.code.startswith(_ATTITUDE):
        return _without_own_things(list(mentions.at(things[0])), reading, mentions)
    return found


def _hosts(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return the country where somebody from one other held talks with nobody that is named."""
    sources = resolve_heads(reading.source, mentions)
    if len(sources) != 1 or not sources[0].country:
        return []
    hosts = _without_own_country([*find_scene(reading, mentions)], reading, mentions)
    return [replace(m, link="context") for m in hosts]


def _opposed(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return against whom something is done, as its clause says."""
    grammar = mentions.grammar
    bound = [
        c for c in _clause(reading.trigger, (), grammar)
        if c > reading.trigger and grammar.case(c) == "against"
    ]  # fmt: skip
    found = [m for c in bound for m in mentions.party(c) if m.code]
    return _without_sources(found, reading, mentions)


def _struck_against(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return whose policy, pay or plant a protest is about, a state's or a firm's.

    "A strike over the government's failure to pay", "for better conditions in Amazon warehouses".
    """
    grammar = mentions.grammar
    for c in _clause(reading.trigger, (), grammar):
        if c <= reading.trigger or grammar.case(c) not in _ABOUT or grammar.says_when(c):
            continue
        owners = [m for o in grammar.below(c, "nmod:poss", "compound") for m in mentions.at(o)]
        meant = [
            m for m in (*owners, *mentions.at(c))
            if m.code and m.kinds & _ADDRESSED and ("place" not in m.kinds or m in owners)
        ]  # fmt: skip
        others = _without_sources(meant, reading, mentions)
        if others:
            return others[:1]
    return []


def _by_owners(found: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Put whose a thing is in its place: "condemned Marsh's murder of a Kenyan" is not of Kenya."""
    if not reading.code.startswith(_VERBAL) or len(found) != 1 or "thing" not in found[0].kinds:
        return found
    heads = reading.target or ()
    owners = [c for head in heads for c in mentions.grammar.below(head, "nmod:poss")]
    named = [m for c in owners for m in mentions.at(c) if not m.code and "named" in m.kinds]
    return named or found


def _by_authors(found: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Put whose words or deed a thing is before what it is about.

    "Vetoed a resolution by Britain on Srebrenica", "rejected May's agreement on withdrawal".
    """
    if not reading.code.startswith((*_ATTITUDE, "14")):
        return found
    if any(not m.kinds & {"thing", "place", "text"} for m in found):
        return found
    grammar = mentions.grammar
    for head in (*_own_things(reading, mentions), *(reading.target or ())):
        authors = dict.fromkeys([*grammar.below(head, "nmod:poss"), *grammar.authored(head)])
        named = [m for c in authors for m in mentions.at(c) if m.code and "thing" not in m.kinds]
        others = _without_sources(named, reading, mentions)
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
        and deed.code.startswith(_DEEDS)
        and deed.source is None
        and (
            (reading.code.startswith(("110", "111")) and reading.target == (deed.trigger,))
            or (reading.code.startswith("12") and reading.target == deed.target)
        )
    )


def _without_enclosed(found: list[Mention], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Leave out what is named within the source: "the people of Philadelphia gave support"."""
    sources = resolve_heads(reading.source, mentions)
    if len(sources) != 1 or not reading.code.startswith((*_VERBAL, "14")):
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


def _own_things(reading: Reading, mentions: Mentions) -> list[int]:
    words = mentions.tree.words
    return [i for i in reading.objects if not words[i].dep.startswith("nsubj")]


def _others(reading: Reading, mentions: Mentions, thing: bool, named: bool) -> list[Mention]:
    """Return whom an event concerns whose target is nobody, or (``thing``) a mere thing.

    To words, whoever they are about comes before whom they are addressed to; of deeds, whoever
    receives the thing comes before whoever is named in it.
    """
    heads = [*(reading.target or ()), *([] if named else _own_things(reading, mentions))]
    within = _within(heads, reading, mentions)
    received = []
    if not reading.code.startswith(_STRUCK):
        helped = _helped(reading, mentions)
        received = _recipients(reading, mentions, not thing) or helped
        received = helped if any(m.country for m in helped) else received
    first = reading.code.startswith(_VERBAL) and any(m.country for m in within)
    ordered = [within, received] if first else [received, within]
    ordered.insert(1 if not thing else 2, _other_objects(reading, mentions))
    ordered.insert(0, _keepers(reading, mentions))
    ordered.insert(0, _asked_about(reading, mentions))
    ordered.append(_complained_of(reading, mentions))
    ordered.append(_awaited(reading, mentions))
    return next((others for others in ordered if others), [])


def _keepers(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return whose a blamed thing is: "Malta keeps to a policy that Norway criticized"."""
    words, grammar = mentions.tree.words, mentions.grammar
    if not reading.code.startswith("11"):
        return []
    for head in reading.target or ():
        blamed = words[head].dep == "obj" and any(
            words[c].dep == "acl:relcl" and reading.trigger in mentions.tree.subtree(c)
            for c in mentions.tree.children[head]
        )
        if blamed and head < reading.trigger:
            subjects = grammar.frame(words[head].head).subjects
            joined = dict.fromkeys(j for s in subjects for j in grammar.joined(s))
            found = [m for j in joined for m in mentions.at(j) if m.code]
            return _without_sources(found, reading, mentions)
    return []


def _asked_about(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return of whom it is asked: "an inquiry into whether the firm paid militants"."""
    grammar = mentions.grammar
    if not reading.code.startswith("09"):
        return []
    anchors = (reading.trigger, *_own_things(reading, mentions))
    clauses = [c for a in anchors for c in grammar.below(a, "advcl", "ccomp", "acl", "obl", "nmod")]
    asked = [c for c in clauses if {"whether", "if", "how"} & set(grammar.marks(c))]
    for clause in asked:
        frame = grammar.frame(clause)
        for head in (*frame.subjects, *frame.objects):
            named = [m for m in mentions.party(head) if m.code or "named" in m.kinds]
            others = _without_sources(named, reading, mentions)
            if others:
                return others
    return []


def _complained_of(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who is said to have done it: "is furious that Japan has outbid it"."""
    if not reading.code.startswith(("09", "11")):
        return []
    grammar = mentions.grammar
    words = (reading.trigger, *reading.words)
    below = [c for i in words for c in grammar.below(i, "ccomp", "advcl", "acl")]
    clauses = [
        c for c in below if not _ALLEGING.isdisjoint(map(grammar.lemma, grammar.below(c, "mark")))
    ]
    found = [m for c in clauses for s in grammar.below(c, "nsubj") for m in mentions.at(s)]
    return _without_sources([m for m in found if m.code], reading, mentions)


def _awaited(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who has it in his hands: "will not end the strike until the government pays"."""
    words, grammar = mentions.tree.words, mentions.grammar
    if not reading.code.startswith(_VERBAL):
        return []
    for word in words:
        if word.text.lower() not in _UNTIL or word.i in reading.words:
            continue
        clause = word.head if words[word.head].pos in ("VERB", "AUX") else words[word.head].head
        if words[clause].head not in reading.words:
            continue
        subjects = [m for c in grammar.below(clause, "nsubj") for m in mentions.party(c) if m.code]
        for mention in (*subjects, *mentions.inside(clause)):
            others = _without_sources([mention], reading, mentions)
            if others:
                return others
    return []


def _is_somebody(mention: Mention) -> bool:
    """Tell whether words name an actor, not a thing that is known only by whose it may be."""
    if mention.code:
        return "thing" not in mention.kinds or mention.link != "context"
    return "named" in mention.kinds


def _recipients(reading: Reading, mentions: Mentions, far_on: bool) -> list[Mention]:
    """Return who is on the other end of what was done to a thing: "handed 30 cars to Kenya".

    First whatever hangs on the event's own words, then any "to" or "against" (``far_on``: or
    "on") in its clause, which parsers often hang on the last noun before it.
    """
    grammar, tree = mentions.grammar, mentions.tree
    anchors = dict.fromkeys([reading.trigger, *reading.objects, *(reading.target or ())])
    wanted = ("to", "against", "on") if far_on else ("to", "against")
    deed = not reading.code.startswith(_VERBAL)
    near = [
        c for anchor in anchors for c in grammar.below(anchor, "obl", "nmod")
        if grammar.case(c) in _TOWARDS
    ]  # fmt: skip
    far = [
        c for c in _clause(reading.trigger, anchors, grammar)
        if c > reading.trigger and grammar.case(c) in wanted
    ]  # fmt: skip
    for c in dict.fromkeys([*near, *far]):
        if c in reading.words or grammar.says_when(c) or tree.words[c].pos not in NOMINAL:
            continue
        if any(grammar.lemma(k) in _CAUSES for k in tree.children[c]):
            continue
        found = [
            m for m in mentions.party(c)
            if m.country or (m.code or "-")[0] != "-"
            or (deed and grammar.case(c) == "to" and _is_unknown(m))
        ]  # fmt: skip
        if grammar.case(c) in ("on", "upon"):
            found = [m for m in found if "thing" not in m.kinds]
        others = _without_sources(found, reading, mentions)
        if others:
            return others
    return []


def _helped(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return whom something is sent or given to help: "sent troops to relieve the garrison"."""
    grammar = mentions.grammar
    for anchor in dict.fromkeys([*reading.words, *reading.objects]):
        for clause in grammar.below(anchor, "advcl", "acl", "xcomp"):
            if grammar.infinitive(clause) and grammar.lemma(clause) in _HELP:
                frame = grammar.frame(clause)
                paid = [b.head for b in frame.bound if b.preposition == "for"]
                found = _within((*frame.objects, *paid), reading, mentions)
                if found:
                    return found
    return []


def _is_unknown(mention: Mention) -> bool:
    """Tell whether words are the name of somebody whom no codebook knows."""
    return mention.code is None and "named" in mention.kinds


def _clause(i: int, own: Iterable[int], grammar: Grammar) -> list[int]:
    """Return the words below a verb that belong to its clause or tell of its ``own`` things.

    "The ban that they imposed on aid agencies" tells of the ban; other clauses with a subject
    are left out.
    """
    words, known = grammar.tree.words, set(own)
    found, todo = [], [i]
    while todo:
        here = todo.pop()
        for c in grammar.tree.children[here]:
            subjects = grammar.below(c, "nsubj", "csubj")
            tells = here in known and all(words[s].pos == "PRON" for s in subjects)
            joined = words[c].dep == "conj" and words[c].pos == "VERB"
            if (not subjects or tells) and not joined:
                found.append(c)
                todo.append(c)
    return sorted(found)


def _without_own_things(
    found: list[Mention], reading: Reading, mentions: Mentions
) -> list[Mention]:
    """Take the code from what is only the source's own: "nullified its agreement" hits nobody."""
    codes = {m.code for m in resolve_heads(reading.source, mentions)}
    return [
        _uncoded(m)
        if "thing" in m.kinds and m.code in codes and m.text.lower().startswith(_OWN)
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


def _other_objects(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return coded objects of the verb that the pattern left: "held 20 men as human shields"."""
    taken = {*reading.match.words, *(reading.source or ())}
    if reading.inner is not None:
        taken.add(reading.inner.trigger)
    heads = mentions.grammar.frame(reading.match.trigger).objects
    found = [m for head in heads if head not in taken for m in mentions.party(head) if m.code]
    return _without_sources(found, reading, mentions)


def _within(heads: Iterable[int], reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return whoever is named within these phrases: their own actor first, then the nearest."""
    for head in heads:
        own = [m for m in mentions.party(head) if m.code and _is_somebody(m)]
        if reading.code.startswith(_DEEDS) and head in reading.objects:
            # "Artillery rounds" are fired at no artillery.
            own = [m for m in own if m.link == "name"]
        if not own:
            own = [m for c in mentions.grammar.below(head, "nmod:poss") for m in mentions.at(c)]
            own = [m for m in own if "named" in m.kinds]
        others = _without_sources(own, reading, mentions)
        if others:
            return others
        for mention in mentions.inside(head):
            others = _without_sources([mention], reading, mentions)
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
        if all(m.start != s.start and (m.code != s.code or _are_two(m, s)) for s in sources)
        and not (m.country and not m.roles and any(m.country == s.country for s in sources))
    ]


def _are_two(one: Mention, other: Mention) -> bool:
    """Tell whether two of the same code are two persons: Clinton's spokesman on Bush."""
    named = "person" in one.kinds and one.name is not None and one.link == "name"
    return named and one.name != other.name and one.text not in other.text


def resolve_heads(heads: tuple[int, ...] | None, mentions: Mentions) -> list[Mention]:
    """Return the actors that these heads name, each once."""
    found: list[Mention] = []
    for head in heads or ():
        for mention in mentions.party(head):
            if all(mention.start != m.start or mention.code != m.code for m in found):
                found.append(mention)
    return found
