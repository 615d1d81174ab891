"""The public entry: a coder from codebooks, articles in, events and ledger out; and in batches."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

import pipeline
from pipeline import Article, Coder
from pipeline.coder import package_version
from pipeline.engines.batches import ARTICLES, code_batches, to_batches
from pipeline.engines.inline import run_inline
from pipeline.errors import CodebookError, ModelError
from pipeline.sentences import MAX_CHARACTERS
from pipeline.tables.rows import to_batch
from pipeline.tables.schema import BATCH

DAY = date(2019, 6, 15)
TEXTS = [
    "The Libyan army attacked Chad. Chad condemned the attack.",
    "Norway's foreign minister visited Sudan on Monday. The weather was fine.",
    "",
    "Egypt and Jordan held talks. The two countries signed a treaty.",
    "A cat sat on a mat.",
]


def articles() -> list[Article]:
    return [Article(f"a{i}", DAY, text) for i, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def coded(coder):
    return list(coder.code(articles()))


# --- articles in, events out ------------------------------------------------------------------


def test_the_package_offers_coder_and_article():
    assert set(pipeline.__all__) >= {"Article", "Coder"}


def test_articles_come_back_in_order(coded):
    assert [one.article for one in coded] == articles()


def test_coding_is_lazy(coder):
    def endless():
        while True:
            yield from articles()

    stream = coder.code(endless())
    assert next(stream).article.id == "a0"
    assert next(stream).article.id == "a1"


def test_an_event_has_all_its_parts(coded):
    event = coded[0].events[0]
    assert (event.source.code, event.code, event.target.code) == ("LBYMIL", "190", "TCD")
    assert (event.source.text, event.action_text, event.target.text) == (
        "The Libyan army", "attacked", "Chad",
    )  # fmt: skip
    assert (event.source.country, event.source.roles) == ("LBY", ("MIL",))
    assert (event.when.day, event.when.method, event.when.precision) == (DAY, "publication", "day")
    assert event.status == "actual"
    assert event.pattern.startswith("verbs/19_fight")
    assert event.target.entry.startswith("actors/countries_africa.yaml:")


def test_the_second_sentence_knows_its_place_in_the_article(coded):
    event = next(e for e in coded[0].events if e.sentence.index == 1)
    text = TEXTS[0]
    assert (event.source.code, event.code) == ("TCD", "111")
    assert event.sentence.start == text.index("Chad condemned")
    assert event.action_start == text.index("condemned")


def test_every_sentence_has_a_ledger_line(coded):
    outcomes = [[line.outcome for line in one.ledger] for one in coded]
    assert [len(lines) for lines in outcomes] == [2, 2, 0, 2, 1]
    assert outcomes[0] == ["coded", "coded"]
    assert outcomes[1][1] != "coded"
    for one in coded:
        for line in one.ledger:
            events = [e for e in one.events if e.sentence.index == line.sentence.index]
            assert bool(events) == (line.outcome == "coded")
            tried = [c for c in line.candidates if c.outcome == "coded"]
            assert bool(events) == bool(tried)


def test_event_ids_do_not_change(coder, coded):
    ids = [e.event_id for one in coded for e in one.events]
    assert [e.event_id for one in coder.code(articles()) for e in one.events] == ids


def test_event_ids_are_unique(coded):
    ids = [e.event_id for one in coded[:3] for e in one.events]
    assert len(ids) == len(set(ids)) >= 4


def test_event_ids_are_unique_where_two_actors_share_their_words(coder):
    """ "The two countries" are both of them, with one span."""
    text = "Egypt and Jordan held talks. The two countries signed a treaty."
    events = coder.code_article(Article("a", DAY, text)).events
    dyads = [(e.source.code, e.code, e.target.code) for e in events]
    assert sorted(dyads)[1::2] == [("EGY", "057", "JOR"), ("JOR", "057", "EGY")]
    assert len({e.event_id for e in events}) == len(events) == 4


def test_an_id_depends_on_the_article(coder):
    one, other = (
        coder.code_article(Article(name, DAY, TEXTS[0])).events[0].event_id for name in "xy"
    )
    assert one != other


def test_a_code_is_that_of_the_day(coder):
    def code(day: date) -> str:
        (event, *_) = coder.code_article(Article("a", day, "Barack Obama condemned Iran.")).events
        return event.source.code

    assert [code(date(year, 6, 1)) for year in (2006, 2012, 2020)] == ["USALEG", "USAGOV", "USAELI"]


def test_articles_do_not_know_each_other(coder):
    """A surname is tied to a name of its own article only."""
    first = Article("1", DAY, "French President Emmanuel Macron visited Mali.")
    second = Article("2", DAY, "Hansen condemned Israel.")
    named = Article("3", DAY, "Norwegian Foreign Minister Olav Hansen visited Mali.")
    alone = coder.code_article(second)
    *_, after = coder.code([first, named, second])
    assert after == alone


def test_empty_and_blank_articles_give_nothing(coder):
    for text in ("", "   ", "\n\n\t\n", "\u200b", "\ufeff"):
        assert coder.code_article(Article("a", DAY, text)).events == ()


def test_a_sentence_too_long_to_parse_is_told_not_dropped(coder):
    text = "Norway attacked Sweden " + "and Denmark " * MAX_CHARACTERS + "today."
    coded = coder.code_article(Article("a", DAY, text))
    assert coded.events == ()
    assert [line.outcome for line in coded.ledger] == ["too long"]


def test_what_is_coded_cannot_be_changed(coded):
    with pytest.raises(FrozenInstanceError):
        coded[0].events[0].code = "000"


def test_titles_are_sentence_minus_one(coder):
    article = Article("a", DAY, "Rain fell. Sudan condemned Chad.", title="Libya attacked Chad")
    plain = coder.code_article(article)
    assert {e.sentence.index for e in plain.events} == {1}
    titled = Coder(coder.codebook, coder.parser, titles=True).code_article(article)
    first = titled.events[0]
    assert first.sentence.index == -1
    assert article.title[first.action_start : first.action_end] == "attacked"
    rest = [e for e in titled.events if e.sentence.index >= 0]
    assert [e.event_id for e in rest] == [e.event_id for e in plain.events]
    assert [line.sentence.index for line in titled.ledger] == [-1, 0, 1]


# --- from folders ---------------------------------------------------------------------------------


def test_versions_tell_what_coded(coder):
    versions = coder.versions()
    assert set(versions) == {
        *("coder", "coder_hash", "codebook", "codebook_version", "parser", "parser_hash")
    }
    assert all(versions.values())
    assert versions["coder"] == package_version()
    assert versions == coder.versions()


def tiny(folder: Path, verb: str = "attack") -> Path:
    (folder / "actors").mkdir(parents=True)
    (folder / "verbs").mkdir()
    (folder / "ontology.yaml").write_text('codes:\n  "190": {name: Fight, quad: 4}\n')
    (folder / "actors" / "a.yaml").write_text("- {name: Norway, code: NOR, kind: country}\n")
    (folder / "verbs" / "v.yaml").write_text(f'- code: "190"\n  patterns: [SOURCE {verb} TARGET]\n')
    return folder


def test_a_codebook_of_ones_own(tmp_path):
    coder = Coder.from_codebooks(tiny(tmp_path / "mine"))
    (event,) = coder.code_article(Article("a", DAY, "Norway attacked a moose.")).events
    assert (event.source.code, event.target.code, event.target.text) == ("NOR", None, "a moose")


def test_the_hash_of_a_codebook_follows_its_content(tmp_path, parser):
    from pipeline.codebook.load import load_codebook

    digests = [
        load_codebook([tiny(tmp_path / name, verb)]).digest
        for name, verb in (("one", "attack"), ("two", "attack"), ("three", "bomb"))
    ]
    assert digests[0] == digests[1] != digests[2]


def test_a_codebook_that_is_not_there(tmp_path):
    with pytest.raises(CodebookError, match="no such codebook folder"):
        Coder.from_codebooks(tmp_path / "nowhere")


def test_a_parser_that_is_not_there(tmp_path):
    folder = tiny(tmp_path / "mine")
    with pytest.raises(ModelError, match="nowhere"):
        Coder.from_codebooks(folder, parser=str(tmp_path / "nowhere"))


# --- batches ------------------------------------------------------------------------------------


def test_articles_are_packed_and_unpacked(coder):
    batches = list(to_batches(articles(), size=2))
    assert [batch.num_rows for batch in batches] == [2, 2, 1]
    assert all(batch.schema.equals(ARTICLES) for batch in batches)
    assert [row["text"] for batch in batches for row in batch.to_pylist()] == TEXTS


def test_batches_go_in_and_come_out_one_for_one(coder):
    coded = list(code_batches(coder, to_batches(articles(), size=2)))
    assert [batch.num_rows for batch in coded] == [2, 2, 1]
    assert all(batch.schema.equals(BATCH) for batch in coded)
    ids = [row["article_id"] for batch in coded for row in batch.to_pylist()]
    assert ids == [article.id for article in articles()]


@pytest.mark.parametrize("size", [1, 2, 3, 64])
def test_the_size_of_batches_does_not_matter(coder, coded, size):
    batches = code_batches(coder, to_batches(articles(), size=size))
    rows = [row for batch in batches for row in batch.to_pylist()]
    assert rows == to_batch(coded, coder.codebook.codes).to_pylist()


def test_the_inline_engine_gives_the_same_and_tells_progress(coder, coded):
    told: list[int] = []
    rows = [row for b in run_inline(coder, articles(), told.append) for row in b.to_pylist()]
    assert rows == to_batch(coded, coder.codebook.codes).to_pylist()
    assert sum(told) == len(TEXTS)


def test_no_articles_give_no_batches(coder):
    assert list(run_inline(coder, [])) == []
    empty = pa.RecordBatch.from_pylist([], schema=ARTICLES)
    (out,) = code_batches(coder, [empty])
    assert (out.num_rows, out.schema.equals(BATCH)) == (0, True)


def test_rows_of_batches_say_what_events_say(coder, coded):
    (batch,) = code_batches(coder, to_batches(articles()))
    row = batch.to_pylist()[0]["events"][0]
    event = coded[0].events[0]
    assert row["event_id"] == event.event_id
    assert (row["source_code"], row["event_code"], row["target_code"]) == ("LBYMIL", "190", "TCD")
    assert (row["source_country"], row["event_root"], row["quad_class"]) == ("LBY", "19", 4)
    assert row["event_date"] == DAY
    assert row["goldstein"] == -10
    assert row["event_label"]
