"""What the page tells that is not in the rows: the run, what was not coded, how right it is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.run.store import name_beside
from pipeline.tables.schema import OUTCOMES

ROOTS = (
    "Make public statement", "Appeal", "Express intent to cooperate", "Consult",
    "Engage in diplomatic cooperation", "Engage in material cooperation", "Provide aid", "Yield",
    "Investigate", "Demand", "Disapprove", "Reject", "Threaten", "Protest",
    "Exhibit force posture", "Reduce relations", "Coerce", "Assault", "Fight",
    "Use unconventional mass violence",
)  # fmt: skip
"""Names of the CAMEO roots 01 to 20."""

_COMMON = 12


def read_manifest(events: Path) -> dict[str, Any] | None:
    """Return the manifest beside a table, None where there is none."""
    return _read_json(name_beside(events, "manifest"))


def read_quality(events: Path) -> dict[str, Any] | None:
    """Return what ``events evaluate`` wrote beside a table, None where it did not."""
    return _read_json(events.with_name(f"{events.stem}.quality.json"))


def _read_json(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def count_ledger(events: Path) -> dict[str, Any] | None:
    """Return what became of the sentences and of the triggers, None where there is no ledger.

    Returns:
        ``outcomes``, sentences by outcome; ``meanings`` of outcomes; ``candidates``, by outcome:
        ``n`` triggers, their commonest ``words`` and ``reasons`` with their numbers.
    """
    path = name_beside(events, "ledger")
    if not path.exists():
        return None
    outcomes, candidates = Counter[str](), dict[str, Counter[tuple[str, str]]]()
    for batch in pq.ParquetFile(path).iter_batches(columns=["outcome", "candidates"]):
        counted = pc.value_counts(batch["outcome"].cast(pa.string())).to_pylist()
        outcomes.update({item["values"]: item["counts"] for item in counted})
        tried = pa.Table.from_struct_array(batch["candidates"].flatten())
        tried = tried.set_column(
            tried.column_names.index("trigger"), "trigger", pc.utf8_lower(tried["trigger"])
        )
        groups = tried.group_by(["outcome", "trigger", "reason"]).aggregate([([], "count_all")])
        for group in groups.to_pylist():
            seen = candidates.setdefault(group["outcome"], Counter())
            seen[group["trigger"], group["reason"] or ""] += group["count_all"]
    return {
        "outcomes": outcomes.most_common(),
        "meanings": OUTCOMES,
        "candidates": [
            _describe(outcome, seen)
            for outcome, seen in sorted(candidates.items(), key=lambda item: -item[1].total())
        ],
    }


def _describe(outcome: str, seen: Counter[tuple[str, str]]) -> dict[str, Any]:
    words, reasons = Counter[str](), Counter[str]()
    for (word, reason), number in seen.items():
        words[word] += number
        if reason:
            reasons[reason] += number
    return {
        "outcome": outcome,
        "n": seen.total(),
        "words": _rank(words),
        "reasons": _rank(reasons),
    }


def _rank(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_COMMON]
