"""The table of an earlier run, whose rows a run may keep instead of coding again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

_ROWS = 1 << 13


class SortedRows:
    """The rows of a Parquet file sorted by ``article_id``, taken from front to back."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.schema = schema
        self._batches = pq.ParquetFile(path).iter_batches(batch_size=_ROWS)
        self._read = schema.empty_table()

    def take(self, ids: Sequence[str]) -> pa.Table:
        """Return the rows of these articles; ids must rise, within a call and between calls."""
        if not ids:
            return self.schema.empty_table()
        passed = []
        while True:
            rows = self._read
            upto = pc.sum(pc.less_equal(rows["article_id"], pa.scalar(ids[-1]))).as_py() or 0
            passed.append(rows.slice(0, upto))
            self._read = rows.slice(upto)
            batch = next(self._batches, None) if upto == len(rows) else None
            if batch is None:
                break
            self._read = pa.Table.from_batches([batch]).cast(self.schema)
        table = pa.concat_tables(passed)
        return table.filter(pc.is_in(table["article_id"], value_set=pa.array(ids, pa.string())))


def read_manifest(path: Path) -> dict[str, Any] | None:
    """Return a manifest, None where there is none that can be read."""
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def read_digests(path: Path) -> Iterator[tuple[str, str]]:
    """Yield id and digest of the articles that a table of articles names."""
    with pq.ParquetFile(path) as table:
        for batch in table.iter_batches(columns=["article_id", "digest"]):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
