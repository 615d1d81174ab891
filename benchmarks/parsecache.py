#!/usr/bin/env python3
"""What a parse cache saves, and what it takes on disk.

    python benchmarks/parsecache.py [--articles 200]

Codes the same articles without a cache, with an empty one and with a full one; seconds of this
process alone, so that others on the machine do not show.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from pathlib import Path

from corpus import make_articles

from pipeline import Coder
from pipeline.types import Article


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--articles", type=int, default=200)
    args = arguments.parse_args()
    articles = [
        Article(str(row["id"]), row["date"], str(row["text"]))  # type: ignore[arg-type]
        for row in make_articles(args.articles)
    ]
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for name, cache in (("none", None), ("empty", folder), ("full", folder)):
            coder = Coder.from_codebooks(parse_cache=cache)
            begun = time.process_time()
            coded = list(coder.code(articles))
            seconds = time.process_time() - begun
            results.append([one.events for one in coded])
            print(f"cache {name:5}: {1000 * seconds / len(articles):6.1f} ms of CPU an article")
        assert results[0] == results[1] == results[2]
        base = sqlite3.connect(Path(folder) / "trees.sqlite")
        count, size = base.execute("SELECT count(*), sum(length(tree) + 16) FROM trees").fetchone()
        print(f"{count} different sentences, {size / count:.0f} bytes each")


if __name__ == "__main__":
    main()
