"""``events dedupe``: marks events that are told again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.cli import app
from pipeline.cli.options import Table


@app.command()
def dedupe(
    table: Table,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Where to write the marked table; in place if left out."),
    ] = None,
) -> None:
    """Fill duplicate_of afresh: the event_id of the first report of the same event.

    [bold]events code[/bold] does it at its end; use this on tables that were put together or
    filtered since. No row is taken out.
    """
    from pipeline.errors import InputError
    from pipeline.run.store import renew_manifest
    from pipeline.tables.duplicates import FACTS, KEY, mark_duplicates
    from pipeline.tables.files import find_files

    files = find_files(table, (*KEY, *FACTS, "sentence", "duplicate_of"))
    if out and len(files) > 1:
        raise InputError(f"{table}: a table of {len(files)} files is marked in place; leave out -o")
    found = mark_duplicates(files, [out] if out else None)
    if out is None:
        renew_manifest(table)
    Console().print(f"{found} rows tell an event again; written to {out or table}")
