"""Coding in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from pipeline.coder import Coder
from pipeline.engines.batches import code_batches, to_batches
from pipeline.types import Article


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
