"""Reads tables: CSV, tab-separated and Parquet, one article a row."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.articles.fields import MAX_CHARACTERS, Options, build_article
from pipeline.articles.refusal import Refusal
from pipeline.articles.sources import Source
from pipeline.articles.streams import CountedLines, open_text
from pipeline.types import Article, Reject

_BATCH = 32
_CHUNK = 1 << 20
_UNPACKED = 1 << 30
_RATIO = 200
"""How much larger a file may become when it is unpacked; text is packed to a tenth."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its 1-based line and its cells by column name."""

    line: int
    cells: Mapping[str, object]


def read_csv(
    stream: io.BufferedReader, source: Source, options: Options
) -> Iterator[Article | Reject]:
    """Yield an article or a reject for each row of a CSV file."""
    yield from _build(read_rows(stream, source.name), source, options)


def read_tsv(
    stream: io.BufferedReader, source: Source, options: Options
) -> Iterator[Article | Reject]:
    """Yield an article or a reject for each row of a tab-separated file."""
    yield from _build(read_rows(stream, source.name, delimiter="\t"), source, options)


def read_parquet(
    stream: io.BufferedReader, source: Source, options: Options
) -> Iterator[Article | Reject]:
    """Yield an article or a reject for each row of a Parquet file, by batches of rows."""
    yield from _build(_read_parquet_rows(stream, source.name, options), source, options)


def read_rows(
    stream: io.BufferedReader, file: str, *, delimiter: str = ","
) -> Iterator[Row | Reject]:
    """Yield the rows below the header; the first is the header itself, its cells empty.

    A row with broken quotes, or with another number of fields than the header, is a reject.
    """
    csv.field_size_limit(MAX_CHARACTERS)
    lines = CountedLines(open_text(stream))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header: list[str] | None = None
    while True:
        line = lines.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            upto = f" up to line {lines.number}" if lines.number > line else ""
            cure = 'put fields with commas, quotes or line breaks in "..." and write " as ""'
            yield Reject(file, line, f"broken CSV{upto}: {error}", cure)
            continue
        except Refusal as refusal:
            yield refusal.reject(file, lines.number)
            continue
        if cells is None:
            return
        if not cells:
            continue
        if header is None:
            header = cells
            yield Row(line, dict.fromkeys(header, ""))
        elif len(cells) != len(header):
            reason = f"{len(cells)} fields where the header has {len(header)}"
            yield Reject(file, line, reason, 'put fields with commas in "..."')
        else:
            yield Row(line, dict(zip(header, cells, strict=True)))


def _read_parquet_rows(
    stream: io.BufferedReader, file: str, options: Options
) -> Iterator[Row | Reject]:
    number = 0
    try:
        with tempfile.TemporaryFile() as spare, pq.ParquetFile(_seekable(stream, spare)) as table:
            names = dict.fromkeys(table.schema_arrow.names, "")
            yield Row(1, names)
            needed = [name for name in names if options.pick({name: name})]
            for batch in table.iter_batches(batch_size=_BATCH, columns=needed):
                for cells in batch.to_pylist():
                    number += 1
                    yield Row(number, cells)
    except Refusal as refusal:
        yield refusal.reject(file, number + 1)
    except (pa.ArrowException, OSError) as error:
        reason = f"broken Parquet: {str(error).splitlines()[0]}"
        yield Reject(file, number + 1, reason, "write the file again; it may be cut off")


def _seekable(stream: io.BufferedReader, spare: IO[bytes]) -> IO[bytes]:
    """Return the stream, or ``spare`` with its content where that was compressed."""
    if isinstance(stream.raw, io.FileIO) and stream.seekable():
        return stream
    packed = getattr(stream.raw, "fileobj", None) or getattr(stream.raw, "_fp", None)
    while chunk := stream.read(_CHUNK):
        spare.write(chunk)
        if spare.tell() > _UNPACKED and packed and spare.tell() > _RATIO * packed.tell():
            raise Refusal(
                f"it unpacks to more than {_RATIO} times its size", "write it again without .gz"
            )
    spare.seek(0)
    return spare


def _build(
    rows: Iterable[Row | Reject], source: Source, options: Options
) -> Iterator[Article | Reject]:
    header: Row | None = None
    for row in rows:
        if isinstance(row, Reject):
            yield row
        elif header is None:
            header = row
            try:
                _refuse_missing_columns(header, options)
            except Refusal as refusal:
                yield refusal.reject(source.name, header.line)
                return
        else:
            yield build_article(
                options.pick(row.cells),
                file=source.name,
                line=row.line,
                fallback_id=f"{source.stem}:{row.line}",
                options=options,
            )


def _refuse_missing_columns(header: Row, options: Options) -> None:
    found = options.pick(header.cells)
    needed = ("text", "date") if options.default_date is None else ("text",)
    for name in needed:
        if name not in found:
            wanted = options.columns.get(name, name)
            spelled = "body" if name == "text" else "published"
            raise Refusal(
                f"no column {wanted!r} among {', '.join(map(repr, header.cells))}",
                f"name the column that holds it, such as --column {name}={spelled}",
            )
