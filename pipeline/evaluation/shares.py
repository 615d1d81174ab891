"""Shares with their uncertainty, and agreement of people who judge the same things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import permutations
from math import sqrt
from statistics import NormalDist
from typing import Any


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``n`` were right, with a confidence interval from ``low`` to ``high``."""

    n: int
    right: int
    share: float
    low: float
    high: float

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON, rounded to four digits."""
        return {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(self).items()}


def wilson(right: int, n: int, level: float = 0.95) -> Share:
    """Return a share with its Wilson score interval (Wilson 1927), sound also for small ``n``.

    Args:
        right: how many were right.
        n: of how many; at least 1.
        level: confidence level.

    Raises:
        ValueError: ``n`` is 0.
    """
    if n < 1:
        raise ValueError("a share of nothing")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    p = right / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return Share(n, right, p, max(0.0, middle - half), min(1.0, middle + half))


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa (1960) of two coders; None where chance alone explains all.

    Args:
        pairs: what each of the two said of each thing.
    """
    n = len(pairs)
    if not n:
        return None
    agreed = sum(a == b for a, b in pairs) / n
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(first[value] * second[value] for value in first) / n**2
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Return Krippendorff's alpha (1970) for nominal values, any number of coders, gaps allowed.

    Args:
        units: for each thing, what was said of it; those judged once do not count.

    Returns:
        None where nothing is judged twice, or only one value was ever given.
    """
    weights: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for unit in units:
        for a, b in permutations(unit, 2):
            weights[a, b] += 1 / (len(unit) - 1)
    totals: dict[Hashable, float] = defaultdict(float)
    for (a, _), weight in weights.items():
        totals[a] += weight
    n = sum(totals.values())
    expected = sum(totals[a] * totals[b] for a in totals for b in totals if a != b)
    if not expected:
        return None
    observed = sum(weight for (a, b), weight in weights.items() if a != b)
    return 1 - (n - 1) * observed / expected
