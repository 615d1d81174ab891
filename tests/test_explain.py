"""Explanations: of a text and of a row of a table, and their page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from folders import write
from tables import run, write_events

from pipeline.explain.drawing import draw_tree
from pipeline.explain.trace import read_row
from pipeline.tables.frames import read_events
from pipeline.types import Sentence, Tree, Word

CODEBOOK = {
    "ontology.yaml": 'codes:\n  "190": {name: Fight, quad: 4, goldstein: -10, plover: ASSAULT}\n',
    "actors/a.yaml": (
        "- {name: Norway, code: NOR, kind: country, adjectives: [Norwegian]}\n"
        "- {name: Sweden, code: SWE, kind: country}\n"
    ),
    "agents.yaml": "agents:\n- {code: MIL, kind: military, nouns: [soldier]}\n",
    "verbs/19.yaml": '- code: "190"\n  patterns:\n    - SOURCE attack TARGET\n',
}
ARTICLE = {
    "id": "a <b>",
    "date": "2020-03-01",
    "text": "Rain fell. Norway attacked Sweden <again>. Norwegian soldiers attacked Sweden.",
}


@pytest.fixture
def codebook(tmp_path) -> Path:
    return write(tmp_path / "codebook", CODEBOOK)


@pytest.fixture
def coded(tmp_path, codebook, monkeypatch) -> Path:
    (tmp_path / "a.jsonl").write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    out = tmp_path / "events.parquet"
    assert run(monkeypatch, "code", tmp_path / "a.jsonl", "-o", out, "-c", codebook, "-q") == 0
    return out


def test_a_row_is_explained_by_its_sentence(coded, codebook, monkeypatch, capsys):
    first = read_events(coded)["event_id"][0]
    assert run(monkeypatch, "explain", "--event", first, "--from", coded, "-c", codebook) == 0
    told = capsys.readouterr().out
    assert "Norway attacked Sweden" in told
    assert "SOURCE attack TARGET" in told
    assert "soldiers" not in told


@pytest.mark.parametrize("articles", [False, True])
def test_a_row_is_explained_as_a_page(coded, codebook, monkeypatch, tmp_path, capsys, articles):
    frame = read_events(coded)
    page = tmp_path / "pages" / "why.html"
    more = ["--articles", tmp_path / "a.jsonl"] if articles else []
    given = ["--event", frame["event_id"][0], "--from", coded, "-c", codebook, "-o", page, *more]
    assert run(monkeypatch, "explain", *given) == 0
    text = page.read_text(encoding="utf-8")
    assert '<mark class="source" title="source">Norway</mark>' in text
    assert '<mark class="target" title="target">Sweden</mark>' in text
    assert "verbs/19.yaml:3" in text
    assert "&lt;again&gt;" in text
    assert "<again>" not in text
    assert 'role="note"' not in text
    assert capsys.readouterr().out.strip() == f"written to {page}"


def test_a_text_is_explained_as_a_page(codebook, monkeypatch, tmp_path):
    page = tmp_path / "why.html"
    text = "Sweden attacked Norway. The storm attacked a tent."
    given = ["explain", text, "--date", "2020-03-01", "-c", codebook, "-o", page]
    assert run(monkeypatch, *given) == 0
    first = page.read_bytes()
    assert first.count(b'<svg class="tree"') == 2
    assert b"no actor in a codebook" in first
    assert run(monkeypatch, *given) == 0
    assert page.read_bytes() == first


def test_an_event_that_is_not_there_again_is_told(coded, codebook, monkeypatch, tmp_path, capsys):
    first = read_events(coded)["event_id"][0]
    write(codebook, {"verbs/19.yaml": '- code: "190"\n  patterns:\n    - SOURCE hit TARGET\n'})
    page = tmp_path / "why.html"
    given = ["--event", first, "--from", coded, "-c", codebook, "-o", page]
    assert run(monkeypatch, "explain", *given) == 0
    assert "NOR 190 SWE" in capsys.readouterr().out
    assert 'role="note"' in page.read_text(encoding="utf-8")


def test_a_table_without_text_asks_for_the_articles(tmp_path, codebook, monkeypatch, capsys):
    table = write_events(tmp_path / "events.parquet", [{"sentence": None}])
    given = ["explain", "--event", "e0", "--from", table, "-c", codebook]
    assert run(monkeypatch, *given) == 3
    assert "--articles" in capsys.readouterr().err


def test_no_such_row_is_exit_3(coded, monkeypatch, capsys):
    assert run(monkeypatch, "explain", "--event", "0" * 16, "--from", coded) == 3
    assert "no event 0000000000000000" in capsys.readouterr().err


USAGE = [
    pytest.param(["--event", "e0"], id="no table"),
    pytest.param(["--from", "x.parquet"], id="no event"),
    pytest.param(["Norway fell.", "--event", "e0", "--from", "x.parquet"], id="text and event"),
    pytest.param(["Norway fell.", "--articles", "seeds"], id="articles of a text"),
]


@pytest.mark.parametrize("arguments", USAGE)
def test_wrong_usage_is_exit_2(monkeypatch, capsys, arguments):
    assert run(monkeypatch, "explain", *arguments) == 2
    assert capsys.readouterr().err


def test_the_row_of_an_id(tmp_path):
    row = read_row(write_events(tmp_path / "events.parquet", [{}, {"event_code": "036"}]), "e1")
    assert (row.event_code, row.publication_date) == ("036", date(2024, 5, 14))


# --- the tree drawn -----------------------------------------------------------------------------


def test_every_arc_lies_above_those_it_spans():
    heads = [1, 5, 3, 1, 3, 5, 5]
    words = tuple(
        Word(i, f"w{i}", f"w{i}", "NOUN", "NN", f"d{i}" if i != head else "root", head, 3 * i, 3)
        for i, head in enumerate(heads)
    )
    drawn = draw_tree(Tree(Sentence(0, 0, 20, "<w0> w1"), words), {5: "action"})
    root = ElementTree.fromstring(drawn)
    labels = {text.text: float(text.get("y", 0)) for text in root.iter("text")}
    for i, head in enumerate(heads):
        for j, other in enumerate(heads):
            outer, inner = sorted((i, head)), sorted((j, other))
            inside = outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner
            if i != head and j != other and inside:
                assert labels[f"d{i}"] < labels[f"d{j}"]
    assert [rect.get("class") for rect in root.iter("rect")] == ["action"]
