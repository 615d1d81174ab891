"""Participles that were taken for adjectives, and adjectives taken for verbs or nouns."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import NOMINAL, Draft
from pipeline.types import Word

_PHRASAL = frozenset({"nmod", "compound", "flat", "amod"})
# What describes people and things before a noun far more often than it tells what was done.
_DESCRIBING = frozenset(
    "suspected alleged armed unarmed wounded injured masked displaced jailed detained imprisoned"
    " abandoned occupied disputed united organised organized accused retired elected appointed"
    " related limited increased improved continued enriched refined advanced trained"
    " unidentified unnamed unspecified so-called associated affiliated allied loaded used"
    " processed planned proposed perceived protected registered skilled".split()
)
_SWELLING = frozenset(
    "soaring rising growing mounting worsening increasing deteriorating falling declining"
    " escalating crippling spiralling spiraling looming ongoing skyrocketing lingering".split()
)
_PUNISHED = frozenset(
    "jailed detained barred banned exiled deported evicted sentenced arrested hanged injured"
    " wounded kidnapped abducted hijacked blockaded besieged".split()
)
_PREDICATIVES = frozenset({"ablaze", "alight", "afire"})


def name_passives(words: Draft) -> bool:
    """Make a passive of what is done to somebody: "was jailed for five years" is no state."""
    changed = False
    for word in words:
        if word.pos != "ADJ" or word.text.lower() not in _PUNISHED or word.dep == "amod":
            continue
        below = words.below(word.i)
        be = [w for w in below if w.dep == "cop"]
        if word.dep != "conj" and not be:
            continue
        words[word.i] = replace(word, pos="VERB", tag="VBN", lemma=_base(word))
        for w in below:
            if w.dep == "cop":
                words.rehang(w.i, word.i, "aux:pass")
            elif w.dep == "nsubj":
                words.rehang(w.i, word.i, "nsubj:pass")
        changed = True
    return changed


def _base(word: Word) -> str:
    stem = word.text.lower()[:-2]
    if stem[-1] == stem[-2]:
        return stem[:-1]
    return stem + "e" if stem.endswith(("s", "c")) and not stem.endswith("ss") else stem


def name_swelling(words: Draft) -> bool:
    """Make an adjective of what grows: protests "over soaring prices" do not soar them."""
    changed = False
    for word in words:
        if word.tag != "VBG" or word.text.lower() not in _SWELLING or word.dep != "advcl":
            continue
        below = words.below(word.i)
        mark = next((w for w in below if w.dep == "mark" and w.i == word.i - 1), None)
        noun = next((w for w in below if w.dep == "obj"), None)
        if mark is None or noun is None or words.phrase(noun.i)[0] != word.i + 1:
            continue
        words[noun.i] = replace(noun, head=word.head, dep="obl")
        words.rehang(mark.i, noun.i, "case")
        words[word.i] = replace(word, head=noun.i, dep="amod", pos="ADJ", tag="JJ")
        words.hand_over(noun.i, word.i)
        changed = True
    return changed


def seat_predicatives(words: Draft) -> bool:
    """Make a thing that is set ablaze the object: "set the embassy ablaze" sets no "ablaze"."""
    changed = False
    for word in words:
        thing = words[word.i - 1]
        if word.text.lower() not in _PREDICATIVES or word.dep not in ("obj", "obl", "nmod"):
            continue
        if not word.i or thing.head != word.i or thing.pos not in NOMINAL:
            continue
        words[thing.i] = replace(thing, head=word.head, dep="obj")
        words[word.i] = replace(word, dep="xcomp", pos="ADJ", tag="JJ")
        for w in words.below(word.i):
            words.rehang(w.i, thing.i if w.i < thing.i else word.head)
        changed = True
    return changed


def join_verbs(words: Draft) -> bool:
    """Make a second verb of a participle after "and": "detained him and confiscated documents"."""
    for word in words:
        noun = words[word.head]
        if word.dep != "amod" or word.tag not in ("VBN", "VBD") or noun.i < word.i:
            continue
        if not word.text.endswith("ed") or word.text.lower() in _DESCRIBING:
            continue
        joint = words[word.i - 1]
        if joint.text != "and" or joint.head not in (word.i, noun.i) or words.below(word.i)[1:]:
            continue
        if words.phrase(noun.i)[0] < joint.i or noun.dep not in ("conj", "obj", "obl"):
            continue
        verb = noun
        while verb.pos != "VERB" and verb.head != verb.i:
            verb = words[verb.head]
        if verb.tag not in ("VBD", "VBN") or verb.i > word.i:
            continue
        words[word.i] = replace(word, head=verb.i, dep="conj", pos="VERB", tag=verb.tag)
        words.rehang(joint.i, word.i, "cc")
        words.rehang(noun.i, word.i, "obj")
        return True
    return False


def part_phrases(words: Draft) -> bool:
    """Make a verb of a participle that has a subject of its own, and of its noun its object.

    "A court jailed activist Ali Hassan for a year": "jailed" was hung on "activist", although
    "court" hangs on it.
    """
    for word in words:
        if word.dep != "amod" or word.tag not in ("VBN", "VBD"):
            continue
        if not any(w.dep.startswith("nsubj") and w.i < word.i for w in words.below(word.i)):
            continue
        top = words[word.head]
        while top.head != top.i and top.dep in _PHRASAL and not _is_bound(words, top):
            top = words[top.head]
        if top.i < word.i:
            continue
        last = words.phrase(word.head)[1]
        words[word.i] = replace(word, pos="VERB", tag="VBD")
        words.crown(word.i, top.i, "obj")
        for w in words.below(top.i):
            if w.i < word.i or (w.i > last and w.dep.startswith(("obl", "advcl", "punct"))):
                words.rehang(w.i, word.i)
        return True
    return False


def _is_bound(words: Draft, word: Word) -> bool:
    return any(w.dep == "case" for w in words.below(word.i))
