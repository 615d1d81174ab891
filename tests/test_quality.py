"""Hand checking: the sheet that is drawn, what comes of it, and labelled events."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from tables import run, write_events

from pipeline.errors import InputError
from pipeline.evaluation.labelled import read_labelled
from pipeline.evaluation.quality import draw_sheet, evaluate, read_sheets, write_sheet
from pipeline.evaluation.scoring import score
from pipeline.evaluation.shares import cohen_kappa, krippendorff_alpha, wilson

CODES = ["190"] * 40 + ["042"] * 5 + ["112"] * 60


@pytest.fixture
def table(tmp_path):
    rows = [{"event_code": code, "article_id": f"a{i:03}"} for i, code in enumerate(CODES)]
    return write_events(tmp_path / "events.parquet", rows, 50)


# --- the draw ---------------------------------------------------------------------------------


def test_a_sheet_is_stratified_and_seeded(table, tmp_path):
    sheet = draw_sheet([table], "events.parquet", 20)
    roots = [row["event_root"] for row in sheet]
    assert {root: roots.count(root) for root in set(roots)} == {"19": 20, "04": 5, "11": 20}
    assert {row["root_rows"] for row in sheet if row["event_root"] == "11"} == {60}
    assert len({row["event_id"] for row in sheet}) == 45
    assert draw_sheet([table], "events.parquet", 20) == sheet
    other = draw_sheet([table], "events.parquet", 20, seed=1)
    assert {row["event_id"] for row in other} != {row["event_id"] for row in sheet}


def test_the_draw_does_not_depend_on_the_order_of_rows(table, tmp_path):
    rows = [
        {"event_code": c, "article_id": f"a{i:03}", "event_id": f"e{i}"}
        for i, c in enumerate(CODES)
    ]
    turned = write_events(tmp_path / "turned.parquet", rows[::-1])
    ids = [[row["event_id"] for row in draw_sheet([path], "t", 7)] for path in (table, turned)]
    assert ids[0] == ids[1]


# --- what comes of it -------------------------------------------------------------------------


def test_precision_by_root_and_field(table, tmp_path):
    sheet = draw_sheet([table], str(table), 20)
    for i, row in enumerate(sheet):
        row["right_source"] = row["right_target"] = "1"
        row["right_code"] = "0" if row["event_root"] == "11" and i % 2 else "yes"
        row["right_date"] = "n" if row["event_root"] == "04" else ""
    write_sheet(sheet, tmp_path / "sheet.csv")
    found = evaluate(read_sheets([tmp_path / "sheet.csv"]))
    assert found["judged"] == 45
    assert found["precision"]["code"] == wilson(35, 45).as_dict()
    assert found["precision"]["event"]["right"] == 35
    assert found["precision"]["date"] == wilson(0, 5).as_dict()
    assert found["roots"]["11"]["event"]["share"] == 0.5
    assert found["roots"]["11"]["rows"] == 60
    assert found["agreement"] is None
    assert found["weighted"]["share"] == round((40 + 5 + 30) / 105, 4)
    assert found["weighted"]["low"] < found["weighted"]["share"] < found["weighted"]["high"]


def test_two_coders(table, tmp_path):
    for coder, wrong in (("ann", 3), ("bea", 5)):
        sheet = draw_sheet([table], str(table), 10)
        for i, row in enumerate(sheet):
            row["coder"], row["right_event"] = coder, str(int(i >= wrong))
        write_sheet(sheet, tmp_path / f"{coder}.csv")
    found = evaluate(read_sheets([tmp_path / "ann.csv", tmp_path / "bea.csv"]))
    assert found["agreement"]["coders"] == 2
    assert found["agreement"]["fields"]["event"]["share"] == round(23 / 25, 4)
    assert found["agreement"]["fields"]["event"]["kappa"] == round(
        (23 / 25 - (3 * 5 + 22 * 20) / 625) / (1 - (3 * 5 + 22 * 20) / 625), 4
    )
    assert found["precision"]["event"]["right"] == 20


def test_the_commands_write_the_quality_beside_the_table(table, tmp_path, monkeypatch, capsys):
    sheet = tmp_path / "sheet.csv"
    assert run(monkeypatch, "sample", table, "--per-root", 3, "-o", sheet) == 0
    assert run(monkeypatch, "evaluate", sheet) == 3
    assert "nothing is judged" in capsys.readouterr().err
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["right_event"] = "1"
    write_sheet(rows, sheet)
    assert run(monkeypatch, "evaluate", sheet) == 0
    quality = json.loads((tmp_path / "events.quality.json").read_text())
    assert quality["precision"]["event"] == wilson(9, 9).as_dict()
    assert quality["table"] == "events.parquet"


def test_an_answer_that_is_none_is_told_with_its_line(table, tmp_path):
    sheet = draw_sheet([table], str(table), 2)
    sheet[1]["right_code"] = "maybe"
    write_sheet(sheet, tmp_path / "sheet.csv")
    with pytest.raises(InputError, match=r"sheet.csv:3: right_code is 'maybe'; write 1"):
        read_sheets([tmp_path / "sheet.csv"])


# --- the figures ------------------------------------------------------------------------------


def test_wilson_against_published_values():
    # Newcombe 1998, table I, method 3.
    assert (round(wilson(81, 263).low, 4), round(wilson(81, 263).high, 4)) == (0.2553, 0.3662)
    assert (round(wilson(0, 20).low, 4), round(wilson(0, 20).high, 4)) == (0, 0.1611)
    assert (round(wilson(1, 29).low, 4), round(wilson(1, 29).high, 4)) == (0.0061, 0.1718)


def test_kappa_and_alpha():
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)
    assert cohen_kappa([(1, 1)] * 5) is None
    # Krippendorff 2011, example A: ten units, two coders, binary data.
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert krippendorff_alpha(zip(first, second, strict=True)) == pytest.approx(0.095, abs=5e-4)
    assert krippendorff_alpha([[1, 1], [1]]) is None


# --- labelled events --------------------------------------------------------------------------

TSV = (
    "article_id\tdate\tsentence\tsource\tcode\ttarget\tstatus\n"
    "g1\t2024-05-14\tFrance hosted Iran.\tFRA\t043\tIRN\tactual\n"
    "g1\t2024-05-14\tIt rained.\t\t\t\t\n"
    "g1\t2024-05-14\tIran denied it.\tIRN\t016\t---\tactual\n"
)
JSONL = json.dumps(
    {
        "id": "g1",
        "date": "2024-05-14",
        "sentences": [
            {
                "text": "France hosted Iran.",
                "events": [{"source": "FRA", "code": "043", "target": "IRN"}],
            },
            {"text": "It rained.", "events": []},
            {"text": "Iran denied it.", "events": [{"source": "IRN", "code": "016"}]},
        ],
    }
)
FOUND = {
    "article_id": "g1",
    "sentence": "France hosted Iran.",
    "source_code": "FRA",
    "event_code": "043",
    "target_code": "IRN",
    "source_text": "France",
    "target_text": "Iran",
}


def test_formats_of_labelled_events(tmp_path):
    (tmp_path / "g.tsv").write_text(TSV)
    (tmp_path / "g.jsonl").write_text(JSONL + "\n")
    articles = read_labelled(tmp_path / "g.tsv")
    assert articles == read_labelled(tmp_path / "g.jsonl")
    assert articles[0].date == date(2024, 5, 14)
    assert articles[0].sentences[1].events == ()
    (tmp_path / "broken.jsonl").write_text("{")
    with pytest.raises(InputError, match=r"broken.jsonl:1: broken JSON"):
        read_labelled(tmp_path / "broken.jsonl")


def test_score_of_a_table(tmp_path, monkeypatch, capsys):
    (tmp_path / "g.tsv").write_text(TSV)
    other = {**FOUND, "event_code": "112"}
    astray = {**FOUND, "sentence": "Another sentence."}
    table = write_events(tmp_path / "events.parquet", [FOUND, other, astray])
    assert (
        run(monkeypatch, "evaluate", "--gold", tmp_path / "g.tsv", "--table", table, "--json") == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert found["elsewhere"] == 1
    strict = found["strict"]
    assert (strict["right"], strict["wrong"], strict["missed"]) == (1, 1, 1)
    assert strict["f1"] == 0.5
    assert strict["roots"]["04"]["precision"]["share"] == 1
    assert strict["status"]["share"] == 1


def test_a_role_without_its_country_is_right_only_when_left_open(tmp_path):
    (tmp_path / "g.tsv").write_text(TSV.replace("FRA\t", "FRAGOV\t"))
    row = {**FOUND, "source_code": "---GOV", "status": "actual", "event_root": "04"}
    found = score(read_labelled(tmp_path / "g.tsv"), [row])
    assert found["strict"]["right"] == 0
    assert found["open"]["right"] == 1


def test_golden_articles_are_labelled_events(tmp_path, monkeypatch, capsys):
    golden = Path(__file__).parent / "golden"
    assert run(monkeypatch, "evaluate", "--gold", golden, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["articles"] >= 20
    assert found["elsewhere"] == 0
    assert 0.4 < found["strict"]["precision"]["share"] <= found["open"]["precision"]["share"]
