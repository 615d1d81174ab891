"""What hangs on what in a sentence that is being mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.types import Word


def below(words: list[Word], i: int) -> Iterator[Word]:
    """Yield the words that hang on a word."""
    return (w for w in words if w.head == i and w.i != i)


def phrase(words: list[Word], head: int) -> tuple[int, int]:
    """Return first and last word of all that hangs on a word, but punctuation around it."""
    first = last = head
    todo = [head]
    while todo:
        for word in below(words, todo.pop()):
            if word.dep == "punct":
                continue
            first, last = min(first, word.i), max(last, word.i)
            todo.append(word.i)
    return first, last


def rehang(words: list[Word], i: int, head: int, dep: str) -> None:
    """Hang a word on another, in this relation."""
    words[i] = replace(words[i], head=head, dep=dep)


def crown(words: list[Word], verb: int, old: int) -> None:
    """Put a verb in the place of its clause's old head."""
    root = words[old].head == old
    rehang(words, verb, verb if root else words[old].head, words[old].dep)
