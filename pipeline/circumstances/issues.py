"""What a sentence is about: the issues of the codebook, found by their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.codebook.model import Issue
from pipeline.types import Tree

Phrase = tuple[str, ...]


class Issues:
    """The issues of a codebook by the first word of their phrases.

    A word of capitals ("AIDS", "ICE") is found only in capitals, any other in any form of it.

    Args:
        issues: in the order in which rows name them.
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        self._by_word: dict[str, list[tuple[Phrase, int]]] = {}
        for number, issue in enumerate(self.issues):
            for text in issue.words:
                phrase = tuple(text.replace("-", " - ").split())
                phrase = phrase if text.isupper() else tuple(word.lower() for word in phrase)
                self._by_word.setdefault(phrase[0], []).append((phrase, number))

    def find(self, tree: Tree) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the issues of a sentence and the PLOVER contexts that they are."""
        forms = [*zip((w.text for w in tree.words), tree.forms, tree.lemmas, strict=True)]
        found = {
            number
            for i, here in enumerate(forms)
            for form in here
            if form in self._by_word
            for phrase, number in self._by_word[form]
            if _reads(forms, i, phrase)
        }
        ordered = [self.issues[number] for number in sorted(found)]
        contexts = (context for issue in ordered for context in issue.contexts)
        return tuple(dict.fromkeys(issue.issue for issue in ordered)), tuple(
            dict.fromkeys(contexts)
        )


def _reads(forms: Sequence[tuple[str, ...]], i: int, phrase: Phrase) -> bool:
    return i + len(phrase) <= len(forms) and all(
        word in forms[i + k] for k, word in enumerate(phrase)
    )
