"""Finding the names and agent nouns of a codebook among the words of a sentence.

A table from a first word to the names that begin with it, then a comparison of words: the cost
does not grow with the number of names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
Tokenize = Callable[[str], Sequence[str]]

_SIMPLE = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """Words ``start`` to ``end`` (half-open, positions) read as one of the phrases."""

    start: int
    end: int
    value: Value


class PhraseTable(Generic[Value]):
    """Phrases by their first word; of phrases that begin at the same word the longest wins."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}

    def add(self, words: Sequence[str], value: Value) -> None:
        """Add a phrase; one that is there already keeps its first value."""
        entries = self._by_first.setdefault(words[0], [])
        rest = tuple(words[1:])
        if all(rest != known for known, _ in entries):
            entries.append((rest, value))
            entries.sort(key=lambda entry: -len(entry[0]))

    def get(self, words: Sequence[str]) -> Value | None:
        """Return the value of exactly this phrase."""
        rest = tuple(words[1:])
        return next((v for known, v in self._by_first.get(words[0], ()) if known == rest), None)

    def __len__(self) -> int:
        return sum(map(len, self._by_first.values()))

    def longest(self, forms: Sequence[Sequence[str]], i: int) -> Hit[Value] | None:
        """Return the longest phrase that begins at ``i``; each word may have several forms."""
        best: Hit[Value] | None = None
        for form in forms[i]:
            for rest, value in self._by_first.get(form, ()):
                end = i + 1 + len(rest)
                if best is not None and end <= best.end:
                    break
                if end <= len(forms) and all(
                    word in forms[i + 1 + k] for k, word in enumerate(rest)
                ):
                    best = Hit(i, end, value)
                    break
        return best

    def find(self, forms: Sequence[Sequence[str]]) -> list[Hit[Value]]:
        """Return all phrases from left to right, none within another."""
        hits: list[Hit[Value]] = []
        i = 0
        while i < len(forms):
            hit = self.longest(forms, i)
            if hit is None:
                i += 1
            else:
                hits.append(hit)
                i = hit.end
        return hits


def split_name(name: str, tokenize: Tokenize) -> tuple[str, ...]:
    """Cut a name into words as the parser's tokenizer would."""
    if _SIMPLE.fullmatch(name):
        return (name,)
    return tuple(word for word in tokenize(name) if word.strip())


def variants(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Yield a name as listed and, for text set in capitals, in capitals."""
    yield tuple(words)
    capitals = tuple(word.upper() for word in words)
    if capitals != tuple(words) and (len(words) > 1 or len(words[0]) > 4):
        yield capitals
