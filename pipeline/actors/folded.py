"""Names and agents of codebooks that list every form and know no upper and lower case.

Imported dictionaries are of this kind: their names are in capitals throughout.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.actors.names import Hit, PhraseTable, Tokenize, split_name

if TYPE_CHECKING:
    from pipeline.actors.roster import Role, Sense
    from pipeline.types import Tree

_STEM = 3


class Folded:
    """Tables of names and agents in lower case.

    Args:
        tokenize: cuts a name into words as the parser does.
    """

    def __init__(self, tokenize: Tokenize) -> None:
        self._tokenize = tokenize
        self._names: PhraseTable[list[Sense]] = PhraseTable()
        self._stems: PhraseTable[list[Sense]] = PhraseTable()
        self._agents: PhraseTable[Role] = PhraseTable()

    def __bool__(self) -> bool:
        return bool(len(self._names) or len(self._stems) or len(self._agents))

    def add_name(self, name: str, sense: Sense, stem: bool = False) -> None:
        """Add a name; of several actors with the same one the first listed comes first.

        Args:
            name: the name.
            sense: what it means.
            stem: its words may be the beginnings of words.
        """
        words = split_name(name, self._tokenize)
        table = self._stems if stem else self._names
        table.setdefault(tuple(word.lower() for word in words), []).append(sense)

    def add_agent(self, noun: str, role: Role) -> None:
        """Add an agent in one of its forms."""
        self._agents.setdefault(split_name(noun.lower(), self._tokenize), role)

    def names(self, tree: Tree) -> Iterable[Hit[tuple[Sense, ...]]]:
        """Yield the names in a sentence: the longest first, in any case but all lower case.

        The s of a plural at the end of a word is left out where the name has none.
        """
        texts = [word.text.lower() for word in tree.words]
        hits = self._names.find([_without_s(text) for text in texts])
        if len(self._stems):
            hits += self._stems.find([_beginnings(text) for text in texts])
        for hit in hits:
            if any(word.text[0].isupper() for word in tree.words[hit.start : hit.end]):
                yield Hit(hit.start, hit.end, tuple(hit.value))

    def agents(self, tree: Tree) -> Iterable[Hit[Role]]:
        """Yield the agents in a sentence, in the forms listed."""
        return self._agents.find([(word.text.lower(),) for word in tree.words])


def _without_s(text: str) -> tuple[str, ...]:
    return (text, text[:-1]) if len(text) > _STEM and text.endswith("s") else (text,)


def _beginnings(text: str) -> tuple[str, ...]:
    return (text, *(text[:k] for k in range(len(text) - 1, _STEM - 1, -1)))
