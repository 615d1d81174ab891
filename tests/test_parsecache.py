"""Parses kept on disk are those the parser makes, and a bad cache costs no row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from folders import write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_engines import CODEBOOK

from pipeline.coder import Coder
from pipeline.errors import InputError
from pipeline.sentences import split
from pipeline.syntax.parsecache import CachingParser, pack, unpack
from pipeline.syntax.parsing import Parser
from pipeline.types import Article, Sentence

TEXT = (
    "OSLO (Agency) - Norway attacked Sweden on Monday.\n\nIt rained – “heavily” – in Malmö.  "
    "The two countries' ministers hadn't met. Sweden attacked Norway. Sweden attacked Norway."
)


@pytest.fixture(scope="module")
def cached(tmp_path_factory) -> CachingParser:
    return CachingParser(None, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def codebook(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("codebook"), CODEBOOK)


def test_trees_are_the_same_with_and_without(parser, cached):
    wanted = list(parser.parse(split(TEXT)))
    assert list(cached.parse(split(TEXT))) == wanted
    assert list(cached.parse(split(TEXT))) == wanted


def test_what_is_known_is_not_parsed_again(cached, monkeypatch):
    list(cached.parse(split(TEXT)))
    parsed: list[str] = []
    parse = Parser.parse_cuts

    def count(self, cuts):
        some = list(cuts)
        parsed.extend(cut.sentence.text for cut in some)
        return parse(self, some)

    monkeypatch.setattr(Parser, "parse_cuts", count)
    moved = split("They met. " + TEXT.partition("\n\n")[2])
    trees = list(cached.parse(moved))
    assert parsed == ["They met."]
    assert [tree.sentence for tree in trees] == moved
    words = [w for tree in trees for w in tree.words]
    assert all(w.text == ("They met. " + TEXT.partition("\n\n")[2])[w.start : w.end] for w in words)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25
)
@given(text=st.text(max_size=80))
def test_any_tree_comes_back_as_it_went_in(parser, text):
    (tree,) = parser.parse([Sentence(3, 17, 17 + len(text), text)])
    packed = pack(tree)
    assert unpack(packed, tree.sentence) == tree


def test_a_new_codebook_parses_nothing(codebook, tmp_path, monkeypatch):
    article = Article("a", date(2020, 3, 1), TEXT)
    first = Coder.from_codebooks(codebook, parse_cache=tmp_path / "cache").code_article(article)
    other = write(
        tmp_path / "other",
        {**CODEBOOK, "verbs/19.yaml": '- code: "190"\n  patterns: [TARGET attack SOURCE]\n'},
    )
    coder = Coder.from_codebooks(other, parse_cache=tmp_path / "cache")

    def refuse(self, sentences):
        assert list(sentences) == []
        return iter(())

    monkeypatch.setattr(Parser, "parse", refuse)
    second = coder.code_article(article)
    codes = [(event.source.code, event.target.code) for event in first.events]
    assert codes
    assert [(e.target.code, e.source.code) for e in second.events] == codes


def test_a_damaged_tree_is_parsed_again(parser, tmp_path):
    cached = CachingParser(None, tmp_path)
    wanted = list(cached.parse(split(TEXT)))
    cached._base.execute("UPDATE trees SET tree = x'00ff00'")
    assert list(cached.parse(split(TEXT))) == wanted


def test_a_cache_that_cannot_be_used_says_so(tmp_path):
    write(tmp_path, {"trees.sqlite": "no database " * 1000})
    with pytest.raises(InputError, match="parse cache.*delete it"):
        CachingParser(None, tmp_path)
    with pytest.raises(InputError, match="cannot be used"):
        CachingParser(None, tmp_path / "trees.sqlite" / "below")
