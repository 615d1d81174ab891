"""Marks rows that tell an event again that an earlier row told.

The rule and its reasons stand in ``docs/duplicates.md``. Nothing is taken away: a later report
points to the first one by ``duplicate_of``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables.files import rewrite

if TYPE_CHECKING:
    from datasketch import LeanMinHash

    Ints = np.ndarray[Any, np.dtype[np.int64]]

WINDOW = 7
"""Days within which an undated report in a near-duplicate article can be the same event."""
ALIKE = 0.6
"""Least Jaccard similarity of the word triples of two near-duplicate articles."""
_PERMUTATIONS = 64
_BLOCK = 1 << 12

KEY = ("event_root", "status", "source_code", "source_text", "target_code", "target_text")
FACTS = (
    "event_id", "event_code", "event_date", "date_method", "date_precision", "publication_date",
    "article_id", "source_name", "target_name", "place_name", "place_country", "place_precision",
    "killed", "wounded", "arrested", "title",
)  # fmt: skip
COUNTS = ("killed", "wounded", "arrested")
_LEAD = re.compile(r"^(?:the|a|an|some|several|many|its|his|her|their)\s+", re.IGNORECASE)
_MENDED = re.compile(r"\s*(?:correct(?:ed|ion|s)|update(?:d)?|refile|rpt|repeat)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of a row: who, what and when stand in its key already or here."""

    row: int
    event_id: str
    code: str
    day: int
    dated: bool
    precision: str
    article: str
    names: tuple[str | None, str | None]
    place: tuple[str | None, str | None, str | None]
    counts: tuple[int | None, ...]
    mended: bool


def find_duplicates(files: Sequence[Path]) -> dict[int, str]:
    """Find the rows that tell an event again.

    Holds some 100 bytes a row in memory, and 600 an article where articles must be compared.

    Args:
        files: the files of one event table, in order.

    Returns:
        The number of each such row, counted through all files, with the ``event_id`` of the first
        report of its event: earliest by publication date, then in the order of the table.
    """
    keys, published = _read_keys(files)
    order = np.lexsort((np.arange(len(keys)), published, keys))
    rows = _shared(keys[order], order)
    if not len(rows):
        return {}
    table = _read_facts(files)
    articles = _Articles(files)
    found: dict[int, str] = {}
    for block in _blocks(keys[rows]):
        some = rows[block].tolist()
        facts = table.take(some).to_pylist()
        reports = (_report(row, fact) for row, fact in zip(some, facts, strict=True))
        for _, group in groupby(reports, lambda report: int(keys[report.row])):
            found.update(_compare(group, articles))
    return found


def mark_duplicates(files: Sequence[Path], out: Sequence[Path] | None = None) -> int:
    """Fill ``duplicate_of`` in the files of one event table, afresh; return how many rows have it.

    Args:
        files: the files, in order; written in place unless ``out`` is given.
        out: where to write each.
    """
    found = find_duplicates(files)
    offset = 0
    for path, target in zip(files, out or files, strict=True):
        first = offset

        def fill(group: pa.Table, start: int, first: int = first) -> pa.Table:
            rows = range(first + start, first + start + group.num_rows)
            column = pa.array([found.get(row) for row in rows], pa.string())
            index = group.schema.get_field_index("duplicate_of")
            return group.set_column(index, group.schema.field(index), column)

        offset += pq.read_metadata(path).num_rows
        rewrite(path, fill, target)
    return len(found)


def _batches(files: Sequence[Path], columns: Sequence[str]) -> Iterator[dict[str, list[Any]]]:
    for path in files:
        with pq.ParquetFile(path) as source:
            for batch in source.iter_batches(_BLOCK, columns=list(columns)):
                yield batch.to_pydict()


def _actor(code: str | None, text: str | None) -> str:
    """Return who this is: the code, or the words of an actor in no codebook."""
    if code:
        return code
    return "~" + _LEAD.sub("", " ".join(text.lower().split())) if text else ""


def _read_keys(files: Sequence[Path]) -> tuple[Ints, Ints]:
    """Return a number for the key of each row, and its day of publication."""
    numbers: dict[tuple[str, ...], int] = {}
    keys: list[Ints] = []
    days: list[Ints] = []
    for batch in _batches(files, (*KEY, "publication_date")):
        roots, statuses, *sides = (batch[name] for name in KEY)
        rows = zip(roots, statuses, *sides, strict=True)
        here = [
            numbers.setdefault(
                (root, _happened(status), _actor(source, s_text), _actor(target, t_text)),
                len(numbers),
            )
            for root, status, source, s_text, target, t_text in rows
        ]
        keys.append(np.array(here, np.int64))
        published = (day.toordinal() for day in batch["publication_date"])
        days.append(np.fromiter(published, np.int64, len(here)))
    empty = [np.empty(0, np.int64)]
    return np.concatenate(keys or empty), np.concatenate(days or empty)


