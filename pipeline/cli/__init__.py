"""The command line: ``events``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline.errors import CoderError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Code news articles into dated source-action-target events (CAMEO and PLOVER).\n\n"
    "Start with [bold]events code seeds/ -o output/events.parquet[/bold].",
)


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda asked: _show_version() if asked else None,
            help="Show the versions of the coder and of its codebook.",
        ),
    ] = False,
) -> None:
    pass


def _show_version() -> None:
    from pipeline.codebook.load import default_codebook, read_version
    from pipeline.coder import package_version

    typer.echo(f"cameo-events {package_version()}, codebook {read_version(default_codebook())}")
    raise typer.Exit


CHECK_FAILED, COULD_NOT_FINISH = 1, 3


def load_commands() -> typer.Typer:
    """Return the command line with all its commands, whose modules are read only now."""
    from pipeline.cli import (  # noqa: F401  registers commands
        code,
        codebook,
        columns,
        coverage,
        dedupe,
        dictionaries,
        diff,
        evaluate,
        explain,
        export,
        panel,
        report,
        sample,
        validate,
    )

    return app


def main() -> None:
    """Run the command line; a known failure is one line and exit code 3, never a traceback."""
    try:
        load_commands()()
    except (CoderError, OSError) as error:
        typer.echo(f"events: {error}", err=True)
        sys.exit(COULD_NOT_FINISH)
