"""How many people: the numbers of a sentence that belong to an event by grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.actors.phrases import slice_text
from pipeline.codebook.model import Tally
from pipeline.codebook.words import WordSet, make_wordset
from pipeline.patterns.readings import Act
from pipeline.syntax.grammar import Grammar
from pipeline.types import Counts, Word

_UNITS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen".split()
)}  # fmt: skip
_TENS = {word: 10 * number for number, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
)}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_VAGUE = {"dozen": 24, "score": 40, "hundred": 200, "thousand": 2000, "million": 2 * 10**6}
"""The least that a plural means: "dozens" are two dozen."""

_FEW = {"several": 2, "couple": 2, "pair": 2, "few": 2, "both": 2, "a": 1, "an": 1}
_TIGHT = frozenset({"advcl", "conj", "acl", "xcomp", "parataxis"})
_CEILINGS = ("up to", "as many as", "fewer than", "less than", "no more than", "at most")
_ABOUT = frozenset({"between", "about", "around", "over", "some"})
_NOBODY = frozenset("nobody nothing none it this that what which".split())


@dataclass(frozen=True, slots=True)
class Told:
    """A number of people and the word that tells what became of them."""

    tally: Tally
    anchor: int
    number: int
    text: str
    phrase: int


@dataclass(frozen=True, slots=True)
class _Words:
    tally: Tally
    transitive: WordSet
    intransitive: WordSet
    states: WordSet
    nouns: WordSet

    @classmethod
    def of(cls, tally: Tally) -> _Words:
        sets = (tally.transitive, tally.intransitive, tally.states, tally.nouns)
        return cls(tally, *map(make_wordset, sets))


class Tallies:
    """The tallies of a codebook.

    Args:
        tallies: what is counted, by which words.
    """

    def __init__(self, tallies: Iterable[Tally]) -> None:
        self.tallies = [_Words.of(tally) for tally in tallies]
        self.heads = frozenset(
            head
            for words in self.tallies
            for one in (words.transitive, words.intransitive, words.states, words.nouns)
            for head in one.heads
        )

    def count(self, grammar: Grammar) -> SentenceCounts:
        """Return what a sentence counts; nothing is looked at before it is asked for."""
        return SentenceCounts(self, grammar)


class SentenceCounts:
    """The counts of one sentence, each tied to the events it belongs to."""

    def __init__(self, tallies: Tallies, grammar: Grammar) -> None:
        self.tallies, self.grammar, self.tree = tallies, grammar, grammar.tree
        self._told: list[Told] | None = None

    def of(self, reading: Act) -> Counts | None:
        """Return the counts of an event, None for none."""
        if self._told is None:
            self._told = list(self._find())
        found = [t for t in self._told if self._belongs(t, reading)]
        found = [*_whole(found), *self._crowd(reading)]
        if not found:
            return None
        sums: dict[str, int] = {}
        for told in {(t.tally.count, t.phrase): t for t in found}.values():
            sums[told.tally.count] = sums.get(told.tally.count, 0) + told.number
        texts = [t.text for t in sorted(found, key=lambda t: t.phrase)]
        return Counts(**sums, text="; ".join(dict.fromkeys(texts)))

    def _find(self) -> Iterator[Told]:
        heads, pairs = self.tallies.heads, zip(self.tree.lemmas, self.tree.forms, strict=True)
        telling = [i for i, (lemma, form) in enumerate(pairs) if lemma in heads or form in heads]
        for words in self.tallies.tallies:
            for i in telling:
                for head in self._counted(i, words):
                    yield from self._numbers(words.tally, i, head)
                yield from self._states(words, i)

    def _counted(self, i: int, words: _Words) -> Iterator[int]:
        """Yield the heads of the phrases whose number a word tells."""
        word, grammar = self.tree.words[i], self.grammar
        if word.pos in ("VERB", "AUX", "ADJ") and words.transitive.find(self.tree, i):
            yield from self._hit(i)
        elif word.pos == "VERB" and words.intransitive.find(self.tree, i):
            yield from grammar.frame(i).subjects
        if word.pos == "NOUN" and words.nouns.find(self.tree, i):
            yield i
            yield from (c for c in grammar.below(i, "nmod") if grammar.case(c) == "of")

    def _hit(self, i: int) -> Iterator[int]:
        """Yield whom a verb is done to; also "killing between 40 and 50 people"."""
        if self.grammar.passive(i):
            yield from self.grammar.frame(i).objects
        else:
            yield from self.grammar.below(i, "obj", "iobj")
            yield from (c for c in self.grammar.below(i, "obl") if self.grammar.case(c) in _ABOUT)

    def _states(self, words: _Words, i: int) -> Iterator[Told]:
        """Yield numbers before a state: "40 dead", "leaving 40 people dead and dozens wounded"."""
        tree = self.tree.words
        if tree[i].pos not in ("ADJ", "VERB", "NOUN") or not words.states.find(self.tree, i):
            return
        last = i - 1
        while (
            last > 0
            and i - last < 4
            and tree[last].pos in ("NOUN", "ADJ")
            and not _counts(last, tree)
        ):
            last -= 1
        first = last + 1
        while first > 0 and _counts(first - 1, tree):
            first -= 1
        number = read_least([w.text for w in tree[first : last + 1]])
        if number and not self._ceiling(first, i):
            anchor = self._verb_above(i)
            yield Told(
                words.tally,
                anchor,
                number,
                slice_text(self.tree, tree[first].start, tree[i].end),
                i,
            )

    def _verb_above(self, i: int) -> int:
        words = self.tree.words
        while words[i].pos not in ("VERB", "AUX") or words[i].dep in ("xcomp", "amod", "acl"):
            if words[i].head == i:
                return i
            i = words[i].head
        return i

    def _ceiling(self, first: int, last: int) -> bool:
        before = " ".join(w.text.lower() for w in self.tree.words[max(0, first - 3) : last + 1])
        return any(ceiling in before for ceiling in _CEILINGS)

    def _numbers(self, tally: Tally, anchor: int, head: int) -> Iterator[Told]:
        for i in self.grammar.joined(head):
            first, last = self._phrase(i)
            number = self._number(i, first)
            if number:
                words = self.tree.words
                text = slice_text(self.tree, words[first].start, words[last].end)
                yield Told(tally, anchor, number, text, i)

    def _phrase(self, i: int) -> tuple[int, int]:
        inside = [i]
        for c in self.grammar.below(i, "nummod", "det", "amod", "advmod", "compound", "nmod"):
            if c < i or self.grammar.case(c) == "of":
                inside += self.tree.subtree(c)
        return min(inside), max(i, *inside)

    def _number(self, i: int, first: int) -> int | None:
        """Return the number that a phrase gives for its head; None for none."""
        words = self.tree.words
        if self._ceiling(first, i):
            return None
        head = words[i]
        if head.text.lower() in _NOBODY or self.grammar.below(i, "nmod:poss") and head.tag == "NNS":
            return None
        vague = self._vague(i)
        if vague:
            return vague
        plural = next((v for w in words[first:i] if (v := self._vague(w.i))), None)
        if plural:
            return plural
        numbers = [w for w in words[first : i + 1] if w.pos == "NUM" or _digits(w.text)]
        if numbers:
            return read_number([w.text for w in words[numbers[0].i : i + 1]])
        for word in words[first:i]:
            if word.text.lower() in _FEW and head.tag not in ("NNS",) or word.text.lower() in (
                "several", "few", "both"
            ):  # fmt: skip
                return _FEW[word.text.lower()]
        if head.tag == "NNP" and head.pos == "PROPN":
            return 1
        return None

    def _vague(self, i: int) -> int | None:
        """Return the least that "dozens", "tens of thousands" or "two dozen" are."""
        words = self.tree.words
        form = words[i].text.lower()
        singular = form.removesuffix("s")
        below = [c for c in self.grammar.below(i, "nmod") if self.grammar.case(c) == "of"]
        if form == "tens":
            inner = next((v for c in below if (v := self._vague(c))), None)
            return inner * 10 // 2 * 2 if inner else 20
        if form.endswith("s") and singular in _VAGUE:
            inner = next((v for c in below if (v := self._vague(c))), None)
            return _VAGUE[singular] * (inner // 2) if inner and inner > 100 else _VAGUE[singular]
        return None

    def _belongs(self, told: Told, reading: Act) -> bool:
        """Tell whether a count is the event's: its own word, or hung on it by grammar."""
        if not reading.code.startswith(tuple(told.tally.codes)):
            return False
        own = {reading.trigger, *reading.words}
        words, i = self.tree.words, told.anchor
        for _ in range(len(words)):
            if i in own:
                return True
            above = self._up(i)
            if above is None:
                break
            i = above
        i = reading.trigger
        return self._below(i, told.anchor)

    def _up(self, i: int) -> int | None:
        word = self.tree.words[i]
        dep = word.dep.split(":")[0]
        if dep == "advcl" and self._timed(i):
            return None
        if word.dep == "acl:relcl" and self.tree.words[word.head].pos == "PROPN":
            return None
        if dep in _TIGHT or dep in ("obj", "ccomp", "amod") and self.grammar.below(i, "nummod"):
            return word.head if word.head != i else None
        return None

    def _timed(self, i: int) -> bool:
        marks = {self.tree.words[c].text.lower() for c in self.grammar.below(i, "mark", "advmod")}
        return bool(marks & {"after", "before", "since", "until", "as", "while", "because"})

    def _below(self, i: int, anchor: int) -> bool:
        """Tell whether an event is the occasion of a count: "12 died in clashes"."""
        words = self.tree.words
        for _ in range(len(words)):
            word = words[i]
            if word.head == i:
                return False
            dep = word.dep.split(":")[0]
            verbal = word.pos in ("VERB", "AUX")
            occasion = dep in ("nsubj", "obl", "nmod") and not verbal
            clause = dep == "advcl" and self._mark(i) == "when"
            if not (occasion or clause or dep == "conj"):
                return False
            i = word.head
            if i == anchor:
                return True
        return False

    def _mark(self, i: int) -> str | None:
        marks = self.grammar.below(i, "mark", "advmod")
        return self.tree.words[marks[0]].text.lower() if marks else None

    def _crowd(self, reading: Act) -> Iterator[Told]:
        """Yield how many the source of a protest are."""
        for tally in (words.tally for words in self.tallies.tallies):
            if tally.count == "crowd" and reading.code.startswith(tuple(tally.codes)):
                people = self._people(reading.source or ())
                told = (t for i in people for t in self._numbers(tally, reading.trigger, i))
                yield from [t for t in told if t.number > 1][:1]

    def _people(self, heads: tuple[int, ...]) -> Iterator[int]:
        """Yield heads, then what they are a crowd of."""
        for head in heads:
            yield head
            yield from (c for c in self.grammar.below(head, "nmod") if self.grammar.case(c) == "of")


