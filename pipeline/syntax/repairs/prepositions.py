"""Prepositions of several words, and words that only look like a preposition."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import Draft


def free_amounts(words: Draft) -> bool:
    """Make an object of an amount that looks like a place: "killed at least 30 worshippers"."""
    changed = False
    for at, bound in zip(words, words[1:], strict=False):
        noun, verb = words[at.head], words[words[at.head].head]
        if at.text.lower() != "at" or bound.text.lower() not in ("least", "most"):
            continue
        if at.dep != "case" or noun.dep != "obl" or noun.i < bound.i or verb.i >= at.i:
            continue
        own = words.below(verb.i)
        if verb.pos != "VERB" or any(w.dep in ("obj", "aux:pass", "ccomp") for w in own):
            continue
        words.rehang(at.i, bound.i, "advmod")
        words.rehang(noun.i, verb.i, "obj")
        changed = True
    return changed


def fold_front(words: Draft) -> bool:
    """Make one preposition of "in front of": they gather at the embassy, not at a front."""
    changed = False
    for before, front, of in zip(words, words[1:], words[2:], strict=False):
        if (before.text.lower(), front.text, of.text) != ("in", "front", "of"):
            continue
        noun = words[of.head]
        if noun.head != front.i or noun.i < of.i or before.head != front.i:
            continue
        words[noun.i] = replace(noun, head=front.head, dep=front.dep)
        words.rehang(before.i, noun.i, "case")
        for fixed in (front.i, of.i):
            words[fixed] = replace(words[fixed], head=before.i, dep="fixed", pos="ADP", tag="IN")
        for w in words.below(front.i):
            words.rehang(w.i, noun.i)
        changed = True
    return changed
