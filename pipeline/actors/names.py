"""Finding the names and agent nouns of a codebook among the words of a sentence.

A table from a first word to the names that begin with it, then a comparison of words: the cost
does not grow with the number of names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
Tokenize = Callable[[str], Sequence[str]]

_SIMPLE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """Words ``start`` to ``end`` (half-open, positions) read as one of the phrases."""

    start: int
    end: int
    value: Value


class PhraseTable(Generic[Value]):
    """Phrases by their first word; of phrases that begin at the same word the longest wins."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], Value]] = {}
        self._longest_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._by_first.values()))

    def setdefault(self, words: Sequence[str], value: Value) -> Value:
        """Add a phrase, or keep the value that it has already; return its value."""
        self._longest_first.pop(words[0], None)
        return self._by_first.setdefault(words[0], {}).setdefault(tuple(words[1:]), value)

    def items(self) -> Iterator[tuple[tuple[str, ...], Value]]:
        """Yield all phrases with their values."""
        for first, rests in self._by_first.items():
            yield from (((first, *rest), value) for rest, value in rests.items())

    def _from(self, first: str) -> list[tuple[tuple[str, ...], Value]]:
        if first not in self._longest_first:
            rests = self._by_first[first].items()
            self._longest_first[first] = sorted(rests, key=lambda item: -len(item[0]))
        return self._longest_first[first]

    def longest(self, forms: Sequence[Sequence[str]], i: int) -> Hit[Value] | None:
        """Return the longest phrase that begins at ``i``; each word may have several forms."""
        best: Hit[Value] | None = None
        for form in forms[i]:
            if form not in self._by_first:
                continue
            for rest, value in self._from(form):
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
        """Return all phrases from left to right, none within another.

        Of two that overlap the longer: "the Gulf" gives way to the "Gulf Cooperation Council".
        """
        hits: list[Hit[Value]] = []
        i = 0
        while i < len(forms):
            hit = self.longest(forms, i)
            if hit is None:
                i += 1
                continue
            for k in range(i + 1, hit.end):
                other = self.longest(forms, k)
                if other and other.end > hit.end and other.end - k > hit.end - hit.start:
                    hit = other
                    break
            hits.append(hit)
            i = hit.end
        return hits


def split_name(name: str, tokenize: Tokenize) -> tuple[str, ...]:
    """Cut a name into words as the parser's tokenizer would."""
    if _SIMPLE.fullmatch(name):
        return tuple(name.split())
    return tuple(word for word in tokenize(name) if word.strip())
