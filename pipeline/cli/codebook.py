"""``events codebook``: tools for those who write codebooks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.cli import CHECK_FAILED, app
from pipeline.cli.options import Codebooks, ParserName

codebook = typer.Typer(no_args_is_help=True, help="Check and explore codebooks.")
app.add_typer(codebook, name="codebook")


@codebook.command()
def check(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="[DIR]...", help="Codebooks; ours if none.")
    ] = None,
    parser: ParserName = None,
    warnings: Annotated[bool, typer.Option(help="Show warnings too.")] = True,
    examples: Annotated[bool, typer.Option(help="Run the examples.")] = True,
) -> None:
    """Check codebooks: entries, codes, names, dates, patterns, and every example.

    Each fault comes with file and line. Of several codebooks, of which later ones add to earlier
    ones, only the last one's warnings are shown. Exit code 1 if there is any error.
    """
    from pipeline.checks import check_codebook, check_examples, check_lemmas
    from pipeline.codebook.load import load_codebook
    from pipeline.coder import Coder
    from pipeline.syntax.parsing import Parser

    loaded = load_codebook(folders or (), strict=False)
    read = Parser(parser)
    faults = check_codebook(loaded) + sorted(check_lemmas(loaded, read))
    if examples:
        waiting = f"running {len(loaded.examples)} examples"
        with Console(stderr=True).status(waiting):
            faults += sorted(check_examples(Coder(loaded, read)))
    if folders:
        own = folders[-1].resolve()
        faults = [
            f for f in faults if f.severity == "error" or own in Path(f.file).resolve().parents
        ]
    errors = [fault for fault in faults if fault.severity == "error"]
    console = Console(highlight=False, soft_wrap=True)
    for fault in faults:
        if fault.severity == "error":
            console.print(f"[red]error[/red] {fault}", markup=True)
        elif warnings:
            console.print(f"[yellow]warning[/yellow] {fault}", markup=True)
    console.print(
        f"{loaded.version} ({loaded.digest}): {len(loaded.patterns)} patterns,"
        f" {len(loaded.actors)} actors, {len(loaded.agents)} agents,"
        f" {len(loaded.examples)} examples:"
        f" {len(errors)} errors, {len(faults) - len(errors)} warnings"
    )
    if errors:
        raise typer.Exit(CHECK_FAILED)


@codebook.command()
def find(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A word, or a name in quotes.")],
    codebooks: Codebooks = None,
) -> None:
    """Find every line that speaks of a word: patterns, synsets, actors and agents.

    Exit code 1 if there is none.
    """
    from pipeline.codebook.load import load_codebook
    from pipeline.codebook.search import find_word

    entries = list(find_word(load_codebook(codebooks or ()), word))
    if not entries:
        typer.echo(f"no line holds {word!r}; verbs and nouns are listed by their lemmas", err=True)
        raise typer.Exit(CHECK_FAILED)
    for entry in entries:
        typer.echo("\t".join([entry.where, entry.kind, entry.text, entry.meaning]).rstrip())
