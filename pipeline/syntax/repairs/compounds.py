"""Words that a hyphen or a name joins, and those that were joined though they stand apart."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import MODIFIERS, NOMINAL, Draft

_HYPHENS = frozenset("-‐‑–")
_BOUND = {"advcl": "obl", "acl": "nmod"}
# What begins a noun phrase and never follows a name in it.
_LEADING = frozenset(
    "a an the its his her their no any some several many more most all both various new fresh"
    " further additional another tough tougher harsh stricter strict sweeping".split()
)
_PARTICLES = frozenset({"in", "off", "on", "by", "over"})


def mend_prefixes(words: Draft) -> bool:
    """Make "ex", a hyphen and a noun one noun phrase: "an ex-minister from Chad"."""
    changed = False
    for i in range(len(words) - 2):
        if words[i].text.lower() != "ex":
            continue
        prefix, hyphen, noun = words[i : i + 3]
        if hyphen.text not in _HYPHENS or noun.pos not in NOMINAL:
            continue
        if prefix.head in (hyphen.i, noun.i) and noun.head not in (prefix.i, hyphen.i):
            continue
        if noun.dep in MODIFIERS:
            continue
        above = noun.i if prefix.head == prefix.i else prefix.head
        words.rehang(noun.i, above, prefix.dep)
        words.rehang(prefix.i, noun.i, "compound")
        words.rehang(hyphen.i, noun.i, "punct")
        for word in words.below(prefix.i):
            if word.i != noun.i:
                words.rehang(word.i, noun.i)
        changed = True
    return changed


def part_hyphens(words: Draft) -> bool:
    """Give a verb with a noun before its hyphen the subject that the noun took.

    "North Korea test-fired a missile": it is no test of North Korea's.
    """
    changed = False
    for noun, hyphen, verb in zip(words, words[1:], words[2:], strict=False):
        if hyphen.text not in _HYPHENS or noun.head != verb.i or noun.pos not in NOMINAL:
            continue
        if verb.pos != "VERB" or verb.dep in MODIFIERS:
            continue
        names = [w for w in words.below(noun.i) if w.pos == "PROPN" and w.i < noun.i]
        if names and not any(w.dep.startswith("nsubj") for w in words.below(verb.i)):
            for name in names[:-1]:
                words.rehang(name.i, names[-1].i)
            words.rehang(names[-1].i, verb.i, "nsubj")
            words[noun.i] = replace(noun, dep="compound")
            changed = True
    return changed


def part_numbers(words: Draft) -> bool:
    """Part a name from the number after it: "handed over to Niger two soldiers"."""
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
        words.rehang(case.i, name.i)
        words.rehang(name.i, verb.i, "obl")
        words[noun.i] = replace(noun, dep="obj")
        changed = True
    return changed


def part_names(words: Draft) -> bool:
    """Part a name that a preposition binds from the object after it: "imposed on Iran new duties".

    An object has no preposition of its own, and "new" or "two" stands before a name, not after.
    """
    changed = False
    for case, name, after in zip(words, words[1:], words[2:], strict=False):
        noun = words[name.head]
        verb = words[noun.head]
        if case.dep != "case" or case.head != noun.i or not case.i < name.i < noun.i:
            continue
        if name.pos != "PROPN" or verb.pos != "VERB" or verb.i > case.i:
            continue
        leads = after.head == noun.i and after.text in _LEADING
        if noun.dep == "obl" and leads:
            if any(w.dep in ("obj", "ccomp", "xcomp") for w in words.below(verb.i)):
                continue
        elif noun.dep != "obj":
            continue
        words.rehang(case.i, name.i)
        words.rehang(name.i, verb.i, "obl")
        words.rehang(noun.i, verb.i, "obj")
        changed = True
    return changed


def mend_particle_nouns(words: Draft) -> bool:
    """Make "sit" the head of "sit-in", as of other nouns that end in a particle."""
    changed = False
    for i in range(len(words) - 2):
        first, hyphen, particle = words[i : i + 3]
        if hyphen.text not in _HYPHENS or particle.text.lower() not in _PARTICLES:
            continue
        if first.head != particle.i or particle.head == particle.i:
            continue
        words[first.i] = replace(first, head=particle.head, dep=particle.dep, pos="NOUN")
        words[particle.i] = replace(particle, head=first.i, dep="compound:prt", pos="ADP")
        for word in words.below(particle.i):
            if word.i != first.i:
                words.rehang(word.i, first.i)
        changed = True
    return changed


def mend_compounds(words: Draft) -> bool:
    """Make a participle after a hyphen say of its noun what befell it: "to flood-hit Chad"."""
    changed = False
    for verb in words[2:]:
        hyphen, above = words[verb.i - 1], words[verb.head]
        if hyphen.text not in _HYPHENS or verb.dep not in _BOUND or verb.pos != "VERB":
            continue
        own = words.below(verb.i)
        nouns = [w for w in own if w.dep == "obj" and w.i > verb.i]
        marks = [w for w in own if w.dep == "mark" and w.pos == "ADP" and w.i < verb.i]
        if len(nouns) != 1 or not marks:
            continue
        noun = nouns[0]
        words.rehang(noun.i, above.i, _BOUND[verb.dep])
        words.rehang(verb.i, noun.i, "amod")
        for mark in marks:
            words.rehang(mark.i, noun.i, "case")
        changed = True
    return changed
