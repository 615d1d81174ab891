"""What a sentence is about, and the finer kinds of an event."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.circumstances.issues import Issues
from pipeline.codebook.model import Issue
from pipeline.sentences import split
from pipeline.types import Article

ISSUES = Issues(
    [
        Issue(issue="DISEASE", contexts=("disease",), words=("AIDS", "bird flu", "vaccine")),
        Issue(issue="ELECTIONS", contexts=("election", "disease"), words=("run-off", "election")),
    ]
)


def find(parser, text):
    (tree,) = parser.parse(split(text))
    return ISSUES.find(tree)


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("Chile bought vaccines.", ("DISEASE",)),
        ("Chile fought the Bird flu.", ("DISEASE",)),
        ("Chile fought AIDS.", ("DISEASE",)),
        ("Chile aids Peru.", ()),
        ("Chile held a run-off on vaccines.", ("DISEASE", "ELECTIONS")),
        ("The flu of a bird reached Chile.", ()),
    ],
)
def test_issues_are_found_by_their_words(parser, text, issues):
    assert find(parser, text)[0] == issues


def test_contexts_come_once(parser):
    assert find(parser, "The election and the vaccine.")[1] == ("disease", "election")


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Chilean teachers went on strike against the government.", "strike"),
        ("A U.S. drone killed four Pakistani militants.", "drone"),
        ("Israel bombed Syria.", "aerial"),
    ],
)
def test_a_pattern_says_a_finer_mode(coder, text, mode):
    events = coder.code_article(Article("a", date(2020, 6, 15), text)).events
    assert {event.mode for event in events} == {mode}


def test_status_and_issues_are_contexts(coder):
    text = "Russia attacked a refugee camp in Syria in 2016."
    (event,) = coder.code_article(Article("a", date(2020, 6, 15), text)).events
    assert event.issues == ("REFUGEES",)
    assert event.contexts == ("refugee", "humanitarian", "historical")
