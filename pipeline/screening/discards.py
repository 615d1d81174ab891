"""Phrases that keep a sentence or an article from being coded."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.codebook.sequences import Discards
from pipeline.types import Sentence


class Discarder:
    """Finds the discards of a codebook in a text: whole words, in any case.

    Args:
        discards: the phrases.
    """

    def __init__(self, discards: Discards) -> None:
        self._sentence = _pattern(discards.sentences)
        self._article = _pattern(discards.articles)

    def split(self, sentences: Iterable[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
        """Return the sentences to code and those discarded; all where one discards the article."""
        every = list(sentences)
        if self._article and any(self._article.search(s.text) for s in every):
            return [], every
        if self._sentence is None:
            return every, []
        found = {s.index for s in every if self._sentence.search(s.text)}
        kept = [s for s in every if s.index not in found]
        return kept, [s for s in every if s.index in found]


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of the phrases; between words any blanks or a hyphen may stand."""
    options = [
        r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", phrase.strip())))
        for phrase in sorted(phrases, key=len, reverse=True)
        if phrase.strip(" -")
    ]
    if not options:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(options)})(?!\w)", re.IGNORECASE)
