"""Input that is broken or meant to break: no crash, a reason, and the neighbours are coded."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
from contextlib import suppress
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from folders import write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_engines import CODEBOOK

from pipeline.articles import read_articles, tabular
from pipeline.codebook.load import load_codebook
from pipeline.coder import Coder
from pipeline.engines.recipe import Recipe
from pipeline.errors import CodebookError
from pipeline.run import Job, run
from pipeline.tables.frames import read_events
from pipeline.tables.rows import to_batch
from pipeline.types import Article, Reject

DAY = date(2020, 3, 1)
GOOD = "Norway attacked Sweden."
FORMATS = ["txt", "jsonl", "csv", "tsv", "parquet", "xml"]
ROW = {"id": "a", "date": "2020-03-01", "text": GOOD}
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def as_parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([ROW, {**ROW, "id": "b"}]), sink)
    return sink.getvalue()


WHOLE = {
    "txt": b"---\ndate: 2020-03-01\n---\n" + GOOD.encode(),
    "jsonl": json.dumps(ROW).encode() + b"\n" + json.dumps({**ROW, "id": "b"}).encode(),
    "csv": f'id,date,text\na,2020-03-01,"{GOOD}"\nb,2020-03-01,=1+1\n'.encode(),
    "tsv": f"id\tdate\ttext\na\t2020-03-01\t{GOOD}\n".encode(),
    "parquet": as_parquet(),
    "xml": f'<S><Sentence date="20200301" id="a"><Text>{GOOD}</Text></Sentence></S>'.encode(),
}


def read(path: Path) -> list[Article | Reject]:
    items = list(read_articles([path], default_date=DAY))
    for item in items:
        if isinstance(item, Reject):
            assert item.reason
            assert item.cure
            assert len(item.reason) < 1000
        json.dumps(item.origin if isinstance(item, Article) else item.file).encode()
    return items


@pytest.fixture(scope="module")
def codebook(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("codebook"), CODEBOOK)


@pytest.fixture(scope="module")
def tiny(codebook) -> Coder:
    return Coder.from_codebooks(codebook)


# --- readers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", FORMATS)
@FEW
@given(content=st.binary(min_size=1, max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path, suffix, content):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(content)
    assert read(path)
    packed = tmp_path / f"b.{suffix}.gz"
    packed.write_bytes(content)
    assert all(isinstance(item, Reject) for item in read(packed))


@pytest.mark.parametrize("suffix", FORMATS)
@FEW
@given(data=st.data())
def test_files_cut_off_or_damaged_are_read_or_refused(tmp_path, suffix, data):
    whole = bytearray(WHOLE[suffix])
    for _ in range(data.draw(st.integers(0, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    content = bytes(whole[: data.draw(st.integers(1, len(whole)))])
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(content)
    assert read(path)
    packed = tmp_path / f"b.{suffix}.gz"
    packed.write_bytes(gzip.compress(content)[: data.draw(st.integers(1, 400))])
    assert read(packed)


@FEW
@given(
    cells=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=8,
    )
)
def test_any_json_is_read_or_refused(tmp_path, cells):
    rows = [cells, *({**ROW, name: cells} for name in ROW)]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert len(read(path)) == len(rows)


def test_names_that_are_no_characters(codebook, tmp_path):
    folder = tmp_path / "news"
    for name in (b"caf\xe9.txt", b"odd\xe9.foo", b"line\nbreak.txt", b"=1+1.txt", b"good.txt"):
        folder.mkdir(exist_ok=True)
        (Path(os.fsdecode(bytes(folder) + b"/" + name))).write_bytes(WHOLE["txt"])
    out = tmp_path / "out" / "events.parquet"
    job = Job([str(folder)], Recipe((str(codebook),)), jobs=0)
    manifest = run(job, out)
    assert manifest["counts"]["rejects"] == 1
    assert set(read_events(out)["article_id"]) == {"caf\\xe9", "good", "line\nbreak", "=1+1"}
    assert "odd\\\\xe9.foo" in out.with_name("rejects.jsonl").read_text()


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        ("jsonl", b'{"text": "'),
        ("csv", b"id,date,text\n"),
        ("txt", b"a"),
        ("xml", b'<S><Sentence id="'),
        ("xml", b"<S><Sentence date='20200301'><Text>"),
    ],
)
def test_a_gzip_bomb_costs_little_memory(tmp_path, monkeypatch, suffix, content):
    for module in ("fields", "streams", "petrarch", "tabular"):
        monkeypatch.setattr(f"pipeline.articles.{module}.MAX_CHARACTERS", 1 << 20)
    path = tmp_path / f"a.{suffix}.gz"
    with gzip.open(path, "wb", compresslevel=1) as bomb:
        bomb.write(content)
        for _ in range(64):
            bomb.write(b"a" * (1 << 20))
    tracemalloc.start()
    items = read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert all(isinstance(item, Reject) for item in items)
    assert peak < 16 << 20


def test_a_packed_parquet_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tabular, "_UNPACKED", 1 << 20)
    path = tmp_path / "a.parquet.gz"
    path.write_bytes(gzip.compress(b"PAR1" + bytes(8 << 20)))
    (item,) = read(path)
    assert isinstance(item, Reject)
    assert "200 times its size" in item.reason


def test_deep_xml_is_refused(tmp_path):
    path = tmp_path / "a.xml"
    path.write_bytes(b"<a>" * 5000)
    (item,) = read(path)
    assert isinstance(item, Reject)
    assert "1,000 deep" in item.reason


def test_deep_front_matter_is_refused(tmp_path):
    for number, bomb in enumerate(("[" * 50_000, "- " * 50_000, "{a: " * 50_000)):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"---\nx: {bomb}\n---\n{GOOD}", encoding="utf-8")
        assert isinstance(read(path)[0], Reject)


# --- codebooks ----------------------------------------------------------------------------------

ALIASES = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n"
    for before, name in zip("abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz", strict=True)
)


@pytest.mark.parametrize(
    "content",
    ["[" * 50_000, "- " * 50_000, "{a: " * 50_000, ALIASES, "a: !!python/object:os.system x",
     "\ud800".encode("utf-8", "surrogatepass"), "\0", "&a [*a]"],
)  # fmt: skip
@pytest.mark.parametrize("file", ["ontology.yaml", "actors/a.yaml", "verbs/19.yaml"])
def test_a_hostile_codebook_is_a_fault_with_its_file(tmp_path, file, content):
    folder = write(tmp_path, CODEBOOK)
    path = folder / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CodebookError, match=file.rpartition("/")[2]):
        load_codebook([folder])


@FEW
@given(
    data=st.recursive(
        st.text(max_size=8) | st.none() | st.integers(),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["code", "patterns", "name", "examples", "kind", "codes", "roles"]),
            inner, max_size=3,
        ),
        max_leaves=8,
    )
)  # fmt: skip
@pytest.mark.parametrize("file", ["ontology.yaml", "actors/a.yaml", "verbs/19.yaml"])
def test_any_yaml_is_a_codebook_or_a_fault(tmp_path, file, data):
    folder = write(tmp_path, {**CODEBOOK, file: json.dumps(data)})
    with suppress(CodebookError):
        load_codebook([folder])


# --- the coder ------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Norway", "attacked", "Sweden", "and", ",", ".", "\n\n", "OSLO (AP) -", "(", "[", '"', "“",
        "’s", "<b>", "&amp;", "\u202e", "\u200d", "👩‍👩‍👧", "العربية", "\x07", "\x1b[31m", "\ufeff",
        "—", "http://a.b/c?d=e", "1,000", "=1+1", "\u2028", "ﬀ", "e\u0301", "\u0000",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=25).map(" ".join)


@FEW
@given(text=TEXTS)
def test_any_text_is_coded_or_told(tiny, text):
    coded = tiny.code_article(Article("a", DAY, text))
    for line in coded.ledger:
        assert text[line.sentence.start : line.sentence.end] == line.sentence.text
    for event in coded.events:
        assert text[event.action_start : event.action_end] == event.action_text
        for side in (event.source, event.target):
            assert side is None or text[side.start : side.end] == side.text
    to_batch([coded], tiny.codebook.codes)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "Norway " * 10_000,
        "Norway attacked Sweden and " * 100 + "slept.",
        "(" * 1_000 + GOOD + ")" * 1_000,
        '"' * 1_001 + GOOD,
        "<p>" * 20_000 + GOOD,
        ". " * 50_000,
        "\n" * 100_000 + GOOD,
        "-" * 100_000 + GOOD,
        "A.B." * 25_000,
        "\u0301" * 50_000,
        "OSLO, " * 20_000,
        'Israel attack%d Syria. Talks between "kTalks betweeria. Talks va).',
        "the " * 250 + "army of Norway attacked " + "the " * 250 + "Sweden.",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_a_monster_does_not_stop_its_neighbour(tiny, text):
    monster, good = (tiny.code_article(Article("a", DAY, t)) for t in (text, GOOD))
    assert monster.ledger
    assert len(good.events) == 1
