"""Trees written down a word a line."""

from __future__ import annotations

from pipeline.types import Sentence, Tree, Word


def read_words(rows: str) -> list[Word]:
    """Return the words of lines such as ``was|be AUX VBD cop 2``.

    A word, with its lemma where that is another, its part of speech, tag, relation and head.
    """
    words: list[Word] = []
    start = 0
    for i, row in enumerate(rows.strip().splitlines()):
        form, pos, tag, dep, head = row.split()
        text, _, lemma = form.partition("|")
        end = start + len(text)
        words.append(Word(i, text, lemma or text.lower(), pos, tag, dep, int(head), start, end))
        start = end + 1
    return words


def read_tree(rows: str) -> Tree:
    """Return the tree of such lines."""
    words = read_words(rows)
    text = " ".join(word.text for word in words)
    return Tree(Sentence(0, 0, len(text), text), tuple(words))
