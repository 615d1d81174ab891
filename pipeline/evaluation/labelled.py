"""Events labelled by people: their file formats, and how rows are judged against them.

The formats are described in ``docs/quality.md``.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import InputError
from pipeline.types import Article

NOBODY = "---"
_COLUMNS = ("article_id", "date", "sentence", "source", "code", "target")
_KEYS = frozenset({"source", "code", "target", "source_text", "target_text", "status", "place"})
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Label:
    """One event as a person reads it; ``status`` ``any`` is not judged."""

    source: str
    code: str
    target: str
    source_text: str | None = None
    target_text: str | None = None
    status: str = "actual"
    place: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence, the events a coder must find in it, and those it may find."""

    text: str
    events: tuple[Label, ...] = ()
    optional: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article whose every sentence was labelled."""

    id: str
    date: date
    sentences: tuple[LabelledSentence, ...]

    def article(self) -> Article:
        """Return it for the coder: two sentences a paragraph, as a newspaper does."""
        texts = [sentence.text for sentence in self.sentences]
        text = "\n\n".join(" ".join(texts[i : i + 2]) for i in range(0, len(texts), 2))
        return Article(self.id, self.date, text)


@dataclass(slots=True)
class Judged:
    """What the rows of one sentence are worth."""

    right: list[tuple[Row, Label]] = field(default_factory=list)
    missed: list[Label] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)


def read_labelled(path: Path) -> list[LabelledArticle]:
    """Read labelled articles from a ``.yaml``, ``.jsonl`` or ``.tsv`` file, or a folder of them.

    Raises:
        InputError: with file, line and cure, where it cannot be read.
    """
    named = path.iterdir() if path.is_dir() else [path]
    files = sorted(file for file in named if file.suffix in _READERS or file == path)
    if not all(file.is_file() for file in files) or not files:
        raise InputError(f"{path}: no labelled articles there; name a .yaml, .jsonl or .tsv file")
    found: list[LabelledArticle] = []
    for file in files:
        reader = _READERS.get(file.suffix)
        if reader is None:
            raise InputError(f"{file}: labelled articles are read from {', '.join(_READERS)}")
        found.extend(reader(file))
    return found


def judge(rows: Iterable[Row], sentence: LabelledSentence, strict: bool = True) -> Judged:
    """Compare the rows of a sentence with its labels, each label used once.

    Args:
        rows: rows of the event table, the best first.
        sentence: the sentence with its labels.
        strict: whether a role without its country (``---GOV`` for ``FRAGOV``) is wrong.
    """
    judged = Judged(missed=list(sentence.events))
    for row in rows:
        hit = next((label for label in judged.missed if fits(row, label, strict)), None)
        if hit is not None:
            judged.missed.remove(hit)
            judged.right.append((row, hit))
        elif not any(fits(row, label, strict=False) for label in sentence.optional):
            judged.wrong.append(row)
    return judged


def fits(row: Row, label: Label, strict: bool = True) -> bool:
    """Tell whether a row says what a label says: both actors, the code, and the words meant."""
    sides = (
        ("source", label.source, label.source_text),
        ("target", label.target, label.target_text),
    )
    sentence = row["sentence"] or ""
    return row["event_code"] == label.code and all(
        _same_actor(row.get(f"{side}_code") or NOBODY, code, strict)
        and _touches(sentence, row.get(f"{side}_text"), text)
        for side, code, text in sides
    )


def _same_actor(found: str, code: str, strict: bool) -> bool:
    return found == code or (
        not strict and found.startswith(NOBODY) and found != NOBODY and found[3:] == code[3:]
    )


def _touches(sentence: str, found: str | None, text: str | None) -> bool:
    """Tell whether two stretches of a sentence share a character; true where one is not said."""
    if not (found and text):
        return True
    spans = [[m.span() for m in re.finditer(re.escape(part), sentence)] for part in (found, text)]
    return any(a < d and c < b for a, b in spans[0] for c, d in spans[1])


def _label(data: Mapping[str, Any], where: str) -> Label:
    unknown = set(data) - _KEYS - {"both_ways"}
    if unknown or not data.get("code"):
        wrong = f"unknown key {min(unknown)!r}" if unknown else "an event without a code"
        raise InputError(f"{where}: {wrong}; an event has {', '.join(sorted(_KEYS))}")
    kept = {key: str(value) for key, value in data.items() if key in _KEYS and value}
    return Label(**{"source": NOBODY, "target": NOBODY, **kept})


def _labels(items: Sequence[Mapping[str, Any]], where: str) -> Iterator[Label]:
    for data in items:
        label = _label(data, where)
        yield label
        if str(data.get("both_ways", "")).lower() == "true":
            yield Label(
                label.target, label.code, label.source, label.target_text, label.source_text,
                label.status, label.place,
            )  # fmt: skip


def _article(data: Any, where: str) -> LabelledArticle:
    try:
        sentences = [
            LabelledSentence(
                str(one["text"]),
                tuple(_labels(one.get("events") or [], where)),
                tuple(_labels(one.get("optional") or [], where)),
            )
            for one in data["sentences"]
        ]
        return LabelledArticle(str(data["id"]), date.fromisoformat(data["date"]), tuple(sentences))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{where}: not a labelled article ({error!r}); it has id, date (2024-09-23) and "
            "sentences, each with text and events"
        ) from None


def _read_yaml(path: Path) -> Iterator[LabelledArticle]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise InputError(f"{path}: broken YAML: {error}") from None
    yield _article(data, str(path))


def _read_jsonl(path: Path) -> Iterator[LabelledArticle]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}:{number}: broken JSON: {error.msg}") from None
        yield _article(data, f"{path}:{number}")


def _read_tsv(path: Path) -> Iterator[LabelledArticle]:
    """Read one line an event; a line without a code is a sentence without events."""
    articles: dict[str, dict[str, Any]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise InputError(f"{path}:1: no column {missing[0]!r}; there must be {_COLUMNS}")
        for number, row in enumerate(reader, 2):
            where = f"{path}:{number}"
            article = articles.setdefault(
                row["article_id"], {"date": row["date"], "where": where, "sentences": {}}
            )
            sentence = article["sentences"].setdefault(
                row["sentence"], {"events": [], "optional": []}
            )
            if row["code"]:
                kind = (
                    "optional" if (row.get("optional") or "").lower() in ("yes", "1") else "events"
                )
                sentence[kind].append({key: row[key] for key in _KEYS if row.get(key)})
    for name, article in articles.items():
        sentences = [{"text": text, **labels} for text, labels in article["sentences"].items()]
        data = {"id": name, "date": article["date"], "sentences": sentences}
        yield _article(data, article["where"])


_READERS = {".yaml": _read_yaml, ".jsonl": _read_jsonl, ".tsv": _read_tsv}
