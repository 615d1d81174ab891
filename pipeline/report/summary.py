"""A short account of a run, for the terminal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from textwrap import shorten
from typing import Any

import pyarrow.parquet as pq
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.run.store import name_beside

_SHOWN = ["event_date", "source_code", "event_code", "event_label", "target_code", "source_text",
          "target_text"]  # fmt: skip
_ROWS, _WORDS = 12, 40


def summarise(out: str | Path, manifest: Mapping[str, Any], console: Console) -> None:
    """Print the first rows of a run, how many sentences were coded or not and why, and rejects.

    Rows are shown where the table lies on this machine, be it a file or a folder of files.
    """
    count = manifest["counts"]["events"]
    table = Table("date", "source", "code", "event", "target", title=f"{count} events")
    for row in _read_first(Path(out)):
        table.add_row(
            f"{row['event_date']:%Y-%m-%d}", _side(row["source_code"], row["source_text"]),
            row["event_code"], row["event_label"], _side(row["target_code"], row["target_text"]),
        )  # fmt: skip
    if count > _ROWS:
        table.caption = f"and {count - _ROWS} more"
    console.print(table)
    outcomes = Counter(manifest["counts"].get("outcomes", {}))
    told = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
    console.print(f"{sum(outcomes.values())} sentences: {told}")
    left_out = manifest["counts"].get("left_out")
    if left_out:
        told = ", ".join(f"{count} {status}" for status, count in left_out.items())
        console.print(f"left out by their status: {told}")
    rejected = manifest["counts"]["rejects"]
    if rejected:
        told = _read_reject(name_beside(Path(out), "rejects"))
        console.print(f"{rejected} inputs rejected{told}", markup=False)
    console.print(f"written to {out}")
    if count and Path(out).exists():
        console.print(f"to look at it: events report {out}")


def _read_reject(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8") as lines:
        first = json.loads(next(lines))
    return f", the first {first['file']}:{first['line']}: {first['reason']}; {first['cure']}"


def _read_first(out: Path) -> list[dict[str, Any]]:
    file = out if out.is_file() else min(out.glob("*.parquet"), default=None)
    if file is None:
        return []
    with pq.ParquetFile(file) as table:
        batch = next(table.iter_batches(_ROWS, columns=_SHOWN), None)
    return batch.to_pylist() if batch else []


def _side(code: object, text: object) -> str:
    words = escape(shorten(text, _WORDS, placeholder=" ...")) if isinstance(text, str) else ""
    return f"[bold]{code if isinstance(code, str) else '---'}[/bold] {words}"
