"""Events only inside another, and clauses that a small parser reads as phrases."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.types import Article


def rows(coder, text: str) -> list[str]:
    events = coder.code_article(Article("a", date(2019, 6, 15), text)).events
    return [
        f"{e.source.code if e.source else '---'} {e.code} {e.target.code if e.target else '---'}"
        for e in events
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Vatican appealed to Malta to rethink its policy.", ["VAT 0242 MLT"]),
        ("Malta adjusted its policy.", []),
        ("Tajikistan called on Russia to increase trade.", ["TJK 0211 RUS"]),
        ("Tajikistan increased trade.", []),
        ("The African Union demanded that Burkina Faso hold elections.", ["IGOAFU 1041 BFA"]),
        ("Burkina Faso held elections.", []),
    ],
)
def test_inside(coder, text, found):
    assert rows(coder, text) == found


def test_inside_is_told(coder):
    article = Article("a", date(2019, 6, 15), "Malta adjusted its policy.")
    (coding,) = coder.read_trees(article, coder.parse(article))
    assert "part of no event" in {c.outcome for c in coding.line.candidates}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Syria barred aid agencies from Ghouta.", ["SYR 1245 NGO"]),
        ("Former Pakistani generals called for talks with India.", ["PAKELI 026 IND"]),
        ("Russia demanded that Britain hand over the businessman.", ["RUS 1013 GBR"]),
        ("The State Department would not comment on Iran.", ["USAGOV 011 IRN"]),
    ],
)
def test_misread_clauses(coder, text, found):
    assert rows(coder, text) == found


def test_negation_of_the_pattern_itself_is_none(coder):
    article = Article("a", date(2019, 6, 15), "The State Department did not comment on Iran.")
    assert [e.status for e in coder.code_article(article).events] == ["actual"]
