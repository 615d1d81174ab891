"""Whom aid reaches and whom yielding is good for, where neither is said beside the verb."""

from __future__ import annotations

from pipeline.actors.mentions import Mentions
from pipeline.events.addressees import (
    find_within,
    is_placed,
    own_things,
    resolve_heads,
    without_sources,
)
from pipeline.events.opponents import ADDRESSED
from pipeline.patterns.readings import Reading
from pipeline.types import Mention

_REACHED = frozenset({"in", "at", "to", "into", "for", "towards"})
_RECEIVING = frozenset({"receive", "get", "accept", "welcome", "obtain"})
_AFTER = frozenset({"after", "when", "as", "following"})


def find_beneficiaries(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who gains by an event of which the words around it do not say whom it concerns."""
    found = _carried_to(reading, mentions) or _affected(reading, mentions)
    return found or _settled_with(reading, mentions)


def _carried_to(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return where aid goes whose clause tells of it: "planes carrying tents landed in Sudan".

    Or who is told to have received it: "Cuba received syringes donated by Canada".
    """
    words, grammar = mentions.tree.words, mentions.grammar
    carrier = words[words[reading.trigger].head]
    verb = words[carrier.head]
    if not reading.code.startswith("07") or not words[reading.trigger].dep.startswith("acl"):
        return []
    frame = grammar.frame(verb.i)
    if verb.pos == "VERB" and carrier.dep.startswith("nsubj"):
        bound = [b.head for b in frame.bound if b.preposition in _REACHED]
        goals = (*bound, *grammar.below(verb.i, "obj"))
    elif carrier.dep == "obj" and grammar.lemma(verb.i) in _RECEIVING:
        goals = frame.subjects
    else:
        return []
    found = [m for c in goals for m in mentions.party(c) if is_placed(m)]
    return without_sources(found, reading, mentions)


def _affected(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return to whom was done what one gives up: "dropped the policy of separating families"."""
    grammar = mentions.grammar
    if not reading.code.startswith(("081", "083")):
        return []
    clauses = [c for i in own_things(reading, mentions) for c in grammar.below(i, "acl", "nmod")]
    acts = [grammar.frame(c) for c in clauses if mentions.tree.words[c].tag == "VBG"]
    return find_within((o for act in acts for o in act.objects), reading, mentions)


def _settled_with(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who made an end of dissent possible: "ended the strike after the state gave in"."""
    grammar = mentions.grammar
    if not reading.code.startswith("082"):
        return []
    after = [
        c for c in grammar.below(reading.trigger, "advcl", "obl")
        if c > reading.trigger and grammar.case(c) in _AFTER
    ]  # fmt: skip
    for clause in after:
        frame = grammar.frame(clause)
        heads = [*grammar.below(clause, "nsubj"), *frame.objects]
        heads += [b.head for c in (clause, *frame.objects) for b in grammar.frame(c).bound
                  if b.preposition == "with"]  # fmt: skip
        found = [m for c in heads for m in mentions.party(c) if m.kinds & ADDRESSED and m.code]
        if others := without_sources(found, reading, mentions):
            return others
    return []


def find_nation(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return the country whose office one gives up, where it is named besides.

    "The interim president resigned after protests in Peru".
    """
    sources = resolve_heads(reading.source, mentions)
    for hit in mentions.spots.names.values():
        for m in mentions.at(hit.end - 1):
            same = any(m.country and m.country == s.country and m.code != s.code for s in sources)
            apart = all(m.end <= s.start or s.end <= m.start for s in sources)
            if same and apart and not m.roles and "place" in m.kinds:
                return [m]
    return []
