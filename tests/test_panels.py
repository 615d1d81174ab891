"""Panels: every event of the table is in them once, and zeros stand where there were none."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables import run, write_events

from pipeline.crosswalk.countries import countries, state_number
from pipeline.errors import InputError
from pipeline.tables.frames import read_events
from pipeline.tables.panels import COUNTS, QUADS, ROOTS, Layout, grid_cell, make_panel

PLACES = {
    "Goma": (-1.67, 29.22, "COD"),
    "Bukavu": (-2.5, 28.86, "COD"),
    "Kigali": (-1.94, 30.06, "RWA"),
}
QUAD = {"042": 1, "073": 2, "112": 3, "190": 4, "145": 4}


def country():
    return st.sampled_from(["COD", "RWA", "UGA", None])


@st.composite
def rows(draw) -> dict:
    code = draw(st.sampled_from(sorted(QUAD)))
    place = draw(st.sampled_from([*PLACES, None]))
    latitude, longitude, where = PLACES.get(place, (None, None, None))
    return {
        "event_code": code,
        "quad_class": QUAD[code],
        "goldstein": draw(st.sampled_from([-10.0, 0.0, 1.9, None])),
        "event_date": date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 120))),
        "date_precision": draw(st.sampled_from(["day", "day", "week", "month", "year"])),
        "article_id": draw(st.sampled_from("abcdef")),
        "sentence_index": draw(st.integers(0, 3)),
        "publisher": draw(st.sampled_from(["AFP", "Reuters", None])),
        "source_country": draw(country()),
        "target_country": draw(country()),
        "place_name": place,
        "place_country": where,
        "latitude": latitude,
        "longitude": longitude,
        "place_precision": place and draw(st.sampled_from(["city", "city", "country"])),
        "status": draw(st.sampled_from(["actual", "actual", "future"])),
        "duplicate_of": draw(st.sampled_from([None, None, "e0"])),
    }


LAYOUTS = [
    Layout("country", "source", "month"),
    Layout("country", "target", "week"),
    Layout("country", "place", "year"),
    Layout("country", "any", "day"),
    Layout("dyad", every="month"),
    Layout("grid", every="week"),
    Layout("country", "source", "month", date(2024, 2, 1), date(2024, 3, 15), lags=2),
]


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(rows(), min_size=1, max_size=40))
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda a: f"{a.unit}-{a.by}-{a.every}")
def test_the_panel_counts_what_the_table_holds(tmp_path_factory, layout, data):
    path = write_events(tmp_path_factory.mktemp("t") / "events.parquet", data)
    table = read_events(path)
    if not inside(table, layout, reports=True):
        with pytest.raises(InputError, match="no row of the table falls into the panel"):
            make_panel([path], layout)
        return
    panel = make_panel([path], layout)
    frame = panel.frame
    sides = ["source", "target", "place"] if layout.by == "any" else [layout.by]
    placed = len(table) - sum(panel.left_out.values())
    if layout.unit == "country":
        named = [{row[f"{side}_country"] for side in sides} - {None} for row in records(table)]
        assert frame["reports"].sum() <= sum(map(len, named))
        if layout.by != "any":
            assert frame["reports"].sum() == placed
    else:
        assert frame["reports"].sum() == placed
    first = inside(table, layout)
    assert frame["events"].sum() == len(first)
    for column, kinds, start in (("quad_class", QUADS, 5), ("event_root", ROOTS, 6)):
        values = [row[column] for row in first]
        for kind in kinds:
            assert frame[kind].sum() == sum(int(value) == int(kind[start:]) for value in values)
    scores = [row["goldstein"] for row in first if not pd.isna(row["goldstein"])]
    assert frame["goldstein_sum"].sum() == pytest.approx(sum(scores), abs=1e-4)
    assert frame["goldstein_min"].min() == pytest.approx(min(scores)) if scores else True
    assert (frame[QUADS].sum(axis=1) == frame["events"]).all()
    assert (frame[ROOTS].sum(axis=1) == frame["events"]).all()
    assert (frame["events"] <= frame["reports"]).all()
    assert (frame["articles"] <= frame["sentences"]).all()
    assert not frame.duplicated([*layout.keys, "period"]).any()
    assert len(frame) == len(frame[layout.keys].drop_duplicates()) * frame["period"].nunique()


def records(table: pd.DataFrame) -> list[dict]:
    return table.astype(object).where(table.notna(), None).to_dict("records")


def inside(table: pd.DataFrame, layout: Layout, reports: bool = False) -> list[dict]:
    """The first reports, or all, that a panel counts, once for each of their units."""
    found = []
    order = ["day", "week", "month", "year"]
    for row in records(table):
        day = row["event_date"].date()
        if (
            row["status"] not in layout.statuses
            or (row["duplicate_of"] and not reports)
            or order.index(row["date_precision"]) > order.index(layout.every)
            or (layout.start and day < layout.start)
            or (layout.end and day > layout.end)
        ):
            continue
        if layout.unit == "grid":
            times = int(row["place_precision"] == "city")
        elif layout.unit == "dyad":
            times = int(bool(row["source_country"] and row["target_country"]))
        else:
            sides = ["source", "target", "place"] if layout.by == "any" else [layout.by]
            times = len({row[f"{side}_country"] for side in sides} - {None})
        found += [row] * times
    return found


def test_zeros_lags_and_empty_scores(tmp_path):
    months = [date(2024, 1, 5), date(2024, 1, 9), date(2024, 3, 2)]
    data = [
        {"event_date": day, "target_country": None, "goldstein": g}
        for day, g in zip(months, [-10, -5, 2], strict=True)
    ]
    path = write_events(tmp_path / "e.parquet", data)
    layout = Layout("country", "source", "month", date(2023, 12, 1), date(2024, 4, 30), lags=1)
    frame = make_panel([path], layout).frame
    assert list(frame["events"]) == [0, 2, 0, 1, 0]
    assert list(frame["period"].dt.strftime("%Y-%m-%d"))[0] == "2023-12-01"
    assert list(frame["goldstein_sum"]) == [0, -15, 0, 2, 0]
    assert frame["goldstein_mean"].tolist()[1] == -7.5
    assert frame["goldstein_min"].isna().tolist() == [True, False, True, False, True]
    assert frame["events_lag1"].tolist()[1:] == [0, 2, 0, 1]
    assert frame["events_lag1"].isna().tolist() == [True, False, False, False, False]
    assert list(frame["material_conflict"]) == list(frame["quad_4"]) == [0, 2, 0, 1, 0]
    assert set(frame["country_gw"]) == {490}


def test_denominators(tmp_path):
    data = [
        {"article_id": "a", "publisher": "AFP"},
        {"article_id": "a", "publisher": "AFP", "event_code": "112"},
        {"article_id": "a", "publisher": "AFP", "sentence_index": 1},
        {"article_id": "b", "publisher": "Reuters", "source_country": "RWA"},
    ]
    path = write_events(tmp_path / "e.parquet", data)
    frame = make_panel([path], Layout("country", "source")).frame.set_index("country")
    assert frame.loc["COD", ["articles", "publishers", "sentences"]].tolist() == [1, 1, 2]
    assert frame.loc["RWA", ["all_articles", "all_publishers", "all_sentences"]].tolist() == [
        2,
        2,
        3,
    ]


def test_weeks_begin_on_monday(tmp_path):
    data = [{"event_date": date(2024, 5, 12)}, {"event_date": date(2024, 5, 13)}]
    frame = make_panel(
        [write_events(tmp_path / "e.parquet", data)], Layout("dyad", every="week")
    ).frame
    assert list(frame["period"].dt.strftime("%Y-%m-%d")) == ["2024-05-06", "2024-05-13"]


def test_grid_cells():
    # The corners of the grid, and the first land cell that PRIO-GRID lists.
    latitude = pd.Series([-90, -90, 89.99, 90, -55.75])
    longitude = pd.Series([-180, 179.99, 179.99, 180, -69.25])
    assert list(grid_cell(latitude, longitude)) == [1, 720, 259200, 259200, 49182]


def test_a_grid_row_gives_back_its_cell(tmp_path):
    data = [
        {"latitude": lat, "longitude": lon, "place_precision": "city"}
        for lat, lon, _ in PLACES.values()
    ]
    frame = make_panel([write_events(tmp_path / "e.parquet", data)], Layout("grid")).frame
    assert list(grid_cell(frame["latitude"], frame["longitude"])) == list(frame["gid"])
    assert (frame["latitude"] % 0.5 == 0.25).all()


def test_numbers_of_states():
    assert state_number("SRB", date(2006, 6, 4)) == 345
    assert state_number("SRB", date(2006, 6, 5)) == 340
    assert state_number("SRB", date(2020, 1, 1), "cow") == 345
    assert state_number("DEU", date(2020, 1, 1)) == 260
    assert state_number("DEU", date(2020, 1, 1), "cow") == 255
    assert state_number("SSD", date(2011, 7, 8)) is None
    assert state_number("SSD", date(2011, 7, 9)) == 626
    assert state_number("HKG", date(1997, 7, 1)) == 710
    assert state_number("PSE", date(2020, 1, 1)) is None
    assert countries()["ROU"].cameo == "ROM"


def test_periods_of_one_state_do_not_overlap():
    for iso3 in countries():
        for system in ("gw", "cow"):
            days = [date(y, m, 15) for y in range(1985, 2025) for m in (1, 7)]
            known = [state_number(iso3, day, system) for day in days]
            held = [number for number in known if number is not None]
            assert not held or known[-len(held) :] == held, iso3


def test_the_command_writes_parquet_and_csv_alike(tmp_path, monkeypatch, capsys):
    table = write_events(tmp_path / "e.parquet", [{}, {"status": "future"}, {"event_code": "042"}])
    for name in ("p.parquet", "p.csv"):
        options = [
            "--unit",
            "dyad",
            "--every",
            "day",
            "--from",
            "2024-05-10",
            "--until",
            "2024-05-20",
        ]
        assert run(monkeypatch, "panel", table, *options, "-o", tmp_path / name) == 0
    told = capsys.readouterr().out
    assert "1 units by 11 periods" in told
    assert "1 rows left out: of another status" in told
    parquet = pq.read_table(tmp_path / "p.parquet").to_pandas()
    csv = pd.read_csv(tmp_path / "p.csv", parse_dates=["period"])
    assert parquet.astype(csv.dtypes).equals(csv)
    assert set(COUNTS) < set(csv.columns)
    assert set(csv["target_cow"]) == {490}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--unit", "dyad", "--by", "place"], "leave out --by"),
        (["--from", "2024-02-01", "--until", "2024-01-01"], "ends (2024-01-01) before"),
        (["--from", "2030-01-01"], "no row of the table falls into the panel"),
        (["-o", "panel.xlsx"], "written as .parquet or .csv"),
    ],
)
def test_wrong_wishes_are_told(tmp_path, monkeypatch, capsys, options, told):
    table = write_events(tmp_path / "e.parquet", [{}])
    assert run(monkeypatch, "panel", table, *options) == 3
    assert told in capsys.readouterr().err
