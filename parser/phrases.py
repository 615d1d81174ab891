"""A small algebra of dependency trees: words grow into phrases, phrases into sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from conllu import ROOT, Tree, Word

Dependent: TypeAlias = "tuple[str, Phrase]"

FINITE = "Mood=Ind|Number={number}|Person=3|Tense={tense}|VerbForm=Fin"
MORPHS = {
    "NN": "Number=Sing",
    "NNS": "Number=Plur",
    "NNP": "Number=Sing",
    "NNPS": "Number=Plur",
    "JJ": "Degree=Pos",
    "VB": "VerbForm=Inf",
    "VBZ": FINITE.format(number="Sing", tense="Pres"),
    "VBP": FINITE.format(number="Plur", tense="Pres"),
    "VBD": FINITE.format(number="Plur", tense="Past"),
    "VBN": "Tense=Past|VerbForm=Part",
    "VBG": "Tense=Pres|VerbForm=Part",
    "MD": "VerbForm=Fin",
    "CD": "NumForm=Digit|NumType=Card",
    "POS": "",
}
UNIVERSAL = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "JJ": "ADJ",
    "RB": "ADV",
    "IN": "ADP",
    "DT": "DET",
    "CC": "CCONJ",
    "CD": "NUM",
    "MD": "AUX",
    "TO": "PART",
    "POS": "PART",
    "PRP$": "PRON",
    "PRP": "PRON",
}
DETERMINERS = {
    "the": "Definite=Def|PronType=Art",
    "The": "Definite=Def|PronType=Art",
    "a": "Definite=Ind|PronType=Art",
    "an": "Definite=Ind|PronType=Art",
}
MARKS = {",": ",", ".": ".", "(": "-LRB-", ")": "-RRB-", "-": "HYPH", "--": ",", ":": ":", ";": ":"}
CLOSING = frozenset({",", ".", ")", "'s", "’s", "'", ":", ";", "n't"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order, their heads indices into the phrase, and which of them heads it."""

    words: tuple[Word, ...]
    head: int

    @property
    def plural(self) -> bool:
        """Whether a verb would agree with it in the plural."""
        tag = self.words[self.head].tag
        return tag in {"NNS", "NNPS"} or any(
            word.dep == "conj" and word.head == self.head for word in self.words
        )


def leaf(form: str, tag: str, pos: str | None = None, morph: str | None = None) -> Phrase:
    """A phrase of one word; what is not given follows from its tag."""
    if morph is None:
        morph = DETERMINERS.get(form, "") if tag == "DT" else MORPHS.get(tag, "")
    pos = pos or UNIVERSAL.get(tag, "VERB" if tag.startswith("VB") else "X")
    return Phrase((Word(form, True, form.lower(), pos, tag, morph, 0, ROOT),), 0)


def mark(form: str) -> Phrase:
    """A punctuation mark."""
    return leaf(form, MARKS[form], "PUNCT")


def grow(head: Phrase, left: Iterable[Dependent] = (), right: Iterable[Dependent] = ()) -> Phrase:
    """Put dependents before and after a phrase, all of them hung on its head."""
    before, after = list(left), list(right)
    start = sum(len(phrase.words) for _, phrase in before)
    top = start + head.head
    words: list[Word] = []
    for dep, phrase in [*before, (ROOT, head), *after]:
        base = len(words)
        for index, word in enumerate(phrase.words):
            if index != phrase.head:
                words.append(replace(word, head=base + word.head))
            elif dep == ROOT:
                words.append(replace(word, head=top, dep=ROOT))
            else:
                words.append(replace(word, head=top, dep=dep))
    return Phrase(tuple(words), top)


def coordinate(phrases: list[Phrase], conjunction: str = "and") -> Phrase:
    """One, two and three; without a conjunction, headline style: one, two."""
    right: list[Dependent] = []
    for number, phrase in enumerate(phrases[1:], start=2):
        last = number == len(phrases)
        if last and conjunction:
            right.append(("conj", grow(phrase, [("cc", leaf(conjunction, "CC"))])))
        else:
            right.append(("conj", grow(phrase, [("punct", mark(","))])))
    return grow(phrases[0], right=right)


def case(preposition: str, phrase: Phrase) -> Phrase:
    """A phrase behind a preposition."""
    return grow(phrase, [("case", leaf(preposition, "IN"))])


def to_tree(phrase: Phrase, full_stop: bool = True) -> Tree:
    """A finished sentence: capitalised, ended, spaced as in print."""
    if full_stop:
        phrase = grow(phrase, right=[("punct", mark("."))])
    words = polish(list(phrase.words))
    words[0] = replace(words[0], form=words[0].form[:1].upper() + words[0].form[1:])
    return space(words)


def polish(tree: Tree) -> Tree:
    """Drop commas that run into another mark, and choose between a and an."""
    useless = {
        index
        for index, (word, following) in enumerate(zip(tree, tree[1:], strict=False))
        if word.form == "," and following.form in {",", ".", ":"}
    }
    kept = [index for index in range(len(tree)) if index not in useless]
    moved = {old: new for new, old in enumerate(kept)}
    words = [replace(tree[index], head=moved[tree[index].head]) for index in kept]
    for index, (word, following) in enumerate(zip(words, words[1:], strict=False)):
        if word.form == "a" and following.form[0] in "aeioAEIO":
            words[index] = replace(word, form="an")
    return words


def space(tree: Tree) -> Tree:
    """Set the spaces that English puts between words and marks."""
    spaced = []
    for word, following in zip(tree, [*tree[1:], None], strict=True):
        tight = (
            following is not None
            and (following.form in CLOSING or following.tag == "HYPH")
            or (word.form == "(" or word.tag == "HYPH")
        )
        spaced.append(replace(word, space=not tight and following is not None))
    return spaced
