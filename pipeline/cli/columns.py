"""``events columns``: what each column of the event table means."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from pipeline.cli import app


@app.command()
def columns() -> None:
    """List the columns of the event table with type and meaning."""
    from pipeline.tables.schema import columns as describe

    table = Table("column", "type", "meaning")
    for column in describe():
        table.add_row(column.name, column.kind, column.meaning)
    Console().print(table)
