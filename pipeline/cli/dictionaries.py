"""``events codebook import``: dictionaries of older coders become codebooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer
from rich.console import Console

from pipeline.cli.codebook import codebook

if TYPE_CHECKING:
    from pipeline.legacy.importer import Ontology, Options
    from pipeline.legacy.kinds import Kind


@codebook.command("import")
def import_(
    inputs: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Dictionaries, or folders of them.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The codebook folder to make.")],
    legacy: Annotated[
        list[str] | None,
        typer.Option(metavar="SWITCH", help="Behave as the old coder did; see the list below."),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--as",
            metavar="KIND=FILE",
            help="What a file holds: actors, agents, petrarch1, petrarch2, tabari, discards,"
            " issues.",
        ),
    ] = None,
    ontology: Annotated[
        str,
        typer.Option(
            help="cameo: codes that CAMEO has get its names and scores; own: none does;"
            " auto: own where more than a tenth are not CAMEO's."
        ),
    ] = "auto",
) -> None:
    """Make a codebook of dictionaries in TABARI, PETRARCH 1 or PETRARCH 2 format.

    What could not be carried over, or not as it stood, is listed in
    [bold]not-carried-over.tsv[/bold] in the new folder, with file, line and reason.

    Switches: half-open-dates, gaps, stems, former-in-office, year-discards.
    """
    from pipeline.legacy.importer import REPORT, import_dictionaries

    imported = import_dictionaries(inputs, out, read_options(legacy or [], kinds or [], ontology))
    console = Console(highlight=False, soft_wrap=True, markup=False)
    for note in imported.notes:
        console.print(note)
    console.print(", ".join(f"{count} {what}" for what, count in imported.counts.items() if count))
    lost = sum(not loss.kept for loss in imported.losses)
    console.print(
        f"{lost} lines not carried over, {len(imported.losses) - lost} changed: {out / REPORT}"
    )


def read_options(legacy: list[str], kinds: list[str], ontology: str) -> Options:
    """Read the options of an import.

    Raises:
        typer.BadParameter: if one is not known.
    """
    from pipeline.legacy.importer import SWITCHES, Options
    from pipeline.legacy.kinds import KINDS

    unknown = [switch for switch in legacy if switch not in SWITCHES]
    if unknown:
        raise typer.BadParameter(f"no switch {unknown[0]!r}: there are {', '.join(SWITCHES)}")
    if ontology not in ("auto", "cameo", "own"):
        raise typer.BadParameter(f"{ontology!r}: write auto, cameo or own")
    named: dict[Path, Kind] = {}
    for option in kinds:
        kind, equals, file = option.partition("=")
        if not equals or kind not in KINDS:
            raise typer.BadParameter(f"{option!r}: write KIND=FILE, with one of {', '.join(KINDS)}")
        named[Path(file)] = kind
    return Options(cast("Ontology", ontology), frozenset(legacy), named)
