"""How often rows of a kind are right, and data without the articles' words."""

from __future__ import annotations

from datetime import date

import pyarrow.parquet as pq
import pytest
from folders import write
from tables import write_run

from pipeline.codebook.confidence import Confidence
from pipeline.codebook.load import load_codebook
from pipeline.coder import Coder
from pipeline.engines.inline import run_inline
from pipeline.errors import CodebookError
from pipeline.tables.withheld import WORDS
from pipeline.types import Article, Kind

VERB = Kind("verb", "name", "2", "main", "actual")
ARTICLE = Article(
    "a",
    date(2024, 5, 14),
    "On Monday Russian troops attacked the Ukrainian army near Kharkiv, the governor said. "
    "France urged Iran to release two journalists.",
    title="Russia attacks",
)


def kind(**changes: str) -> Kind:
    return Kind(**{**{n: getattr(VERB, n) for n in Kind.__slots__}, **changes})


def test_the_share_of_the_very_kind_or_of_its_like():
    measured = Confidence.of(
        10,
        [
            (VERB, 20, 15),
            (kind(status="other"), 5, 0),
            (kind(clause="inside"), 9, 2),
            (kind(words="1"), 6, 6),
            (kind(link="agent"), 9, 9),
        ],
    )
    assert measured.find(VERB) == 15 / 20
    assert measured.find(kind(status="other")) == 15 / 25
    assert measured.find(kind(clause="inside")) == 17 / 34
    assert measured.find(kind(words="3+")) == 23 / 40
    assert measured.find(kind(link="agent")) is None
    assert measured.find(kind(action="noun")) is None


def test_every_codebook_share_is_a_share(coder):
    counts = coder.codebook.confidence.counts
    assert counts
    assert all(0 <= right <= rows for rows, right in counts.values())
    for key, (rows, _) in counts.items():
        if len(key) > 2:
            assert counts[key[:-1]][0] >= rows


def test_rows_carry_the_share_of_their_kind(coder):
    events = coder.code_article(ARTICLE).events
    assert len(events) >= 2
    for event in events:
        assert event.kind
        assert event.confidence == coder.codebook.confidence.find(event.kind)
    assert any(event.confidence for event in events)


def test_kinds_of_rows(coder):
    def kinds(text: str) -> set[Kind]:
        return {e.kind for e in coder.code_article(Article("a", date(2024, 5, 14), text)).events}

    (plain,) = kinds("Sweden attacked Norway.")
    assert (plain.action, plain.link, plain.clause, plain.status) == (
        "verb",
        "name",
        "main",
        "actual",
    )
    (composed,) = kinds("France urged Iran to release two journalists.")
    assert composed.action == "composed"
    (denied,) = kinds("Sweden did not attack Norway.")
    assert denied.status == "other"
    assert {k.action for k in kinds("The attack by Sweden on Norway was condemned.")} == {"noun"}


CODEBOOK = {
    "ontology.yaml": 'codes:\n  "190": {name: Fight, quad: 4, goldstein: -10, plover: ASSAULT}\n',
    "actors/a.yaml": "- {name: Norway, code: NOR, kind: country}\n",
    "verbs/19.yaml": '- {code: "190", patterns: [SOURCE attack TARGET]}\n',
}
LINE = (
    "  - {action: verb, link: name, words: 1, clause: main, status: actual, rows: 9, right: %s}\n"
)


def test_a_codebook_that_was_not_measured_gives_none(tmp_path, parser):
    coder = Coder(load_codebook([write(tmp_path, CODEBOOK)]), parser)
    article = Article("a", date(2024, 5, 14), "Norway attacked Norwegian Airlines.")
    events = coder.code_article(article).events
    assert [event.confidence for event in events] == [None] * len(events) != []


def test_a_wrong_table_is_told_with_file_and_line(tmp_path):
    folder = write(tmp_path, {**CODEBOOK, "confidence.yaml": "least: 5\nkinds:\n" + LINE % 10})
    with pytest.raises(CodebookError, match=r"confidence.yaml:3: 10 right of 9 rows"):
        load_codebook([folder])


def test_without_text_only_the_words_are_gone(coder, tmp_path):
    paths = []
    for name, without_text in (("with", False), ("without", True)):
        out = tmp_path / name / "events.parquet"
        write_run(run_inline(coder, [ARTICLE]), out, without_text=without_text)
        paths.append(out)
    full, bare = (pq.read_table(path) for path in paths)
    assert full.schema == bare.schema
    assert full.num_rows == bare.num_rows > 1
    assert full.drop(list(WORDS)).equals(bare.drop(list(WORDS)))
    assert all(bare[name].null_count == bare.num_rows for name in WORDS)
    written = paths[1].read_bytes() + (tmp_path / "without" / "ledger.parquet").read_bytes()
    assert not [word for word in (b"attacked", b"urged", b"journalists") if word in written]
    ledger = pq.read_table(tmp_path / "without" / "ledger.parquet").to_pylist()
    assert {c["trigger"] for line in ledger for c in line["candidates"]} == {None}
