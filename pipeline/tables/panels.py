"""Panels: counts of events by country, dyad or grid cell and by period, zero-filled.

The columns are defined in ``docs/panels.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from pipeline.crosswalk.countries import state_number
from pipeline.errors import InputError
from pipeline.tables.frames import read_events

Unit = Literal["country", "dyad", "grid"]
By = Literal["source", "target", "place", "any"]
Every = Literal["day", "week", "month", "year"]

_FREQUENCY = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
_FINENESS = {name: i for i, name in enumerate(get_args(Every))}
ROOTS = [f"cameo_{root:02}" for root in range(1, 21)]
QUADS = [f"quad_{quad}" for quad in range(1, 5)]
COUNTS = ["events", "reports", *QUADS, "material_conflict", "material_cooperation", *ROOTS]
GOLDSTEIN = ["goldstein_sum", "goldstein_mean", "goldstein_min"]
DENOMINATORS = ["articles", "publishers", "sentences"]
MEASURES = [*COUNTS, *GOLDSTEIN]
COLUMNS = [
    "event_id", "event_date", "date_precision", "article_id", "sentence_index", "publisher",
    "source_country", "target_country", "place_country", "latitude", "longitude",
    "place_precision", "event_root", "quad_class", "goldstein", "status", "duplicate_of",
]  # fmt: skip
_MOST_ROWS = 50_000_000


@dataclass(frozen=True, slots=True)
class Layout:
    """What a panel counts.

    Attributes:
        unit: ``country``; ``dyad``, directed from source to target; or ``grid``, PRIO-GRID cells.
        by: which country of a row is its unit; ``any`` counts it once for each that it names.
        every: the length of a period.
        start, end: first and last day of the calendar; those of the events where left out.
        statuses: the rows that count.
        lags: how many periods back each measure is repeated.
    """

    unit: Unit = "country"
    by: By = "any"
    every: Every = "month"
    start: date | None = None
    end: date | None = None
    statuses: tuple[str, ...] = ("actual",)
    lags: int = 0

    def __post_init__(self) -> None:
        if self.unit == "dyad" and self.by != "any":
            raise InputError("a dyad is source and target together; leave out --by")
        if self.unit == "grid" and self.by not in ("any", "place"):
            raise InputError("a grid cell is a place; leave out --by, or say --by place")
        if self.start and self.end and self.end < self.start:
            raise InputError(f"the calendar ends ({self.end}) before it begins ({self.start})")

    @property
    def keys(self) -> list[str]:
        """The columns that name a unit."""
        names = {"country": ["country"], "dyad": ["source", "target"], "grid": ["gid"]}
        return names[self.unit]


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel and the rows of the table that it leaves out, by reason."""

    frame: pd.DataFrame
    left_out: dict[str, int]


def make_panel(files: Sequence[Path], layout: Layout) -> Panel:
    """Count the events of a table by unit and period.

    Args:
        files: the files of one event table.
        layout: what to count.

    Returns:
        One row for each unit that occurs and each period of the calendar, by unit and period.

    Raises:
        InputError: the panel would not fit into memory, or nothing falls into it.
    """
    events = pd.concat([read_events(path, COLUMNS) for path in files], ignore_index=True)
    left_out: dict[str, int] = {}
    chosen = _choose(events, layout, left_out)
    rows = _place(chosen, layout, left_out)
    if rows.empty:
        told = ", ".join(f"{n} {reason}" for reason, n in left_out.items()) or "it is empty"
        raise InputError(f"no row of the table falls into the panel: {told}")
    counted = _count(rows, layout)
    frame = _fill(counted, rows, layout)
    return Panel(_finish(frame, chosen, layout), left_out)


