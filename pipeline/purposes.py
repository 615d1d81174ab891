"""What a clause of purpose adds to the event it belongs to.

"Went on strike to demand higher pay" is one event, a strike for something; "summoned the
ambassador to protest" is a summons. The codebook's classes ``purpose_141`` and so on say what a
protest becomes by what it demands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.actors.mentions import Mentions
from pipeline.codebook.model import Governor
from pipeline.grammar import Grammar
from pipeline.readings import Reading

# What is only said; what is done for a purpose stays an event: "sent planes to bomb the town".
_VERBAL = ("01", "02", "10", "11", "12", "13", "14")


def merge_purposes(
    readings: Mapping[int, Reading],
    mentions: Mentions,
    governors: Mapping[str, Governor],
) -> dict[int, Reading | None]:
    """Return the readings that change: main events recoded, their purposes None.

    Args:
        readings: the sentence's readings by trigger.
        mentions: the sentence and its actors.
        governors: the composition table by class.
    """
    grammar = mentions.grammar
    owners = {i: r for r in readings.values() for i in (r.trigger, *r.match.words)}
    changed: dict[int, Reading | None] = {}
    for i, purpose in sorted(readings.items()):
        head = _main_verb(i, grammar)
        main = owners.get(head) if head is not None else None
        if main is None or purpose.code == "none" or i in (main.trigger, *main.words):
            continue
        code = _code_for(main.code, purpose.code, governors)
        others = tuple(t for t in purpose.target or () if t not in (main.source or ()))
        if code:
            changed[main.trigger] = replace(
                main, code=code, target=others or main.target,
                patterns=(*main.patterns, *purpose.patterns),
            )  # fmt: skip
        elif (
            not grammar.infinitive(i)
            or not purpose.code.startswith(_VERBAL)
            or any(mentions.coded(t) for t in others if t not in (main.target or ()))
        ):
            continue
        changed[i] = None
    return changed


def _main_verb(i: int, grammar: Grammar) -> int | None:
    """Return the verb whose purpose word ``i`` tells: "to demand", "demanding"."""
    word = grammar.tree.words[i]
    if word.dep.split(":")[0] not in ("advcl", "xcomp") or grammar.below(i, "nsubj"):
        return None
    if word.dep == "xcomp" and not grammar.below(word.head, "obj"):
        return None
    told = grammar.infinitive(i) or (word.tag == "VBG" and not grammar.case(i))
    return word.head if told else None


def _code_for(main: str, purpose: str, governors: Mapping[str, Governor]) -> str | None:
    if main[:2] == purpose[:2] == "14":
        return max(main, purpose, key=len)
    governor = governors.get(f"purpose_{main[:3]}")
    if governor is None or not isinstance(governor.codes, dict):
        return None
    return next(
        (governor.codes[purpose[:n]] for n in range(len(purpose), 1, -1)
         if purpose[:n] in governor.codes),
        None,
    )  # fmt: skip
