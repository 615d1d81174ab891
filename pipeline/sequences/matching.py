"""Sequences of words, found before and after a verb."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.codebook.sequences import Step, WordOrder
from pipeline.sequences.phrases import NounPhrase
from pipeline.types import Tree

_PASSED = frozenset({"a", "an", "the"})
# The words of a synset at a place of the text: half-open spans, with the words they match.
Find = Callable[[str, int], list[tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a sequence was found.

    Attributes:
        words: positions of its words.
        slots: by slot the phrases that fill it.
        size: letters of the words matched, then their number with the slots: larger is more
            specific.
    """

    words: tuple[int, ...] = ()
    slots: tuple[tuple[str, NounPhrase], ...] = ()
    size: tuple[int, int] = (0, 0)

    def slot(self, name: str) -> NounPhrase | None:
        """Return what fills a slot, None for nothing."""
        return next((phrase for slot, phrase in self.slots if slot == name), None)


@dataclass
class Side:
    """What stands on one side of a verb, in the direction away from it.

    Attributes:
        tree: the sentence.
        verb: half-open span of the verb's words.
        end: the limit of the side: where the words after the verb end, or before it begin.
        phrases: the noun phrases of the sentence.
        synset: finds the members of a synset that begin at a word.
        lemmas: a word is also found by its lemma.
    """

    tree: Tree
    verb: tuple[int, int]
    end: int
    phrases: Sequence[NounPhrase]
    synset: Find
    lemmas: bool = False

    def match(self, order: WordOrder) -> Found | None:
        """Find a whole sequence around the verb; None where it is not there."""
        before = self._walk(_away(order), 0, self.verb[0], back=True)
        for left in before:
            for right in self._walk(list(order.after), 0, self.verb[1], back=False):
                words = (*sorted(left.words), *right.words)
                letters = sum(len(self.tree.words[i].text) for i in words)
                slots = (*left.slots, *right.slots)
                return Found(words, slots, (letters, len(words) + len(slots)))
        return None

    def _walk(self, steps: list[Step], k: int, at: int, back: bool) -> Iterator[Found]:
        """Yield the ways in which the steps from ``k`` on stand beyond position ``at``."""
        if k == len(steps):
            yield Found()
            return
        step = steps[k]
        for words, beyond, phrase in self._places(step, at, back):
            for rest in self._walk(steps, k + 1, beyond, back):
                slots = ((step.text, phrase), *rest.slots) if phrase else rest.slots
                yield replace(rest, words=(*words, *rest.words), slots=slots)

    def _places(
        self, step: Step, at: int, back: bool
    ) -> Iterator[tuple[tuple[int, ...], int, NounPhrase | None]]:
        if step.kind == "slot":
            phrase = self._next_phrase(step, at, back)
            if phrase:
                yield (), (phrase.start if back else phrase.end), phrase
            return
        for i in self._reach(at, step.joined, back):
            for words in self._at(step, i, back):
                yield words, (words[0] if back else words[-1] + 1), None

    def _reach(self, at: int, joined: bool, back: bool) -> Iterator[int]:
        """Yield the positions at which a word may stand, the nearest first."""
        span = range(at - 1, -1, -1) if back else range(at, self.end)
        for i in span:
            yield i
            if joined and self.tree.words[i].text.lower() not in _PASSED | {"-"}:
                return

    def _at(self, step: Step, i: int, back: bool) -> Iterator[tuple[int, ...]]:
        word = self.tree.words[i]
        if step.kind == "word":
            if word.text.lower() == step.text or (self.lemmas and word.lemma.lower() == step.text):
                yield (i,)
            return
        limit = self.verb[0] if back else self.end
        starts = range(max(0, i - 6), i + 1) if back else (i,)
        for start in starts:
            for words in self.synset(step.text, start):
                if words[-1] < limit and (words[-1] == i if back else True):
                    yield words

    def _next_phrase(self, step: Step, at: int, back: bool) -> NounPhrase | None:
        beside = [
            p for p in self.phrases
            if (p.end <= at or p.start < at <= p.head if back else p.end > at and p.head >= at)
            and (p.head < self.verb[0] if back else p.head < self.end)
        ]  # fmt: skip
        if step.text != "SKIP":
            beside = [p for p in beside if p.actors]
        if not beside:
            return None
        return beside[-1] if back else beside[0]


def _away(order: WordOrder) -> list[Step]:
    """Return the steps before the verb from the verb outwards, each joined to the nearer one."""
    joined = [*(s.joined for s in order.before[1:]), order.verb_joined]
    steps = [replace(s, joined=j) for s, j in zip(order.before, joined, strict=False)]
    return steps[::-1]
