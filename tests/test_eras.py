"""A chapter of history tells of no event of today, news that looks back does."""

from __future__ import annotations

from datetime import date

from pipeline.types import Article

DAY = date(2024, 4, 8)
HISTORY = (
    "In 1861, Britain and France sent warships to Mexico. The French army besieged Puebla. "
    "French soldiers captured the town in May. Mexico ended its war with France in 1867. "
    "Historians have praised France and Mexico for the peace."
)
NEWS = (
    "MEXICO CITY, April 8 (Reuters) - France on Sunday apologised to Mexico. France had invaded "
    "Mexico in 1861. French soldiers captured Puebla. Mexico ended its war with France in 1867. "
    "The Mexican president praised France."
)


def test_history_is_historical(coder):
    events = coder.code_article(Article("a", DAY, HISTORY)).events
    told = [(e.code[:2], e.status, e.when.day.year) for e in events if e.code[:2] in ("15", "19")]
    assert told
    assert all(status == "historical" for _, status, _ in told)
    assert {year for _, _, year in told} == {1861}
    assert "actual" in {e.status for e in events if e.code.startswith("05")}


def test_news_is_not(coder):
    events = coder.code_article(Article("a", DAY, NEWS)).events
    status = {e.code[:2]: e.status for e in events}
    assert status["05"] == "actual"
    assert next(e for e in events if "captured" in e.action_text).status == "actual"
