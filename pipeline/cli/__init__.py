"""The command line: ``events``."""

from __future__ import annotations

import sys

import click
import typer

from pipeline.errors import CoderError

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Code news articles into dated source-action-target events (CAMEO and PLOVER).\n\n"
    "Start with [bold]events code seeds/ -o output/events.parquet[/bold].",
)

DONE, CHECK_FAILED, USAGE, COULD_NOT_FINISH = 0, 1, 2, 3


def main() -> None:
    """Run the command line; a known failure is one line and exit code 3, never a traceback."""
    from pipeline.cli import code, codebook, columns, explain  # noqa: F401  registers commands

    try:
        app(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        typer.echo("stopped", err=True)
        sys.exit(COULD_NOT_FINISH)
    except (CoderError, OSError) as error:
        typer.echo(f"events: {error}", err=True)
        sys.exit(COULD_NOT_FINISH)
