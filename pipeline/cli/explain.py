"""``events explain``: why a sentence, or a row of the event table, is coded as it is."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from pipeline.cli import app
from pipeline.cli.options import Codebooks, Day, ParserName

if TYPE_CHECKING:
    from pipeline.coder import Coder
    from pipeline.explain.trace import Explanation, Row
    from pipeline.types import Event


@app.command()
def explain(
    text: Annotated[
        str | None, typer.Argument(metavar="[SENTENCE]", help="The text, in quotes.")
    ] = None,
    event: Annotated[
        str | None, typer.Option(metavar="EVENT_ID", help="Explain this row of a table instead.")
    ] = None,
    table: Annotated[
        Path | None, typer.Option("--from", metavar="TABLE", help="The event table of --event.")
    ] = None,
    articles: Annotated[
        list[str] | None,
        typer.Option(
            metavar="INPUT",
            help="The articles that the table was made of, so that the sentence of --event is"
            " read after those before it; may be given more than once.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write a page of HTML with the tree drawn.")
    ] = None,
    every: Annotated[
        bool,
        typer.Option("--all", help="Show in the terminal the patterns that do not fit, too."),
    ] = False,
    date: Day = None,
    codebooks: Codebooks = None,
    parser: ParserName = None,
) -> None:
    """Show how a sentence is read: parse, mentions, the patterns tried, which won and why.

    Either of a text, or of a row of an event table:
    [bold]events explain --event 0123456789abcdef --from output/events.parquet[/bold].
    """
    if (text is None) == (event is None):
        raise typer.BadParameter("give a sentence, or --event with --from")
    if (event is None) != (table is None) or (articles and event is None):
        raise typer.BadParameter("--event and --from go together; --articles goes with them")
    from pipeline.coder import Coder
    from pipeline.explain.trace import explain as explain_text
    from pipeline.explain.trace import read_row

    row = read_row(table, event) if event and table else None
    coder = Coder.from_codebooks(*(codebooks or ()), parser=parser)
    if row is None:
        found = list(explain_text(coder, text or "", date.date() if date else Date.today()))
        note = (
            None if found else "No sentence to code: all are discarded by the codebook or too long."
        )
        _show(found, out, coder, "How the text is coded", every, note=note)
        return
    explanation, wanted, note = _explain_row(coder, row, articles)
    _show([explanation], out, coder, f"Event {row.event_id}", every, wanted, note)


def _explain_row(
    coder: Coder, row: Row, articles: list[str] | None
) -> tuple[Explanation, Event | None, str | None]:
    """Return the explanation of a row, its event in it, and what the reader must know."""
    from pipeline.articles import read_articles
    from pipeline.explain.trace import explain_row, find_article, find_event

    article = find_article(read_articles(articles), row) if articles else None
    explanation = explain_row(coder, row, article)
    event = find_event(explanation, row)
    if event:
        return explanation, event, None
    was = f"{row.source_code or '---'} {row.event_code} {row.target_code or '---'}"
    how = "after those before it in its article" if article else "alone, without its article"
    note = f"Coded again {how}, the sentence does not give the row's event, {was}, any more. "
    note += (
        "The table was made with another codebook, parser or version."
        if article
        else "It may need what earlier sentences said: name the articles with --articles."
    )
    return explanation, None, note


def _show(
    found: list[Explanation], out: Path | None, coder: Coder, title: str, every: bool,
    event: Event | None = None, note: str | None = None,
) -> None:  # fmt: skip
    from pipeline.explain.console import render
    from pipeline.explain.page import build_page

    if out is None:
        console = Console()
        if note:
            console.print(f"[yellow]note[/yellow] {escape(note)}")
        for explanation in found:
            console.print(render(explanation, every))
        return
    page = build_page(title, found, lambda code: coder.codebook.codes[code].name, event, note)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8")
    if note:
        typer.echo(note)
    typer.echo(f"written to {out}")
