"""Reading articles for commands that only look at them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import typer

from pipeline.cli.code import read_columns
from pipeline.types import Article, Reject


def articles_of(
    inputs: list[str], date: datetime | None, column: list[str] | None
) -> Iterator[Article]:
    """Yield the articles of the inputs; what cannot be read is told on standard error.

    Args:
        inputs: files, folders or ``-``.
        date: day of publication of articles that name none.
        column: ``FIELD=NAME`` options.
    """
    from pipeline.articles import read_articles

    columns = read_columns(column or [])
    for item in read_articles(inputs, default_date=date and date.date(), columns=columns):
        if isinstance(item, Reject):
            typer.echo(f"{item.file}:{item.line}: {item.reason}; {item.cure}", err=True)
        else:
            yield item
