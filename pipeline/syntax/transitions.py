"""Greedy arc-eager parsing of many sentences at once.

The same transition system as spaCy's parser, for sentences that may not be cut further: shift,
reduce (a word without a head goes back to the buffer), left arc (replaces an earlier head) and
right arc. One step of all sentences is a few operations on arrays.

After Goldberg and Nivre (2012), A Dynamic Oracle for Arc-Eager Dependency Parsing, and Honnibal and
Johnson (2015), An Improved Non-monotonic Transition System for Dependency Parsing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Scores = NDArray[np.float32]

FEATURES = 8
"""Words that a state shows: B0, B1, S0, S1, S2, and the last children of B0 and S0."""
_SHIFT, _REDUCE, _LEFT, _RIGHT, _OTHER = range(5)
_KINDS = {"S": _SHIFT, "D": _REDUCE, "L": _LEFT, "R": _RIGHT}
_BELOW = 3


@dataclass(frozen=True)
class Moves:
    """The transitions between which a parser chooses.

    Attributes:
        kinds: of each class, whether it shifts, reduces or makes an arc.
        labels: of each class, the relation of its arc.
    """

    kinds: Ints
    labels: tuple[str, ...]

    @classmethod
    def named(cls, names: Sequence[str]) -> Moves:
        """Return the moves with these names, such as ``S``, ``D``, ``L-nsubj`` and ``R-obj``."""
        parts = [name.partition("-") for name in names]
        kinds = np.array([_KINDS.get(kind, _OTHER) for kind, _, _ in parts])
        return cls(kinds, tuple(label for _, _, label in parts))


class States:
    """Where parsing stands in each of some sentences; words are counted through all of them.

    Args:
        lengths: the number of words of each sentence.
    """

    def __init__(self, lengths: Ints) -> None:
        total, longest = int(lengths.sum()), int(lengths.max(initial=0))
        self.ends = np.cumsum(lengths)
        self.starts = self.ends - lengths
        self.next = self.starts.copy()
        # The last place of what is kept by word stands for no word.
        self.heads, self.moves, self.left, self.right, self.sibling = (
            np.full(total + 1, -1) for _ in range(5)
        )
        self.returned = np.zeros(total + 1, dtype=bool)
        self.stack = np.full((len(lengths), longest + 1 + _BELOW), -1)
        self.depth = np.zeros(len(lengths), dtype=np.int64)
        self.back = np.full((len(lengths), longest + 2), -1)
        self.waiting = np.zeros(len(lengths), dtype=np.int64)

    def parse(self, score: Callable[[Ints], Scores], moves: Moves) -> None:
        """Take the best of the valid moves until all sentences are read.

        Args:
            score: from the words that states show, ``(states, FEATURES)`` with -1 for none, to
                the score of each move, ``(states, moves)``.
            moves: what the columns of the scores stand for.
        """
        active = np.flatnonzero(self.ends > self.starts)
        while len(active):
            shown = self._show(active)
            chosen = self._choose(active, shown, score(shown), moves)
            self._move(active, shown, chosen, moves)
            unread = (self.next[active] < self.ends[active]) | (self.waiting[active] > 0)
            active = active[unread | (self.depth[active] > 0)]

    def _show(self, active: Ints) -> Ints:
        depth, waiting = self.depth[active] + _BELOW, self.waiting[active]
        following, end = self.next[active], self.ends[active]
        shown = np.empty((len(active), FEATURES), dtype=np.int64)
        for place in (0, 1):
            unread = following + np.maximum(place - waiting, 0)
            unread[unread >= end] = -1
            returned = self.back[active, waiting - place - 1]
            shown[:, place] = np.where(place < waiting, returned, unread)
        for place in (0, 1, 2):
            shown[:, 2 + place] = self.stack[active, depth - place - 1]
        shown[:, 5] = self.left[shown[:, 0]]
        shown[:, 6] = self.left[shown[:, 2]]
        shown[:, 7] = self.right[shown[:, 2]]
        return shown

    def _choose(self, active: Ints, shown: Ints, scores: Scores, moves: Moves) -> Ints:
        """Return the best valid move of each state, -1 where none is."""
        first = shown[:, 0]
        depth = self.depth[active]
        length = self.ends[active] - self.next[active] + self.waiting[active]
        begins = first == self.starts[active]
        valid = np.zeros((len(active), _OTHER + 1), dtype=bool)
        valid[:, _SHIFT] = (depth == 0) | ((length > 1) & ~begins & ~self.returned[first])
        valid[:, _REDUCE] = (depth > 0) & ((length == 0) | (depth > 1) | begins)
        valid[:, _LEFT] = valid[:, _RIGHT] = (depth > 0) & (length > 0) & ~begins
        scores = np.where(valid[:, moves.kinds], scores, np.float32(-np.inf))
        chosen: Ints = scores.argmax(axis=1)
        chosen[~valid[np.arange(len(active)), moves.kinds[chosen]]] = -1
        return chosen

    def _move(self, active: Ints, shown: Ints, chosen: Ints, moves: Moves) -> None:
        kind = np.where(chosen < 0, _OTHER, moves.kinds[chosen])
        first, top = shown[:, 0], shown[:, 2]
        ends = (kind == _REDUCE) & (self.heads[top] < 0) & (self.depth[active] > 1)
        some = np.flatnonzero(ends)
        if len(some):
            who = active[some]
            self.returned[top[some]] = True
            self.back[who, self.waiting[who]] = top[some]
            self.waiting[who] += 1
            self.depth[who] -= 1
        who = active[(kind == _REDUCE) & ~ends]
        self.depth[who] -= 1
        some = np.flatnonzero(kind == _LEFT)
        if len(some):
            below, above = top[some], first[some]
            headed = self.heads[below] >= 0
            self.right[self.heads[below[headed]]] = self.sibling[below[headed]]
            self.left[above] = below
            self.heads[below], self.moves[below] = above, chosen[some]
            self.returned[above] = False
            self.depth[active[some]] -= 1
        some = np.flatnonzero(kind == _RIGHT)
        if len(some):
            below, above = first[some], top[some]
            self.sibling[below] = self.right[above]
            self.right[above] = below
            self.heads[below], self.moves[below] = above, chosen[some]
        some = np.flatnonzero((kind == _RIGHT) | (kind == _SHIFT))
        if len(some):
            who = active[some]
            self.stack[who, self.depth[who] + _BELOW] = first[some]
            self.depth[who] += 1
            returned = self.waiting[who] > 0
            self.waiting[who[returned]] -= 1
            self.next[who[~returned]] += 1
        who = active[kind == _OTHER]
        self.depth[who], self.waiting[who], self.next[who] = 0, 0, self.ends[who]


def deprojectivize(heads: list[int], labels: list[str]) -> None:
    """Hang what a label such as ``nsubj||ccomp`` marks on the nearest word below with the second.

    The scheme HEAD of Nivre and Nilsson (2005), Pseudo-Projective Dependency Parsing.

    Args:
        heads: of each word of a sentence, its head or itself; changed in place.
        labels: of each word, its relation; changed in place.
    """
    for i, label in enumerate(labels):
        if "||" in label:
            labels[i], _, wanted = label.partition("||")
            level = [heads[i]]
            while level:
                below: list[Any] = [
                    child for head in level for child in _children(heads, head) if child != i
                ]
                found = next((child for child in below if labels[child] == wanted), None)
                if found is not None:
                    heads[i] = found
                    break
                level = below


def _children(heads: list[int], head: int) -> list[int]:
    return [child for child, its in enumerate(heads) if its == head and child != head]
