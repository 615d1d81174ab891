"""Events only inside another, and clauses that a small parser reads as phrases."""

from __future__ import annotations

import pytest
from codings import DAY, events_of

from pipeline.types import Article


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
def test_an_event_of_a_thing_alone_is_none(rows, text, found):
    assert rows(text) == found


def test_what_is_an_event_only_inside_another_is_counted(coder):
    article = Article("a", DAY, "Malta adjusted its policy.")
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
def test_a_clause_that_looks_like_a_phrase_is_one(rows, text, found):
    assert rows(text) == found


def test_negation_of_the_pattern_itself_is_none(coder):
    (event,) = events_of(coder, "The State Department did not comment on Iran.")
    assert event.status == "actual"
