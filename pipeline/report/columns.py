"""The event table as the page holds it: numbers to filter and count by, and words to show.

What filters and charts need is one array a column, strings as positions in a list. What only the
rows on the screen need (sentences, words, codebook lines) lies in blocks, unpacked when shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

BLOCK = 1024
CODED = ["source_code", "target_code", "source_name", "target_name", "event_code", "status",
         "article_id", "publisher"]  # fmt: skip
PLACE = ["place_name", "place_country", "latitude", "longitude", "place_precision"]
SHOWN = ["event_id", "sentence", "source_text", "target_text", "action_text", "pattern",
         "source_entry", "target_entry", "source_link", "target_link", "reported_by",
         "date_method", "date_precision", "confidence", "title", "url", "killed", "wounded",
         "arrested", "crowd"]  # fmt: skip
SPANS = [f"{part}_{end}" for part in ("source", "action", "target") for end in ("start", "end")]
LABELS = ["event_label", "quad_class", "goldstein"]
Bytes = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Packed:
    """An event table for the page.

    Attributes:
        rows: how many rows are held.
        total: how many the table has.
        arrays: a column of numbers each; positions in ``lists`` for strings, 0 for null.
        lists: the strings of a column, the first one null.
        places: name, country, latitude, longitude and precision; the first one null.
        codes: label, quad class and Goldstein score of each event code in ``lists``.
        blocks: the words of ``BLOCK`` rows each, as JSON.
    """

    rows: int
    total: int
    arrays: Bytes
    lists: dict[str, list[str | None]]
    places: list[list[Any] | None]
    codes: list[list[Any] | None]
    blocks: list[bytes]


def pack_events(path: Path, limit: int) -> tuple[Packed, dict[str, str]]:
    """Read an event table, a file or a folder of files, for the page.

    Args:
        path: the table.
        limit: the most rows to hold. Of a longer table those with the smallest event ids, which
            are hashes, are kept: a random sample, the same each time.

    Returns:
        The table and the versions in its metadata.
    """
    data = ds.dataset(path, format="parquet", exclude_invalid_files=path.is_dir())
    wanted = ["event_date", "duplicate_of", *CODED, *PLACE, *LABELS, *SHOWN, *SPANS]
    table = data.to_table(columns=wanted)
    total = table.num_rows
    if total > limit:
        by_id = pc.sort_indices(table["event_id"]).to_numpy()
        table = table.take(np.sort(by_id[:limit]))
    table = table.combine_chunks()
    metadata = {k.decode(): v.decode() for k, v in (data.schema.metadata or {}).items()}
    arrays, lists = _encode(table)
    return Packed(
        table.num_rows, total, arrays, lists, _places(table, arrays),
        _describe_codes(table, arrays["event_code"], lists["event_code"]), list(_blocks(table)),
    ), metadata  # fmt: skip


def _encode(table: pa.Table) -> tuple[Bytes, dict[str, list[str | None]]]:
    days = table["event_date"].cast(pa.timestamp("s")).cast(pa.int64())
    arrays: Bytes = {"day": (days.to_numpy() // 86_400).astype(np.int32)}
    lists: dict[str, list[str | None]] = {}
    for name in CODED:
        arrays[name], lists[name] = _positions(table[name].cast(pa.string()))
    first = pc.index_in(table["duplicate_of"], value_set=table["event_id"])
    told = pc.is_valid(table["duplicate_of"])
    arrays["again"] = told.to_numpy().astype(np.uint8)
    arrays["first"] = pc.fill_null(first, -1).to_numpy().astype(np.int32)
    return arrays, lists


def _positions(column: pa.ChunkedArray) -> tuple[npt.NDArray[Any], list[str | None]]:
    values = pc.unique(column).drop_null().sort()
    found = pc.fill_null(pc.index_in(column, value_set=values), -1).to_numpy() + 1
    return _narrow(found), [None, *values.to_pylist()]


def _narrow(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    top = int(numbers.max(initial=0))
    return numbers.astype(np.uint8 if top < 1 << 8 else np.uint16 if top < 1 << 16 else np.uint32)


def _places(table: pa.Table, arrays: Bytes) -> list[list[Any] | None]:
    """List the places and put each row's position among them into ``arrays``."""
    seen: dict[tuple[Any, ...], int] = {}
    rows = zip(*(table[name].to_pylist() for name in PLACE), strict=True)
    at = [seen.setdefault(row, len(seen) + 1) if row[2] is not None else 0 for row in rows]
    arrays["place"] = _narrow(np.array(at, dtype=np.int64))
    return [None, *(list(place) for place in seen)]


def _describe_codes(
    table: pa.Table, positions: npt.NDArray[Any], codes: list[str | None]
) -> list[list[Any] | None]:
    _, rows = np.unique(positions, return_index=True)
    facts = table.select(LABELS).take(rows).to_pylist()
    described: list[list[Any] | None] = [None] * len(codes)
    for position, fact in zip(positions[rows], facts, strict=True):
        described[position] = list(fact.values())
    return described


def _blocks(table: pa.Table) -> Iterator[bytes]:
    for start in range(0, table.num_rows, BLOCK):
        part = table.slice(start, BLOCK)
        columns = {name: part[name].to_pylist() for name in SHOWN}
        spans = zip(*(part[name].to_pylist() for name in SPANS), strict=True)
        columns["marks"] = [
            locate(*found) for found in zip(columns["sentence"], columns["action_text"], spans,
                                            columns["source_text"], columns["target_text"],
                                            strict=True)
        ]  # fmt: skip
        del columns["action_text"]
        yield json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()


def locate(
    sentence: str | None,
    action: str | None,
    spans: tuple[int | None, ...],
    source: str | None,
    target: str | None,
) -> list[int]:
    """Return where source, action and target stand within their sentence.

    Args:
        sentence: the sentence.
        action: the words of the action.
        spans: start and end of source, action and target in the article.
        source: the words of the source.
        target: the words of the target.

    Returns:
        Start and end of each in the sentence, -1 for what is not in it; empty where the words of
        the action are not found at a place that suits the others.
    """
    if not sentence or not action or spans[2] is None:
        return []
    at, best, most = sentence.find(action), [], -1
    while at >= 0:
        marks: list[int] = []
        for words, start in ((source, spans[0]), (action, spans[2]), (target, spans[4])):
            here = -1 if start is None else start - spans[2] + at
            fits = words is not None and here >= 0 and sentence.startswith(words, here)
            marks += [here, here + len(words or "")] if fits else [-1, -1]
        if (found := sum(mark >= 0 for mark in marks)) > most:
            best, most = marks, found
        at = sentence.find(action, at + 1)
    return best
