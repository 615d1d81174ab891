"""Against whom something is done or protested whom its pattern does not name."""

from __future__ import annotations

from pipeline.actors.mentions import Mentions
from pipeline.events.addressees import clause_of, find_within, is_placed, without_sources
from pipeline.patterns.readings import Reading
from pipeline.types import Mention

# Of whom protesters want something, and what binds what they want.
_DEMAND = frozenset({"demand", "call", "ask", "urge", "insist", "press"})
_FROM = frozenset({"on", "of", "from"})
ADDRESSED = frozenset({"government", "state", "company", "business", "organization"})
_ABOUT = frozenset({"over", "about", "against", "at", "in", "by", "on"})
# What is done to whom forces are moved against.
_CHECK = frozenset("combat confront contain counter deter face fight repel resist thwart".split())


def find_opposed(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return against whom something is done, as its clause says.

    "Against Iran", "to counter threats from Iran".
    """
    grammar = mentions.grammar
    clause = [c for c in clause_of(reading.trigger, (), grammar) if c > reading.trigger]
    bound = [c for c in clause if grammar.case(c) == "against"]
    found = [m for c in bound for m in mentions.party(c) if m.code]
    checked = [
        o for c in clause if grammar.infinitive(c) and grammar.lemma(c) in _CHECK
        for o in grammar.frame(c).objects
    ]  # fmt: skip
    return without_sources(found, reading, mentions) or find_within(checked, reading, mentions)


def find_protested(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return whom a protest is against that does not say so in its own words.

    Of whom something is demanded; else whose policy, pay or plant it is about, or whose doing it
    is against: "a rally in Delhi against the siege of Kashmir", not "a deal with Kosovo".
    """
    grammar = mentions.grammar
    bound = [
        c for c in clause_of(reading.trigger, (), grammar)
        if c > reading.trigger and grammar.case(c) == "against"
        and all(grammar.case(k) != "with" for k in grammar.below(c, "nmod"))
    ]  # fmt: skip
    return (
        _demanded_of(reading, mentions)
        or _struck_against(reading, mentions)
        or [m for m in find_within(bound, reading, mentions) if is_placed(m)]
    )


def find_dispossessed(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return from whom ground was taken: "retook a town from al-Shabaab"."""
    if reading.code != "192":
        return []
    grammar = mentions.grammar
    heads = [*(reading.target or ()), reading.trigger]
    below = [c for h in heads for c in grammar.below(h, "nmod", "obl") if grammar.case(c) == "from"]
    found = [m for c in below for m in mentions.party(c) if m.code and "place" not in m.kinds]
    return without_sources(found, reading, mentions)


def _demanded_of(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return of whom protesters demand something: "a rally demanding that Fiji free them"."""
    grammar = mentions.grammar
    below = [c for w in reading.words for c in grammar.below(w, "advcl", "acl", "xcomp")]
    for clause in below:
        if grammar.lemma(clause) not in _DEMAND:
            continue
        asked = [s for c in grammar.below(clause, "ccomp") for s in grammar.frame(c).subjects]
        asked += [b.head for b in grammar.frame(clause).bound if b.preposition in _FROM]
        found = [m for c in asked for m in mentions.party(c) if m.code]
        others = without_sources(found, reading, mentions)
        if others:
            return others
    return []


def _struck_against(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return whose policy, pay or plant a protest is about, a state's or a firm's.

    "A strike over the government's failure to pay", "for better conditions in Amazon warehouses".
    """
    grammar = mentions.grammar
    for c in clause_of(reading.trigger, (), grammar):
        if c <= reading.trigger or grammar.case(c) not in _ABOUT or grammar.says_when(c):
            continue
        owners = [m for o in grammar.below(c, "nmod:poss") for m in mentions.at(o)]
        parts = [m for o in (*grammar.below(c, "compound"), c) for m in mentions.at(o)]
        meant = [
            m for m in (*owners, *parts)
            if m.code and m.kinds & ADDRESSED and (m in owners or "place" not in m.kinds)
        ]  # fmt: skip
        others = without_sources(meant, reading, mentions)
        if others:
            return others[:1]
    return []
