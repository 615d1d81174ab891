"""``events code``: articles in, the event table out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from pipeline.cli import CHECK_FAILED, app
from pipeline.cli.options import Codebooks, Day, ParserName
from pipeline.report import summarise
from pipeline.types import Article, Reject


@app.command()
def code(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files or folders of .txt, .jsonl, .csv, .parquet or PETRARCH .xml, also .gz;"
            " - for standard input.",
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where to write the event table (Parquet).")
    ] = Path("output/events.parquet"),
    codebooks: Codebooks = None,
    parser: ParserName = None,
    date: Day = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=NAME",
            help="A field's name in your files, as [bold]--column text=body[/bold]."
            " Fields: id, date, text, title, url, publisher, language.",
        ),
    ] = None,
    titles: Annotated[bool, typer.Option("--titles", help="Code the titles too.")] = False,
    status: Annotated[
        list[str] | None,
        typer.Option(
            help="Keep only events of this status; may be given more than once: actual, negated,"
            " future, hypothetical, historical. What is left out is counted.",
        ),
    ] = None,
    without_text: Annotated[
        bool,
        typer.Option(
            "--without-text",
            help="Leave out sentences and words, for data that may be published where the"
            " articles may not.",
        ),
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if any input was rejected.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Code articles into an event table.

    Beside the table lie [bold]ledger.parquet[/bold] (what became of every sentence),
    [bold]rejects.jsonl[/bold] (inputs that could not be coded, why, and the cure) and
    [bold]manifest.json[/bold] (versions, hashes, counts).

    Exit codes: 0 done, also with rejects; 1 done with rejects under --strict; 2 wrong usage;
    3 could not start or finish.
    """
    from pipeline.articles import read_articles
    from pipeline.coder import Coder
    from pipeline.engines import run_inline
    from pipeline.selection import keep_statuses
    from pipeline.store import write_run

    columns = read_columns(column or [])
    statuses = read_statuses(status or [])
    coder = Coder.from_codebooks(*(codebooks or ()), parser=parser, titles=titles)
    rejects: list[Reject] = []
    left_out = Counter[str]()
    console = Console(stderr=True, quiet=quiet)

    def accepted() -> Iterator[Article]:
        items = read_articles(inputs, default_date=date and date.date(), columns=columns)
        for item in items:
            if isinstance(item, Reject):
                rejects.append(item)
            else:
                yield item

    with Progress(
        SpinnerColumn(), TextColumn("coding"), BarColumn(), MofNCompleteColumn(),
        TextColumn("articles"), TimeElapsedColumn(), console=console, transient=True,
    ) as progress:  # fmt: skip
        task = progress.add_task("coding", total=None)
        batches = run_inline(coder, accepted(), lambda n: progress.advance(task, n))
        if statuses:
            batches = keep_statuses(batches, statuses, left_out)
        manifest = write_run(
            batches, out, rejects, coder.versions(), left_out if statuses else None, without_text
        )
    if not quiet:
        summarise(out, manifest, rejects, Console())
    if strict and rejects:
        raise typer.Exit(CHECK_FAILED)


def read_columns(options: list[str]) -> dict[str, str]:
    """Read ``--column FIELD=NAME`` options.

    Raises:
        typer.BadParameter: if one is not of that form.
    """
    from pipeline.articles.fields import FIELDS

    columns: dict[str, str] = {}
    for option in options:
        field, equals, name = option.partition("=")
        if not (field and equals and name):
            raise typer.BadParameter(f"{option!r}: write FIELD=NAME, as in text=body")
        if field not in FIELDS:
            raise typer.BadParameter(f"no field {field!r}: there are {', '.join(FIELDS)}")
        columns[field] = name
    return columns


def read_statuses(options: list[str]) -> list[str]:
    """Check ``--status`` options.

    Raises:
        typer.BadParameter: if one is no status.
    """
    from pipeline.selection import STATUSES

    for option in options:
        if option not in STATUSES:
            raise typer.BadParameter(f"no status {option!r}: there are {', '.join(STATUSES)}")
    return options
