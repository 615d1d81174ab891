"""Dependency labels of the parsers we can read, mapped to Universal Dependencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.errors import ModelError
from pipeline.types import Tree, Word

UNIVERSAL = frozenset(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det"
    " discourse dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl"
    " orphan parataxis punct reparandum root vocative xcomp".split()
)
CLEAR = frozenset(
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound"
    " conj csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj"
    " nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod"
    " relcl xcomp".split()
)
_ONLY_CLEAR = frozenset({"dobj", "pobj", "nsubjpass", "auxpass", "prep"})


def check_labels(labels: Iterable[str]) -> bool:
    """Tell whether a parser speaks CLEAR (True) or Universal Dependencies (False).

    Raises:
        ModelError: naming the labels that belong to neither.
    """
    found = set(labels) - {""}
    clear = bool(found & _ONLY_CLEAR)
    unknown = (
        found - CLEAR if clear else {x for x in found if x.split(":")[0].lower() not in UNIVERSAL}
    )
    if unknown:
        raise ModelError(
            "the parser has labels that are not in pipeline/syntax/labels.py: "
            + ", ".join(sorted(unknown))
        )
    return clear


_RENAMED = {
    "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj",
    "poss": "nmod:poss", "prt": "compound:prt", "relcl": "acl:relcl", "neg": "advmod",
    "npadvmod": "obl:unmarked", "oprd": "xcomp", "acomp": "xcomp", "attr": "xcomp",
    "predet": "det", "preconj": "cc", "quantmod": "advmod", "intj": "discourse", "meta": "dep",
    "dative": "iobj", "ROOT": "root",
}  # fmt: skip
_PREPOSITIONAL = frozenset({"prep", "agent", "dative"})


def to_universal(tree: Tree) -> Tree:
    """Turn a CLEAR tree into a Universal Dependencies tree.

    Prepositions become the case of what they bind, "be" the copula of its predicate, "to" the
    mark of its infinitive, and all conjuncts hang on the first.
    """
    words = list(tree.words)
    for i in range(len(words)):
        _turn_preposition(words, i)
    for i in range(len(words)):
        _turn_copula(words, i)
    for i, word in enumerate(words):
        dep = _RENAMED.get(word.dep, word.dep)
        if dep == "aux" and word.tag == "TO":
            dep = "mark"
        words[i] = replace(word, dep=dep)
    for i, word in enumerate(words):
        head = word.head
        while word.dep == "conj" and words[head].dep == "conj":
            head = words[head].head
        words[i] = replace(word, head=head)
    return Tree(tree.sentence, tuple(words))


def _turn_preposition(words: list[Word], i: int) -> None:
    """Hang what a preposition binds on the preposition's head, the preposition below it."""
    word = words[i]
    if word.dep not in _PREPOSITIONAL or word.pos not in ("ADP", "SCONJ", "PART"):
        return
    bound = next((w for w in words if w.head == i and w.dep in ("pobj", "pcomp")), None)
    inner = next((w for w in words if w.head == i and w.dep == "prep" and w.i != i), None)
    if bound is None and inner is not None:
        bound = next((w for w in words if w.head == inner.i and w.dep in ("pobj", "pcomp")), None)
        if bound is not None:
            words[inner.i] = replace(inner, head=bound.i, dep="case")
    if bound is None:
        words[i] = replace(word, dep="compound:prt" if word.pos == "ADP" else "advmod")
        return
    verbal = words[word.head].pos in ("VERB", "AUX", "ADJ", "ADV")
    if bound.dep == "pcomp":
        dep, mark = "advcl" if verbal else "acl", "mark"
    elif word.dep == "agent":
        dep, mark = "obl:agent", "case"
    else:
        dep, mark = "obl" if verbal else "nmod", "case"
    words[bound.i] = replace(bound, head=word.head, dep=dep)
    words[i] = replace(word, head=bound.i, dep=mark)
    for w in words:
        if w.head == i and w.i != i:
            words[w.i] = replace(w, head=bound.i)


def _turn_copula(words: list[Word], i: int) -> None:
    """Make the predicate of "be" the head of its clause."""
    be = words[i]
    if be.lemma != "be" or be.pos not in ("VERB", "AUX"):
        return
    predicate = next(
        (w for w in words if w.head == i and w.i != i and w.dep in ("attr", "acomp")), None
    )
    if predicate is None:
        return
    at_root = be.head == i
    words[predicate.i] = replace(predicate, head=predicate.i if at_root else be.head, dep=be.dep)
    words[i] = replace(be, head=predicate.i, dep="cop")
    for w in words:
        if w.head == i and w.i not in (i, predicate.i):
            words[w.i] = replace(w, head=predicate.i)
