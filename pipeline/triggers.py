"""The patterns of a codebook by the word that triggers them.

A dictionary from trigger lemma to its patterns, of which only those are tried whose other words
stand in the sentence: the cost does not grow with the number of patterns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from pipeline.codebook.load import Codebook
from pipeline.codebook.pattern import Pattern
from pipeline.types import Tree


class Triggered:
    """The patterns that a word may trigger.

    Attributes:
        patterns: all of them, in their order.
    """

    def __init__(self, patterns: Sequence[tuple[Pattern, frozenset[int]]]) -> None:
        self.patterns = [pattern for pattern, _ in patterns]
        self._free: list[tuple[int, Pattern]] = []
        self._needing: dict[int, list[tuple[int, Pattern, frozenset[int]]]] = {}
        for pattern, needed in patterns:
            if needed:
                # What is numbered last is needed by the fewest patterns.
                sharing = self._needing.setdefault(max(needed), [])
                sharing.append((pattern.order, pattern, needed))
            else:
                self._free.append((pattern.order, pattern))

    def possible(self, met: set[int]) -> list[Pattern]:
        """Return the patterns that a sentence has all the words for.

        Args:
            met: the numbers of what patterns need and the sentence has.
        """
        found = [
            (order, pattern)
            for number in self._needing.keys() & met
            for order, pattern, needed in self._needing[number]
            if needed <= met
        ]
        return [pattern for _, pattern in sorted(self._free + found, key=itemgetter(0))]


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
        forms = {tree.lemmas[i], tree.forms[i]} & self._by_lemma.keys()
        if not forms:
            return None
        key = tuple(forms)
        if key not in self._triggered:
            found = {asking[0].order: asking for form in forms for asking in self._by_lemma[form]}
            self._triggered[key] = Triggered([found[order] for order in sorted(found)])
        return self._triggered[key]

    def met(self, tree: Tree) -> set[int]:
        """Return the numbers of all that patterns need and a sentence has."""
        met: set[int] = set()
        for form in {*tree.forms, *tree.lemmas} & self._met_by.keys():
            met.update(self._met_by[form])
        return met