def grid_cell(latitude: pd.Series[float], longitude: pd.Series[float]) -> pd.Series[int]:
    """Return PRIO-GRID cell ids: half a degree, from 1 in the south-west, eastward first.

    ``gid = (row - 1) * 720 + column``, with ``row = floor((latitude + 90) / 0.5) + 1`` and
    ``column = floor((longitude + 180) / 0.5) + 1`` (Tollefsen, Strand and Buhaug 2012,
    "PRIO-GRID: A unified spatial data structure", and its codebook).
    """
    row = np.clip(np.floor((latitude + 90) * 2), 0, 359)
    column = np.clip(np.floor((longitude + 180) * 2), 0, 719)
    cells: pd.Series[int] = (row * 720 + column + 1).astype("int64")
    return cells


def _choose(events: pd.DataFrame, layout: Layout, left_out: dict[str, int]) -> pd.DataFrame:
    """Keep the rows that count and fall on the calendar, with their period."""
    kept = events["status"].isin(layout.statuses)
    left_out["of another status"] = int((~kept).sum())
    rows = events[kept]
    coarse = rows["date_precision"].astype(str).map(_FINENESS) > _FINENESS[layout.every]
    left_out[f"dated more coarsely than a {layout.every}"] = int(coarse.sum())
    rows = rows[~coarse]
    days = rows["event_date"]
    outside = pd.Series(False, index=rows.index)
    if layout.start:
        outside |= days < pd.Timestamp(layout.start)
    if layout.end:
        outside |= days > pd.Timestamp(layout.end)
    left_out["outside the calendar"] = int(outside.sum())
    rows = rows[~outside].copy()
    rows["period"] = rows["event_date"].dt.to_period(_FREQUENCY[layout.every])
    return rows


def _place(rows: pd.DataFrame, layout: Layout, left_out: dict[str, int]) -> pd.DataFrame:
    """Give each row its unit, or several."""
    if layout.unit == "grid":
        within = rows["latitude"].notna() & (rows["place_precision"] == "city")
        left_out["without a place as exact as a city"] = int((~within).sum())
        rows = rows[within].copy()
        rows["gid"] = grid_cell(rows["latitude"], rows["longitude"])
        return rows
    if layout.unit == "dyad":
        whole = rows["source_country"].notna() & rows["target_country"].notna()
        left_out["without two countries"] = int((~whole).sum())
        names = {"source_country": "source", "target_country": "target"}
        return rows[whole].rename(columns=names)
    sides = ["source", "target", "place"] if layout.by == "any" else [layout.by]
    parts = [rows.assign(country=rows[f"{side}_country"]) for side in sides]
    named = pd.concat(parts).dropna(subset=["country"])
    left_out["without such a country"] = len(rows) - named["event_id"].nunique()
    return named.drop_duplicates(["event_id", "country"])


