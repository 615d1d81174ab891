"""Sentences that are not parsed give no event: rows and ledger are the same with and without."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.coder import Coder
from pipeline.types import Article

ROOT = Path(__file__).parent.parent
DAY = date(2019, 6, 15)
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.yaml"))


@pytest.fixture(scope="module")
def plain(coder):
    return Coder(coder.codebook, coder.parser, screening=False)


def read_demo() -> list[Article]:
    rows = map(json.loads, (ROOT / "examples" / "articles.jsonl").read_text("utf-8").splitlines())
    return [Article(r["id"], date.fromisoformat(r["date"]), r["text"]) for r in rows]


def read_golden() -> list[Article]:
    found = [(path.stem, yaml.safe_load(path.read_text("utf-8"))) for path in GOLDEN]
    texts = [
        (name, str(data["date"]), " ".join(s["text"] for s in data["sentences"]))
        for name, data in found
    ]
    return [Article(name, date.fromisoformat(day), text) for name, day, text in texts]


@pytest.mark.parametrize("read", [read_demo, read_golden])
def test_the_events_are_the_same_with_and_without(coder, plain, read):
    articles = read()
    with_screen, without = list(coder.code(articles)), list(plain.code(articles))
    assert with_screen == without


SENTENCES = [
    "OSLO (Agency) - Prime Minister Erna Solberg spoke.",
    "The weather in Bergen stayed fine.",
    "Norway's foreign minister Ine Eriksen Soreide likes music.",
    "The group Boko Haram is old.",
    "The Free Town Front (FTF) has a house in Lagos.",
    "The farmers grew wheat.",
    "He accused Sweden of lying.",
    "She met Vladimir Putin in Moscow.",
    "The minister condemned Iran.",
    "The group attacked a village.",
    "Solberg arrived in Berlin on Tuesday.",
    "FTF killed three soldiers.",
    "Police arrested two men.",
    "The two sides signed an agreement.",
    "The two countries met.",
    "Israel and Hamas held talks in Cairo.",
    "The country imposed a curfew.",
    "Gunmen attacked a market in Maiduguri.",
    "They threatened to attack Chad.",
    "The company signed a contract.",
    "On the anniversary of the 1994 massacre people prayed.",
    "Soldiers killed hundreds of civilians.",
    "A friend helped the students.",
    "Shares fell by 3 percent.",
    "It expelled two diplomats.",
    "Its government rejected the offer.",
    "France and Germany held talks.",
    "They condemned the attack.",
    "It said its troops had killed five rebels.",
    "The former general accused the court of bias.",
    "The West African nation closed the border.",
    "Thousands marched in Paris.",
]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(picked=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_whoever_a_sentence_looks_back_on_is_read(coder, plain, picked):
    article = Article("a", DAY, " ".join(picked))
    assert coder.code_article(article) == plain.code_article(article)


def test_what_gives_no_event_is_not_parsed(coder, monkeypatch):
    parsed: list[str] = []
    parse = coder.parser.parse_cuts

    def count(cuts):
        some = list(cuts)
        parsed.extend(cut.sentence.text for cut in some)
        return parse(some)

    monkeypatch.setattr(coder.parser, "parse_cuts", count)
    text = "Shares fell by 3 percent. Norway attacked Sweden. Nobody knew why."
    coded = coder.code_article(Article("a", DAY, text))
    assert parsed == ["Norway attacked Sweden."]
    assert [line.outcome for line in coded.ledger][1] == "coded"
    assert {line.outcome for line in coded.ledger} <= {
        "coded", "no trigger", "no pattern", "no actor in a codebook",
    }  # fmt: skip


def test_every_form_of_a_word_is_expected(parser):
    for word, lemma in {"attacked": "attack", "men": "man", "Striking": "strike"}.items():
        assert lemma in parser.forms(word)
