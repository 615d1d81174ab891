"""Writes a run: events, ledger, articles, rejects and the manifest, all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import CoderError
from pipeline.run.journal import Journal
from pipeline.run.previous import SortedRows
from pipeline.run.selection import keep_statuses
from pipeline.tables.duplicates import mark_duplicates
from pipeline.tables.schema import BATCH, CODED, EVENTS, LEDGER
from pipeline.tables.withheld import withhold_words

ROW_GROUP = 1 << 15
KINDS = ("events", "ledger", "articles", "rejects", "manifest")
_SUFFIX = {
    "ledger": "parquet", "articles": "parquet", "rejects": "jsonl", "manifest": "json",
}  # fmt: skip
_PLAIN = {
    "events": pa.schema(BATCH.field("events").type.value_type.fields),
    "ledger": pa.schema(BATCH.field("ledger").type.value_type.fields),
    "articles": CODED,
}


@dataclass(frozen=True, slots=True)
class About:
    """What the files of a run say about it.

    Attributes:
        versions: versions and content hashes, for the manifest and the tables' metadata.
        options: what the user asked for that changes the rows, for the manifest.
    """

    versions: Mapping[str, str]
    options: Mapping[str, object]


def write_journal(
    journal: Journal,
    out: Path,
    about: About,
    statuses: Sequence[str] = (),
    without_text: bool = False,
) -> dict[str, Any]:
    """Write all that a journal holds as ``out`` with what belongs to it beside it.

    Beside ``events.parquet`` lie ``ledger.parquet``, ``articles.parquet``, ``rejects.jsonl`` and
    ``manifest.json``; beside any other ``foo.parquet``, ``foo.ledger.parquet`` and so on. All are
    written in a folder beside and moved into place when they are whole, the manifest last; a
    failure before that leaves what was there. The same articles give the same bytes, in whatever
    order and however often interrupted they were coded.

    Args:
        journal: the coded articles; rows that it does not have are taken from ``out``.
        out: the event table to write.
        about: for the manifest and the tables' metadata.
        statuses: keep only events of these; all if none.
        without_text: leave out all that is quoted from the articles.

    Returns:
        The manifest.

    Raises:
        OSError: the disk is full or the folder cannot be written.
        CoderError: rows to be kept are not in ``out``.
    """
    names = {kind: name_beside(out, kind).name for kind in KINDS}
    folder = out.with_name(f".{out.name}.partial")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        paths = {kind: folder / name for kind, name in names.items()}
        left_out = Counter[str]()
        counts = _write_tables(_merge(journal, out, statuses, left_out), paths, about.versions)
        if statuses:
            counts["left_out"] = dict(sorted(left_out.items()))
        counts["duplicates"] = mark_duplicates([paths["events"]])
        if without_text:
            withhold_words(paths["events"], paths["ledger"])
        with paths["rejects"].open("a", encoding="utf-8") as file:
            counts["rejects"] += _write_lines(journal.rejects(), file)
        files = {names[kind]: _hash_file(paths[kind]) for kind in KINDS if kind != "manifest"}
        manifest = {
            "versions": dict(about.versions), "options": dict(about.options),
            "counts": counts, "sha256": files,
        }  # fmt: skip
        paths["manifest"].write_text(manifest_text(manifest), encoding="utf-8")
        (out.parent / names["manifest"]).unlink(missing_ok=True)
        for kind in KINDS:
            os.replace(paths[kind], out.parent / names[kind])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return manifest


def name_beside(out: Path, kind: str) -> Path:
    """Return where one of ``KINDS`` that belongs to an event table lies."""
    if kind == "events":
        return out
    stem = "" if out.stem == "events" else f"{out.stem}."
    return out.with_name(f"{stem}{kind}.{_SUFFIX[kind]}")


def name_journal(out: Path) -> Path:
    """Return where the journal of a run lies that writes an event table."""
    return out.with_name(f".{out.name}.journal")


Tables = dict[str, pa.Table]


def _merge(
    journal: Journal, out: Path, statuses: Sequence[str], left_out: Counter[str]
) -> Iterator[Tables]:
    """Yield the rows of all tables by article, a block of articles at a time."""
    kept_rows: dict[str, SortedRows] = {}
    for kept, batch in journal.blocks():
        if statuses:
            (batch,) = keep_statuses([batch], statuses, left_out)
        tables = {kind: _unnest(batch[kind]) for kind in ("events", "ledger", "rejects")}
        tables["articles"] = _describe_articles(batch)
        if kept:
            kept_rows = kept_rows or {
                kind: SortedRows(name_beside(out, kind), schema) for kind, schema in _PLAIN.items()
            }
            old = {kind: rows.take(kept) for kind, rows in kept_rows.items()}
            if old["articles"].num_rows != len(kept):
                raise CoderError(f"{out} lacks articles that it had: code again without --update")
            tables |= {kind: _mix(tables[kind], rows) for kind, rows in old.items()}
        yield tables


def _mix(new: pa.Table, old: pa.Table) -> pa.Table:
    rows = pa.concat_tables([new.cast(old.schema), old])
    return rows.take(pc.sort_indices(rows["article_id"]))


def _describe_articles(batch: pa.RecordBatch) -> pa.Table:
    coded = pa.Table.from_arrays(
        [
            batch["article_id"],
            batch["digest"],
            pc.list_value_length(batch["ledger"]),
            pc.list_value_length(batch["events"]),
        ],
        schema=CODED,
    )
    return coded.filter(pc.equal(pc.list_value_length(batch["rejects"]), 0))


def renew_manifest(out: Path) -> None:
    """Write the hash of a changed event table into the manifest beside it, if there is one."""
    path = name_beside(out, "manifest")
    if not (path.is_file() and out.is_file()):
        return
    manifest = json.loads(path.read_text(encoding="utf-8"))
    if out.name in manifest.get("sha256", {}):
        manifest["sha256"][out.name] = _hash_file(out)
        path.write_text(manifest_text(manifest), encoding="utf-8")


def manifest_text(manifest: Mapping[str, Any]) -> str:
    """Return a manifest as it is written."""
    return json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _write_tables(
    blocks: Iterable[Tables], paths: Mapping[str, Path], versions: Mapping[str, str]
) -> dict[str, Any]:
    outcomes, rejected = Counter[str](), 0
    schemas = {"events": EVENTS, "ledger": LEDGER, "articles": CODED}
    with ExitStack() as opened:
        sinks = {
            kind: opened.enter_context(_Rows(paths[kind], schema.with_metadata(versions)))
            for kind, schema in schemas.items()
        }
        lines = opened.enter_context(paths["rejects"].open("w", encoding="utf-8"))
        for tables in blocks:
            for kind, sink in sinks.items():
                sink.add(tables[kind])
            outcomes.update(tables["ledger"]["outcome"].to_pylist())
            told = (json.dumps(row, ensure_ascii=False) for row in tables["rejects"].to_pylist())
            rejected += _write_lines(told, lines)
    return {
        "articles": sinks["articles"].count,
        "sentences": sinks["ledger"].count,
        "events": sinks["events"].count,
        "outcomes": dict(sorted(outcomes.items())),
        "rejects": rejected,
    }


def _write_lines(lines: Iterable[str], file: Any) -> int:
    count = 0
    for line in lines:
        file.write(line + "\n")
        count += 1
    return count


def _unnest(lists: pa.Array) -> pa.Table:
    return pa.Table.from_struct_array(lists.flatten())


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


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
