"""Finding the names and agent nouns of a codebook among the words of a sentence.

A tree of words, walked from each word of the text: the cost does not grow with the number of names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
Tokenize = Callable[[str], Sequence[str]]

_SIMPLE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


@dataclass(slots=True)
class Hit(Generic[Value]):
    """Words ``start`` to ``end`` (half-open, positions) read as one of the phrases."""

    start: int
    end: int
    value: Value


class Node(dict[str, "Node[Value]"], Generic[Value]):
    """What may follow a word, and the value of the phrase that ends with it."""

    __slots__ = ("value",)
    value: Value | None

    def __init__(self) -> None:
        super().__init__()
        self.value = None

    def add(self, words: Sequence[str], value: Value) -> Value:
        """Add a phrase, or keep the value that it has already; return its value."""
        node = self
        for word in words:
            node = node.setdefault(word, Node())
        if node.value is None:
            node.value = value
        return node.value


class PhraseTable(Generic[Value]):
    """Phrases as a tree of words; of phrases that begin at the same word the longest wins."""

    def __init__(self) -> None:
        self._root = Node[Value]()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def setdefault(self, words: Sequence[str], value: Value) -> Value:
        """Add a phrase, or keep the value that it has already; return its value."""
        found = self._root.add(words, value)
        self._size += found is value
        return found

    def _first(self, word: str) -> Node[Value] | None:
        """Return what may follow the first word of a phrase."""
        return self._root.get(word)

    def items(self) -> Iterator[tuple[tuple[str, ...], Value]]:
        """Yield all phrases with their values."""
        todo: list[tuple[tuple[str, ...], Node[Value]]] = [((), self._root)]
        while todo:
            words, node = todo.pop()
            if node.value is not None:
                yield words, node.value
            todo.extend(((*words, word), below) for word, below in node.items())

    def longest(self, forms: Sequence[Sequence[str]], i: int) -> Hit[Value] | None:
        """Return the longest phrase that begins at ``i``; each word may have several forms."""
        best: Hit[Value] | None = None
        nodes, k = self._firsts(forms[i]), i + 1
        while nodes:
            for node in nodes:
                if node.value is not None:
                    best = Hit(i, k, node.value)
                    break
            if k == len(forms):
                break
            nodes = [node[form] for node in nodes for form in forms[k] if form in node]
            k += 1
        return best

    def _firsts(self, forms: Iterable[str]) -> list[Node[Value]]:
        return [node for form in forms if (node := self._first(form)) is not None]

    def begins(self, forms: Iterable[str]) -> bool:
        """Tell whether a phrase may begin with a word of these forms."""
        return not self._root.keys().isdisjoint(forms)

    def every(self, forms: Sequence[Sequence[str]], at: Iterable[int]) -> Iterator[Value]:
        """Yield the values of all phrases that begin at some positions, also within others."""
        for i in at:
            nodes = self._firsts(forms[i])
            for k in range(i + 1, len(forms) + 1):
                yield from (node.value for node in nodes if node.value is not None)
                if not nodes or k == len(forms):
                    break
                nodes = [node[form] for node in nodes for form in forms[k] if form in node]

    def find(
        self, forms: Sequence[Sequence[str]], at: Iterable[int] | None = None
    ) -> list[Hit[Value]]:
        """Return all phrases from left to right, none within another.

        Of two that overlap the longer, an article not counted: "the Gulf" gives way to the "Gulf
        Cooperation Council", "the West" to the "West Bank".

        Args:
            forms: of each word.
            at: positions where phrases may begin, in order; all where None.
        """
        hits: list[Hit[Value]] = []
        root, free = self._root, 0
        places = range(len(forms)) if at is None else at
        begins = [i for i in places for form in forms[i] if form in root]
        for i in begins:
            if i < free:
                continue
            here = forms[i]
            hit = self.longest(forms, i)
            if hit is None:
                free = i + 1
                continue
            bare = i + (here[0].lower() == "the" and hit.end > i + 1)
            for k in range(i + 1, hit.end):
                other = self.longest(forms, k)
                if other and other.end > hit.end and other.end - k > hit.end - bare:
                    hit = other
                    break
            hits.append(hit)
            free = hit.end
        return hits


def split_name(name: str, tokenize: Tokenize) -> tuple[str, ...]:
    """Cut a name into words as the parser's tokenizer would."""
    if _SIMPLE.fullmatch(name):
        return tuple(name.split())
    return tuple(word for word in tokenize(name) if word.strip())
