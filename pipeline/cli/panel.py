"""``events panel``: counts by unit and period, ready for models."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.cli import app
from pipeline.cli.options import Statuses, Table


class _Unit(StrEnum):
    country = "country"
    dyad = "dyad"
    grid = "grid"


class _By(StrEnum):
    source = "source"
    target = "target"
    place = "place"
    any = "any"


class _Every(StrEnum):
    day = "day"
    week = "week"
    month = "month"
    year = "year"


@app.command()
def panel(
    table: Table,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where to write it: .parquet or .csv.")
    ] = Path("panel.parquet"),
    unit: Annotated[
        _Unit, typer.Option(help="What a row is about; grid is PRIO-GRID.")
    ] = _Unit.country,
    by: Annotated[
        _By, typer.Option(help="Which country of an event counts; any: each once.")
    ] = _By.any,
    every: Annotated[_Every, typer.Option(help="How long a period is.")] = _Every.month,
    start: Annotated[
        datetime | None,
        typer.Option(
            "--from", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="First day of the calendar."
        ),
    ] = None,
    end: Annotated[
        datetime | None,
        typer.Option(
            "--until", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Last day of the calendar."
        ),
    ] = None,
    status: Statuses = None,
    lags: Annotated[
        int, typer.Option(min=0, help="Repeat each measure of this many periods before.")
    ] = 0,
) -> None:
    """Count events by country, dyad or grid cell and by period, with zeros where there are none.

    What is left out is told with its reason. The columns are defined in docs/panels.md.
    """
    from pipeline.errors import InputError
    from pipeline.tables.files import find_files
    from pipeline.tables.panels import COLUMNS, Layout, make_panel, write_panel

    if out.suffix not in (".parquet", ".csv"):
        raise InputError(f"{out}: a panel is written as .parquet or .csv")
    layout = Layout(
        unit.value, by.value, every.value, start and start.date(), end and end.date(),
        tuple(status or ("actual",)), lags,
    )  # fmt: skip
    made = make_panel(find_files(table, COLUMNS), layout)
    write_panel(made, out)
    console = Console(highlight=False, soft_wrap=True)
    units = len(made.frame[layout.keys].drop_duplicates())
    periods = made.frame["period"].nunique()
    console.print(f"{units} units by {periods} periods; written to {out}")
    for reason, count in made.left_out.items():
        if count:
            console.print(f"{count} rows left out: {reason}")
