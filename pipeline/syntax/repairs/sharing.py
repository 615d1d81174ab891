"""Nouns that stand under the wrong verb: "condemned what it called a crime"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import NOMINAL, Draft

_CALLING = frozenset("call describe term label brand dub consider regard deem".split())


def name_what(words: Draft) -> bool:
    """Put what something is called in the place of "what".

    "Protested against what they called the state's failure": against the failure.
    """
    changed = False
    for what in words:
        if what.text.lower() != "what" or what.head == what.i:
            continue
        clause = next((w for w in words.below(what.i) if w.dep.startswith("acl")), None)
        if clause is None or clause.lemma not in _CALLING:
            continue
        name = next(
            (
                w
                for w in words.below(clause.i)
                if w.pos in NOMINAL and w.i > clause.i and w.dep in ("xcomp", "obj", "obl")
            ),
            None,
        )
        if name is None:
            continue
        own = words.below(what.i)
        words[name.i] = replace(name, head=what.head, dep=what.dep)
        for w in words.below(name.i):
            if w.dep == "case" and w.text.lower() == "as":
                words.rehang(w.i, clause.i, "mark")
        for w in own:
            words.rehang(w.i, name.i)
        words.rehang(what.i, clause.i, "obj")
        for w in words.below(clause.i):
            if w.i > name.i and w.dep == "obl":
                words.rehang(w.i, name.i, "nmod")
            elif w.i > name.i and w.dep == "advcl":
                words.rehang(w.i, _verb_above(words, name.i))
        changed = True
    return changed


def _verb_above(words: Draft, i: int) -> int:
    """Return the verb that a word hangs on, however far above."""
    while words[i].pos != "VERB" and words[i].head != i:
        i = words[i].head
    return i


def pair_between(words: Draft) -> bool:
    """Join two sides of which the second was joined to a word of the first.

    "Clashes in Zawiya between gunmen loyal to the government and a militia": the militia fights
    the gunmen, and nobody is "between" in Zawiya.
    """
    changed = False
    for between in words:
        first = words[between.head]
        if between.text.lower() != "between" or between.dep != "case" or first.i < between.i:
            continue
        if first.tag in ("NNS", "NNPS", "CD") and not _has_and(words, first.i):
            continue
        if any(w.dep == "conj" for w in words.below(first.i)):
            continue
        last = words.phrase(first.i)[1]
        joined = [w for w in words[first.i + 1 : last + 1] if w.dep == "conj" and w.pos in NOMINAL]
        if joined:
            words.rehang(joined[-1].i, first.i)
            changed = True
        if joined and first.dep == "nmod" and words[first.head].pos == "PROPN":
            words.rehang(first.i, _verb_above(words, first.head), "obl")
    return changed


def _has_and(words: Draft, i: int) -> bool:
    first, last = words.phrase(i)
    return any(w.dep == "cc" for w in words[first : last + 1])
