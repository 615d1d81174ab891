"""Writes an event table in a foreign format, and says what that costs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.exports.base import Format, Told
from pipeline.tables.files import read_rows
from pipeline.tables.schema import EVENTS


@dataclass(slots=True)
class Account:
    """What became of a table in a foreign format.

    Attributes:
        format: its name.
        lines: how many were written.
        merged: reports of an event that another line tells too.
        left_out: rows not written, by status.
        empty: columns of the format without any value, and why.
        lost: columns of ours that hold something and have no place there.
        changed: what differs from ours or from the format.
    """

    format: str
    lines: int = 0
    merged: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    empty: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    changed: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return asdict(self)


@dataclass(slots=True)
class _Reports:
    """Who told an event, collected over its rows."""

    rows: int = 0
    articles: dict[str, None] = field(default_factory=dict)
    sentences: dict[str, None] = field(default_factory=dict)
    urls: dict[str, None] = field(default_factory=dict)
    publishers: dict[str, None] = field(default_factory=dict)

    def add(self, row: dict[str, Any]) -> None:
        self.rows += 1
        self.articles[row["article_id"]] = None
        self.sentences[f"{row['article_id']}_{row['sentence_index'] + 1}"] = None
        if row["url"]:
            self.urls[row["url"]] = None
        if row["publisher"]:
            self.publishers[row["publisher"]] = None

    def told(self, row: dict[str, Any], number: int, version: str) -> Told:
        return Told(
            row, number, self.rows, tuple(self.articles), tuple(self.sentences),
            tuple(self.urls), tuple(self.publishers), version,
        )  # fmt: skip


def write_export(
    files: Sequence[Path], form: Format, out: Path, statuses: Sequence[str] = ("actual",)
) -> Account:
    """Write an event table in a foreign format.

    Args:
        files: the files of the table.
        form: the format.
        out: the file to write, in UTF-8.
        statuses: rows of these are written; the formats cannot tell what did not happen.

    Returns:
        What was written, left out, lost and changed.
    """
    account = Account(form.name, notes=list(form.notes))
    together = _collect(files, statuses) if form.merges else {}
    version = _version(files)
    filled: set[str] = set()
    values: set[str] = set()
    left_out: Counter[str] = Counter()
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8", newline="\n") as sink:
        if form.header:
            sink.write("\t".join(one.name for one in form.fields) + "\n")
        for row in read_rows(files):
            filled.update(name for name, value in row.items() if value not in (None, []))
            if row["status"] not in statuses:
                left_out[row["status"]] += 1
                continue
            if form.merges and row["event_id"] not in together:
                account.merged += 1
                continue
            account.lines += 1
            reports = together.get(row["event_id"]) or _alone(row)
            told = reports.told(row, account.lines, version)
            values.update(f.name for f in form.fields if f.value and f.value(told) is not None)
            sink.write(form.line(told))
    account.left_out = dict(sorted(left_out.items()))
    _explain(account, form, filled, values)
    return account


def _explain(account: Account, form: Format, filled: set[str], values: set[str]) -> None:
    carried = {column for one in form.fields for column in one.uses}
    if not form.merges:
        carried -= {"duplicate_of"}
    account.lost = [name for name in EVENTS.names if name in filled and name not in carried]
    for one in form.fields:
        if one.name not in values:
            account.empty[one.name] = one.note if one.value is None else "the table has nothing"
        elif one.note:
            account.changed[one.name] = one.note


def _collect(files: Sequence[Path], statuses: Sequence[str]) -> dict[str, _Reports]:
    """Return who told each event, by the id of its first report that is written."""
    together: dict[str, _Reports] = defaultdict(_Reports)
    written: dict[str, str] = {}
    names = [
        "event_id",
        "duplicate_of",
        "article_id",
        "sentence_index",
        "url",
        "publisher",
        "status",
    ]
    for row in read_rows(files, names):
        if row["status"] in statuses:
            first = row["duplicate_of"] or row["event_id"]
            together[first].add(row)
            if first == row["event_id"]:
                written[first] = first
            else:
                written.setdefault(first, row["event_id"])
    return {written[first]: reports for first, reports in together.items()}


def _alone(row: dict[str, Any]) -> _Reports:
    reports = _Reports()
    reports.add(row)
    return reports


def _version(files: Sequence[Path]) -> str:
    metadata = pq.read_schema(files[0]).metadata or {}
    return str(metadata.get(b"coder", b"0").decode())
