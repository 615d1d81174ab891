"""Reads RSS and Atom files: each entry is one article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from pipeline.articles.boilerplate import drop_boilerplate
from pipeline.articles.fields import Options, build_article
from pipeline.articles.refusal import Refusal
from pipeline.articles.sources import Source
from pipeline.articles.streams import read_all
from pipeline.types import Article, Reject

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article".split()
)
_HIDDEN = frozenset(("script", "style", "figure", "figcaption"))


def is_feed(beginning: bytes) -> bool:
    """Tell whether an XML file begins as RSS or Atom does."""
    return bool(_ROOT.search(beginning))


def read_feed(
    stream: io.BufferedReader, source: Source, options: Options
) -> Iterator[Article | Reject]:
    """Yield an article or a reject for each entry: its content, or else its summary."""
    import feedparser

    try:
        data = read_all(stream)
    except Refusal as refusal:
        yield refusal.reject(source.name, 1)
        return
    # Relative addresses would need the feed's own, and nothing is to be fetched.
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    publisher = feed.feed.get("title")
    language = feed.feed.get("language")
    for number, entry in enumerate(feed.entries, 1):
        fields = {**_read_entry(entry), "publisher": publisher, "language": language}
        fallback = f"{source.stem}:{number}"
        yield build_article(
            fields, file=source.name, line=number, fallback_id=fallback, options=options
        )
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        error = feed.bozo_exception
        cure = "mend the XML there; what follows may not have been read"
        yield Reject(
            source.name, getattr(error, "getLineNumber", int)(), f"broken XML: {error}", cure
        )


def to_paragraphs(markup: str) -> list[str]:
    """Return the paragraphs of an HTML fragment as plain text."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return [" ".join(text.split()) for text in "".join(parser.parts).split("\n") if text.strip()]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _HIDDEN))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data.replace("\n", " "))


def _read_entry(entry: Any) -> dict[str, object]:
    contents = [one.value for one in entry.get("content", ()) if one.get("value")]
    markup = max([*contents, entry.get("summary", "")], key=len)
    return {
        "id": entry.get("id") or entry.get("link"),
        "title": " ".join(to_paragraphs(entry.get("title", ""))),
        "text": "\n\n".join(drop_boilerplate(to_paragraphs(markup))),
        "date": entry.get("published") or entry.get("updated"),
        "url": entry.get("link"),
    }
