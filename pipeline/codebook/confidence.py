"""How often rows of a kind were right in labelled sentences; kept with the codebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import Field, model_validator

from pipeline.codebook.model import Strict
from pipeline.types import Kind

Key = tuple[str, ...]


class Measured(Strict):
    """One kind of row with how many of them were labelled, and how many of these were right."""

    action: str
    link: str
    words: str
    clause: str
    status: str
    rows: int = Field(ge=1)
    right: int = Field(ge=0)

    @model_validator(mode="after")
    def _no_more_than_all(self) -> Measured:
        if self.right > self.rows:
            raise ValueError(f"{self.right} right of {self.rows} rows")
        return self

    @property
    def kind(self) -> Kind:
        """The kind it measures."""
        return Kind(self.action, self.link, self.words, self.clause, self.status)


class Measurements(Strict):
    """The file ``confidence.yaml``: see ``docs/confidence.md``."""

    least: int = Field(ge=1)
    kinds: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Confidence:
    """The share of right rows by kind.

    Attributes:
        least: fewest labelled rows that make a share.
        counts: rows and right ones, by the first features of a kind: two of them up to all.
    """

    least: int = 1
    counts: Mapping[Key, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, least: int, kinds: Iterable[tuple[Kind, int, int]]) -> Confidence:
        """Add up measured kinds, each with its rows and how many of them were right."""
        rows: dict[Key, int] = defaultdict(int)
        right: dict[Key, int] = defaultdict(int)
        for kind, n, hits in kinds:
            features = kind.features
            for length in range(2, len(features) + 1):
                rows[features[:length]] += n
                right[features[:length]] += hits
        return cls(least, {key: (n, right[key]) for key, n in rows.items()})

    def find(self, kind: Kind) -> float | None:
        """Return the share of right rows among those of a kind.

        Where too few rows of the very kind were labelled, status, clause and words are let go, in
        this order; None where there are too few even then.
        """
        features = kind.features
        for length in range(len(features), 1, -1):
            rows, right = self.counts.get(features[:length], (0, 0))
            if rows >= self.least:
                return right / rows
        return None
