from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tables import write_run

from pipeline.events.ids import event_id
from pipeline.run import journal, store
from pipeline.run.store import name_beside
from pipeline.tables.frames import read_events
from pipeline.tables.rows import to_batch
from pipeline.tables.schema import BATCH, EVENTS, LEDGER, columns
from pipeline.types import (
    Article,
    Candidate,
    Coded,
    Event,
    LedgerLine,
    Mention,
    Place,
    Reject,
    Sentence,
    When,
)

SIDE = [
    ("code", "string"),
    ("country", "string"),
    ("roles", "list<string>"),
    ("name", "string"),
    ("text", "string"),
    ("start", "int32"),
    ("end", "int32"),
]
CONTRACT = [
    ("event_id", "string"),
    ("event_date", "timestamp[ms]"),
    ("date_method", "string (dictionary)"),
    ("date_precision", "string (dictionary)"),
    ("publication_date", "timestamp[ms]"),
    ("article_id", "string"),
    ("sentence_index", "int32"),
    ("sentence", "string"),
    *[(f"source_{name}", kind) for name, kind in SIDE],
    ("event_code", "string"),
    ("event_root", "string"),
    ("event_label", "string"),
    ("quad_class", "int8"),
    ("goldstein", "float32"),
    ("plover_event", "string"),
    ("plover_mode", "string"),
    ("plover_context", "list<string>"),
    ("action_text", "string"),
    ("action_start", "int32"),
    ("action_end", "int32"),
    *[(f"target_{name}", kind) for name, kind in SIDE],
    ("status", "string (dictionary)"),
    ("reported_by", "string"),
    ("confidence", "float32"),
    ("pattern", "string"),
    ("source_entry", "string"),
    ("target_entry", "string"),
    ("source_link", "string (dictionary)"),
    ("target_link", "string (dictionary)"),
    ("issues", "list<string>"),
    ("place_name", "string"),
    ("place_country", "string"),
    ("latitude", "float64"),
    ("longitude", "float64"),
    ("place_geonames_id", "int32"),
    ("place_admin1", "string"),
    ("place_precision", "string (dictionary)"),
    ("place_method", "string (dictionary)"),
    ("killed", "int32"),
    ("wounded", "int32"),
    ("arrested", "int32"),
    ("crowd", "int32"),
    ("counts_text", "string"),
    ("duplicate_of", "string"),
    ("title", "string"),
    ("url", "string"),
    ("publisher", "string"),
    ("language", "string"),
]


@dataclass(frozen=True)
class Facts:
    name: str = "Consult, not specified below"
    quad: int = 1
    goldstein: float | None = 1.0
    plover: str | None = "CONSULT"
    mode: str | None = None
    contexts: tuple[str, ...] = ("diplomatic",)


ONTOLOGY = {"040": Facts(), "1834": Facts("Location bombing", 4, None, "ASSAULT", "explosives")}
SENTENCE = Sentence(0, 0, 27, "Libya met France in Tunis.")
LIBYA = Mention("Libya", 0, 5, "LBYGOV", "LBY", ("GOV",), "Libya", "actors/africa.yaml:3", "name")
FRANCE = Mention("France", 10, 16, "FRA", "FRA", (), "France", "actors/europe.yaml:9", "name")
TUNIS = Place("Tunis", "text", "TUN", 36.8, 10.2, 2464470, "38", "city")
EVENT = Event(
    event_id="0123456789abcdef",
    when=When(date(2022, 8, 1), "text", "month"),
    sentence=SENTENCE,
    source=LIBYA,
    target=FRANCE,
    code="040",
    action_text="met",
    action_start=6,
    action_end=9,
    status="actual",
    pattern="verbs/04_consult.yaml:37",
    mode="visit",
    contexts=("military", "diplomatic"),
    issues=("ENERGY",),
    reported_by="officials",
    place=TUNIS,
)
LINE = LedgerLine(SENTENCE, "coded", (Candidate("met", 6, 9, "coded", "verbs/04_consult.yaml:37"),))


def coded(name: str, *events: Event) -> Coded:
    article = Article(name, date(2022, 9, 3), SENTENCE.text, title="Talks")
    return Coded(article, events, (LINE,))


def bare(code: str = "1834", index: int = 1) -> Event:
    """An event without source, place or date of its own."""
    return replace(
        EVENT,
        event_id="f" * 16,
        code=code,
        sentence=replace(SENTENCE, index=index),
        source=None,
        when=When(date(2022, 9, 3)),
        place=None,
        mode=None,
        contexts=(),
        reported_by=None,
    )


def batches(*articles: Coded, size: int = 2) -> list[pa.RecordBatch]:
    return [
        to_batch(articles[start : start + size], ONTOLOGY)
        for start in range(0, len(articles), size)
    ]


def test_columns_are_those_of_the_contract() -> None:
    assert [(column.name, column.kind) for column in columns()] == CONTRACT
    assert EVENTS.names == [name for name, _ in CONTRACT]


def test_every_column_is_described() -> None:
    described = [*EVENTS, *LEDGER]
    assert all(field.metadata[b"description"] for field in described)


def test_batches_hold_only_plain_types() -> None:
    assert not any(word in str(BATCH.types) for word in ("dictionary", "timestamp"))


