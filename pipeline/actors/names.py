"""Finding the names and agent nouns of a codebook among the words of a sentence.

A tree of words, walked from each word of the text: the cost does not grow with the number of names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
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


class PhraseTable(Generic[Value]):
    """Phrases as a tree of words; of phrases that begin at the same word the longest wins."""

    def __init__(self) -> None:
        self._root = Node[Value]()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def setdefault(self, words: Sequence[str], value: Value) -> Value:
        """Add a phrase, or keep the value that it has already; return its value."""
        node = self._root
        for word in words:
            node = node.setdefault(word, Node())
        if node.value is None:
            node.value = value
            self._size += 1
        return node.value

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
        nodes: list[Node[Value]] = [self._root]
        for k in range(i, len(forms)):
            nodes = [node[form] for node in nodes for form in forms[k] if form in node]
            if not nodes:
                break
            for node in nodes:
                if node.value is not None:
                    best = Hit(i, k + 1, node.value)
                    break
        return best

    def every(self, forms: Sequence[Sequence[str]]) -> Iterator[Value]:
        """Yield the values of all phrases, also of those within others."""
        for i, here in enumerate(forms):
            nodes = [self._root[form] for form in here if form in self._root]
            for k in range(i + 1, len(forms) + 1):
                yield from (node.value for node in nodes if node.value is not None)
                if not nodes or k == len(forms):
                    break
                nodes = [node[form] for node in nodes for form in forms[k] if form in node]

    def find(self, forms: Sequence[Sequence[str]]) -> list[Hit[Value]]:
        """Return all phrases from left to right, none within another.

        Of two that overlap the longer, an article not counted: "the Gulf" gives way to the "Gulf
        Cooperation Council", "the West" to the "West Bank".
        """
        hits: list[Hit[Value]] = []
        root, free = self._root, 0
        for i, here in enumerate(forms):
            if i < free:
                continue
            for form in here:
                if form in root:
                    break
            else:
                continue
            hit = self.longest(forms, i)
            if hit is None:
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
