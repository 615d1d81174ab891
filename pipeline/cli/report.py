"""``events report``: a page to look at what a run found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import app


@app.command()
def report(
    events: Annotated[
        Path, typer.Argument(metavar="EVENTS", help="An event table (.parquet, or a folder).")
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The page to write; beside the table if left out."),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            min=1, help="The most rows the page holds; of a longer table it holds a random sample."
        ),
    ] = 200_000,
) -> None:
    """Write one page of HTML that shows what a run found.

    Events over time, on a map, by root, actor and dyad; each row with its source, action and
    target marked in the sentence and the codebook line that fired; what was not coded, and why;
    duplicates; filters by actor, code, date and status. The page needs no network.
    """
    from pipeline.report.page import write_report

    page = out or events.with_suffix(".html")
    packed = write_report(events, page, limit)
    if packed.rows < packed.total:
        typer.echo(
            f"the page holds a random sample of {packed.rows} of {packed.total} rows;"
            " --limit takes more"
        )
    typer.echo(f"written to {page}")
