"""Words that a hyphen or a name joins, and those that were joined though they stand apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.repairs.hanging import rehang
from pipeline.types import Word

_MODIFIERS = frozenset({"amod", "compound", "nummod"})
_HYPHENS = frozenset("-‐‑–")
_NOMINAL = frozenset({"NOUN", "PROPN"})
_BOUND = {"advcl": "obl", "acl": "nmod"}
_PARTICLES = frozenset({"in", "off", "on", "by", "over"})


def mend_prefixes(words: list[Word]) -> bool:
    """Make "ex", a hyphen and a noun one noun phrase: "an ex-minister from Chad".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for i in range(len(words) - 2):
        if words[i].text.lower() != "ex":
            continue
        prefix, hyphen, noun = words[i : i + 3]
        if hyphen.text not in _HYPHENS or noun.pos not in _NOMINAL:
            continue
        if prefix.head in (hyphen.i, noun.i) and noun.head not in (prefix.i, hyphen.i):
            continue
        if noun.dep in _MODIFIERS:
            continue
        above = noun.i if prefix.head == prefix.i else prefix.head
        words[noun.i] = replace(noun, head=above, dep=prefix.dep)
        words[prefix.i] = replace(prefix, head=noun.i, dep="compound")
        words[hyphen.i] = replace(hyphen, head=noun.i, dep="punct")
        for word in words:
            if word.head == prefix.i and word.i != noun.i:
                words[word.i] = replace(word, head=noun.i)
        changed = True
    return changed


def part_hyphens(words: list[Word]) -> bool:
    """Give a verb with a noun before its hyphen the subject that the noun took.

    "North Korea test-fired a missile": it is no test of North Korea's.

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for noun, hyphen, verb in zip(words, words[1:], words[2:], strict=False):
        if hyphen.text not in _HYPHENS or noun.head != verb.i or noun.pos not in _NOMINAL:
            continue
        if verb.pos != "VERB" or verb.dep in _MODIFIERS:
            continue
        names = [w for w in words if w.head == noun.i and w.pos == "PROPN" and w.i < noun.i]
        if names and not any(w.head == verb.i and w.dep.startswith("nsubj") for w in words):
            for name in names[:-1]:
                words[name.i] = replace(name, head=names[-1].i)
            words[names[-1].i] = replace(names[-1], head=verb.i, dep="nsubj")
            words[noun.i] = replace(noun, dep="compound")
            changed = True
    return changed


def part_numbers(words: list[Word]) -> bool:
    """Part a name from the number after it: "handed over to Niger two soldiers".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for case, name, number in zip(words, words[1:], words[2:], strict=False):
        noun = words[number.head]
        verb = words[noun.head]
        if number.dep != "nummod" or not number.text.isalpha() or noun.dep != "obl":
            continue
        if name.pos != "PROPN" or name.head != noun.i or verb.i > case.i or verb.pos != "VERB":
            continue
        if case.dep != "case" or case.head != noun.i:
            continue
        words[case.i] = replace(case, head=name.i)
        words[name.i] = replace(name, head=verb.i, dep="obl")
        words[noun.i] = replace(noun, dep="obj")
        changed = True
    return changed


def mend_particle_nouns(words: list[Word]) -> bool:
    """Make "sit" the head of "sit-in", as of other nouns that end in a particle.

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for i in range(len(words) - 2):
        first, hyphen, particle = words[i : i + 3]
        if hyphen.text not in _HYPHENS or particle.text.lower() not in _PARTICLES:
            continue
        if first.head != particle.i or particle.head == particle.i:
            continue
        words[first.i] = replace(first, head=particle.head, dep=particle.dep, pos="NOUN")
        words[particle.i] = replace(particle, head=first.i, dep="compound:prt", pos="ADP")
        for word in words:
            if word.head == particle.i and word.i != first.i:
                words[word.i] = replace(word, head=first.i)
        changed = True
    return changed


def mend_compounds(words: list[Word]) -> bool:
    """Make a participle after a hyphen say of its noun what befell it: "to flood-hit Chad".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for verb in words[2:]:
        hyphen, above = words[verb.i - 1], words[verb.head]
        if hyphen.text not in _HYPHENS or verb.dep not in _BOUND or verb.pos != "VERB":
            continue
        below = [w for w in words if w.head == verb.i and w.i != verb.i]
        nouns = [w for w in below if w.dep == "obj" and w.i > verb.i]
        marks = [w for w in below if w.dep == "mark" and w.pos == "ADP" and w.i < verb.i]
        if len(nouns) != 1 or not marks:
            continue
        noun = nouns[0]
        words[noun.i] = replace(noun, head=above.i, dep=_BOUND[verb.dep])
        words[verb.i] = replace(verb, head=noun.i, dep="amod")
        for mark in marks:
            words[mark.i] = replace(mark, head=noun.i, dep="case")
        changed = True
    return changed


def part_pairs(
    words: list[Word], spans: Sequence[tuple[int, int]], agents: Collection[int]
) -> bool:
    """Hang both of two known names that a hyphen joins on the noun they stand before.

    "The EU-Turkey deal": Turkey is no other name of the EU. One person may be of both:
    "an Iranian-American teacher".

    Args:
        words: the words of a sentence; changed in place.
        spans: the words of known names.
        agents: positions of the nouns that a codebook knows as roles.

    Returns:
        Whether anything was changed.
    """
    starts = dict(spans)
    changed = False
    for start, end in spans:
        if end + 1 not in starts or words[end].text not in _HYPHENS:
            continue
        if words[end + 1].start - words[end - 1].end > 1:
            continue
        last = range(end + 1, starts[end + 1])
        above = [words[i].head for i in (*range(start, end), *last)]
        nouns = [i for i in above if i >= last.stop and words[i].pos in _NOMINAL]
        if not nouns or (nouns[0] in agents and words[nouns[0]].tag == "NN"):
            continue
        for span in (range(start, end), last):
            top = next((i for i in span if words[i].head not in span), span[0])
            if words[top].head != nouns[0]:
                rehang(words, top, nouns[0], "compound")
                changed = True
    return changed
