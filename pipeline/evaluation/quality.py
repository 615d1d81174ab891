"""How right a table is, as people judge a sample of its rows: the sheet, and what it gives."""

from __future__ import annotations

import csv
import hashlib
import heapq
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from typing import Any

from pipeline.errors import InputError
from pipeline.evaluation.shares import Share, cohen_kappa, krippendorff_alpha, wilson
from pipeline.tables.files import read_rows

SHOWN = (
    "event_id", "event_root", "article_id", "event_date", "status", "sentence",
    "source_text", "source_code", "action_text", "event_code", "event_label",
    "target_text", "target_code", "place_name", "title", "url",
)  # fmt: skip
FIELDS = ("event", "source", "code", "target", "date", "status", "place")
CORE = ("source", "code", "target")
_ANSWERS = {
    **dict.fromkeys(("1", "y", "yes", "right", "true"), True),
    **dict.fromkeys(("0", "n", "no", "wrong", "false"), False),
}
_CURE = "write 1 for right and 0 for wrong, and leave out what you cannot tell"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one coder says of one row; ``right`` holds the fields that were judged."""

    event_id: str
    root: str
    root_rows: int
    table: str
    coder: str
    right: Mapping[str, bool]


def draw_sheet(
    files: Sequence[Path], name: str, per_root: int = 20, seed: int = 0, status: str | None = None
) -> list[dict[str, Any]]:
    """Draw rows of an event table for hand checking, as many of each root code.

    The draw depends on ``seed`` and the rows' ids only, not on their order.

    Args:
        files: the files of the table.
        name: the table's path, which the sheet remembers.
        per_root: how many rows of a root; all where there are fewer.
        seed: another seed draws another sample.
        status: only rows of this status.

    Returns:
        Rows for ``write_sheet``, by root and then in drawn order; the answers are empty.
    """
    drawn: dict[str, list[tuple[int, int, dict[str, Any]]]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for number, row in enumerate(read_rows(files, SHOWN)):
        if status and row["status"] != status:
            continue
        counts[row["event_root"]] += 1
        chosen = drawn[row["event_root"]]
        item = (-_lot(seed, row["event_id"]), -number, row)
        if len(chosen) < per_root:
            heapq.heappush(chosen, item)
        elif item > chosen[0]:
            heapq.heapreplace(chosen, item)
    return [
        {
            **row,
            "event_date": row["event_date"].date().isoformat(),
            "table": name,
            "root_rows": counts[root],
            "coder": "",
            **{f"right_{field}": "" for field in FIELDS},
            "note": "",
        }
        for root in sorted(drawn)
        for _, _, row in sorted(drawn[root], reverse=True)
    ]


def write_sheet(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write a sheet as CSV in UTF-8 with its mark, which spreadsheets need to read accents."""
    path.parent.mkdir(parents=True, exist_ok=True)
    answers = ["coder", *(f"right_{field}" for field in FIELDS), "note"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [*SHOWN, "table", "root_rows", *answers])
        writer.writeheader()
        writer.writerows(rows)


def read_sheets(paths: Sequence[Path]) -> list[Judgement]:
    """Read sheets filled in by hand; rows without any answer are left out.

    Two coders fill in copies of one sheet, or write their names in the column ``coder``.

    Raises:
        InputError: with file, line and cure, for an answer that is none.
    """
    found: list[Judgement] = []
    for path in paths:
        if not path.is_file():
            raise InputError(f"{path}: no such file; `events sample` draws a sheet")
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            for name in ("event_id", "event_root", *(f"right_{field}" for field in FIELDS)):
                if name not in (reader.fieldnames or ()):
                    raise InputError(f"{path}:1: no column {name!r}; use a sheet of events sample")
            for row in reader:
                where = f"{path}:{reader.line_num}"
                right = {f: a for f in FIELDS if (a := _answer(row, f, where)) is not None}
                if right:
                    coder = row.get("coder") or path.name
                    found.append(_judgement(row, coder, right, where))
    return found


def evaluate(judgements: Sequence[Judgement], level: float = 0.95) -> dict[str, Any]:
    """Return how right the judged rows are; the form is described in ``docs/quality.md``.

    A row judged by several coders is right where more than half of them say so.

    Args:
        judgements: by any number of coders; their first judgement of a row counts.
        level: confidence level of the Wilson intervals.
    """
    by_row: dict[str, dict[str, Judgement]] = defaultdict(dict)
    for one in judgements:
        by_row[one.event_id].setdefault(one.coder, one)
    verdicts = {
        row: (next(iter(said.values())), _majority(said.values())) for row, said in by_row.items()
    }
    roots: dict[str, dict[str, Any]] = {}
    for root in sorted({one.root for one, _ in verdicts.values()}):
        inside = [(one, right) for one, right in verdicts.values() if one.root == root]
        shares = _shares([right for _, right in inside], level)
        roots[root] = {"rows": inside[0][0].root_rows} | {k: s.as_dict() for k, s in shares.items()}
    whole = _shares([right for _, right in verdicts.values()], level)
    return {
        "format": 1,
        "judged": sum("event" in right for _, right in verdicts.values()),
        "confidence_level": level,
        "precision": {field: share.as_dict() for field, share in whole.items()},
        "weighted": _weigh(roots, level),
        "roots": roots,
        "agreement": _agree(by_row),
    }