def _count(rows: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """Return the counts of the units and periods in which anything happened."""
    groups = [*layout.keys, "period"]
    first = rows[rows["duplicate_of"].isna()]
    counts = pd.DataFrame(
        {
            "events": first.groupby(groups, observed=True).size(),
            "reports": rows.groupby(groups, observed=True).size(),
        }
    )
    for prefix, column, names in (
        ("quad_", first["quad_class"].astype(str), QUADS),
        ("cameo_", first["event_root"].astype(str), ROOTS),
    ):
        table = first.assign(kind=prefix + column).groupby([*groups, "kind"], observed=True).size()
        wide = table.unstack("kind", fill_value=0).reindex(columns=names, fill_value=0)
        counts = counts.join(wide)
    scores = first.groupby(groups, observed=True)["goldstein"]
    counts["goldstein_sum"] = scores.sum().astype("float64")
    counts["goldstein_mean"] = scores.mean().astype("float64")
    counts["goldstein_min"] = scores.min().astype("float64")
    return counts.join(_count_news(rows, groups))


def _count_news(rows: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """Return how many articles, publishers and sentences told of the rows of each group."""
    grouped = rows.groupby(groups, observed=True)
    sentences = rows.drop_duplicates([*groups, "article_id", "sentence_index"])
    return pd.DataFrame(
        {
            "articles": grouped["article_id"].nunique(),
            "publishers": grouped["publisher"].nunique(),
            "sentences": sentences.groupby(groups, observed=True).size(),
        }
    )


def _fill(counted: pd.DataFrame, rows: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """Add the periods of the calendar in which nothing happened."""
    frequency = _FREQUENCY[layout.every]
    start = pd.Period(layout.start or rows["event_date"].min(), frequency)
    end = pd.Period(layout.end or rows["event_date"].max(), frequency)
    calendar = pd.period_range(start, end, freq=frequency, name="period")
    units = rows[layout.keys].drop_duplicates().sort_values(layout.keys)
    size = len(units) * len(calendar)
    if size > _MOST_ROWS:
        raise InputError(
            f"{len(units):,} units by {len(calendar):,} periods are {size:,} rows;"
            " take longer periods, or a shorter calendar with --from and --until"
        )
    full = units.merge(pd.DataFrame({"period": calendar}), how="cross")
    frame = full.merge(counted.reset_index(), how="left", on=[*layout.keys, "period"])
    frame["material_conflict"] = frame["quad_4"]
    frame["material_cooperation"] = frame["quad_2"]
    whole = [*COUNTS, *DENOMINATORS]
    frame[whole] = frame[whole].fillna(0).astype("int32")
    frame["goldstein_sum"] = frame["goldstein_sum"].fillna(0.0)
    return frame


def _finish(frame: pd.DataFrame, chosen: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """Add what describes unit and period, the news of the whole period, and lags."""
    days = frame["period"].dt.start_time
    if layout.unit == "grid":
        place = frame["gid"] - 1
        frame["latitude"] = place // 720 / 2 - 89.75
        frame["longitude"] = place % 720 / 2 - 179.75
    else:
        for key in layout.keys:
            _number(frame, key, days)
    news = _count_news(chosen, ["period"]).reindex(frame["period"])
    for name in DENOMINATORS:
        frame[f"all_{name}"] = news[name].fillna(0).astype("int32").to_numpy()
    frame["year"], frame["month"] = days.dt.year.astype("int32"), days.dt.month.astype("int32")
    frame["period"] = days.astype("datetime64[ms]")
    described = [
        *layout.keys, *(c for c in map(str, frame) if c.endswith(("_gw", "_cow"))),
        "period", "year", "month",
        *(["latitude", "longitude"] if layout.unit == "grid" else []),
    ]  # fmt: skip
    frame = frame[[*described, *MEASURES, *DENOMINATORS, *(f"all_{n}" for n in DENOMINATORS)]]
    return _add_lags(frame, layout)


def _number(frame: pd.DataFrame, key: str, days: pd.Series[Any]) -> None:
    pairs = pd.DataFrame({"iso3": frame[key], "day": days})
    for system in ("gw", "cow"):
        known = {
            (iso3, day): state_number(iso3, day.date(), system)
            for iso3, day in pairs.drop_duplicates().itertuples(index=False)
        }
        numbers = [known[pair] for pair in pairs.itertuples(index=False, name=None)]
        frame[f"{key}_{system}"] = pd.array(numbers, dtype="Int32")


def _add_lags(frame: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    grouped = frame.groupby(layout.keys, observed=True)[MEASURES]
    parts = [frame]
    for lag in range(1, layout.lags + 1):
        shifted = grouped.shift(lag)
        shifted[COUNTS] = shifted[COUNTS].astype("Int32")
        parts.append(shifted.add_suffix(f"_lag{lag}"))
    return pd.concat(parts, axis=1)


def write_panel(panel: Panel, out: Path) -> None:
    """Write a panel as ``.csv`` or ``.parquet``; days as ``2024-05-01`` in CSV, nulls empty."""
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix == ".csv":
        panel.frame.to_csv(out, index=False, date_format="%Y-%m-%d", lineterminator="\n")
    else:
        panel.frame.to_parquet(out, index=False, compression="zstd")
