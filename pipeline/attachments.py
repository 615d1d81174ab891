"""Mending where a small parser hangs the little words of a noun phrase."""

from __future__ import annotations

from dataclasses import replace

from pipeline.types import Word

_LITTLE = frozenset({"case", "det"})
_MODIFIERS = frozenset({"amod", "compound", "nummod"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


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
