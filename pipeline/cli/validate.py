"""``events validate``: our rows beside those of PETRARCH's own records."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pipeline.cli import CHECK_FAILED, app
from pipeline.cli.options import Codebooks, ParserName

if TYPE_CHECKING:
    from pipeline.legacy.validate import Comparison


@app.command()
def validate(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="PETRARCH .xml records with <EventCoding>."),
    ],
    codebooks: Codebooks = None,
    parser: ParserName = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE.tsv", help="Where to write every record."),
    ] = None,
    at_least: Annotated[
        int | None,
        typer.Option(help="Exit with 0 if so many records agree; otherwise all have to."),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Only the counts, not the records that differ.")
    ] = False,
) -> None:
    """Code the <Text> of PETRARCH records and compare with their <EventCoding>.

    A record agrees when the set of its source, target and event codes is exactly ours; rows
    without source or target are left out on both sides. Exit code 1 if too few agree.
    """
    from pipeline.coder import Coder
    from pipeline.legacy.validate import compare, to_lines

    coder = Coder.from_codebooks(*(codebooks or ()), parser=parser)
    records = list(compare(coder, inputs))
    console = Console(highlight=False, soft_wrap=True, markup=False)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("\n".join([*to_lines(records), ""]), encoding="utf-8")
    counts = Counter(record.outcome for record in records)
    if not quiet:
        for record in records:
            if record.outcome in ("differs", "rejected"):
                _show(record, console)
    compared = counts["agrees"] + counts["differs"]
    others = "".join(
        f", {count} {outcome}" for outcome, count in sorted(counts.items())
        if outcome not in ("agrees", "differs")
    )  # fmt: skip
    console.print(f"{counts['agrees']} of {compared} records agree{others}")
    if counts["agrees"] < (compared if at_least is None else at_least):
        raise typer.Exit(CHECK_FAILED)


def _show(record: Comparison, console: Console) -> None:
    console.print(f"{record.id}: {' '.join(record.text.split())}")
    if record.reason:
        console.print(f"  {record.outcome}: {record.reason}")
    for row in sorted(record.wanted - record.found):
        console.print(f"  missing {' '.join(row)}")
    for row in sorted(record.found - record.wanted):
        console.print(f"  not in the record {' '.join(row)}")