def _happened(status: str) -> str:
    """Return the status, but one for what was told at once and what is looked back on."""
    return "actual" if status == "historical" else status


def _shared(keys: Ints, rows: Ints) -> Ints:
    """Return those rows, sorted by key, whose key another row has too."""
    _, group, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    chosen: Ints = rows[sizes[group] > 1]
    return chosen


def _read_facts(files: Sequence[Path]) -> pa.Table:
    """Return what is compared, each string held once."""
    words = [name for name in FACTS if name not in ("event_id", *COUNTS) and "date" not in name]
    parts = []
    for path in files:
        with pq.ParquetFile(path, read_dictionary=words) as source:
            parts.append(source.read(FACTS, use_threads=False))
    return pa.concat_tables(parts).unify_dictionaries()


def _blocks(keys: Ints) -> Iterator[slice]:
    """Cut sorted keys into slices of some size that part no key."""
    ends = np.append(np.flatnonzero(np.diff(keys)) + 1, len(keys))
    start = 0
    while start < len(keys):
        reached = int(np.searchsorted(ends, start + _BLOCK))
        end = int(ends[min(reached, len(ends) - 1)])
        yield slice(start, end)
        start = end


def _report(row: int, fact: dict[str, Any]) -> Report:
    return Report(
        row,
        fact["event_id"],
        fact["event_code"],
        fact["event_date"].toordinal(),
        fact["date_method"] != "publication",
        fact["date_precision"],
        fact["article_id"],
        (fact["source_name"], fact["target_name"]),
        (fact["place_precision"], fact["place_name"], fact["place_country"]),
        tuple(fact[name] for name in COUNTS),
        bool(_MENDED.match(fact["title"] or "")),
    )


def _compare(reports: Iterable[Report], articles: _Articles) -> Iterator[tuple[int, str]]:
    """Yield the rows that repeat an event, with that event's first report.

    Args:
        reports: rows of one key, in the order of publication.
        articles: tells near-duplicates.
    """
    firsts: dict[int, list[Report]] = {}
    for report in reports:
        days = sorted(range(-WINDOW, WINDOW + 1), key=lambda d: (abs(d), d))
        earlier = (first for d in days for first in firsts.get(report.day + d, ()))
        first = next((one for one in earlier if same_event(one, report, articles)), None)
        if first is None:
            firsts.setdefault(report.day, []).append(report)
        else:
            yield report.row, first.event_id


def same_event(first: Report, later: Report, articles: _Articles) -> bool:
    """Tell whether two rows of one key report one event."""
    if not (
        same_code(first.code, later.code)
        and all(a == b or not (a and b) for a, b in zip(first.names, later.names, strict=True))
        and _same_place(first.place, later.place)
        and first.precision == later.precision
    ):
        return False
    alike = all(
        a == b or a is None or b is None for a, b in zip(first.counts, later.counts, strict=True)
    )
    if first.article == later.article:
        return alike and (first.day == later.day or not (first.dated and later.dated))
    if first.day == later.day:
        return True
    if first.dated and later.dated:
        return False
    return (alike or later.mended) and articles.alike(first.article, later.article)


def same_code(one: str, other: str) -> bool:
    """Tell whether two codes of one root are equal, or one is the other left unspecified.

    >>> same_code("190", "193"), same_code("171", "1711"), same_code("193", "194")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    return one == other or long.startswith(short) or other[2:] == "0" or one[2:] == "0"


def _same_place(
    one: tuple[str | None, str | None, str | None], other: tuple[str | None, str | None, str | None]
) -> bool:
    (precision, name, country), (other_precision, other_name, other_country) = one, other
    if country and other_country and country != other_country:
        return False
    return not (precision == other_precision == "city") or name == other_name


class _Articles:
    """Compares articles by the word triples of their coded sentences (MinHash)."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = files
        self._signatures: dict[str, LeanMinHash] | None = None

    def alike(self, one: str, other: str) -> bool:
        """Tell whether two articles are near-duplicates; never those without sentences."""
        if self._signatures is None:
            self._signatures = dict(self._read())
        a, b = self._signatures.get(one), self._signatures.get(other)
        return a is not None and b is not None and a.jaccard(b) >= ALIKE

    def _read(self) -> Iterator[tuple[str, LeanMinHash]]:
        from datasketch import LeanMinHash, MinHash

        blank = MinHash(_PERMUTATIONS)
        batches = _batches(self.files, ("article_id", "sentence"))
        rows = (row for b in batches for row in zip(b["article_id"], b["sentence"], strict=True))
        for article, sentences in groupby(rows, lambda row: row[0]):
            texts = {text for _, text in sentences if text}
            if texts:
                signature = blank.copy()
                triples = {triple for text in texts for triple in _triples(text)}
                signature.update_batch([triple.encode() for triple in sorted(triples)])
                yield article, LeanMinHash(signature)


def _triples(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    for i in range(max(1, len(words) - 2)):
        yield " ".join(words[i : i + 3])
