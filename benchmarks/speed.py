#!/usr/bin/env python3
"""Measure the whole pipeline beside spaCy's parser alone, in one run.

    python benchmarks/speed.py [INPUT...] [--articles 300] [--repeat 3] [--jobs 0 1 2]

Without INPUT the articles are those of ``corpus.py``. spaCy alone reads all of their text with the
embedded model's own components; the parser is the same model as this package reads it, sentence by
sentence, cut beforehand; the whole pipeline cuts, screens, parses, codes and makes the rows. Rounds are
interleaved and the least time of each stage counts. In this process the time is that of the
processor, so that other work on the machine does not count; worker processes are timed by the
clock, from the first batch that comes back to the last, against one parser by the clock.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from corpus import make_articles

from pipeline import Coder
from pipeline.articles import read_articles
from pipeline.engines.batches import code_batches, to_batches
from pipeline.engines.processes import run_processes
from pipeline.engines.recipe import Recipe
from pipeline.sentences import split
from pipeline.syntax.parsing import Cut
from pipeline.types import Article, Sentence, Tree


def main() -> None:
    """Print words a second and the ratio to spaCy alone for each way of coding."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("inputs", nargs="*")
    arguments.add_argument("--articles", type=int, default=300)
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--jobs", type=int, nargs="*", default=[])
    args = arguments.parse_args()
    start = time.process_time()
    coder = Coder.from_codebooks()
    print(f"start-up: {time.process_time() - start:.2f} s")
    plain = Coder(coder.codebook, coder.parser, screening=False)
    articles = list(read(args.inputs, args.articles))
    sentences = [s for a in articles for s in split(a.text)]
    words, parsed = count_parsed(coder, sentences, articles)
    print(f"{len(articles)} articles, {len(sentences)} sentences, {words} words")
    print(f"parsed: {parsed[0] / len(sentences):.3f} of the sentences,"
          f" {parsed[1] / words:.3f} of the words")  # fmt: skip
    trees = list(coder.parser.parse(sentences))
    stages: dict[str, Callable[[], Iterable[object]]] = {
        "spaCy alone": lambda: coder.parser.nlp.pipe(article.text for article in articles),
        "parser": lambda: coder.parser.parse(sentences),
        "whole": lambda: code_batches(coder, to_batches(articles)),
        "whole, every sentence parsed": lambda: code_batches(plain, to_batches(articles)),
        "cutting and screening": lambda: (
            coder.screen.sift(split(a.text), a.date) for a in articles if coder.screen
        ),
        "coding of parsed sentences": lambda: code_trees(plain, trees, articles[0].date),
    }
    best = {name: min(clock(stage, time.process_time) for _ in range(args.repeat))
            for name, stage in stages.items()}  # fmt: skip
    alone = best["spaCy alone"]
    for name, seconds in best.items():
        print(f"{name}: {words / seconds:.0f} words/s ({alone / seconds:.2f})")
    if args.jobs:
        by_clock = min(clock(stages["spaCy alone"], time.perf_counter) for _ in range(args.repeat))
        print(f"spaCy alone, by the clock: {words / by_clock:.0f} words/s (1.00)")
        for jobs in args.jobs:
            seconds = min(clock_workers(articles, jobs) for _ in range(args.repeat))
            name = f"whole, {jobs} worker{'s' * (jobs > 1)}"
            print(f"{name}: {words / seconds:.0f} words/s ({by_clock / seconds:.2f})")


def read(inputs: list[str], count: int) -> Iterator[Article]:
    """Yield the articles of files, or those of the corpus where there are none."""
    if inputs:
        yield from (a for a in read_articles(inputs) if isinstance(a, Article))
        return
    for row in make_articles(count):
        day = row["date"]
        assert isinstance(day, date)
        yield Article(str(row["id"]), day, str(row["text"]))


def count_parsed(
    coder: Coder, sentences: list[Sentence], articles: list[Article]
) -> tuple[int, tuple[int, int]]:
    """Return the number of words, and the numbers of sentences and words that the coder parses."""
    words = sum(len(coder.parser.cut(sentence).words) for sentence in sentences)
    counted: list[int] = []
    parse = coder.parser.parse_cuts

    def count(cuts: Iterable[Cut]) -> Iterator[Tree]:
        some = list(cuts)
        counted.extend(len(cut.words) for cut in some)
        return parse(some)

    coder.parser.parse_cuts = count  # type: ignore[method-assign]
    exhaust(coder.code(articles))
    coder.parser.parse_cuts = parse  # type: ignore[method-assign]
    return words, (len(counted), sum(counted))


def code_trees(coder: Coder, trees: Iterable[Tree], day: date) -> Iterator[object]:
    """Code parsed sentences, each as an article of its own."""
    article = Article("a", day, "")
    for tree in trees:
        yield from coder.read_trees(article, [tree])


def exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


def clock(stage: Callable[[], Iterable[object]], now: Callable[[], float]) -> float:
    start = now()
    exhaust(stage())
    return now() - start


def clock_workers(articles: list[Article], jobs: int) -> float:
    """Return the seconds that workers take for the articles once they have started.

    They are handed a batch each to start with, whose time does not count.
    """
    warm = [Article(f"warm{i}", a.date, a.text) for i, a in enumerate(articles[: 64 * jobs])]
    seen, start = 0, time.perf_counter()
    for batch in run_processes(Recipe(), [*warm, *articles], jobs):
        seen += batch.num_rows
        if seen <= len(warm):
            start = time.perf_counter()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
