"""Reading the articles that a command is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import typer

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


def read_columns(options: list[str]) -> dict[str, str]:
    """Read ``--column FIELD=NAME`` options.

    Raises:
        typer.BadParameter: if one is not of that form.
    """
    from pipeline.articles.fields import FIELDS

    columns: dict[str, str] = {}
    for option in options:
        field, equals, name = option.partition("=")
        if not (field and equals and name):
            raise typer.BadParameter(f"{option!r}: write FIELD=NAME, as in text=body")
        if field not in FIELDS:
            raise typer.BadParameter(f"no field {field!r}: there are {', '.join(FIELDS)}")
        columns[field] = name
    return columns
