"""``events evaluate``: how right the rows are, by a checked sheet or by labelled events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table as Grid

from pipeline.cli import app
from pipeline.cli.options import Codebooks, ParserName
from pipeline.errors import InputError


@app.command()
def evaluate(
    sheets: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[SHEET]...", help="Checked sheets of one sample, one a coder."),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Labelled events: .yaml, .jsonl, .tsv or a folder."),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(help="The event table; with --gold, score it instead of coding the articles."),
    ] = None,
    codebooks: Codebooks = None,
    parser: ParserName = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure how right the rows are.

    From checked sheets of [bold]events sample[/bold]: precision by root and field with 95 %
    intervals, and how far two coders agree; written beside the table as
    [bold]events.quality.json[/bold]. With --gold: precision and recall against labelled events.
    """
    if bool(sheets) == bool(gold):
        raise typer.BadParameter("name either checked sheets, or labelled events with --gold")
    console = Console(highlight=False, soft_wrap=True)
    if gold:
        result = _score(gold, table, codebooks, parser)
        shown = _show_score
    else:
        result = _evaluate_sheets(sheets or [], table, Console(stderr=True))
        shown = _show_quality
    if as_json:
        typer.echo(json.dumps(result, indent=2))
    else:
        shown(result, console)


def _score(
    gold: Path, table: Path | None, codebooks: list[Path] | None, parser: str | None
) -> dict[str, Any]:
    from pipeline.evaluation.labelled import read_labelled
    from pipeline.evaluation.scoring import code_labelled, score

    articles = read_labelled(gold)
    if table:
        from pipeline.tables.files import find_files, read_rows

        files = find_files(table, ("sentence", "event_code", "status"))
        return score(articles, read_rows(files))
    from pipeline.coder import Coder

    coder = Coder.from_codebooks(*(codebooks or ()), parser=parser)
    return score(articles, code_labelled(coder, articles))


def _evaluate_sheets(sheets: list[Path], table: Path | None, console: Console) -> dict[str, Any]:
    from pipeline.evaluation.quality import evaluate as evaluate_rows
    from pipeline.evaluation.quality import read_sheets, write_quality

    judgements = read_sheets(sheets)
    if not judgements:
        raise InputError(f"{sheets[0]}: nothing is judged; write 1 or 0 into its right_... columns")
    result = evaluate_rows(judgements)
    beside = table or Path(judgements[0].table)
    if not beside.exists():
        raise InputError(f"{beside}: the sheet's table is not there; say where with --table")
    written = write_quality(result, beside, sheets)
    console.print(f"written to {written}")
    return result


def _show_quality(result: Mapping[str, Any], console: Console) -> None:
    grid = Grid("root", "rows", *result["precision"], title=f"{result['judged']} rows judged")
    for root, figures in result["roots"].items():
        shares = (_interval(figures.get(field)) for field in result["precision"])
        grid.add_row(root, str(figures["rows"]), *shares)
    grid.add_section()
    grid.add_row("all", "", *map(_interval, result["precision"].values()))
    console.print(grid)
    if result["weighted"]:
        console.print(
            f"of the whole table, by the size of its roots: {_interval(result['weighted'])}"
        )
    for field, found in ((result["agreement"] or {}).get("fields") or {}).items():
        console.print(
            f"{field}: coders agree on {found['share']:.0%} of {found['n']},"
            f" kappa {_number(found['kappa'])}, alpha {_number(found['alpha'])}"
        )


def _show_score(result: Mapping[str, Any], console: Console) -> None:
    title = f"{result['articles']} articles, {result['sentences']} sentences"
    grid = Grid("root", "right", "wrong", "missed", "precision", "recall", "F1", title=title)
    for name in ("strict", "open"):
        grid.add_row(*_cells(f"all, {name}", result[name]))
    grid.add_section()
    for root, figures in result["strict"]["roots"].items():
        grid.add_row(*_cells(root, figures))
    console.print(grid)
    console.print(f"status right, of events found: {_interval(result['strict']['status'])}")
    if result["elsewhere"]:
        console.print(f"{result['elsewhere']} rows lie in sentences that are not labelled")


def _cells(name: str, figures: Mapping[str, Any]) -> list[str]:
    counts = [str(figures[key]) for key in ("right", "wrong", "missed")]
    shares = [_interval(figures["precision"]), _interval(figures["recall"])]
    return [name, *counts, *shares, _number(figures["f1"])]


def _interval(share: Mapping[str, float] | None) -> str:
    return f"{share['share']:.2f} ({share['low']:.2f}-{share['high']:.2f})" if share else "-"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
