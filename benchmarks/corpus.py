#!/usr/bin/env python3
"""Make a corpus of news-like articles, the same for the same seed.

    python benchmarks/corpus.py 20000 -o corpus.parquet [--seed 1]

An article has a dateline and 8 to 30 sentences in paragraphs. One in four is a sentence of the
codebooks' examples, as political news is; the rest is put together from subjects, verbs and
settings of business, sport, weather and town life, half of them with a country or capital in it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.codebook.load import load_codebook

SCHEMA = pa.schema(
    [("id", pa.string()), ("date", pa.date32()), ("text", pa.string()), ("publisher", pa.string())]
)
PLACES = """Berlin Paris Nairobi Jakarta Lima Oslo Ankara Delhi Cairo Lagos Manila Seoul Tokyo Rome
Madrid Warsaw Kyiv Baghdad Tehran Tunis""".split()
SUBJECTS = [
    "Shares in the company",
    "The central bank",
    "A spokesman for the airline",
    "The home side",
    "Analysts",
    "The oldest bakery of {place}",
    "Two visitors from {place}",
    "The museum",
    "Investors in {place}",
    "The striker, who joined in January,",
    "Retailers",
    "Heavy rain",
    "The mayor of {place}",
    "Scientists at a university in {place}",
    "Farmers",
    "The festival",
]
VERBS = [
    "rose by 3.2 percent",
    "expects slower growth",
    "lost the first match of the season",
    "opened its doors again",
    "has been looking for new markets",
    "moved to a larger building",
    "will publish the figures next week",
    "was among the winners of the prize",
    "had to close two of its four branches",
    "sold more tickets than ever before",
    "reached the coast in the evening",
    "presented a new method",
    "signed a contract for two years",
]
SETTINGS = [
    "in {place} on Tuesday",
    "according to a report",
    "after a long and dry summer",
    "while prices for oil fell",
    "as it had done the year before",
    "in front of 20,000 people",
    "despite doubts about demand in {place}",
    "for the first time since 2009",
    "",
]


def make_articles(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """Yield articles as rows."""
    dice = random.Random(seed)
    political = [placed.entry.text for placed in load_codebook().examples]
    for number in range(count):
        day = date(2020, 1, 1) + timedelta(days=dice.randrange(700))
        sentences = [_sentence(dice, political) for _ in range(dice.randint(8, 30))]
        paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
        text = f"{dice.choice(PLACES).upper()} (Agency) - " + "\n\n".join(paragraphs)
        yield {
            # Ids of agencies are in no order.
            "id": f"{number * 2654435761 % 2**32:08x}",
            "date": day, "text": text, "publisher": dice.choice(("North", "South")),
        }  # fmt: skip


def _sentence(dice: random.Random, political: list[str]) -> str:
    if dice.random() < 0.25:
        return dice.choice(political)
    parts = [dice.choice(SUBJECTS), dice.choice(VERBS), dice.choice(SETTINGS)]
    text = " ".join(part for part in parts if part)
    text = text.replace("{place}", dice.choice(PLACES))
    return text[0].upper() + text[1:] + "."


def write_corpus(path: Path, articles: Iterable[dict[str, object]]) -> None:
    """Write articles as Parquet, a thousand at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rest = iter(articles)
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as sink:
        while rows := list(islice(rest, 1000)):
            sink.write_table(pa.Table.from_pylist(rows, SCHEMA))


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("count", type=int)
    arguments.add_argument("-o", "--out", type=Path, default=Path("corpus.parquet"))
    arguments.add_argument("--seed", type=int, default=1)
    args = arguments.parse_args()
    write_corpus(args.out, make_articles(args.count, args.seed))


if __name__ == "__main__":
    main()
