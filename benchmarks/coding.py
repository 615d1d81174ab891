#!/usr/bin/env python3
"""Measure what coding a parsed sentence costs beside parsing it, in processor time.

    python benchmarks/coding.py [INPUT...] [--repeat 3] [--codebook FOLDER]...

All sentences are parsed first, then coded in the context of their article; of several rounds the
quickest counts.
"""

from __future__ import annotations

import argparse
import time
from statistics import mean, median, quantiles

from pipeline import Coder
from pipeline.actors.links import Context
from pipeline.articles import read_articles
from pipeline.types import Article, Tree


def time_coding(coder: Coder, parsed: list[tuple[Article, list[Tree]]]) -> list[float]:
    """Return the milliseconds that each sentence takes."""
    spent = []
    for article, trees in parsed:
        context = Context()
        for tree in trees:
            start = time.process_time()
            coder.read_tree(article, tree, context)
            spent.append(1000 * (time.process_time() - start))
    return spent


def main() -> None:
    """Print the cost of a sentence and its share of the parser's."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("inputs", nargs="*", default=["examples/articles.jsonl"])
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--codebook", action="append", default=[])
    args = arguments.parse_args()
    coder = Coder.from_codebooks(*args.codebook)
    articles = [a for a in read_articles(args.inputs) if isinstance(a, Article)]
    start = time.process_time()
    parsed = [(article, list(coder.parse(article))) for article in articles]
    parsing = 1000 * (time.process_time() - start)
    start = time.process_time()
    for _ in coder.parser.nlp.pipe(tree.sentence.text for _, trees in parsed for tree in trees):
        pass
    by_spacy = 1000 * (time.process_time() - start)
    spent = min((time_coding(coder, parsed) for _ in range(args.repeat)), key=sum)
    print(
        f"coding a parsed sentence: median {median(spent):.3f} / mean {mean(spent):.3f}"
        f" / p95 {quantiles(spent, n=20)[-1]:.3f} ms ({len(spent)} sentences)"
    )
    print(f"own cost as share of spaCy's parsing: {sum(spent) / by_spacy:.2f}")
    print(f"own cost as share of the parser here: {sum(spent) / parsing:.2f}")


if __name__ == "__main__":
    main()
