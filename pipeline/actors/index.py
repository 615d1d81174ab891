"""The names of a codebook's actors by their first words, made once and kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Literal, NamedTuple

from pipeline.actors.names import Node, PhraseTable, Tokenize, split_name
from pipeline.codebook.cache import keep, load_kept, make_key
from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Actor

Use = Literal["name", "adjective", "people", "capital", "seat", "place"]
Senses = tuple[Any, ...]


class Index(NamedTuple):
    """What a roster must know of the actors before it meets any of them.

    Attributes:
        countries: the codes of countries and territories.
        size: how many names there are.
        names: by the first word of names, JSON of the words that follow it in each and of what it
            means: positions of actors in the codebook, and uses.
        folded: positions of the actors whose names are found in any case.
        nouns: the words of each agent noun and modifier, by the same in lower case.
    """

    countries: list[str]
    size: int
    names: dict[str, str]
    folded: list[int]
    nouns: dict[str, tuple[str, ...]]


def read_index(codebook: Codebook, tokenize: Tokenize, tokenizer: str) -> Index:
    """Return the index of a codebook, the one that is kept where there is one.

    Args:
        codebook: the codebook; none is kept where its digest is empty.
        tokenize: cuts a name into words.
        tokenizer: says how it does so; none is kept where it is empty.
    """
    if not (codebook.digest and tokenizer):
        return _make_index(codebook, tokenize)
    name = "\0".join(["names", *(str(folder.resolve()) for folder in codebook.folders)])
    key = make_key(codebook.digest, tokenizer)
    known = load_kept(name, key)
    if isinstance(known, Index):
        return known
    index = _make_index(codebook, tokenize)
    keep(name, key, index)
    return index


def _make_index(codebook: Codebook, tokenize: Tokenize) -> Index:
    countries: list[str] = []
    folded: list[int] = []
    names: dict[tuple[str, ...], list[tuple[int, Use]]] = {}
    for number, placed in enumerate(codebook.actors):
        actor: Actor = placed.entry
        if actor.kind in ("country", "territory"):
            countries += [code.code for code in actor.dated_codes()]
        if placed.settings.names == "printed":
            for name, use in forms_of(actor):
                senses = names.setdefault(split_name(name, tokenize), [])
                if (number, use) not in senses:
                    senses.append((number, use))
        else:
            folded.append(number)
    firsts: dict[str, list[object]] = {}
    for words, senses in names.items():
        if words:
            firsts.setdefault(words[0], []).append((words[1:], senses))
    nouns = chain(
        chain.from_iterable(placed.entry.nouns for placed in codebook.agents),
        chain.from_iterable(placed.entry.words for placed in codebook.modifiers),
    )
    return Index(
        countries,
        len(names),
        {word: json.dumps(some) for word, some in firsts.items()},
        folded,
        {noun: split_name(noun, tokenize) for noun in map(str.lower, nouns)},
    )


def forms_of(actor: Actor) -> Iterator[tuple[str, Use]]:
    """Yield all words for an actor, each with how it refers to it."""
    for name in (actor.name, *actor.also):
        yield name, "name"
    groups: tuple[tuple[tuple[str, ...], Use], ...] = (
        (actor.adjectives, "adjective"), (actor.people, "people"), (actor.capital, "capital"),
        (actor.seats, "seat"), (actor.places, "place"),
    )  # fmt: skip
    for names, use in groups:
        for name in names:
            yield name, use


class NameTable(PhraseTable[Senses]):
    """The names of an index, of which those are read whose first words are met.

    Args:
        index: the index.
        sense: what an actor, by its position in the codebook, means in one of its uses.
    """

    def __init__(self, index: Index, sense: Callable[[int, Use], object]) -> None:
        super().__init__()
        self._size, self._sense = index.size, sense
        self._unread = dict(index.names)
        # Their order is that of the index, also where they are read in another.
        self._root.update(dict.fromkeys(index.names, Node()))

    def _first(self, word: str) -> Node[Senses] | None:
        if text := self._unread.pop(word, None):
            self._root[word] = Node()
            for words, senses in json.loads(text):
                self._root.add((word, *words), tuple(self._sense(*sense) for sense in senses))
        return super()._first(word)

    def items(self) -> Iterator[tuple[tuple[str, ...], Senses]]:
        """Yield all names with what they mean."""
        for word in list(self._unread):
            self._first(word)
        return super().items()