def _whole(told: list[Told]) -> Iterator[Told]:
    """Leave out what is a part of another phrase: "30" of "30 wounded"."""
    for part in told:
        wider = (t for t in told if t.number == part.number and t.text != part.text)
        if not any(part.text in t.text for t in wider):
            yield part


def _counts(i: int, words: Sequence[Word]) -> bool:
    """Tell whether a word is part of a number: "40", "to", "dozens"."""
    form = words[i].text.lower()
    if form in ("to", "and", "-", "–", "or"):
        return i > 0 and _number_word(words[i - 1].text) and _number_word(words[i + 1].text)
    return _number_word(form)


def _number_word(text: str) -> bool:
    form = text.lower()
    return _digits(form) or form in _UNITS or form in _TENS or form.removesuffix("s") in (
        *_SCALES, "dozen"
    )  # fmt: skip


def read_least(words: list[str]) -> int | None:
    """Return the least that a number or a vague plural ("dozens") means, None for neither."""
    if not words:
        return None
    singular = words[-1].lower().removesuffix("s")
    if words[-1].lower().endswith("s") and singular in _VAGUE:
        return _VAGUE[singular]
    return read_number(words)


def read_number(words: list[str]) -> int | None:
    """Return the least number that some words give, None where they give none.

    Args:
        words: from the first word of the number on: "40", "to", "50"; "twenty", "-", "five".
    """
    total, part, any_word = 0, 0.0, False
    for word in (piece for text in words for piece in re.split(r"[-–]", text.lower()) if piece):
        if _digits(word):
            if any_word:
                break
            part, any_word = float(word.replace(",", "")), True
        elif word in _UNITS or word in _TENS:
            part, any_word = part + (_UNITS.get(word) or _TENS.get(word, 0)), True
        elif word in _SCALES and any_word:
            part *= _SCALES[word]
            if word != "hundred":
                total, part = total + round(part), 0.0
        elif word in _SCALES or word == "dozen":
            part, any_word = (part or 1) * _SCALES.get(word, 12), True
        elif any_word and word != "and":
            break
    return total + round(part) if any_word else None


def _digits(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?", text))
