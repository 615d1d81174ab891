#!/usr/bin/env python3
"""Measure words a second of the whole pipeline beside the parser's alone, in one run.

    python benchmarks/speed.py INPUT... [--repeat 3]

Both read the same sentences, cut beforehand for the parser; one process, one thread.
"""

from __future__ import annotations

import argparse
import time
from statistics import median

from pipeline import Coder
from pipeline.articles import read_articles
from pipeline.sentences import split
from pipeline.types import Article


def main() -> None:
    """Print a line for each stage: words a second, median of the repeats."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("inputs", nargs="+")
    arguments.add_argument("--repeat", type=int, default=3)
    args = arguments.parse_args()
    start = time.perf_counter()
    coder = Coder.from_codebooks()
    print(f"start-up: {time.perf_counter() - start:.2f} s")
    articles = [a for a in read_articles(args.inputs) if isinstance(a, Article)]
    sentences = [s for a in articles for s in split(a.text)]
    words = sum(len(tree.words) for tree in coder.parser.parse(sentences))
    print(f"{len(articles)} articles, {len(sentences)} sentences, {words} words")
    parser, whole = [], []
    for _ in range(args.repeat):
        start = time.perf_counter()
        for _tree in coder.parser.parse(sentences):
            pass
        parser.append(words / (time.perf_counter() - start))
        start = time.perf_counter()
        for _coded in coder.code(articles):
            pass
        whole.append(words / (time.perf_counter() - start))
    print(f"parser alone:   {median(parser):8.0f} words/s")
    print(f"whole pipeline: {median(whole):8.0f} words/s ({median(whole) / median(parser):.2f})")


if __name__ == "__main__":
    main()
