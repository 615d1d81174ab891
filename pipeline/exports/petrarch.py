"""PETRARCH output: tab separated, no header; a line has 8 columns if there is a URL, else 7."""

from __future__ import annotations

from pipeline.exports.base import Field, Format, Told, cameo_actor, column, issue_counts


def _actor(side: str) -> Field:
    return Field(
        side, lambda t: cameo_actor(t.row, side) or "---", (f"{side}_code", f"{side}_country"),
        "CAMEO's list of countries; --- for an actor without code",
    )  # fmt: skip


def _url(told: Told) -> str | None:
    return ";".join(told.urls) or None


PETRARCH = Format(
    "petrarch",
    (
        Field("date", lambda t: f"{t.day:%Y%m%d}", ("event_date",)),
        _actor("source"),
        _actor("target"),
        column("code", "event_code"),
        Field("issues", issue_counts, ("issues",), "each issue is counted once"),
        Field("ids", lambda t: ";".join(t.sentences), ("article_id", "sentence_index")),
        Field("url", _url, ("url",)),
        Field("StorySource", lambda t: ";".join(t.publishers) or "NULL", ("publisher",)),
    ),
    skips=frozenset({"url"}),
)
