#!/usr/bin/env python3
"""Print how right the coder is, on rows read and kept aside, with bootstrap intervals.

    python benchmarks/accuracy.py ../shared/eval [--repeat 1000] [--classes]

The folder holds `relations.py` and `examples.py` with their gold files. Only figures are printed,
no row, so that rows kept aside stay unread. An interval is the middle 95 % of the figure over
resampled rows.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

from labels import as_frame, code, exact_codes, kept_aside, load

from pipeline import Coder
from pipeline.types import Coded

FIGURES = ("root macro-F1", "root accuracy", "quad macro-F1", "dyad found", "reversed")


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
        parts["aside" if kept_aside(row["article_id"]) else "read"].append(row)
    for name, chosen in {"all": rows, **parts}.items():
        print(f"relations, {name} ({len(chosen)} rows)")
        relations_part(relations, chosen, coded, args)
    for part in parts:
        hits, roots, codes = exact_codes(coded, part)
        print(f"codes by hand, {part}: exact {hits:.3f}  root {roots:.3f}  codes {codes:.2f}")
    manual = examples.read_gold(str(args.folder / "examples_train.tsv"))
    result, _ = examples.score(manual, as_frame(code(coder, manual, date(2000, 6, 15))))
    names = ("code, any", "root, any", "codes per sentence")
    print("manual: " + "  ".join(f"{name} {result[name]:.3f}" for name in names))


if __name__ == "__main__":
    main()
