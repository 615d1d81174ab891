#!/usr/bin/env python3
"""Measure how many words a second the names and agent nouns of our codebook are found in.

    python benchmarks/names.py INPUT... [--repeat 5] [--names 50000]

Where the codebook has fewer names, their words are put together anew until there are that many.

Only the finding is measured: the words are cut beforehand, nothing is parsed. One process, one
thread, in processor time, which a busy machine does not distort. Start-up is everything before the
first article: codebooks, tables and parser.
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
    """Print the number of names, start-up, and words a second, median of the repeats."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("inputs", nargs="+")
    arguments.add_argument("--repeat", type=int, default=5)
    arguments.add_argument("--names", type=int, default=50_000)
    args = arguments.parse_args()
    start = time.process_time()
    coder = Coder.from_codebooks()
    print(f"start-up: {time.process_time() - start:.2f} s")
    roster = coder.roster
    known = sorted(roster.names.items())
    for (one, value), (other, _) in zip(known, known[1:], strict=False):
        if len(roster.names) >= args.names:
            break
        if len(other) > 1:
            roster.names.setdefault((one[0], *other[1:], one[-1]), value)
    texts = [
        [(word,) for word in coder.parser.tokenize(sentence.text)]
        for article in read_articles(args.inputs)
        if isinstance(article, Article)
        for sentence in split(article.text)
    ]
    words = sum(map(len, texts))
    lowered = [[(word.lower(),) for (word,) in text] for text in texts]
    for label, table, forms in (
        ("names", roster.names, texts),
        ("agent nouns", roster.agents, lowered),
    ):
        speeds = []
        for _ in range(args.repeat):
            start = time.process_time()
            hits = sum(len(table.find(text)) for text in forms)
            speeds.append(words / (time.process_time() - start))
        print(f"{len(table)} {label}: {hits} found in {words} words, {median(speeds):,.0f} words/s")


if __name__ == "__main__":
    main()
