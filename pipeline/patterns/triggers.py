"""The patterns of a codebook by the word that triggers them.

A dictionary from trigger lemma to its patterns, of which only those are tried whose other words
stand in the sentence: the cost does not grow with the number of patterns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.codebook.load import Codebook
from pipeline.codebook.pattern import Part, Pattern
from pipeline.types import Tree

_REMEMBERED = 1 << 15


@dataclass(slots=True, eq=False)
class Branch:
    """Patterns that begin alike, so that what they have in common is looked for once.

    Attributes:
        first: one of them.
        verbal: whether their trigger is a verb.
        part: the last of the parts that they share, None for their trigger.
        whole: those that ask for no more.
        further: the others, by what they ask for next.
    """

    first: Pattern
    verbal: bool
    part: Part | None = None
    whole: list[Pattern] = field(default_factory=list)
    further: dict[object, Branch] = field(default_factory=dict)

    def grow(self, pattern: Pattern) -> None:
        """Add a pattern that begins like these."""
        branch = self
        for part in pattern.parts:
            key = part, pattern.mutual
            branch = branch.further.setdefault(key, Branch(pattern, self.verbal, part))
        branch.whole.append(pattern)


class Triggered:
    """The patterns that a word may trigger.

    Attributes:
        patterns: all of them, in their order.
    """

    def __init__(self, patterns: Sequence[tuple[Pattern, frozenset[int]]]) -> None:
        self.patterns = [pattern for pattern, _ in patterns]
        self._free: list[Pattern] = []
        self._needing: dict[int, list[tuple[Pattern, frozenset[int]]]] = {}
        self._asked: set[int] = set()
        self._branches: dict[frozenset[int], list[Branch]] = {}
        for pattern, needed in patterns:
            if needed:
                # What is numbered last is needed by the fewest patterns.
                self._needing.setdefault(max(needed), []).append((pattern, needed))
                self._asked |= needed
            else:
                self._free.append(pattern)

    def possible(self, met: set[int]) -> list[Branch]:
        """Return the patterns that a sentence has all the words for, by their triggers.

        Args:
            met: the numbers of what patterns need and the sentence has.
        """
        key = frozenset(self._asked & met)
        if key not in self._branches:
            if len(self._branches) * len(self.patterns) > _REMEMBERED:
                self._branches.clear()
            self._branches[key] = self._grow(key)
        return self._branches[key]

    def _grow(self, met: frozenset[int]) -> list[Branch]:
        found = [
            pattern
            for number in self._needing.keys() & met
            for pattern, needed in self._needing[number]
            if needed <= met
        ]
        branches: dict[object, Branch] = {}
        for pattern in sorted(self._free + found, key=attrgetter("order")):
            key = pattern.trigger, pattern.template.verbal, pattern.template.passive
            branches.setdefault(key, Branch(pattern, pattern.template.verbal)).grow(pattern)
        return list(branches.values())


class PatternIndex:
    """The patterns of a codebook by the lemma of their trigger.

    What patterns need besides has numbers: a sentence is asked once which of them it has.
    """

    def __init__(self, codebook: Codebook) -> None:
        uses = Counter(heads for pattern in codebook.patterns for heads in set(pattern.needed))
        numbers = {heads: number for number, (heads, _) in enumerate(uses.most_common())}
        self._by_lemma: dict[str, list[tuple[Pattern, frozenset[int]]]] = {}
        for pattern in codebook.patterns:
            needed = frozenset(numbers[heads] for heads in pattern.needed)
            for lemma in pattern.trigger[-1].heads:
                self._by_lemma.setdefault(lemma, []).append((pattern, needed))
        self._met_by: dict[str, list[int]] = {}
        for heads, number in numbers.items():
            for head in heads:
                self._met_by.setdefault(head, []).append(number)
        self._triggered: dict[tuple[str, ...], Triggered] = {}

    def at(self, tree: Tree, i: int) -> Triggered | None:
        """Return the patterns that word ``i`` may trigger, None for none."""
        lemma, form = tree.lemmas[i], tree.forms[i]
        if form == lemma or form not in self._by_lemma:
            key: tuple[str, ...] = (lemma,)
        else:
            key = (lemma, form) if lemma in self._by_lemma else (form,)
        if key[0] not in self._by_lemma:
            return None
        if key not in self._triggered:
            found = {asking[0].order: asking for word in key for asking in self._by_lemma[word]}
            self._triggered[key] = Triggered([found[order] for order in sorted(found)])
        return self._triggered[key]

    def met(self, tree: Tree) -> set[int]:
        """Return the numbers of all that patterns need and a sentence has."""
        met: set[int] = set()
        for form in {*tree.forms, *tree.lemmas} & self._met_by.keys():
            met.update(self._met_by[form])
        return met
