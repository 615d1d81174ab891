"""``events code``: articles in, the event table out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from pipeline.cli import CHECK_FAILED, app
from pipeline.cli.inputs import read_columns
from pipeline.cli.options import Codebooks, Columns, Day, Inputs, ParserName, check_statuses
from pipeline.cli.progress import show_progress

if TYPE_CHECKING:
    from pipeline.run import Job


@app.command()
def code(
    inputs: Inputs,
    out: Annotated[
        str,
        typer.Option(
            "--out", "-o", metavar="PATH", help="Where to write the event table (Parquet)."
        ),
    ] = "output/events.parquet",
    codebooks: Codebooks = None,
    parser: ParserName = None,
    date: Day = None,
    column: Columns = None,
    titles: Annotated[bool, typer.Option("--titles", help="Code the titles too.")] = False,
    status: Annotated[
        list[str] | None,
        typer.Option(
            callback=check_statuses,
            metavar="STATUS",
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
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=0,
            help="Worker processes; one for each core when left out; 0 codes in this process and"
            " knows no --timeout. The output is the same.",
        ),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            min=0.1,
            metavar="SECONDS",
            help="How long a worker may take for one article; what takes longer is rejected.",
        ),
    ] = 300,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="Code only articles that are new or changed since the table was written; its"
            " other rows stay. A changed codebook, parser or option makes all be coded again.",
        ),
    ] = False,
    parse_cache: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Keep the parses there: coding again after a codebook edit parses nothing.",
        ),
    ] = None,
    parse_all: Annotated[
        bool,
        typer.Option(
            "--parse-all",
            hidden=True,
            help="Parse also sentences whose words tell that they give no event; the table is the"
            " same.",
        ),
    ] = False,
    engine: Annotated[
        str,
        typer.Option(
            metavar="local|spark",
            help="spark codes Parquet files on a cluster, into folders of Parquet files.",
        ),
    ] = "local",
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="The Spark cluster, such as yarn.")
    ] = None,
    setting: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="A setting of Spark; may be given more than once."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if any input was rejected.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Code articles into an event table.

    Beside the table lie [bold]ledger.parquet[/bold] (what became of every sentence),
    [bold]articles.parquet[/bold] (what was coded), [bold]rejects.jsonl[/bold] (inputs that could
    not be coded, why, and the cure) and [bold]manifest.json[/bold] (versions, hashes, counts).

    A run that was stopped, by whatever, goes on when the same command is given again.

    Exit codes: 0 done, also with rejects; 1 done with rejects under --strict; 2 wrong usage;
    3 could not start or finish.
    """
    from pipeline.engines.recipe import Recipe
    from pipeline.run import Job

    if update and (status or without_text):
        raise typer.BadParameter("--status and --without-text leave out what --update must keep")
    job = Job(
        inputs,
        Recipe(
            tuple(map(str, codebooks or ())),
            parser,
            titles,
            str(parse_cache) if parse_cache else None,
            not parse_all,
        ),
        default_date=date and date.date(),
        columns=read_columns(column or []),
        statuses=status or (),
        jobs=jobs,
        without_text=without_text,
        timeout=timeout,
        update=update,
    )
    if engine == "spark":
        manifest = _run_spark(job, out, master, setting or [])
    elif engine == "local":
        manifest = _run(job, Path(out), Console(stderr=True, quiet=quiet))
    else:
        raise typer.BadParameter(f"no engine {engine!r}: there are local and spark")
    if not quiet:
        from pipeline.report.summary import summarise

        summarise(out, manifest, Console())
    if strict and manifest["counts"]["rejects"]:
        raise typer.Exit(CHECK_FAILED)


def _run(job: Job, out: Path, console: Console) -> dict[str, Any]:
    from pipeline.articles.counting import estimate_articles
    from pipeline.run import run

    def tell(what: str) -> None:
        console.print(f"[yellow]note[/yellow] {escape(what)}", soft_wrap=True, highlight=False)

    with show_progress(console, estimate_articles(job.inputs)) as advance:
        return run(job, out, advance, tell)


def _run_spark(job: Job, out: str, master: str | None, settings: list[str]) -> dict[str, Any]:
    from pipeline.run.spark import run_spark

    local = (
        job.update,
        job.statuses,
        job.without_text,
        job.recipe.parse_cache,
        job.jobs is not None,
    )
    if any(local):
        raise typer.BadParameter(
            "--update, --status, --without-text, --parse-cache and --jobs are not for"
            " --engine spark"
        )
    if wrong := [option for option in settings if "=" not in option]:
        raise typer.BadParameter(f"{wrong[0]!r}: write KEY=VALUE, as in spark.executor.cores=4")
    return run_spark(job, out, master, dict(option.split("=", 1) for option in settings))
