#!/usr/bin/env python3
"""Measure what ten times the names and patterns of the codebook cost, in processor time.

    python benchmarks/scaling.py [INPUT...] [--times 10]

The added names and patterns are the codebook's own with made-up words in them: the patterns keep
their triggers and ask for one word that no text has, the names begin as the real ones do.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from statistics import median

from coding import time_coding

from pipeline import Coder
from pipeline.articles import read_articles
from pipeline.codebook.folder import Placed
from pipeline.codebook.load import Codebook, load_codebook
from pipeline.types import Article


def multiply(codebook: Codebook, times: int) -> Codebook:
    """Return a codebook with so many times the names and patterns."""
    actors, patterns = list(codebook.actors), list(codebook.patterns)
    for n in range(1, times):
        for placed in codebook.actors:
            name = f"{placed.entry.name} Zq{n}"
            entry = placed.entry.model_copy(
                update={"name": name, "also": tuple(f"{also} Zq{n}" for also in placed.entry.also)}
            )
            actors.append(Placed(entry, placed.where, placed.settings))
        for pattern in codebook.patterns:
            needed = (*pattern.needed, frozenset({f"zq{n}x{pattern.order}"}))
            patterns.append(replace(pattern, needed=needed, order=len(patterns)))
    return replace(codebook, actors=tuple(actors), patterns=tuple(patterns), digest="")


def main() -> None:
    """Print the cost of a sentence with the codebook as it is and made larger."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("inputs", nargs="*", default=["examples/articles.jsonl"])
    arguments.add_argument("--times", type=int, default=10)
    args = arguments.parse_args()
    plain = Coder.from_codebooks()
    articles = [a for a in read_articles(args.inputs) if isinstance(a, Article)]
    parsed = [(article, list(plain.parse(article))) for article in articles]
    for times in (1, args.times):
        start = time.process_time()
        coder = Coder(multiply(load_codebook(), times), plain.parser)
        started = time.process_time() - start
        spent = min((time_coding(coder, parsed) for _ in range(3)), key=sum)
        print(
            f"{times:3d} times: {len(coder.codebook.patterns)} patterns, start-up {started:.2f} s,"
            f" median {median(spent):.3f} ms, {len(spent) / sum(spent) * 1000:.0f} sentences/s"
        )


if __name__ == "__main__":
    main()
