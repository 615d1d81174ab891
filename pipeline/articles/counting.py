"""About how many articles there are, without reading them."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.articles.sources import STDIN, Source, find_sources
from pipeline.articles.streams import open_stream
from pipeline.errors import InputError

_SAMPLE = 1 << 20
_MARKS = {
    "petrarch": (b"<Sentence ", b"<item", b"<entry"),
    "feed": (b"<item", b"<entry"),
    "warc": (b"WARC-Type: response",),
}
_PACKED = 2.5
"""How much smaller compressed text is, about."""


def estimate_articles(inputs: Sequence[str | Path]) -> int | None:
    """Return about how many articles the inputs hold; None where that cannot be told.

    A text file is one, a Parquet file tells, and of others the lines are extrapolated from the
    beginning. It is for a progress bar: broken files count as nothing.
    """
    if STDIN in map(str, inputs):
        return None
    try:
        return sum(_estimate(source) for source in find_sources(inputs)) or None
    except (InputError, OSError):
        return None


def _estimate(source: Source) -> int:
    path = source.path
    if path is None or source.format is None:
        return 0
    if source.format in ("text", "html"):
        return 1
    try:
        if source.format == "parquet" and path.suffix.lower() != ".gz":
            return int(pq.read_metadata(path).num_rows)
        with open_stream(path) as stream:
            sample = stream.read(_SAMPLE)
    except (OSError, EOFError, zlib.error, pa.ArrowException):
        return 0
    size = os.path.getsize(path) * (_PACKED if path.suffix.lower() == ".gz" else 1)
    marks = _MARKS.get(source.format, (b"\n",))
    return round(sum(map(sample.count, marks)) * max(1.0, size / max(1, len(sample))))
