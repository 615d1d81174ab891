"""Articles and rows as Arrow record batches: what every engine moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

import pyarrow as pa

from pipeline.coder import Coder
from pipeline.tables.rows import to_batch
from pipeline.types import Article, Coded, Reject

ARTICLES = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("date", pa.date32(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        *(pa.field(name, pa.string()) for name in ("title", "url", "publisher", "language")),
        pa.field("origin", pa.string(), nullable=False),
        pa.field("line", pa.int64(), nullable=False),
    ]
)
"""What a worker is handed: one row an article."""

BATCH_SIZE = 64
_CHARACTERS = 1 << 22


def to_batches(articles: Iterable[Article], size: int = BATCH_SIZE) -> Iterator[pa.RecordBatch]:
    """Pack articles into record batches of the schema ``ARTICLES``.

    Args:
        articles: read as they are needed.
        size: the most articles in a batch; fewer where they are long.
    """
    rows: list[dict[str, object]] = []
    characters = 0
    for article in articles:
        rows.append({name: getattr(article, name) for name in ARTICLES.names})
        characters += len(article.text)
        if len(rows) == size or characters > _CHARACTERS:
            yield pa.RecordBatch.from_pylist(rows, schema=ARTICLES)
            rows, characters = [], 0
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=ARTICLES)


def code_batches(
    coder: Coder,
    batches: Iterable[pa.RecordBatch],
    on_article: Callable[[int], None] = lambda _: None,
    together: bool = True,
) -> Iterator[pa.RecordBatch]:
    """Code batches of articles into batches of rows (``table.BATCH``), one for one.

    An article that the coder fails on becomes a row with a reject; its neighbours are coded.

    Args:
        coder: the coder.
        batches: of the schema ``ARTICLES``.
        on_article: told the number of articles of the batch that are done, after each.
        together: parse the articles of a batch together, which is faster; one by one, whatever
            happens happens to the article after those that are done.
    """
    for batch in batches:
        # What spaCy notes of words seen for the first time is forgotten after each batch.
        with coder.parser.nlp.memory_zone():
            coded = []
            articles = [Article(**row) for row in batch.to_pylist()]
            for one in _code(coder, articles, together):
                coded.append(one)
                on_article(len(coded))
            rows = to_batch(coded, coder.codebook.codes)
        yield rows


def reject_article(article: Article, reason: str, cure: str) -> Coded:
    """Return an article that could not be coded, with the reason and the cure."""
    return Coded(article, reject=Reject(article.origin, article.line, reason, cure, article.id))


def _code(coder: Coder, articles: list[Article], together: bool) -> Iterator[Coded]:
    """Code articles together; once one of them fails, each of the rest by itself."""
    done = 0
    with suppress(Exception):
        for coded in coder.code(articles if together else ()):
            yield coded
            done += 1
    for article in articles[done:]:
        try:
            yield coder.code_article(article)
        except Exception as error:  # noqa: BLE001  whatever fails on one article costs only that one
            reason = f"the coder failed: {type(error).__name__}: {error}"
            cure = "report it with the article; the others are coded"
            yield reject_article(article, reason, cure)
