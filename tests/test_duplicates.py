"""What is the same event told again, and what is not."""

from __future__ import annotations

import random
from datetime import date

import pyarrow.parquet as pq
import pytest
from tables import run, write_events, write_run

from pipeline.tables.duplicates import find_duplicates, mark_duplicates
from pipeline.types import Article

TUESDAY, WEDNESDAY = date(2024, 5, 14), date(2024, 5, 15)
TEXT = (
    "Rebels attacked government troops near the eastern city of Goma, killing {} soldiers and "
    "burning several vehicles before they withdrew into the hills, the army spokesman said."
)
NEXT_DAY = {"article_id": "b", "publication_date": WEDNESDAY, "event_date": WEDNESDAY}
LONG = {"sentence": TEXT.format("five"), "killed": 5}

SAME = {
    "told again in the article": [
        {},
        {"sentence_index": 4, "sentence": "The attack came at dawn."},
    ],
    "undated where the article gave the day": [
        {"date_method": "text", "publication_date": WEDNESDAY},
        {"event_date": WEDNESDAY, "publication_date": WEDNESDAY, "sentence_index": 3},
    ],
    "another agency, other words": [{}, {"article_id": "b", "source_text": "fighters"}],
    "another agency, a day given and a day of publication": [
        {},
        {"article_id": "b", "publication_date": WEDNESDAY, "date_method": "text"},
    ],
    "another agency, other counts": [{"killed": 3}, {"article_id": "b", "killed": 5}],
    "the weapon only in one": [{}, {"article_id": "b", "event_code": "193"}],
    "the name only in one": [{}, {"article_id": "b", "source_name": "M23"}],
    "the place only in one": [
        {},
        {
            "article_id": "b",
            "place_name": "Goma",
            "place_country": "COD",
            "place_precision": "city",
        },
    ],
    "reprinted the next day, undated": [LONG, {**LONG, **NEXT_DAY}],
    "a corrected version the next day": [
        LONG,
        {
            **NEXT_DAY,
            "sentence": TEXT.format("two"),
            "killed": 2,
            "title": "CORRECTED-Rebels attack",
        },
    ],
    "looked back on": [
        {},
        {
            "article_id": "b",
            "publication_date": date(2024, 9, 1),
            "date_method": "text",
            "status": "historical",
        },
    ],
    "an actor in no codebook, with another article": [
        {"target_code": None, "target_text": "the Kibati quarry"},
        {"target_code": None, "target_text": "The  Kibati quarry", "article_id": "b"},
    ],
}
DIFFERENT = {
    "the next day, new victims": [
        {**LONG},
        {**NEXT_DAY, "sentence": TEXT.format("two"), "killed": 2},
    ],
    "the next day, other words": [
        LONG,
        {**NEXT_DAY, "sentence": "Rebels hit an army base at noon."},
    ],
    "a daily bulletin that gives its days": [
        {**LONG, "date_method": "text"},
        {**LONG, **NEXT_DAY, "date_method": "text"},
    ],
    "the other way round": [
        {},
        {"source_code": "CODMIL", "target_code": "CODREB", "article_id": "b"},
    ],
    "another target": [{}, {"target_code": "CODCVL", "article_id": "b"}],
    "another role": [{}, {"source_code": "COD", "article_id": "b"}],
    "another root": [{}, {"event_code": "180", "article_id": "b"}],
    "another weapon": [{"event_code": "194"}, {"event_code": "195", "article_id": "b"}],
    "denied": [{}, {"status": "negated", "article_id": "b"}],
    "still to come": [{}, {"status": "future", "article_id": "b"}],
    "another group of the same code": [{"source_name": "M23"}, {"source_name": "CODECO"}],
    "another town": [
        {"place_name": name, "place_country": "COD", "place_precision": "city", "article_id": name}
        for name in ("Goma", "Bukavu")
    ],
    "another country": [
        {"place_name": name, "place_country": name, "place_precision": "country"}
        for name in ("COD", "RWA")
    ],
    "two counts in one article": [{"killed": 3}, {"killed": 12, "sentence_index": 5}],
    "a month is no day": [{}, {"date_precision": "month", "article_id": "b"}],
    "a reprint long after": [
        LONG,
        {
            **LONG,
            "article_id": "b",
            "event_date": date(2024, 5, 28),
            "publication_date": date(2024, 5, 28),
        },
    ],
    "two actors in no codebook": [
        {"target_code": None, "target_text": "a quarry"},
        {"target_code": None, "target_text": "a bridge", "article_id": "b"},
    ],
}


