"""``events sample``: a sheet of rows to check by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.cli import app
from pipeline.cli.options import Table, check_statuses


@app.command()
def sample(
    table: Table,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where to write the sheet (CSV).")
    ] = Path("sheet.csv"),
    per_root: Annotated[
        int, typer.Option("--per-root", min=1, help="How many rows of each root code.")
    ] = 20,
    seed: Annotated[int, typer.Option(help="Another number draws another sample.")] = 0,
    status: Annotated[
        str | None,
        typer.Option(
            callback=check_statuses,
            metavar="STATUS",
            help="Only rows of this status, such as actual.",
        ),
    ] = None,
) -> None:
    """Draw a stratified sample of rows for hand checking.

    Write 1 (right) or 0 (wrong) into the columns right_..., and leave out what you cannot tell;
    then [bold]events evaluate sheet.csv[/bold].
    """
    from pipeline.evaluation.quality import SHOWN, draw_sheet, write_sheet
    from pipeline.tables.files import find_files

    rows = draw_sheet(find_files(table, SHOWN), table.as_posix(), per_root, seed, status)
    write_sheet(rows, out)
    roots = len({row["event_root"] for row in rows})
    Console().print(f"{len(rows)} rows of {roots} root codes; written to {out}")
