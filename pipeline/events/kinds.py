"""Kinds of rows, by which it is measured how often they are right."""

from __future__ import annotations

from pipeline.actors.mentions import Mentions
from pipeline.patterns.readings import Reading
from pipeline.types import Kind, Mention, Tree

_LINKS = ("name", "agent", "coreference", "context", "uncoded", "missing")
_NOMINAL = ("NOUN", "PROPN")


def classify(
    reading: Reading,
    source: Mention | None,
    target: Mention | None,
    status: str,
    mentions: Mentions,
) -> Kind:
    """Return the kind of a row.

    Args:
        reading: what its words mean.
        source: who did it.
        target: to whom.
        status: the row's status.
        mentions: holds the sentence.
    """
    own = reading.match.score[0]
    return Kind(
        action=_action(reading, mentions.tree),
        link=max((_link(side) for side in (source, target)), key=_LINKS.index),
        words=str(own) if own < 3 else "3+",
        clause=_clause(reading.trigger, mentions.tree),
        status="actual" if status == "actual" else "other",
    )


def _action(reading: Reading, tree: Tree) -> str:
    if reading.inner is not None:
        return "composed"
    return "noun" if tree.words[reading.trigger].pos in _NOMINAL else "verb"


def _link(mention: Mention | None) -> str:
    if mention is None:
        return "missing"
    return mention.link or "uncoded"


def _clause(trigger: int, tree: Tree) -> str:
    """Return where the trigger stands: ``main``, ``complement`` of a main verb, or ``inside``."""
    relations: set[str] = set()
    word = tree.words[trigger]
    while word.head != word.i and len(relations) < 4:
        relations.add(word.dep.partition(":")[0])
        word = tree.words[word.head]
    relations.discard("conj")
    if not relations:
        return "main"
    return "complement" if relations <= {"ccomp", "parataxis", "xcomp"} else "inside"
