"""``events coverage``: what the codebooks lack."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli import app
from pipeline.cli.inputs import articles_of
from pipeline.cli.options import Codebooks, Columns, Day, Inputs, ParserName

_WHERE = {
    "pattern": "verbs/: words between known actors that no pattern took",
    "actor": "actors/: names beside known words that are in no codebook",
    "agent": "agents.yaml: nouns beside known words that are in no codebook",
}


@app.command()
def coverage(
    inputs: Inputs,
    codebooks: Codebooks = None,
    parser: ParserName = None,
    date: Day = None,
    column: Columns = None,
    top: Annotated[int, typer.Option(min=1, help="At most so many of each kind.")] = 20,
    least: Annotated[int, typer.Option(min=1, help="Only what was met so often.")] = 2,
) -> None:
    """List what the codebooks lack, by how often it was met, as entries to paste.

    The output is YAML: three lists of entries, for [bold]verbs/[/bold], [bold]actors/[/bold] and
    [bold]agents.yaml[/bold], each entry under the sentences it was met in. Put a code where it says
    CODE, and run [bold]events codebook check[/bold].
    """
    from pipeline.authoring.coverage import find_gaps
    from pipeline.coder import Coder

    coder = Coder.from_codebooks(*(codebooks or ()), parser=parser)
    gaps = find_gaps(coder, articles_of(inputs, date, column))
    for kind, where in _WHERE.items():
        chosen = [gap for gap in gaps if gap.kind == kind and gap.count >= least]
        cut = f", the first {top} of them" if len(chosen) > top else ""
        typer.echo(f"# {where}: {len(chosen)}{cut}\n")
        for gap in chosen[:top]:
            typer.echo(f"# {gap.count} times")
            for example in gap.examples:
                typer.echo(f"#   {example}")
            typer.echo(gap.entry)
