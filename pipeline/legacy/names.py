"""Phrases of the dictionaries as they are printed."""

from __future__ import annotations

import re

_SMALL = frozenset({"OF", "THE", "AND", "FOR", "IN", "DE", "DU", "AL", "BIN", "VAN", "VON"})
_SHORT = 3


def plain(phrase: str) -> str:
    """Return a phrase with blanks for ``_`` and single blanks between its words."""
    return " ".join(phrase.replace("_", " ").replace("~", " ").split())


def printed(phrase: str) -> str:
    """Return a name in capitals as it is printed; short words without vowels stay capitals."""
    words = plain(phrase).split()
    return " ".join(_print(word, k == 0) for k, word in enumerate(words))


def _print(word: str, first: bool) -> str:
    if not word.isupper() or "." in word:
        return word
    if word in _SMALL and not first:
        return word.lower()
    if len(word) <= _SHORT:
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize() if len(m[0]) > 1 else m[0], word)


def pluralise(word: str) -> str:
    """Return the regular plural."""
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def split_marks(word: str) -> str:
    """Cut a word as the parser does, with ``_`` between: "don't" is "do n't", hyphens are cut."""
    pieces = [piece for piece in word.replace("’", "'").split("-") if piece]
    return "_".join(re.sub(r"(?<=\w)(n't|'s|'re|'ll|'ve|'d|')$", r"_\1", p) for p in pieces)
