"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.types import STATUSES


def check_statuses(chosen: list[str] | str | None) -> list[str] | str | None:
    """Let a ``--status`` option pass if what it names are statuses.

    Raises:
        typer.BadParameter: if one is none.
    """
    for name in [chosen] if isinstance(chosen, str) else chosen or ():
        if name not in STATUSES:
            raise typer.BadParameter(f"no status {name!r}: there are {', '.join(STATUSES)}")
    return chosen


Codebooks = Annotated[
    list[Path] | None,
    typer.Option(
        "--codebook", "-c", metavar="DIR",
        help="A codebook folder instead of the package's own; may be given more than once.",
    ),
]  # fmt: skip
Table = Annotated[
    Path,
    typer.Argument(
        metavar="TABLE", help="An event table (Parquet), as [bold]events code[/bold] writes it."
    ),
]  # fmt: skip
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status", callback=check_statuses, metavar="STATUS",
        help="Take events of this status; may be given more than once.  [actual]",
    ),
]  # fmt: skip
ParserName = Annotated[
    str | None,
    typer.Option(
        "--parser", metavar="MODEL",
        help="A spaCy pipeline (folder or installed package) instead of the embedded one.",
    ),
]  # fmt: skip
Day = Annotated[
    datetime | None,
    typer.Option(
        "--date", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD",
        help="The day of publication of articles that do not say it themselves.",
    ),
]  # fmt: skip
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Files or folders of .txt, .jsonl, .csv, .parquet or PETRARCH .xml, with extras"
        " also .html, .rss, .atom and .warc; each also .gz;"
        " - for standard input.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="FIELD=NAME",
        help="A field's name in your files, as [bold]--column text=body[/bold]."
        " Fields: id, date, text, title, url, publisher, language.",
    ),
]  # fmt: skip
