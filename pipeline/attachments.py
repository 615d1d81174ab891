"""Mending where a small parser hangs the little words of a noun phrase."""

from __future__ import annotations

from dataclasses import replace

from pipeline.types import Word

_LITTLE = frozenset({"case", "det"})
_MODIFIERS = frozenset({"amod", "compound", "nummod"})
_HYPHENS = frozenset("-‐‑–")
_NOMINAL = frozenset({"NOUN", "PROPN"})
_BOUND = {"advcl": "obl", "acl": "nmod"}
_BARE = frozenset({"VB", "VBP"})
_LETTING = frozenset({"let", "help"})


def lift_little_words(words: list[Word]) -> bool:
    """Give a noun the preposition and the article that a modifier before it took.

    "Clashed with Polish and German police": with the police, though the parser hangs "with" on
    "Polish". A modifier that has more of its own is a noun phrase and keeps them.

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for word in words:
        if word.dep not in _LITTLE:
            continue
        modifier = words[word.head]
        noun = words[modifier.head]
        if (
            modifier.dep in _MODIFIERS
            and modifier.pos == "ADJ"
            and noun.pos in _NOMINAL
            and word.i < modifier.i < noun.i
            and not any(w.head == noun.i and w.i < word.i for w in words)
        ):
            words[word.i] = replace(word, head=noun.i)
            changed = True
    return changed


def mend_prefixes(words: list[Word]) -> bool:
    """Make "ex", a hyphen and a noun one noun phrase: "an ex-minister from Chad".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for i in range(len(words) - 2):
        prefix, hyphen, noun = words[i : i + 3]
        if prefix.text.lower() != "ex" or hyphen.text not in _HYPHENS or noun.pos not in _NOMINAL:
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


def seat_let(words: list[Word]) -> bool:
    """Make who is let or helped do something the object: "let dozens of Americans leave Kabul".

    Args:
        words: the words of a sentence; changed in place.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for clause in words:
        verb = words[clause.head]
        if clause.dep != "ccomp" or clause.tag not in _BARE or verb.lemma not in _LETTING:
            continue
        below = [w for w in words if w.head == clause.i and w.i != clause.i]
        subjects = [w for w in below if w.dep == "nsubj" and verb.i < w.i < clause.i]
        if len(subjects) != 1 or any(w.dep.startswith(("aux", "mark")) for w in below):
            continue
        words[subjects[0].i] = replace(subjects[0], head=verb.i, dep="obj")
        words[clause.i] = replace(clause, dep="xcomp")
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
