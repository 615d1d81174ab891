"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

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
