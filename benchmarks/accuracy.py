#!/usr/bin/env python3
"""Print how right the coder is, on rows read and kept aside, with bootstrap intervals.

    python benchmarks/accuracy.py ../shared/eval [--repeat 1000] [--classes]

The folder holds `relations.py` and `examples.py` with their gold files. Only figures are printed,
no row, so that rows kept aside stay unread. An interval is the middle 95 % of the figure over
resampled rows.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pandas as pd

from pipeline import Article, Coder
from pipeline.types import Coded

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "codes.tsv"
FIGURES = ("root macro-F1", "root accuracy", "quad macro-F1", "dyad found", "reversed")


def load(path: Path) -> ModuleType:
    """Import a scorer from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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


def interval(
    score: Callable[[list[dict]], dict], rows: list[dict], repeat: int
) -> dict[str, tuple[float, float]]:
    """Return the 95 % bootstrap interval of each figure."""
    drawn = random.Random(0)
    found = [score(drawn.choices(rows, k=len(rows))) for _ in range(repeat)]
    middle = {}
    for name in FIGURES:
        values = sorted(one[name] for one in found)
        middle[name] = values[int(0.025 * repeat)], values[int(0.975 * repeat) - 1]
    return middle


def exact(coded: dict[str, Coded], part: str) -> str:
    """Return the shares of sentences with the exact code and with its root, as a line."""
    with open(GOLD, newline="", encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines, delimiter="\t") if r["part"] == part]
    hits = roots = codes = 0
    for row in rows:
        found = {event.code for event in coded[row["article_id"]].events}
        accepted = {row["code"], *filter(None, [row["alternative"]])}
        hits += bool(found & accepted)
        roots += bool({c[:2] for c in found} & {c[:2] for c in accepted})
        codes += len(found)
    n = len(rows)
    return f"exact {hits / n:.3f}  root {roots / n:.3f}  codes {codes / n:.2f}  (n {n})"


def relations_part(
    relations: ModuleType, rows: list[dict], coded: dict[str, Coded], args: argparse.Namespace
) -> None:
    """Print the figures of some rows of the relation file."""
    frame = as_frame({row["article_id"]: coded[row["article_id"]] for row in rows})
    result, _ = relations.score(rows, frame)

    def again(sample: list[dict]) -> dict:
        return relations.score(sample, frame)[0]

    around = interval(again, rows, args.repeat) if args.repeat else {}
    for name in (*FIGURES, "events per sentence"):
        low_high = "  [{:.3f}, {:.3f}]".format(*around[name]) if name in around else ""
        print(f"  {name:20} {result[name]:.3f}{low_high}")
    if args.classes:
        print("  " + "  ".join(f"{k} {v:.2f}" for k, v in result["root F1"].items()))


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=1000)
    parser.add_argument("--classes", action="store_true", help="F1 of each class")
    args = parser.parse_args()
    relations = load(args.folder / "relations.py")
    examples = load(args.folder / "examples.py")
    coder = Coder.from_codebooks()
    rows = relations.read_gold(str(args.folder / "relations_train.tsv"))
    coded = code(coder, rows, date(2019, 6, 15))
    parts = {"read": [], "aside": []}
    for row in rows:
        parts["aside" if row["article_id"][1] in "012" else "read"].append(row)
    for name, chosen in {"all": rows, **parts}.items():
        print(f"relations, {name} ({len(chosen)} rows)")
        relations_part(relations, chosen, coded, args)
    for part in parts:
        print(f"codes by hand, {part}: {exact(coded, part)}")
    manual = examples.read_gold(str(args.folder / "examples_train.tsv"))
    result, _ = examples.score(manual, as_frame(code(coder, manual, date(2000, 6, 15))))
    names = ("code, any", "root, any", "codes per sentence")
    print("manual: " + "  ".join(f"{name} {result[name]:.3f}" for name in names))


if __name__ == "__main__":
    main()
