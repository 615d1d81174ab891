#!/usr/bin/env python3
"""Make a corpus of mixed news-like articles, the same for the same seed.

    python benchmarks/corpus.py 20000 -o corpus.parquet [--seed 1]

Each article belongs to one desk of a general newspaper; ``newsroom.py`` lists the desks with their
share of the articles: politics and world affairs one in five, crime and courts one in eight, the
rest sport, business, culture, weather and disasters, science and health, and town life. An article
has a dateline or none, a lead, and 6 to 24 further sentences in paragraphs of one to three:

- politics and world affairs: half of the sentences are taken from the examples of the codebooks,
  which are sentences as news agencies write them, with and without events; the others are
  background and quotations of the desk's own;
- every other desk: sentences of that desk, half of them two joined by a conjunction, and one in
  twelve a quotation. Countries, capitals, police, courts, companies, ministers and words such as
  "attack", "beat", "sign" or "deal" stand in them as they do in such news.

Places, people, teams and companies are drawn anew for each article and come back within it, by
surname or pronoun too. Nothing is copied from any newspaper.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import newsroom
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.codebook.load import load_codebook

SCHEMA = pa.schema(
    [("id", pa.string()), ("date", pa.date32()), ("text", pa.string()), ("publisher", pa.string())]
)
QUOTED = 1 / 12
POLITICAL = 1 / 2
JOINED = 1 / 2
DATELINE = 2 / 3
SLOT = re.compile(r"\{(\w+?)(\d?)\}")


def make_articles(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """Yield articles as rows."""
    dice = random.Random(seed)
    political = [placed.entry.text for placed in load_codebook().examples]
    desks = list(newsroom.DESKS)
    shares = [newsroom.DESKS[desk].share for desk in desks]
    for number in range(count):
        day = date(2020, 1, 1) + timedelta(days=dice.randrange(700))
        desk = dice.choices(desks, shares)[0]
        text = _Writer(dice, desk, political).write()
        yield {
            # Ids of agencies are in no order.
            "id": f"{number * 2654435761 % 2**32:08x}",
            "date": day, "text": text, "publisher": dice.choice(("North", "South")),
        }  # fmt: skip


class _Writer:
    """Writes one article, whose names stay the same throughout."""

    def __init__(self, dice: random.Random, desk: str, political: list[str]) -> None:
        self.dice, self.desk, self.political = dice, desk, political
        self.names: dict[str, str] = {}
        self.unused: list[str] = []

    def write(self) -> str:
        """Return the article's text."""
        desk = newsroom.DESKS[self.desk]
        bodies = [self._sentence(desk) for _ in range(self.dice.randint(6, 24))]
        sentences = [self._fill(self.dice.choice(desk.leads)), *bodies]
        text = ""
        if self.dice.random() < DATELINE:
            text = f"{self._fill('{city}').upper()} (Agency) - "
        while sentences:
            size = self.dice.randint(1, 3)
            text += " ".join(sentences[:size]) + "\n\n"
            del sentences[:size]
        return text.strip()

    def _sentence(self, desk: newsroom.Desk) -> str:
        if self.desk == "politics" and self.dice.random() < POLITICAL:
            return self.dice.choice(self.political)
        if self.dice.random() < QUOTED:
            quote = self.dice.choice(newsroom.QUOTES)
            return self._fill(quote.replace("[speaker]", self.dice.choice(desk.speakers)))
        text = self._fresh(desk)
        if self.dice.random() < JOINED:
            other = self._fresh(desk)
            if other.partition(" ")[0] in newsroom.LOWERED:
                other = other[0].lower() + other[1:]
            text = text.removesuffix(".") + self.dice.choice(newsroom.JOINTS) + other
        return self._fill(text)

    def _fresh(self, desk: newsroom.Desk) -> str:
        """Return a sentence of the desk that the article has not had, as long as there is one."""
        if not self.unused:
            self.unused = self.dice.sample(desk.sentences, len(desk.sentences))
        return self.unused.pop()

    def _fill(self, template: str) -> str:
        text = SLOT.sub(self._name, template)
        return text[0].upper() + text[1:]

    def _name(self, slot: re.Match[str]) -> str:
        kind, ordinal = slot.groups()
        if kind == "n":
            return str(self.dice.randint(2, 60))
        if kind == "surname":
            return self._drawn("person" + ordinal).split()[-1]
        return self._drawn(kind + ordinal)

    def _drawn(self, slot: str) -> str:
        if slot not in self.names:
            kind = slot.rstrip("0123456789")
            if kind == "person":
                first, last = map(self.dice.choice, (newsroom.FIRST, newsroom.LAST))
                self.names[slot] = f"{first} {last}"
            else:
                self.names[slot] = self.dice.choice(newsroom.FILLERS[kind])
        # Days and months change within an article.
        return self.names.pop(slot) if slot in newsroom.FLEETING else self.names[slot]


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
