"""Nouns that stand under the wrong verb: "condemned what it called a crime"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.repairs.draft import NOMINAL, Draft

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
        changed = True
    return changed
