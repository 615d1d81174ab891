"""Finds the place that a name means, in the gazetteer of countries, regions and cities."""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyarrow as pa

PLACES = Path(__file__).parent / "places.parquet"
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
    | dict.fromkeys("'’‘ʻʼ`´ʿʾ.\N{COMBINING DOT ABOVE}", "")
    | dict.fromkeys("-‐‑–/,", " ")
)
FIRST_COUNTRY, OTHER_COUNTRY, ELSEWHERE = 2.0, 1.0, 1 / 20
RIVAL, SAME_PLACE_KM = 1 / 3, 50.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of the gazetteer.

    Attributes:
        name: its main name, as GeoNames has it.
        country: ISO 3166-1 alpha-3.
        precision: ``city``, ``region`` or ``country``.
        latitude, longitude: in degrees; a country's are its capital's, a region's the middle of
            its people.
        geonames_id: None for regions that the source of the gazetteer does not number.
        admin1: GeoNames code of the first-order division.
        population: of the city, or of the cities of a region; 0 where unknown.
    """

    name: str
    country: str
    precision: str
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    admin1: str | None
    population: int


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return what two spellings of a name share: no case, accents, apostrophes or hyphens."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    words = "".join(c for c in bare if not unicodedata.combining(c)).split()
    return " ".join("st" if word == "saint" else word for word in words)


class Gazetteer:
    """Places by name.

    A name belongs to the country of that name before any city; to a region (a state of the
    United States, say) before it where the article speaks of the region's country and not of
    that one. Otherwise every place of the name is weighed: its population, times

    - 2 in the first of the article's countries, 1 in the others, 1/20 elsewhere;
    - 20 where the English press means it by that name, 1/10 where the name is an alternate one;
    - 1/4 for towns of the United States under 300,000, which the press writes with their state.

    The heaviest wins, unless another over 50 km away has more than a third of its weight: then
    nobody can tell, and there is no place. A name that is also an everyday word or a person's
    (Reading, Split, Victoria) means a city only in one of the article's countries.
    """

    def __init__(self, path: Path = PLACES) -> None:
        self.path = path

    @cached_property
    def _table(self) -> pa.Table:
        import pyarrow.parquet as pq

        return pq.ParquetFile(self.path).read().combine_chunks()

    @cached_property
    def _keys(self) -> list[str]:
        keys: list[str] = self._table["key"].to_pylist()
        return keys

    def resolve(
        self,
        name: str,
        countries: Sequence[str] = (),
        division: tuple[str, str] | None = None,
    ) -> Hit | None:
        """Return the place that a name means, None where it is unknown or ambiguous.

        Args:
            name: as printed; a leading "the" is ignored.
            countries: ISO 3166-1 alpha-3 codes that the article speaks of, the first most.
            division: country and first-order division in which it is said to lie.
        """
        key = fold(name)
        found = self._find(key) or self._find(key.removeprefix("the "))
        there = [row for row in found if (row["country"], row["admin1"]) == division]
        if there:
            return _choose([row | {"shy": False} for row in there], countries)
        for precision in ("country", "region"):
            named = [row for row in found if row["precision"] == precision]
            if named and not (precision == "country" and _means_region(found, named, countries)):
                return _choose(named, countries)
        return _choose([row for row in found if row["precision"] == "city"], countries)

    def begins(self, key: str) -> Literal["no", "longer", "whole"]:
        """Tell whether a folded key is the name of a place, or only the beginning of one."""
        i = bisect_left(self._keys, key)
        if i == len(self._keys) or not self._keys[i].startswith(key):
            return "no"
        return "whole" if self._keys[i] == key else "longer"

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The first words of all names, folded."""
        return frozenset(key.partition(" ")[0] for key in self._keys)

    def _find(self, key: str) -> list[dict[str, Any]]:
        start, end = bisect_left(self._keys, key), bisect_right(self._keys, key)
        rows: list[dict[str, Any]] = self._table.slice(start, end - start).to_pylist()
        return rows


def _means_region(
    found: list[dict[str, Any]], named: list[dict[str, Any]], countries: Sequence[str]
) -> bool:
    regions = {row["country"] for row in found if row["precision"] == "region"}
    return not regions.isdisjoint(countries) and named[0]["country"] not in countries


def _choose(rows: list[dict[str, Any]], countries: Sequence[str]) -> Hit | None:
    rows = [row for row in rows if not row["shy"] or row["country"] in countries]
    if not rows:
        return None
    best, *others = sorted(rows, key=lambda row: _weigh(row, countries), reverse=True)
    least = _weigh(best, countries) * RIVAL
    if any(_weigh(row, countries) > least and _apart(best, row) > SAME_PLACE_KM for row in others):
        return None
    return Hit(**{field: best[field] for field in Hit.__slots__})


def _weigh(row: dict[str, Any], countries: Sequence[str]) -> float:
    weight: float = row["factor"] * max(row["population"], 1)
    if row["country"] not in countries:
        return weight * ELSEWHERE
    return weight * (FIRST_COUNTRY if row["country"] == countries[0] else OTHER_COUNTRY)


def _apart(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Return the rough distance in km."""
    height = one["latitude"] - other["latitude"]
    width = (one["longitude"] - other["longitude"]) * math.cos(math.radians(one["latitude"]))
    return 111.0 * math.hypot(height, width)


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """Return the gazetteer that comes with the package; it is read at the first name."""
    return Gazetteer()


@lru_cache(maxsize=1 << 14)
def resolve(
    name: str, countries: tuple[str, ...] = (), division: tuple[str, str] | None = None
) -> Hit | None:
    """Return what :meth:`Gazetteer.resolve` of the package's gazetteer says, remembered."""
    return load().resolve(name, countries, division)


@lru_cache(maxsize=1 << 14)
def begins(name: str) -> Literal["no", "longer", "whole"]:
    """Tell whether a name is, or begins, that of a place in the package's gazetteer."""
    return load().begins(fold(name))
