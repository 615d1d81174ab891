"""``events explain``: why a sentence is coded as it is."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812
from typing import Annotated

import typer
from rich.console import Console

from pipeline.cli import app
from pipeline.cli.options import Codebooks, Day, ParserName


@app.command()
def explain(
    text: Annotated[str, typer.Argument(metavar="SENTENCE", help="The text, in quotes.")],
    date: Day = None,
    codebooks: Codebooks = None,
    parser: ParserName = None,
) -> None:
    """Show how a sentence is read: parse, mentions, each pattern tried, which won and why."""
    from pipeline.coder import Coder
    from pipeline.explain import explain as explain_text
    from pipeline.explain import render

    coder = Coder.from_codebooks(*(codebooks or ()), parser=parser)
    day = date.date() if date else Date.today()
    console = Console()
    for explanation in explain_text(coder, text, day):
        console.print(render(explanation))
