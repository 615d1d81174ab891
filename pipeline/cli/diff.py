"""``events diff``: what a change of a codebook does to the data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipeline.cli import app
from pipeline.cli.inputs import articles_of
from pipeline.cli.options import Columns, Day, Inputs, ParserName

_KINDS = ("won", "lost", "recoded")


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A codebook folder.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another codebook folder.")],
    inputs: Inputs,
    add: Annotated[
        bool, typer.Option("--add", help="NEW adds to OLD, instead of standing in its place.")
    ] = False,
    parser: ParserName = None,
    date: Day = None,
    column: Columns = None,
    rows: Annotated[int, typer.Option(min=0, help="Show at most so many rows.")] = 20,
) -> None:
    """Code articles with two codebooks: rows won, lost and recoded, by root code."""
    from pipeline.authoring.changes import compare, count_changes
    from pipeline.codebook.load import load_codebook
    from pipeline.coder import Coder

    before = Coder.from_codebooks(old, parser=parser)
    after = Coder(load_codebook([old, new] if add else [new]), before.parser)
    changes = list(compare(before, after, articles_of(inputs, date, column)))
    console = Console(highlight=False, soft_wrap=True)
    table = Table("root", *_KINDS)
    for root, counts in count_changes(changes).items():
        table.add_row(root, *(str(counts[kind]) for kind in _KINDS))
    console.print(table)
    for change in changes[:rows]:
        sides = [f"{e.row} ({e.pattern})" if e else "nothing" for e in (change.old, change.new)]
        console.print(f"{change.kind}: {' -> '.join(sides)}", markup=False)
        event = change.new or change.old
        if event:
            console.print(f"  {change.article_id}: {event.sentence.text}", markup=False)
    if len(changes) > rows:
        console.print(f"and {len(changes) - rows} more: --rows shows them")
