"""Writes a run: the event table, the ledger, the rejects and the manifest, all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.duplicates import mark_duplicates
from pipeline.table import BATCH, EVENTS, LEDGER
from pipeline.types import Reject
from pipeline.withheld import withhold_words

ROW_GROUP = 1 << 17
BLOCK = 1 << 10


def write_run(
    batches: Iterable[pa.RecordBatch],
    out: Path,
    rejects: Iterable[Reject] = (),
    versions: Mapping[str, str] | None = None,
    left_out: Mapping[str, int] | None = None,
    without_text: bool = False,
) -> dict[str, Any]:
    """Write coded articles as ``out`` with its ledger, rejects and manifest beside it.

    Beside ``events.parquet`` lie ``ledger.parquet``, ``rejects.jsonl`` and ``manifest.json``;
    beside any other ``foo.parquet``, ``foo.ledger.parquet`` and so on. All are written in a
    folder beside and moved into place when they are whole, the manifest last; a failure before
    that leaves what was there. The same rows give the same bytes, however they were batched.

    Args:
        batches: record batches of the schema ``BATCH``, in any order of the articles.
        out: the event table to write; its folder is made.
        rejects: read after the batches, so that it may fill while they come.
        versions: versions and content hashes, for the manifest and the tables' metadata.
        left_out: events left out by status, None where all were to be kept; read after the
            batches.
        without_text: leave out all that is quoted from the articles.

    Returns:
        The manifest.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    versions = dict(versions or {})
    names = {kind: name_beside(out, kind).name for kind in ("ledger", "rejects", "manifest")}
    names["events"] = out.name
    folder = out.with_name(f".{out.name}.partial")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        counts = _write_tables(
            batches, folder / names["events"], folder / names["ledger"], versions
        )
        if left_out is not None:
            counts["left_out"] = dict(sorted(left_out.items()))
        counts["duplicates"] = mark_duplicates([folder / names["events"]])
        if without_text:
            withhold_words(folder / names["events"], folder / names["ledger"])
        counts["rejects"] = _write_rejects(rejects, folder / names["rejects"])
        files = {
            names[kind]: _hash_file(folder / names[kind])
            for kind in ("events", "ledger", "rejects")
        }
        manifest = {"versions": versions, "counts": counts, "sha256": files}
        text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True)
        (folder / names["manifest"]).write_text(text + "\n", encoding="utf-8")
        (out.parent / names["manifest"]).unlink(missing_ok=True)
        for kind in ("events", "ledger", "rejects", "manifest"):
            os.replace(folder / names[kind], out.parent / names[kind])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return manifest


def name_beside(out: Path, kind: str) -> Path:
    """Return where ``ledger``, ``rejects`` or ``manifest`` of an event table lies."""
    suffix = {"ledger": "parquet", "rejects": "jsonl", "manifest": "json"}[kind]
    stem = "" if out.stem == "events" else f"{out.stem}."
    return out.with_name(f"{stem}{kind}.{suffix}")


def renew_manifest(out: Path) -> None:
    """Write the hash of a changed event table into the manifest beside it, if there is one."""
    path = name_beside(out, "manifest")
    if not (path.is_file() and out.is_file()):
        return
    manifest = json.loads(path.read_text(encoding="utf-8"))
    if out.name in manifest.get("sha256", {}):
        manifest["sha256"][out.name] = _hash_file(out)
        text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")


def _write_tables(
    batches: Iterable[pa.RecordBatch], events: Path, ledger: Path, versions: Mapping[str, str]
) -> dict[str, Any]:
    articles, outcomes = 0, Counter[str]()
    with ExitStack() as opened:
        rows = opened.enter_context(_Rows(events, EVENTS.with_metadata(versions)))
        lines = opened.enter_context(_Rows(ledger, LEDGER.with_metadata(versions)))
        for block in _sort_articles(batches, events.parent / "spool.arrow"):
            articles += block.num_rows
            rows.add(_unnest(block["events"]))
            told = _unnest(block["ledger"])
            outcomes.update(told["outcome"].to_pylist())
            lines.add(told)
    return {
        "articles": articles,
        "sentences": lines.count,
        "events": rows.count,
        "outcomes": dict(sorted(outcomes.items())),
    }


def _sort_articles(batches: Iterable[pa.RecordBatch], spool: Path) -> Iterator[pa.Table]:
    """Yield all rows by article id, a block at a time; only the ids are held in memory."""
    keys: list[tuple[str, int, int]] = []
    with pa.ipc.new_file(spool, BATCH) as sink:
        for number, batch in enumerate(batches):
            sink.write_batch(batch)
            ids = batch["article_id"].to_pylist()
            keys.extend((article, number, row) for row, article in enumerate(ids))
    keys.sort()
    with pa.memory_map(str(spool)) as source:
        reader = pa.ipc.open_file(source)
        for start in range(0, len(keys), BLOCK):
            block = keys[start : start + BLOCK]
            yield pa.Table.from_batches(list(_cut(reader, block)), BATCH).combine_chunks()
    spool.unlink()


def _cut(
    reader: pa.ipc.RecordBatchFileReader, keys: list[tuple[str, int, int]]
) -> Iterator[pa.RecordBatch]:
    def stretch(item: tuple[int, tuple[str, int, int]]) -> tuple[int, int]:
        position, (_, number, row) = item
        return number, row - position

    for (number, _), items in groupby(enumerate(keys), stretch):
        rows = [row for _, (_, _, row) in items]
        yield reader.get_batch(number).slice(rows[0], len(rows))


def _unnest(lists: pa.ChunkedArray) -> pa.Table:
    return pa.Table.from_struct_array(lists.combine_chunks().flatten())


class _Rows:
    """A Parquet file cut into row groups of one size, whatever the size of what is added."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path, self.schema, self.count = path, schema, 0
        self.file = pq.ParquetWriter(path, schema, compression="zstd")
        self.waiting: list[pa.Table] = []

    def __enter__(self) -> _Rows:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._flush(1)
        self.file.close()

    def add(self, rows: pa.Table) -> None:
        self.count += rows.num_rows
        self.waiting.append(rows)
        self._flush(ROW_GROUP)

    def _flush(self, least: int) -> None:
        while sum(rows.num_rows for rows in self.waiting) >= least:
            rows = pa.concat_tables(self.waiting)
            group = rows.slice(0, ROW_GROUP).combine_chunks().cast(self.schema)
            self.file.write_table(group, row_group_size=ROW_GROUP)
            self.waiting = [rows.slice(ROW_GROUP)]


def _write_rejects(rejects: Iterable[Reject], path: Path) -> int:
    lines = [json.dumps(asdict(reject), ensure_ascii=False) + "\n" for reject in rejects]
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
