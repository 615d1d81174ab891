"""A short account of a run, for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.table import read_events
from pipeline.types import Reject

_SHOWN = ["event_date", "source_code", "event_code", "event_label", "target_code", "source_text",
          "target_text"]  # fmt: skip
_ROWS = 12


def summarise(
    out: Path, manifest: Mapping[str, Any], rejects: Sequence[Reject], console: Console
) -> None:
    """Print the first rows of a run, how many sentences were coded or not and why, and rejects."""
    events = read_events(out, _SHOWN)
    table = Table("date", "source", "code", "event", "target", title=f"{len(events)} events")
    for row in events.head(_ROWS).to_dict("records"):
        table.add_row(
            f"{row['event_date']:%Y-%m-%d}", _side(row["source_code"], row["source_text"]),
            row["event_code"], row["event_label"], _side(row["target_code"], row["target_text"]),
        )  # fmt: skip
    if len(events) > _ROWS:
        table.caption = f"and {len(events) - _ROWS} more"
    console.print(table)
    outcomes = Counter(manifest["counts"].get("outcomes", {}))
    told = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
    console.print(f"{sum(outcomes.values())} sentences: {told}")
    left_out = manifest["counts"].get("left_out")
    if left_out:
        told = ", ".join(f"{count} {status}" for status, count in left_out.items())
        console.print(f"left out by their status: {told}")
    if rejects:
        first = rejects[0]
        console.print(
            f"{len(rejects)} inputs rejected, the first {first.file}:{first.line}: {first.reason};"
            f" {first.cure}"
        )
    console.print(f"written to {out}")


def _side(code: object, text: object) -> str:
    words = escape(text[:40]) if isinstance(text, str) else ""
    return f"[bold]{code if isinstance(code, str) else '---'}[/bold] {words}"
