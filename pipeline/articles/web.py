"""Reads web pages: HTML files, and pages in web archives (WARC)."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.articles.boilerplate import drop_boilerplate
from pipeline.articles.fields import MAX_CHARACTERS, Options, build_article
from pipeline.articles.refusal import Refusal
from pipeline.articles.sources import Source
from pipeline.articles.streams import read_all
from pipeline.types import Article, Reject

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
_NO_TEXT = Refusal("no article text on the page", "check that it is the page of one article")


def read_html(
    stream: io.BufferedReader, source: Source, options: Options
) -> Iterator[Article | Reject]:
    """Yield the article of a page: its main text, and what its head says of title and date."""
    try:
        fields = read_page(read_all(stream))
    except Refusal as refusal:
        yield refusal.reject(source.name, 1)
        return
    yield build_article(fields, file=source.name, line=1, fallback_id=source.stem, options=options)


def read_warc(
    stream: io.BufferedReader, source: Source, options: Options
) -> Iterator[Article | Reject]:
    """Yield an article or a reject for each page in an archive, and one reject for all else.

    The address is the id. The day of the crawl is no day of publication and is not used.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    others: Counter[str] = Counter()
    number = 0
    broken: Reject | None = None
    records = iter(ArchiveIterator(stream))
    while True:
        number += 1
        try:
            record = next(records, None)
            if record is None:
                break
            if record.rec_type not in ("response", "resource"):
                continue
            kind = _kind(record)
            if kind not in _PAGES:
                others[kind] += 1
                continue
            yield _read_record(record, number, source, options)
        except ArchiveLoadFailed as error:
            cure = "mend the archive there; what follows was not read"
            broken = Reject(source.name, number, f"broken WARC: {error}", cure)
            break
    if broken:
        yield broken
    if others:
        told = ", ".join(f"{count} {kind}" for kind, count in others.most_common())
        cure = "none, unless you expected articles in them"
        yield Reject(source.name, 0, f"{others.total()} records are no pages: {told}", cure)


def read_page(data: bytes, url: str | None = None) -> dict[str, object]:
    """Return the fields of the article on a page.

    The date is only taken from what the page says of itself in its markup, never guessed from
    its text.

    Raises:
        Refusal: there is no article text on it.
    """
    from trafilatura import bare_extraction

    found = bare_extraction(
        data,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_precision=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or not found.text:
        raise _NO_TEXT
    paragraphs = [line for line in found.text.splitlines() if line.strip()]
    if paragraphs and found.title and paragraphs[0].strip() == found.title.strip():
        del paragraphs[0]
    text = "\n\n".join(drop_boilerplate(paragraphs))
    if not text:
        raise _NO_TEXT
    return {
        "text": text,
        "title": found.title,
        "date": found.date,
        "url": url or found.url,
        "publisher": found.sitename,
    }


def _kind(record: ArcWarcRecord) -> str:
    headers = record.http_headers
    if headers is None:
        return _bare(record.rec_headers.get_header("Content-Type"))
    status = headers.get_statuscode()
    return _bare(headers.get_header("Content-Type")) if status == "200" else f"status {status}"


def _bare(kind: str | None) -> str:
    return (kind or "of no type").partition(";")[0].strip().lower()


def _read_record(
    record: ArcWarcRecord, number: int, source: Source, options: Options
) -> Article | Reject:
    url = record.rec_headers.get_header("WARC-Target-URI")
    try:
        data = record.content_stream().read(MAX_CHARACTERS + 1)
        if len(data) > MAX_CHARACTERS:
            raise Refusal(f"more than {MAX_CHARACTERS:,} bytes", "cut it into articles")
        fields: Mapping[str, object] = {"id": url, **read_page(data, url)}
    except Refusal as refusal:
        return refusal.reject(source.name, number, url)
    fallback = f"{source.stem}:{number}"
    return build_article(
        fields, file=source.name, line=number, fallback_id=fallback, options=options
    )
