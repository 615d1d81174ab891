"""Small event tables for tests: only what a test is about needs to be said."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.cli import main
from pipeline.run.journal import Journal
from pipeline.run.store import About, name_journal, write_journal
from pipeline.tables.schema import BATCH, EVENTS
from pipeline.types import Reject

ROW: dict[str, Any] = {
    "event_date": date(2024, 5, 14),
    "date_method": "publication",
    "date_precision": "day",
    "publication_date": date(2024, 5, 14),
    "article_id": "a",
    "sentence_index": 0,
    "sentence": "Rebels attacked government troops near Goma on Tuesday, the army said.",
    "source_code": "CODREB",
    "source_country": "COD",
    "source_roles": ["REB"],
    "source_text": "Rebels",
    "event_code": "190",
    "event_root": "19",
    "event_label": "Use conventional military force",
    "quad_class": 4,
    "goldstein": -10.0,
    "action_text": "attacked",
    "target_code": "CODMIL",
    "target_country": "COD",
    "target_roles": ["MIL"],
    "target_text": "government troops",
    "status": "actual",
}


def event_table(rows: list[dict[str, Any]]) -> pa.Table:
    """Return rows like ``ROW`` but for what each says; ids are e0, e1, ... if not given."""
    full = [{**ROW, "event_id": f"e{i}", **row} for i, row in enumerate(rows)]
    for row in full:
        row["event_root"] = row["event_code"][:2]
    plain = pa.schema(list(BATCH.field("events").type.value_type))
    return pa.Table.from_pylist(full, schema=plain).cast(EVENTS)


def write_events(path: Path, rows: list[dict[str, Any]], group: int = 2) -> Path:
    """Write such rows in row groups of a few rows."""
    pq.write_table(event_table(rows), path, row_group_size=group)
    return path


def write_run(
    batches: Iterable[pa.RecordBatch],
    out: Path,
    rejects: Iterable[Reject] = (),
    versions: Mapping[str, str] | None = None,
    without_text: bool = False,
) -> dict[str, Any]:
    """Write coded articles as ``out`` with what belongs to it beside it; return the manifest."""
    with Journal(name_journal(out), {"made": "from batches"}) as journal:
        try:
            for batch in batches:
                articles = batch.select(["article_id", "digest"]).to_pylist()
                for article in articles:
                    journal.want(article["article_id"], article["digest"])
                journal.store(batch)
            for reject in rejects:
                journal.reject(reject)
            about = About(versions or {}, {"without_text": without_text})
            return write_journal(journal, out, about, without_text=without_text)
        finally:
            journal.remove()


def run(monkeypatch: Any, *arguments: object) -> int:
    """Run the command line in this process and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["events", *map(str, arguments)])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
