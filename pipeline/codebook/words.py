"""Words and phrases as a codebook lists them, ready to be looked up in a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.codebook.templates import PREPOSITIONS, Lexeme, TemplateError
from pipeline.types import Tree

_ALONE = (((), ()),)
_POS = {
    None: frozenset[str](),
    "n": frozenset({"NOUN", "PROPN"}),
    "v": frozenset({"VERB", "AUX"}),
    "a": frozenset({"ADJ", "ADV"}),
}


@dataclass(frozen=True, eq=False)
class WordSet:
    """Alternatives for one place in a template; a lexicon makes each once.

    Attributes:
        heads: by head word, what stands (before it, after it) in each phrase that it heads.
        pos: universal parts of speech that the head may have; empty for any.
    """

    heads: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    pos: frozenset[str] = frozenset()

    def find(self, tree: Tree, i: int) -> tuple[int, ...] | None:
        """Return the positions of the longest phrase headed by word ``i``, None for none."""
        form, lemma = tree.forms[i], tree.lemmas[i]
        phrases = self.heads.get(lemma, ())
        if form != lemma and form in self.heads:
            phrases += self.heads[form]
        if not phrases or (self.pos and tree.words[i].pos not in self.pos):
            return None
        if phrases == _ALONE:
            return (i,)
        longest: tuple[int, int] | None = None
        for before, after in phrases:
            start, end = i - len(before), i + 1 + len(after)
            if longest is not None and end - start <= longest[1] - longest[0]:
                continue
            if _reads(tree, start, before) and _reads(tree, i + 1, after):
                longest = start, end
        return tuple(range(*longest)) if longest is not None else None


def _reads(tree: Tree, start: int, words: tuple[str, ...]) -> bool:
    """Tell whether these words stand from a position on."""
    if start < 0 or start + len(words) > len(tree.forms):
        return False
    for k, wanted in enumerate(words, start):
        if wanted != tree.forms[k] and wanted != tree.lemmas[k]:
            return False
    return True


def head_of(words: tuple[str, ...]) -> int:
    """Return the position of a phrase's head: its last word, or the one before a preposition.

    Of "sit-in" and "break-in" the head is the first part.
    """
    for k, word in enumerate(words):
        if k and word in PREPOSITIONS:
            return k - 2 if words[k - 1] == "-" else k - 1
    return len(words) - 1


def make_wordset(phrases: Iterable[str], pos: str | None = None) -> WordSet:
    """Make a word set from words and phrases as printed or as lemmas."""
    heads: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase in phrases:
        words = tuple(phrase.lower().replace("-", " - ").split())
        k = head_of(words)
        heads.setdefault(words[k], []).append((words[:k], words[k + 1 :]))
    return WordSet(
        {
            head: _ALONE if rest == [_ALONE[0]] else tuple(dict.fromkeys(rest))
            for head, rest in heads.items()
        },
        _POS[pos],
    )


class Lexicon:
    """The synsets of a codebook, with their members that name other synsets resolved."""

    def __init__(self, synsets: Mapping[str, Iterable[str]]) -> None:
        self.synsets = {name: tuple(members) for name, members in synsets.items()}
        self._sets: dict[Lexeme, WordSet] = {}
        self._named: dict[str, WordSet] = {}

    def expand(self, name: str, above: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return all words of a synset.

        Raises:
            TemplateError: if it is not defined, or contains itself.
        """
        if name not in self.synsets:
            raise TemplateError(f"synset <{name}> is not defined; add it to synsets.yaml")
        if name in above:
            raise TemplateError(f"synset <{name}> contains itself")
        words: list[str] = []
        for member in self.synsets[name]:
            if member.startswith("<"):
                words.extend(self.expand(member.strip("<>"), (*above, name)))
            else:
                words.append(member)
        return tuple(dict.fromkeys(words))

    def has(self, name: str) -> bool:
        """Tell whether there is a synset of this name."""
        return name in self.synsets

    def named(self, name: str) -> WordSet:
        """Return the words of a synset."""
        if name not in self._named:
            self._named[name] = self.wordset(Lexeme(synset=name))
        return self._named[name]

    def wordset(self, lexeme: Lexeme) -> WordSet:
        """Return the words that a place in a template accepts."""
        if lexeme not in self._sets:
            words = self.expand(lexeme.synset) if lexeme.synset else lexeme.words
            self._sets[lexeme] = make_wordset(words, lexeme.pos)
        return self._sets[lexeme]
