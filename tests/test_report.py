"""The report: what of the table reaches the page, and that the page needs nothing else."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tables import event_table, run, write_events

from pipeline.report.columns import locate, pack_events
from pipeline.report.facts import ROOTS, count_ledger
from pipeline.report.page import write_report
from pipeline.tables.schema import LEDGER

SENTENCE = "Rebels attacked government troops near Goma."


def unpack(page: str, name: str) -> bytes:
    (text,) = re.findall(rf'<script type="application/octet-stream" id="{name}">(.*?)<', page)
    return gzip.decompress(base64.b64decode(text))


def write_ledger(path: Path, lines: list[tuple[str, list[tuple[str, str, str | None]]]]) -> None:
    rows = [
        {
            "article_id": "a",
            "sentence_index": i,
            "outcome": outcome,
            "candidates": [
                {"trigger": word, "outcome": told, "reason": reason} for word, told, reason in tried
            ],
        }
        for i, (outcome, tried) in enumerate(lines)
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=LEDGER), path)


# --- where the words stand in their sentence --------------------------------------------------

PLACES = [
    pytest.param(SENTENCE, "attacked", (100, 106, 107, 115, 116, 133), "Rebels",
                 "government troops", [0, 6, 7, 15, 16, 33], id="all three"),
    pytest.param(SENTENCE, "attacked", (100, 106, 107, 115, None, None), "Rebels", None,
                 [0, 6, 7, 15, -1, -1], id="no target"),
    pytest.param("They met. He met Kim.", "met", (110, 112, 113, 116, 117, 120), "He", "Kim",
                 [10, 12, 13, 16, 17, 20], id="the second of the same words"),
    pytest.param(SENTENCE, "attacked", (5, 11, 107, 115, 116, 133), "Rebels",
                 "government troops", [-1, -1, 7, 15, 16, 33], id="source in another sentence"),
    pytest.param(None, None, (0, 1, 2, 3, 4, 5), None, None, [], id="table without text"),
    pytest.param(SENTENCE, "fled", (0, 1, 2, 3, 4, 5), None, None, [], id="words not there"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "action", "spans", "source", "target", "marks"), PLACES)
def test_words_are_found_in_their_sentence(sentence, action, spans, source, target, marks):
    assert locate(sentence, action, spans, source, target) == marks


# --- what is packed ---------------------------------------------------------------------------


def test_arrays_and_lists_give_the_columns_back(tmp_path):
    rows = [
        {"source_code": "KEN", "target_code": None, "event_code": "036"},
        {"source_code": "CODREB", "event_code": "190", "latitude": 1.5, "longitude": 2.5,
         "place_name": "Goma", "place_country": "COD", "place_precision": "city"},
        {"source_code": "KEN", "target_code": "TZA", "event_code": "036", "duplicate_of": "e0"},
    ]  # fmt: skip
    packed, _ = pack_events(write_events(tmp_path / "events.parquet", rows), 100)

    def column(name: str) -> list[str | None]:
        return [packed.lists[name][position] for position in packed.arrays[name]]

    assert column("source_code") == ["KEN", "CODREB", "KEN"]
    assert column("target_code") == [None, "CODMIL", "TZA"]
    assert column("event_code") == ["036", "190", "036"]
    assert packed.arrays["first"].tolist() == [-1, -1, 0]
    assert packed.arrays["again"].tolist() == [0, 0, 1]
    assert packed.arrays["place"].tolist() == [0, 1, 0]
    assert packed.places[1] == ["Goma", "COD", 1.5, 2.5, "city"]
    days = packed.arrays["day"].astype("datetime64[D]").astype(str)
    assert set(days) == {"2024-05-14"}


def test_a_long_table_is_sampled_and_the_page_says_so(tmp_path):
    path = write_events(tmp_path / "events.parquet", [{"article_id": f"a{i}"} for i in range(50)])
    packed, _ = pack_events(path, 20)
    again, _ = pack_events(path, 20)
    assert (packed.rows, packed.total) == (20, 50)
    assert packed.blocks == again.blocks
    write_report(path, tmp_path / "page.html", 20)
    facts = json.loads(unpack((tmp_path / "page.html").read_text(encoding="utf-8"), "facts"))
    assert (facts["rows"], facts["total"]) == (20, 50)


def test_a_folder_of_files_is_one_table(tmp_path):
    folder = tmp_path / "events.parquet"
    for year in ("2023", "2024"):
        (folder / f"year={year}").mkdir(parents=True)
        write_events(folder / f"year={year}" / "part-0.parquet", [{"article_id": year}])
    packed, _ = pack_events(folder, 100)
    assert packed.lists["article_id"] == [None, "2023", "2024"]


def test_the_ledger_is_counted(tmp_path):
    write_ledger(
        tmp_path / "ledger.parquet",
        [
            ("coded", [("attacked", "coded", None), ("Said", "blocked", "words of speech")]),
            ("blocked", [("said", "blocked", "words of speech")]),
            ("no trigger", []),
            ("no trigger", []),
        ],
    )
    counted = count_ledger(tmp_path / "events.parquet")
    assert counted is not None
    assert dict(counted["outcomes"]) == {"coded": 1, "blocked": 1, "no trigger": 2}
    (blocked,) = [one for one in counted["candidates"] if one["outcome"] == "blocked"]
    assert blocked["words"] == [("said", 2)]
    assert blocked["reasons"] == [("words of speech", 2)]


def test_the_roots_are_named_as_cameo_names_them(shared):
    lines = (shared / "reference" / "cameo.tsv").read_text(encoding="utf-8").splitlines()[1:]
    named = {code: name for code, name, *_ in (line.split("\t") for line in lines)}
    roots = {f"{i:02}": name.upper() for i, name in enumerate(ROOTS, 1)}
    assert roots == {code: named[code] for code in roots}


# --- the page ---------------------------------------------------------------------------------


def test_a_page_is_whole_and_reaches_for_nothing(tmp_path):
    path = write_events(tmp_path / "events.parquet", [{}])
    write_report(path, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert not re.search(r"<link|<img|<iframe|\bsrc=|@import|url\((?!#)", page)
    assert "default-src 'none'" in page


def test_the_same_table_gives_the_same_page(tmp_path):
    path = write_events(tmp_path / "events.parquet", [{}, {"event_code": "036"}])
    for name in ("one.html", "two.html"):
        write_report(path, tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_words_of_an_article_are_no_markup(tmp_path):
    evil = "</script><script>alert(1)</script>"
    path = tmp_path / "a<b>.parquet"
    pq.write_table(event_table([{"sentence": evil, "publisher": evil, "source_name": evil}]), path)
    write_report(path, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "alert(1)" not in page
    assert "a<b>" not in page


def test_the_command_writes_beside_the_table(tmp_path, monkeypatch, capsys):
    path = write_events(tmp_path / "march.parquet", [{}, {"article_id": "b"}])
    assert run(monkeypatch, "report", path, "--limit", 1) == 0
    assert (tmp_path / "march.html").is_file()
    assert "a random sample of 1 of 2 rows" in capsys.readouterr().out


def test_no_table_is_one_line_and_exit_3(tmp_path, monkeypatch, capsys):
    pq.write_table(pa.table({"x": [1]}), tmp_path / "x.parquet")
    for name, told in (("none.parquet", "no such event table"), ("x.parquet", "no event table")):
        assert run(monkeypatch, "report", tmp_path / name) == 3
        (line,) = capsys.readouterr().err.strip().splitlines()
        assert told in line