@pytest.mark.parametrize("rows", SAME.values(), ids=SAME)
def test_told_again(tmp_path, rows):
    assert find_duplicates([write_events(tmp_path / "e.parquet", rows)]) == {1: "e0"}


@pytest.mark.parametrize("rows", DIFFERENT.values(), ids=DIFFERENT)
def test_not_the_same_event(tmp_path, rows):
    assert find_duplicates([write_events(tmp_path / "e.parquet", rows)]) == {}


def test_the_earliest_publication_is_the_first_report(tmp_path):
    rows = [
        {"publication_date": WEDNESDAY, "date_method": "text", "article_id": "a"},
        {"article_id": "b"},
        {"article_id": "c"},
    ]
    assert find_duplicates([write_events(tmp_path / "e.parquet", rows)]) == {0: "e1", 2: "e1"}


def test_a_duplicate_points_to_a_row_that_is_none(tmp_path):
    chance = random.Random(7)
    rows = [
        {
            "event_date": date(2024, 5, chance.randint(1, 9)),
            "article_id": f"a{i // 3:03}",
            "publication_date": date(2024, 5, chance.randint(9, 12)),
            "date_method": chance.choice(["text", "publication"]),
            "event_code": chance.choice(["190", "193", "194"]),
            "killed": chance.choice([None, 1, 2]),
        }
        for i in range(300)
    ]
    whole = write_events(tmp_path / "e.parquet", rows, 50)
    found = find_duplicates([whole])
    firsts = {f"e{row}" for row in range(300)} - {f"e{row}" for row in found}
    assert set(found.values()) <= firsts
    assert 0 < len(found) < 300
    parts = [
        write_events(tmp_path / f"{i}.parquet", [{"event_id": f"e{j}", **rows[j]} for j in part])
        for i, part in enumerate((range(100), range(100, 300)))
    ]
    assert find_duplicates(parts) == found


def test_marking_changes_nothing_else_and_twice_is_once(tmp_path):
    path = write_events(tmp_path / "e.parquet", [{}, {"article_id": "b"}, {"event_code": "042"}])
    before = pq.read_table(path)
    assert mark_duplicates([path]) == 1
    once = path.read_bytes()
    after = pq.read_table(path)
    assert after["duplicate_of"].to_pylist() == [None, "e0", None]
    assert after.drop(["duplicate_of"]).equals(before.drop(["duplicate_of"]))
    assert mark_duplicates([path]) == 1
    assert path.read_bytes() == once


def test_the_command(tmp_path, monkeypatch, capsys):
    path = write_events(tmp_path / "e.parquet", [{}, {"article_id": "b"}])
    assert run(monkeypatch, "dedupe", path, "-o", tmp_path / "f.parquet") == 0
    assert "1 rows tell an event again" in capsys.readouterr().out
    assert pq.read_table(path)["duplicate_of"].to_pylist() == [None, None]
    assert pq.read_table(tmp_path / "f.parquet")["duplicate_of"].to_pylist() == [None, "e0"]


def test_a_table_of_another_kind_is_an_error(tmp_path, monkeypatch, capsys):
    pq.write_table(
        pq.read_table(write_events(tmp_path / "e.parquet", [{}])).select(["event_id"]),
        tmp_path / "x.parquet",
    )
    assert run(monkeypatch, "dedupe", tmp_path / "x.parquet") == 3
    assert "no column 'event_root'" in capsys.readouterr().err


def test_articles_of_two_agencies(coder, tmp_path):

    from pipeline.engines.inline import run_inline

    texts = {
        "afp": "PARIS, May 14 (AFP) - France on Tuesday expelled three Russian diplomats. "
        "Moscow said it would answer. The expulsion of the Russian diplomats by France came late.",
        "reuters": "PARIS (Reuters) - France expelled three Russian diplomats on Tuesday.",
        "tass": "MOSCOW, May 16 (TASS) - Russia on Thursday expelled three French diplomats.",
    }
    articles = [Article(id, date(2024, 5, 16), text) for id, text in texts.items()]
    out = tmp_path / "events.parquet"
    write_run(run_inline(coder, articles), out)
    rows = pq.read_table(out).to_pylist()
    expelled = [r for r in rows if r["source_country"] == "FRA" and r["event_root"] == "16"]
    assert {r["article_id"] for r in expelled} >= {"afp", "reuters"}
    firsts = [r for r in expelled if r["duplicate_of"] is None]
    assert [r["article_id"] for r in firsts] == ["afp"]
    assert all(r["duplicate_of"] is None for r in rows if r["source_country"] == "RUS")
