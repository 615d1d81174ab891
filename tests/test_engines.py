"""Worker processes: the same rows whatever their number, and only the article at fault is lost."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from folders import write

from pipeline.coder import Coder
from pipeline.engines.batches import code_batches, to_batches
from pipeline.engines.cluster import ship
from pipeline.engines.inline import run_inline
from pipeline.engines.processes import WorkerError, run_processes
from pipeline.engines.recipe import Recipe
from pipeline.types import Article, Sentence

DAY = date(2020, 3, 1)
CODEBOOK = {
    "ontology.yaml": 'codes:\n  "190": {name: Fight, quad: 4, goldstein: -10, plover: ASSAULT}\n',
    "actors/a.yaml": "- {name: Norway, code: NOR, kind: country}\n"
    "- {name: Sweden, code: SWE, kind: country}\n",
    "verbs/19.yaml": '- code: "190"\n  patterns:\n    - SOURCE attack TARGET\n',
}
GOOD = "Norway attacked Sweden."


class Faulty(Coder):
    """A coder that some articles are too much for."""

    def split(self, article: Article) -> list[Sentence]:
        if "DIE" in article.text:
            os._exit(7)
        if "HANG" in article.text:
            time.sleep(600)
        if "RAISE" in article.text:
            raise RecursionError("too deep")
        return super().split(article)


@dataclass(frozen=True)
class FaultyRecipe(Recipe):
    def make(self) -> Coder:
        return Faulty.from_codebooks(*self.codebooks)


@dataclass(frozen=True)
class DeadRecipe(Recipe):
    def make(self) -> Coder:
        os._exit(9)


@pytest.fixture(scope="module")
def codebook(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("codebook"), CODEBOOK)


def make_articles(*texts: str) -> list[Article]:
    return [Article(f"a{i:04}", DAY, text, origin="f", line=i) for i, text in enumerate(texts)]


def rows_of(batches) -> list[dict]:
    rows = [row for batch in batches for row in batch.to_pylist()]
    return sorted(rows, key=lambda row: row["article_id"])


def test_workers_give_the_rows_of_the_inline_engine(codebook):
    articles = make_articles(*[GOOD, "Sweden attacked Norway on Monday. It rained."] * 100)
    recipe, told = Recipe((str(codebook),)), []
    inline = rows_of(run_inline(recipe.make(), articles))
    assert sum(len(row["events"]) for row in inline) == 200
    assert rows_of(run_processes(recipe, articles, 2, progress=told.append)) == inline
    assert sum(told) == 200


def test_only_the_article_at_fault_is_lost(codebook):
    texts = [GOOD] * 70
    texts[3], texts[66] = "DIE.", "RAISE."
    told: list[int] = []
    recipe = FaultyRecipe((str(codebook),))
    rows = rows_of(run_processes(recipe, make_articles(*texts), 2, progress=told.append))
    assert [row["article_id"] for row in rows] == [f"a{i:04}" for i in range(70)]
    rejects = {r["line"]: r for row in rows for r in row["rejects"]}
    assert sorted(rejects) == [3, 66]
    assert "exit code 7" in rejects[3]["reason"]
    assert "RecursionError" in rejects[66]["reason"]
    assert all(reject["cure"] and reject["file"] == "f" for reject in rejects.values())
    assert all(len(row["events"]) == 1 for row in rows if not row["rejects"])
    assert sum(told) == 70


@pytest.mark.slow
def test_an_article_that_takes_too_long_is_rejected(codebook):
    # Long enough for a good article on a busy machine.
    recipe = FaultyRecipe((str(codebook),))
    articles = make_articles(GOOD, "HANG.", GOOD)
    rows = rows_of(run_processes(recipe, articles, 1, timeout=30))
    assert [len(row["events"]) for row in rows] == [1, 0, 1]
    (reject,) = rows[1]["rejects"]
    assert "longer than 30 seconds" in reject["reason"]
    assert "--timeout" in reject["cure"]


def test_inline_an_article_that_fails_costs_no_other(codebook):
    articles = make_articles(GOOD, "RAISE.", GOOD)
    rows = rows_of(run_inline(Faulty.from_codebooks(codebook), articles))
    assert [len(row["events"]) for row in rows] == [1, 0, 1]
    assert [len(row["rejects"]) for row in rows] == [0, 1, 0]


def test_workers_that_cannot_start_end_the_run(codebook):
    with pytest.raises(WorkerError, match="--jobs"):
        list(run_processes(DeadRecipe((str(codebook),)), make_articles(GOOD), 1))


def test_batches_are_bounded_by_their_characters():
    articles = make_articles(*["x" * 1_500_000] * 7)
    assert [batch.num_rows for batch in to_batches(articles)] == [3, 3, 1]


def test_the_vocabulary_does_not_grow_with_the_articles(codebook):
    coder = Coder.from_codebooks(codebook)

    def code(start: int) -> int:
        texts = [f"Norway attacked Sweden with the qx{i}z." for i in range(start, start + 50)]
        for _ in code_batches(coder, to_batches(make_articles(*texts))):
            pass
        return len(coder.parser.nlp.vocab.strings)

    assert code(0) == code(1000)


def test_what_goes_to_a_cluster_makes_the_coder_of_the_driver(codebook, tmp_path):
    recipe = Recipe((str(codebook),), titles=True, parse_cache=str(tmp_path), screening=False)
    here, there = recipe.make(), ship(recipe).make()
    assert there.versions() == here.versions()
    assert (there.titles, there.screening) == (True, False)
    assert ship(recipe).recipe.parse_cache is None
