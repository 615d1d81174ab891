"""Where a noun phrase begins and ends."""

from __future__ import annotations

from pipeline.syntax.grammar import Grammar
from pipeline.types import Tree

_OUTSIDE = frozenset(
    "conj cc parataxis acl advcl ccomp nsubj cop aux advmod punct case mark obl discourse"
    " dislocated orphan dep list".split()
)
_DEEPER = frozenset({"case", "conj", "cc", "punct"})
_PREPOSITIONS = frozenset({"of", "for", "from", "in", "at", "to"})


def phrase_span(grammar: Grammar, head: int, name: range) -> tuple[int, int]:
    """Return first and last word of the phrase that a word heads.

    Its clauses, other conjuncts and phrases that only say when or about what are left out.

    Args:
        grammar: the sentence.
        head: position of the head.
        name: positions of the known name that the head is part of; empty for none.
    """
    words, children = grammar.tree.words, grammar.tree.children
    keep, todo = {head, *name}, [head]
    while todo:
        here = todo.pop()
        for c in children[here]:
            if _belongs(grammar, c, here, head):
                keep.add(c)
                todo.append(c)

    def continues(near: int, far: int) -> bool:
        return near in keep or (far in keep and words[near].pos == "PUNCT")

    first = last = head
    while first and continues(first - 1, first - 2):
        first -= 1
    while last + 1 < len(words) and continues(last + 1, last + 2):
        last += 1
    while first < head and words[first].dep == "case":
        first += 1
    return first, last


def _belongs(grammar: Grammar, c: int, here: int, head: int) -> bool:
    dep = grammar.tree.relations[c]
    if dep == "obl" and c < here:
        adjective = grammar.tree.relations[here] == "amod"
        if adjective or here < grammar.tree.words[here].head:
            return True  # "the UN-backed government", "Kenya-based rebels"
    if dep in _OUTSIDE:
        return (here != head and dep in _DEEPER) or (dep == "advmod" and c < head)
    if dep == "nmod" and c > head and grammar.tree.words[c].dep == "nmod":
        case = grammar.case(c)
        return case is None or case in _PREPOSITIONS
    return True


def slice_text(tree: Tree, start: int, end: int) -> str:
    """Return the article's characters ``start`` to ``end`` (half-open) from its sentence."""
    offset = tree.sentence.start
    return tree.sentence.text[start - offset : end - offset]
