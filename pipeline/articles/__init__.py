"""Reads news articles from files, folders and standard input."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from pipeline.articles.extras import lacking
from pipeline.articles.feeds import is_feed, read_feed
from pipeline.articles.fields import FIELDS, Options
from pipeline.articles.jsonl import read_jsonl
from pipeline.articles.petrarch import read_petrarch
from pipeline.articles.sources import (
    KNOWN,
    METADATA,
    Source,
    find_sources,
    has_text_files,
    without_gz,
)
from pipeline.articles.streams import open_stream
from pipeline.articles.tabular import Row, read_csv, read_parquet, read_tsv
from pipeline.articles.text import read_metadata, read_text
from pipeline.articles.web import read_html, read_warc
from pipeline.errors import InputError
from pipeline.types import Article, Reject

__all__ = ["read_articles"]

_READERS: dict[str, Callable[[io.BufferedReader, Source, Options], Iterator[Article | Reject]]] = {
    "text": read_text,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "tsv": read_tsv,
    "parquet": read_parquet,
    "petrarch": read_petrarch,
    "html": read_html,
    "feed": read_feed,
    "warc": read_warc,
}
_BEGINNING = 2048
_MEND = "check that the file is whole and may be read"


class Ids(Protocol):
    """The ids of the articles read so far: a set, or something that holds more than memory can."""

    def __contains__(self, article_id: object) -> bool:
        """Tell whether there was an article of this id."""

    def add(self, article_id: str) -> None:
        """Keep an id in mind."""


def read_articles(
    inputs: Sequence[str | Path],
    *,
    default_date: date | None = None,
    columns: Mapping[str, str] | None = None,
    seen: Ids | None = None,
) -> Iterator[Article | Reject]:
    """Read articles, each character of their texts as it was written.

    Of web pages and feeds the text is what is left without markup, navigation and bylines.

    Args:
        inputs: files, folders (read to the bottom, by path), or ``-`` for standard input, which
            may hold JSON Lines, PETRARCH XML, a feed or one plain text.
        default_date: day of publication of articles that name none.
        columns: our field name to its spelling in CSV, JSON Lines and Parquet.
        seen: where to keep the ids; a set when left out.

    Returns:
        The articles, with ids that differ from each other, and a reject for whatever cannot be
        read; a reject costs no other article.

    Raises:
        InputError: an input is missing, of no known format, or of one whose library is missing,
            or ``columns`` names no field.
    """
    for name in columns or {}:
        if name not in FIELDS:
            raise InputError(f"column {name!r}: no such field; fields are {', '.join(FIELDS)}")
    options = Options(default_date, columns or {})
    return _read(find_sources(inputs), options, set() if seen is None else seen)


def _read(sources: Sequence[Source], options: Options, seen: Ids) -> Iterator[Article | Reject]:
    tables = _Tables()
    for source in sources:
        for item in _read_source(source, options, tables):
            if isinstance(item, Article) and item.id in seen:
                reason = f"the id {item.id!r} was there before"
                cure = "give each article an id of its own"
                yield Reject(item.origin, item.line, reason, cure, item.id)
                continue
            if isinstance(item, Article):
                seen.add(item.id)
            yield item


class _Tables:
    """The tables that lie beside text files and tell about them, each read once."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[dict[str, Row], list[Reject]] | None] = {}

    def beside(self, path: Path) -> tuple[dict[str, Row], list[Reject]] | None:
        folder = path.parent
        if folder not in self._known:
            self._known[folder] = self._read(folder / METADATA)
        return self._known[folder]

    def about(self, path: Path) -> Mapping[str, object]:
        rows, _ = self.beside(path) or ({}, [])
        row = rows.get(path.name) or rows.get(without_gz(path).name)
        return row.cells if row else {}

    @staticmethod
    def _read(path: Path) -> tuple[dict[str, Row], list[Reject]] | None:
        if not path.is_file() or not has_text_files(path.parent):
            return None
        try:
            return read_metadata(path, path.as_posix())
        except (OSError, EOFError, zlib.error, UnicodeError) as error:
            return {}, [Reject(path.as_posix(), 0, f"cannot be read: {error}", _MEND)]


def _read_source(source: Source, options: Options, tables: _Tables) -> Iterator[Article | Reject]:
    try:
        if source.path is None:
            yield from _read_stdin(source, options)
        elif source.format is None or not source.path.is_file():
            cure = f"articles are read from {KNOWN}; take the file out, or convert it"
            yield Reject(source.name, 0, "unknown format", cure)
        elif source.path.name == METADATA and tables.beside(source.path) is not None:
            yield from _check_table(source, source.path, tables)
        else:
            with open_stream(source.path) as stream:
                yield from _read_stream(stream, source, options, tables.about(source.path))
    except (OSError, EOFError, zlib.error, UnicodeError) as error:
        yield Reject(source.name, 0, f"cannot be read: {error}", _MEND)


def _read_stream(
    stream: io.BufferedReader,
    source: Source,
    options: Options,
    metadata: Mapping[str, object] | None = None,
) -> Iterator[Article | Reject]:
    if not stream.peek(1):
        yield Reject(source.name, 1, "empty file", "put an article there, or take it out")
        return
    if source.format == "petrarch" and is_feed(stream.peek(_BEGINNING)[:_BEGINNING]):
        source = replace(source, format="feed")
    if lack := lacking(source.format or ""):
        if not source.listed:
            raise InputError(f"{source.name}: {lack[0]}; {lack[1]}")
        yield Reject(source.name, 0, *lack)
        return
    empty = True
    items = (
        read_text(stream, source, options, metadata)
        if source.format == "text"
        else _READERS[source.format or "text"](stream, source, options)
    )
    for item in items:
        empty = False
        yield item
    if empty:
        yield Reject(source.name, 1, "no article in the file", "put one there, or take it out")


def _read_stdin(source: Source, options: Options) -> Iterator[Article | Reject]:
    raw: Any = sys.stdin.buffer
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)
    first = stream.peek(1).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    kind = {b"{": "jsonl", b"<": "petrarch"}.get(first, "text")
    yield from _read_stream(stream, replace(source, format=kind), options)


def _check_table(source: Source, path: Path, tables: _Tables) -> Iterator[Reject]:
    rows, rejects = tables.beside(path) or ({}, [])
    yield from rejects
    if not source.listed:
        cure = "name the folder, or its text files"
        yield Reject(source.name, 1, "a table about text files, no articles", cure)
    for name, row in rows.items():
        if not (path.parent / name).is_file():
            cure = "put the file there, or take the line out"
            yield Reject(source.name, row.line, f"it names {name!r}, which is not there", cure)
