"""Deeds summed up to say what others think of them: "left, a move that Norway condemned"."""

from __future__ import annotations

from pipeline.actors.mentions import Mentions
from pipeline.syntax.grammar import Grammar
from pipeline.types import Mention

_MOVES = frozenset(
    "move step decision act action measure gesture policy announcement initiative practice".split()
)


def is_move(i: int, grammar: Grammar) -> bool:
    """Tell whether a noun in apposition sums up what its clause tells: "..., a step that".

    Args:
        i: position of the noun.
        grammar: its sentence.
    """
    word = grammar.tree.words[i]
    return word.dep in ("appos", "parataxis") and grammar.lemma(i) in _MOVES


def find_mover(heads: tuple[int, ...], mentions: Mentions) -> list[Mention]:
    """Return who did what one of these nouns sums up: the subject of the clause before it.

    Args:
        heads: nouns that somebody comments on.
        mentions: the sentence and its actors.
    """
    words, grammar = mentions.tree.words, mentions.grammar
    for head in heads:
        if not is_move(head, grammar):
            continue
        above = words[head].head
        while words[above].head != above and not grammar.frame(above).subjects:
            above = words[above].head
        joined = dict.fromkeys(j for s in grammar.frame(above).subjects for j in grammar.joined(s))
        return [m for j in joined for m in mentions.at(j) if m.code]
    return []


def without_comments(found: list[Mention], head: int, mentions: Mentions) -> list[Mention]:
    """Leave out who is named only in what is said of a move: "homes, a move condemned by Jordan".

    Args:
        found: actors named within a phrase.
        head: the phrase's head.
        mentions: the sentence and its actors.
    """
    tree, grammar = mentions.tree, mentions.grammar
    moves = [i for i in tree.subtree(head) if i != head and is_move(i, grammar)]
    aside = {tree.words[i].start for move in moves for i in tree.subtree(move)}
    return [m for m in found if m.start not in aside] if aside else found
