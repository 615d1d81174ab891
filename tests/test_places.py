from __future__ import annotations

import math

import pytest

from pipeline.gazetteer.places import Gazetteer, fold, resolve

KNOWN = [
    ("Benghazi", (), "LBY", "city"),
    ("BENGHAZI", (), "LBY", "city"),
    ("Tripoli", (), "LBY", "city"),
    ("Tripoli", ("LBY",), "LBY", "city"),
    ("Tripoli", ("LBN",), "LBN", "city"),
    ("Paris", (), "FRA", "city"),
    ("Paris", ("USA",), "FRA", "city"),
    ("Rome", ("USA",), "ITA", "city"),
    ("Odessa", ("USA", "UKR"), "UKR", "city"),
    ("Athens", ("USA", "GRC"), "GRC", "city"),
    ("Barcelona", (), "ESP", "city"),
    ("Bethlehem", ("ISR", "PSE"), "PSE", "city"),
    ("Hyderabad", ("PAK",), "PAK", "city"),
    ("Hyderabad", (), "IND", "city"),
    ("Georgia", (), "GEO", "country"),
    ("Georgia", ("USA",), "USA", "region"),
    ("Georgia", ("USA", "GEO"), "GEO", "country"),
    ("Kyiv", (), "UKR", "city"),
    ("Kiev", (), "UKR", "city"),
    ("Rangoon", (), "MMR", "city"),
    ("São Paulo", (), "BRA", "city"),
    ("Sao Paulo", (), "BRA", "city"),
    ("St. Petersburg", (), "RUS", "city"),
    ("Saint Petersburg", (), "RUS", "city"),
    ("Sana'a", (), "YEM", "city"),
    ("Deir al-Zor", (), "SYR", "city"),
    ("al-Hasakah", (), "SYR", "city"),
    ("Hasakah", (), "SYR", "city"),
    ("Kobani", (), "SYR", "city"),
    ("The Hague", (), "NLD", "city"),
    ("the Gaza Strip", (), "PSE", "region"),
    ("West Bank", (), "PSE", "region"),
    ("Chechnya", (), "RUS", "region"),
    ("California", (), "USA", "region"),
    ("Washington", (), "USA", "city"),
    ("New York", (), "USA", "city"),
    ("U.S.", (), "USA", "country"),
    ("the United States", (), "USA", "country"),
    ("Britain", (), "GBR", "country"),
    ("Côte d’Ivoire", (), "CIV", "country"),
    ("Kosovo", (), "XKX", "country"),
    ("Palestine", (), "PSE", "country"),
    ("Mexico", (), "MEX", "country"),
    ("Lebanon", ("USA",), "LBN", "country"),
    ("Nice", ("FRA",), "FRA", "city"),
    ("Split", ("HRV",), "HRV", "city"),
    ("Reading", ("GBR",), "GBR", "city"),
    ("Male", ("MDV",), "MDV", "city"),
]
UNKNOWN = [
    ("", ()),
    ("the", ()),
    ("Tahrir Square", ()),
    ("Nice", ()),
    ("Split", ()),
    ("Reading", ("FRA",)),
    ("Police", ()),
    ("Of", ()),
    ("Most", ()),
    ("Man", ()),
    ("Mary", ()),
    ("Mobile", ()),
    ("Victoria", ()),
    ("Springfield", ("USA",)),
    ("Tripoli", ("LBN", "LBY")),
]


@pytest.mark.parametrize(("name", "countries", "country", "precision"), KNOWN)
def test_a_name_means_a_place(
    name: str, countries: tuple[str, ...], country: str, precision: str
) -> None:
    hit = resolve(name, countries)
    assert hit is not None
    assert (hit.country, hit.precision) == (country, precision)


@pytest.mark.parametrize(("name", "countries"), UNKNOWN)
def test_a_name_is_unknown_or_ambiguous(name: str, countries: tuple[str, ...]) -> None:
    assert resolve(name, countries) is None


@pytest.mark.parametrize(
    ("name", "countries", "latitude", "longitude"),
    [
        ("Benghazi", (), 32.1, 20.1),
        ("Tripoli", ("LBN",), 34.4, 35.8),
        ("Libya", (), 32.9, 13.2),
        ("Texas", (), 31.0, -97.5),
    ],
)
def test_coordinates(
    name: str, countries: tuple[str, ...], latitude: float, longitude: float
) -> None:
    hit = resolve(name, countries)
    assert hit is not None
    assert hit.latitude is not None
    assert hit.longitude is not None
    assert math.isclose(hit.latitude, latitude, abs_tol=0.05)
    assert math.isclose(hit.longitude, longitude, abs_tol=0.05)


def test_a_city_carries_its_identity() -> None:
    hit = resolve("Benghazi")
    assert hit is not None
    assert (hit.name, hit.geonames_id, hit.admin1) == ("Benghazi", 88319, "69")
    assert hit.population > 500_000


def test_every_country_of_the_table_has_an_iso_code() -> None:
    table = Gazetteer()._table
    assert all(len(code) == 3 and code.isupper() for code in set(table["country"].to_pylist()))
    assert set(table["precision"].to_pylist()) == {"city", "region", "country"}


def test_keys_are_sorted_and_folded() -> None:
    keys = Gazetteer()._keys
    assert keys == sorted(keys)
    assert all(key == fold(key) for key in keys[::97])