def test_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    out = tmp_path / "new" / "events.parquet"
    write_run(batches(coded("a", EVENT, bare())), out)
    first, second = read_events(out).to_dict("records")
    assert first["event_date"] == pd.Timestamp(2022, 8, 1)
    assert first["publication_date"] == pd.Timestamp(2022, 9, 3)
    assert first["source_code"] == "LBYGOV"
    assert first["source_roles"] == ["GOV"]
    assert (first["target_start"], first["target_end"]) == (10, 16)
    assert (first["event_code"], first["event_root"], first["quad_class"]) == ("040", "04", 1)
    assert (first["plover_event"], first["plover_mode"]) == ("CONSULT", "visit")
    assert first["plover_context"] == ["diplomatic", "military"]
    assert (first["place_name"], first["place_geonames_id"]) == ("Tunis", 2464470)
    assert first["title"] == "Talks"
    assert pd.isna(first["confidence"])
    assert pd.isna(first["killed"])
    assert second["plover_mode"] == "explosives"
    assert second["date_method"] == "publication"
    assert second["source_roles"] == []
    missing = ["source_code", "source_start", "source_link", "goldstein", "place_name", "latitude"]
    assert all(pd.isna(second[name]) for name in missing)


def test_types_for_pandas(tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    write_run(batches(coded("a", EVENT)), out)
    types = read_events(out).dtypes.astype(str)
    assert types["event_date"] == "datetime64[ms]"
    assert types["quad_class"] == "Int8"
    assert types["source_start"] == "Int32"
    assert types["goldstein"] == "float32"
    assert types["status"] == "category"
    assert types["event_code"] in {"str", "object"}
    assert pd.read_parquet(out)["event_date"].dtype == "datetime64[ms]"
    assert list(read_events(out, ["status", "issues"]).columns) == ["status", "issues"]


def test_written_schema_is_the_described_one(tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    write_run(batches(coded("a", EVENT)), out, versions={"coder": "0.1.0", "codebooks": "abc"})
    for path, schema in ((out, EVENTS), (tmp_path / "ledger.parquet", LEDGER)):
        written = pq.read_schema(path)
        assert written.equals(schema)
        assert written.field(0).metadata[b"description"] == schema.field(0).metadata[b"description"]
        assert written.metadata[b"codebooks"] == b"abc"


def test_rows_are_sorted_by_article_sentence_and_rank(tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    best, second = replace(EVENT, event_id="2" * 16), replace(EVENT, event_id="1" * 16)
    late = bare(index=7)
    articles = [coded(name, late, best, second) for name in ("b", "é", "a10", "a9", "Z")]
    write_run(batches(*articles), out)
    table = read_events(out)
    assert list(table["article_id"].unique()) == ["Z", "a10", "a9", "b", "é"]
    assert list(table["event_id"])[:3] == ["2" * 16, "1" * 16, "f" * 16]


def test_bytes_depend_neither_on_batching_nor_on_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "ROW_GROUP", 16)
    monkeypatch.setattr(journal, "BLOCK", 7)
    articles = [coded(f"{i:03}", *[EVENT, bare()][: i % 3]) for i in range(50)]
    written = []
    for size in (1, 8, 50):
        random.Random(size).shuffle(articles)
        out = tmp_path / str(size) / "events.parquet"
        write_run(batches(*articles, size=size), out, versions={"coder": "0.1.0"})
        written.append({path.name: path.read_bytes() for path in out.parent.iterdir()})
    assert written[0] == written[1] == written[2]
    assert set(written[0]) == {
        "events.parquet",
        "ledger.parquet",
        "articles.parquet",
        "rejects.jsonl",
        "manifest.json",
    }
    sizes = pq.ParquetFile(out).metadata
    assert [sizes.row_group(i).num_rows for i in range(sizes.num_row_groups)] == [16, 16, 16, 1]
    assert len(read_events(out)) == 49


def test_ledger_rejects_and_manifest(tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    reject = Reject("news.jsonl", 3, "no date", "give a date", "x")
    manifest = write_run(batches(coded("a", EVENT), coded("b")), out, [reject], {"coder": "0.1.0"})
    ledger = pq.read_table(tmp_path / "ledger.parquet").to_pylist()
    assert [line["article_id"] for line in ledger] == ["a", "b"]
    assert ledger[0]["candidates"][0]["trigger"] == "met"
    (line,) = (tmp_path / "rejects.jsonl").read_text().splitlines()
    assert json.loads(line) == {
        "file": "news.jsonl",
        "line": 3,
        "reason": "no date",
        "cure": "give a date",
        "article_id": "x",
    }
    assert json.loads((tmp_path / "manifest.json").read_text()) == manifest
    assert manifest["counts"] == {
        "articles": 2,
        "sentences": 2,
        "events": 1,
        "duplicates": 0,
        "rejects": 1,
        "outcomes": {"coded": 2},
    }


def test_an_empty_run_writes_empty_tables(tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    manifest = write_run([], out)
    assert manifest["counts"]["articles"] == 0
    assert list(read_events(out).columns) == EVENTS.names
    assert len(read_events(out)) == 0


def test_a_failed_run_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    write_run(batches(coded("a", EVENT)), out)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> object:
        yield from batches(coded("b", EVENT))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_run(broken(), out)  # type: ignore[arg-type]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_names_beside_a_table() -> None:
    assert name_beside(Path("o/events.parquet"), "ledger") == Path("o/ledger.parquet")
    assert name_beside(Path("o/x.parquet"), "manifest") == Path("o/x.manifest.json")


def test_event_ids_follow_article_sentence_and_spans() -> None:
    first = event_id("a", SENTENCE, (0, 5), (6, 9), None)
    assert first == event_id("a", SENTENCE, (0, 5), (6, 9), None)
    assert len(first) == 16
    assert int(first, 16) >= 0
    others = [
        event_id("b", SENTENCE, (0, 5), (6, 9), None),
        event_id("a", replace(SENTENCE, start=1), (0, 5), (6, 9), None),
        event_id("a", SENTENCE, None, (6, 9), (0, 5)),
    ]
    assert len({first, *others}) == 4


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        to_batch([coded("a", replace(EVENT, code="999"))], ONTOLOGY)