def write_quality(result: Mapping[str, Any], table: Path, sheets: Sequence[Path]) -> Path:
    """Write what ``evaluate`` gave beside its table, and return where.

    Args:
        result: it.
        table: ``events.parquet`` gets ``events.quality.json``.
        sheets: the sheets that were read.
    """
    out = table.with_name(f"{table.stem}.quality.json")
    about = {"table": table.name, "sheets": [sheet.name for sheet in sheets]}
    out.write_text(json.dumps({**about, **result}, indent=2) + "\n", encoding="utf-8")
    return out


def _lot(seed: int, event_id: str) -> int:
    digest = hashlib.blake2b(f"{seed}:{event_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest)


def _answer(row: Mapping[str, str | None], field: str, where: str) -> bool | None:
    written = (row[f"right_{field}"] or "").strip().lower()
    if not written:
        return None
    if written not in _ANSWERS:
        raise InputError(f"{where}: right_{field} is {written!r}; {_CURE}")
    return _ANSWERS[written]


def _judgement(row: Mapping[str, str], coder: str, right: dict[str, bool], where: str) -> Judgement:
    if "event" not in right and (not all(right.get(f, True) for f in CORE)):
        right["event"] = False
    elif "event" not in right and all(f in right for f in CORE):
        right["event"] = True
    count = row.get("root_rows") or "0"
    if not count.isdigit():
        raise InputError(f"{where}: root_rows is {count!r}; leave that column as it was drawn")
    table = row.get("table") or ""
    return Judgement(row["event_id"], row["event_root"], int(count), table, coder, right)


def _majority(said: Iterable[Judgement]) -> dict[str, bool]:
    votes: dict[str, list[bool]] = defaultdict(list)
    for one in said:
        for field, right in one.right.items():
            votes[field].append(right)
    return {field: 2 * sum(votes[field]) > len(votes[field]) for field in FIELDS if field in votes}


def _shares(rows: Sequence[Mapping[str, bool]], level: float) -> dict[str, Share]:
    said = {field: [row[field] for row in rows if field in row] for field in FIELDS}
    return {field: wilson(sum(here), len(here), level) for field, here in said.items() if here}


def _weigh(roots: Mapping[str, Mapping[str, Any]], level: float) -> dict[str, float] | None:
    """Return the share of right rows in the whole table: roots weighted by their rows.

    The interval is that of a stratified sample (Cochran 1977, 5.4), by the normal distribution.
    """
    strata = [
        (r["rows"], r["event"]["right"], r["event"]["n"]) for r in roots.values() if "event" in r
    ]
    total = sum(rows for rows, _, _ in strata)
    if not total:
        return None
    share = variance = 0.0
    for rows, right, n in strata:
        # One right and one wrong more keep the variance of an all-right root from being zero.
        p = (right + 1) / (n + 2)
        share += rows / total * right / n
        variance += (rows / total) ** 2 * p * (1 - p) / n * max(0.0, 1 - n / rows)
    half = NormalDist().inv_cdf(0.5 + level / 2) * variance**0.5
    low, high = max(0.0, share - half), min(1.0, share + half)
    return {"share": round(share, 4), "low": round(low, 4), "high": round(high, 4)}


def _agree(by_row: Mapping[str, Mapping[str, Judgement]]) -> dict[str, Any] | None:
    coders = sorted({coder for said in by_row.values() for coder in said})
    if len(coders) < 2:
        return None
    fields: dict[str, dict[str, Any]] = {}
    for field in FIELDS:
        units = [
            [one.right[field] for _, one in sorted(said.items()) if field in one.right]
            for said in by_row.values()
        ]
        twice = [unit for unit in units if len(unit) > 1]
        if not twice:
            continue
        pairs = [(unit[0], unit[1]) for unit in twice] if len(coders) == 2 else []
        kappa, alpha = cohen_kappa(pairs), krippendorff_alpha(twice)
        fields[field] = {
            "n": len(twice),
            "share": round(sum(len(set(unit)) == 1 for unit in twice) / len(twice), 4),
            "kappa": None if kappa is None else round(kappa, 4),
            "alpha": None if alpha is None else round(alpha, 4),
        }
    both = sum(len(said) > 1 for said in by_row.values())
    return {"coders": len(coders), "n": both, "fields": fields}
