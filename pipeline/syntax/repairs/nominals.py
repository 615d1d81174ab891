"""Nouns of action that were taken for verbs."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import NOMINAL, Draft
from pipeline.types import Word

_PLACES_OF_NOUNS = ("nsubj", "obj", "obl", "nmod", "csubj")
_HELPED = ("aux", "cop", "mark", "expl")
_PASTS = frozenset({"shot", "hit", "beat", "struck", "cut", "hurt", "bombed", "raided", "ambushed"})
_LEMMAS = {
    "shot": "shoot",
    "struck": "strike",
    "bombed": "bomb",
    "raided": "raid",
    "ambushed": "ambush",
}
_GERUNDS = frozenset({"fighting", "shelling", "bombing", "shooting"})
_AMID = frozenset({"in", "during", "amid"})


def nominalize(words: Draft) -> bool:
    """Make nouns of verbs that stand where only a noun can.

    "Army airstrikes have killed ten": they have killed, nobody "airstrikes". "Shelling by rebels
    of the town killed ten": what somebody does "by" and "of" is a noun.
    """
    changed = False
    for word in words:
        if word.pos != "VERB" or not word.dep.startswith(_PLACES_OF_NOUNS):
            continue
        below = words.below(word.i)
        if any(w.dep.startswith(_HELPED) for w in below):
            continue
        if not (_is_plural(word, below) or _is_deed(words, word, below)):
            continue
        tag, dep = (
            ("NN" if word.tag in ("VBG", "NN") else "NNS"),
            word.dep.replace("csubj", "nsubj"),
        )
        lemma = word.text.lower() if word.tag == "VBG" else word.lemma
        words[word.i] = replace(word, pos="NOUN", tag=tag, dep=dep, lemma=lemma)
        for w in below:
            if w.dep.startswith("nsubj"):
                words.rehang(w.i, word.i, "compound")
            elif w.dep.startswith(("obl", "obj")):
                words.rehang(w.i, word.i, "nmod")
        changed = True
    return changed


def nominalize_gerunds(words: Draft) -> bool:
    """Make a noun of fighting in which somebody dies: "were killed in fighting with rebels"."""
    changed = False
    for mark in words:
        deed = words[mark.head]
        amid = mark.dep == "mark" and mark.text.lower() in _AMID and mark.i < deed.i
        if not amid or deed.dep != "advcl" or deed.text.lower() not in _GERUNDS:
            continue
        if any(w.dep in ("obj", "nsubj", "aux") for w in words.below(deed.i)):
            continue
        for w in words.below(deed.i):
            if w.dep.startswith("obl"):
                words.rehang(w.i, deed.i, "nmod")
        words.rehang(mark.i, deed.i, "case")
        words[deed.i] = replace(deed, pos="NOUN", tag="NN", dep="obl", lemma=deed.text.lower())
        changed = True
    return changed


def _is_plural(word: Word, below: list[Word]) -> bool:
    """Tell whether what looks like a verb in the singular is a noun, most often in the plural."""
    relative = any(w.text.lower() in ("who", "what", "whoever", "which", "that") for w in below)
    noun = word.tag in ("NN", "NNS")
    return noun or (word.tag == "VBZ" and word.dep != "csubj" and not relative)


def _is_deed(words: Draft, word: Word, below: list[Word]) -> bool:
    """Tell whether a word in "-ing" is a deed of somebody or to somebody."""
    if word.tag != "VBG" or any(w.dep in ("obj", "ccomp", "xcomp") for w in below):
        return False
    if not below and word.text.lower() in _GERUNDS:
        return True
    after = {w.i: w for w in below if w.i > word.i and w.pos in NOMINAL}
    cases = {k.text.lower() for i in after for k in words.below(i) if k.dep == "case"}
    return bool(cases & {"by", "of"}) and bool(after) and min(after) <= word.i + 4


def verbalize_pasts(words: Draft) -> bool:
    """Make a verb of a noun that a past is joined to: "police shot and killed three men"."""
    for word in words:
        if word.pos not in NOMINAL or word.text not in _PASTS:
            continue
        below = words.below(word.i)
        joined = next((w for w in below if w.dep == "conj" and w.tag in ("VBD", "VBN")), None)
        subject = next((w for w in reversed(below) if w.i < word.i and w.dep == "compound"), None)
        if joined is None or subject is None or joined.i > word.i + 2:
            continue
        words[word.i] = replace(
            word, pos="VERB", tag="VBD", lemma=_LEMMAS.get(word.text, word.text)
        )
        words.rehang(subject.i, word.i, "nsubj")
        for w in below:
            if w.i < subject.i:
                words.rehang(w.i, subject.i)
        return True
    return False
