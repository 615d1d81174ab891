"""Nouns that serve two verbs: "summoned and detained him", "condemned what it called a crime"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import NOMINAL, VERBAL, Draft

_CALLING = frozenset("call describe term label brand dub consider regard deem".split())


def pass_objects(words: Draft) -> bool:
    """Give the second of two joined verbs the object that follows it: the first shares it."""
    changed = False
    for second in words:
        first = words[second.head]
        if second.dep != "conj" or second.pos != "VERB" or first.i != second.i - 2:
            continue
        if first.tag not in VERBAL or words[second.i - 1].dep != "cc":
            continue
        if any(w.dep in ("obj", "nsubj", "ccomp", "xcomp") for w in words.below(second.i)):
            continue
        thing = next((w for w in words.below(first.i) if w.dep == "obj"), None)
        if thing is None or words.phrase(thing.i)[0] != second.i + 1:
            continue
        words.rehang(thing.i, second.i)
        changed = True
    return changed


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
        changed = True
    return changed
