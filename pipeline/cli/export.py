"""``events export``: the table in other coders' formats."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.cli import app
from pipeline.cli.options import Statuses, Table


class _Name(StrEnum):
    gdelt1 = "gdelt1"
    gdelt2 = "gdelt2"
    icews = "icews"
    phoenix = "phoenix"
    polecat = "polecat"
    petrarch = "petrarch"


@app.command()
def export(
    table: Table,
    to: Annotated[_Name, typer.Option(help="The format.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
    status: Statuses = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the account as JSON.")] = False,
) -> None:
    """Write the table in another coder's format, and tell what is lost, empty or changed.

    GDELT, Phoenix and PETRARCH have one line an event with all its reports, ICEWS and POLECAT one
    line a report.
    """
    from pipeline.exports import FORMATS
    from pipeline.exports.write import write_export
    from pipeline.tables.files import find_files
    from pipeline.tables.schema import EVENTS

    files = find_files(table, EVENTS.names)
    account = write_export(files, FORMATS[to.value], out, tuple(status or ("actual",)))
    if as_json:
        typer.echo(json.dumps(account.as_dict(), indent=2))
        return
    console = Console(highlight=False, soft_wrap=True, markup=False)
    console.print(f"{account.lines} lines; written to {out}")
    if account.merged:
        console.print(f"{account.merged} more reports of these events are counted in their lines")
    for name, count in account.left_out.items():
        console.print(f"{count} rows left out: {name}")
    console.print(f"lost, without a place in {to.value}: {', '.join(account.lost) or 'nothing'}")
    for title, fields in (("empty", account.empty), ("changed", account.changed)):
        for name, why in fields.items():
            console.print(f"{title}: {name}: {why}")
    for note in account.notes:
        console.print(f"note: {note}")
