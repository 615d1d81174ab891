"""Whom an event answers: "rejected the accusation" of whoever accused in a sentence before."""

from __future__ import annotations

from pipeline.actors.links import linked
from pipeline.actors.mentions import Mentions
from pipeline.events.addressees import own_things, without_sources
from pipeline.patterns.readings import Reading
from pipeline.types import Mention

_ANSWERS = ("016", "05", "11", "12")
_FORCE, _WISHES = ("18", "19", "20"), ("02", "10", "13")
_ARREST, _CURBS = ("17", "11"), ("16", "17")
# What is answered, by the roots of the events that it may be.
_ANSWERED = {
    **dict.fromkeys("attack bombing killing offensive raid shelling strike".split(), _FORCE),
    **dict.fromkeys("arrest detention ruling sentence verdict".split(), _ARREST),
    **dict.fromkeys("ban embargo expulsion sanction".split(), _CURBS),
    **dict.fromkeys("accusation allegation charge claim criticism".split(), ("11",)),
    **dict.fromkeys("appeal call demand request ultimatum".split(), _WISHES),
    **dict.fromkeys("offer proposal".split(), ("02", "03")),
    **dict.fromkeys("threat warning".split(), ("13",)),
}


def find_answered(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return who did what is answered, nobody where no one or several may have.

    Args:
        reading: an event whose target its own sentence does not name.
        mentions: the sentence and what was said before.
    """
    grammar, acts = mentions.grammar, mentions.context.acts
    if not acts or not reading.code.startswith(_ANSWERS):
        return []
    for head in dict.fromkeys((*own_things(reading, mentions), *(reading.target or ()))):
        roots = _ANSWERED.get(grammar.lemma(head), ())
        more = grammar.below(head, "nmod", "acl", "nummod", "compound", "appos")
        if not roots or more or not mentions.anaphora.has_the(head):
            continue
        known = {acts[root] for root in roots if root in acts}
        if len(known) == 1 and (doer := known.pop()) is not None:
            whose = [linked(doer, m.text, m.start, m.end) for m in mentions.at(head)]
            return without_sources(whose, reading, mentions)
    return []
