"""The words of synsets, as sequences look for them in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.codebook.words import Lexicon
from pipeline.types import Tree

_GAP = 3


class Synsets:
    """Finds members of synsets; those of several words with ``_`` stand together.

    Args:
        lexicon: the synsets.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._members: dict[str, dict[str, list[tuple[tuple[str, bool], ...]]]] = {}

    def at(self, tree: Tree) -> Callable[[str, int], list[tuple[int, ...]]]:
        """Return what finds the members of a synset that begin at a word of a sentence."""

        def find(name: str, i: int) -> list[tuple[int, ...]]:
            word = tree.words[i]
            members = self._named(name)
            forms = dict.fromkeys((word.text.lower(), word.lemma.lower()))
            found = [
                words for form in forms for member in members.get(form, ())
                if (words := _follow(tree, member, i))
            ]  # fmt: skip
            return sorted(found, key=len, reverse=True)

        return find

    def _named(self, name: str) -> dict[str, list[tuple[tuple[str, bool], ...]]]:
        if name not in self._members:
            table = self._members.setdefault(name, {})
            for phrase in self._lexicon.expand(name):
                member = tuple(
                    (word, k > 0)
                    for group in phrase.lower().split()
                    for k, word in enumerate(filter(None, group.split("_")))
                )
                if member:
                    table.setdefault(member[0][0], []).append(member)
        return self._members[name]


def _follow(tree: Tree, member: tuple[tuple[str, bool], ...], i: int) -> tuple[int, ...]:
    """Return the positions of a member's words from ``i`` on, empty where they do not follow."""
    found = [i]
    for word, joined in member[1:]:
        reach = 1 if joined else _GAP
        here = next(
            (
                k for k in range(found[-1] + 1, min(len(tree.words), found[-1] + 1 + reach))
                if word in (tree.words[k].text.lower(), tree.words[k].lemma.lower())
            ),
            None,
        )  # fmt: skip
        if here is None:
            return ()
        found.append(here)
    return tuple(found)
