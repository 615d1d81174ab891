"""Sentences labelled by people: read, coded, and laid before their scorers."""

from __future__ import annotations

import csv
import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pandas as pd

from pipeline import Article, Coder
from pipeline.types import Coded

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "codes.tsv"


def load(path: Path) -> ModuleType:
    """Import a scorer from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def kept_aside(article_id: str) -> bool:
    """Tell whether a sentence is one that nobody who writes codebooks reads."""
    return article_id[1] in "012"


def as_frame(coded: dict[str, Coded]) -> pd.DataFrame:
    """Return the events as the scorers read them, one row an event."""
    rows = [
        {
            "article_id": id,
            "event_code": event.code,
            **{
                f"{side}_{name}": mention and getattr(mention, name)
                for side, mention in (("source", event.source), ("target", event.target))
                for name in ("start", "end", "text")
            },
        }
        for id, one in coded.items()
        for event in one.events
    ]
    frame = pd.DataFrame(rows)
    return frame.astype(object).where(frame.notna(), None)


def code(coder: Coder, rows: list[dict], day: date) -> dict[str, Coded]:
    """Code every distinct sentence as an article."""
    texts = {row["article_id"]: row["text"] for row in rows}
    return {id: coder.code_article(Article(id, day, text)) for id, text in texts.items()}


def exact_codes(coded: dict[str, Coded], part: str) -> tuple[float, float, float]:
    """Return the shares of exact codes and of roots found, and codes per sentence."""
    with open(GOLD, newline="", encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines, delimiter="\t") if r["part"] == part]
    exact = root = codes = 0
    for row in rows:
        found = {event.code for event in coded[row["article_id"]].events}
        accepted = {row["code"], *filter(None, [row["alternative"]])}
        exact += bool(found & accepted)
        root += bool({c[:2] for c in found} & {c[:2] for c in accepted})
        codes += len(found)
    return exact / len(rows), root / len(rows), codes / len(rows)
