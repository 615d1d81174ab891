"""The files of a written event table: finds them, and changes them row group by row group."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import InputError

Change = Callable[[pa.Table, int], pa.Table]
"""Takes a row group and the number of its first row; gives the same rows, changed."""


def find_files(path: Path, columns: Sequence[str] = ("event_id",)) -> list[Path]:
    """Return the Parquet files of an event table, in order.

    Args:
        path: a file, or a folder that holds the parts of a table cut by year.
        columns: those that each file must have.

    Raises:
        InputError: there is no such table, or a column is missing.
    """
    if not path.exists():
        raise InputError(f"{path}: no such file; `events code` writes one")
    files = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: no Parquet file in the folder; name an event table")
    for file in files:
        try:
            there = set(pq.read_schema(file).names)
        except pa.ArrowInvalid as error:
            raise InputError(f"{file}: not Parquet ({error}); name an event table") from None
        missing = [name for name in columns if name not in there]
        if missing:
            raise InputError(
                f"{file}: no column {missing[0]!r}; name a table that `events code` wrote"
            )
    return files


def read_rows(
    files: Iterable[Path], columns: Sequence[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table's files in order, a batch of them in memory at a time.

    Args:
        files: as ``find_files`` returns them.
        columns: those to read; all if None.
    """
    for path in files:
        with pq.ParquetFile(path) as source:
            for batch in source.iter_batches(columns=None if columns is None else list(columns)):
                yield from batch.to_pylist()


def rewrite(path: Path, change: Change, out: Path | None = None) -> None:
    """Pass a Parquet file through ``change``; schema, metadata and order of the rows stay.

    Args:
        path: the file.
        change: called for each row group in turn.
        out: where to write; in place of ``path`` when left out.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    out = out or path
    partial = out.with_name(f".{out.name}.partial")
    start = 0
    try:
        with pq.ParquetFile(path) as source:
            schema = source.schema_arrow
            with pq.ParquetWriter(partial, schema, compression="zstd") as sink:
                for number in range(source.num_row_groups):
                    group = source.read_row_group(number)
                    changed = change(group, start).cast(schema)
                    sink.write_table(changed, row_group_size=max(1, group.num_rows))
                    start += group.num_rows
        os.replace(partial, out)
    finally:
        partial.unlink(missing_ok=True)
