"""Running the coder over many articles: an engine only moves batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import pyarrow as pa

from pipeline.coder import Coder
from pipeline.table import to_batch
from pipeline.types import Article

ARTICLES = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("date", pa.date32(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        *(pa.field(name, pa.string()) for name in ("title", "url", "publisher", "language")),
    ]
)
"""What a worker is handed: one row an article."""

_BATCH = 64


def to_batches(articles: Iterable[Article], size: int = _BATCH) -> Iterator[pa.RecordBatch]:
    """Pack articles into record batches of the schema ``ARTICLES``."""
    rest = iter(articles)
    while group := list(islice(rest, size)):
        rows = [{name: getattr(a, name) for name in ARTICLES.names} for a in group]
        yield pa.RecordBatch.from_pylist(rows, schema=ARTICLES)


def code_batches(coder: Coder, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Code batches of articles into batches of rows (``table.BATCH``), one for one."""
    for batch in batches:
        articles = (Article(**row) for row in batch.to_pylist())
        yield to_batch(coder.code(articles), coder.codebook.codes)


def run_inline(
    coder: Coder, articles: Iterable[Article], progress: Callable[[int], None] | None = None
) -> Iterator[pa.RecordBatch]:
    """Code articles in this process.

    Args:
        coder: the coder.
        articles: read as they are needed.
        progress: told the number of articles after each batch.
    """
    for batch in code_batches(coder, to_batches(articles)):
        yield batch
        if progress:
            progress(batch.num_rows)
