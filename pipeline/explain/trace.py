"""All that led to the events of a sentence: of a text, or of a row of an event table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.dataset as ds

from pipeline.actors.links import Context
from pipeline.coder import Coder
from pipeline.errors import InputError
from pipeline.patterns.composition import Tried
from pipeline.types import Article, Event, LedgerLine, Mention, Reject, Sentence, Tree

_ROW = ["event_id", "article_id", "publication_date", "sentence_index", "sentence", "title",
        "source_code", "event_code", "target_code", "action_text", "pattern"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that led to the events of one sentence."""

    tree: Tree
    mentions: tuple[Mention, ...]
    tried: tuple[Tried, ...]
    events: tuple[Event, ...]
    ledger: LedgerLine

    def best(self) -> dict[int, Tried]:
        """Return, by trigger, the pattern whose reading is the most specific."""
        found: dict[int, Tried] = {}
        for tried in self.tried:
            other = found.get(tried.trigger)
            if tried.reading and not (
                other and other.reading and other.reading.rank <= tried.reading.rank
            ):
                found[tried.trigger] = tried
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an event table, as far as it takes to find its event again."""

    event_id: str
    article_id: str
    publication_date: date
    sentence_index: int
    sentence: str | None
    title: str | None
    source_code: str | None
    event_code: str
    target_code: str | None
    action_text: str | None
    pattern: str | None


def explain(coder: Coder, text: str, day: date) -> Iterator[Explanation]:
    """Code a text and yield an explanation of each of its sentences."""
    return explain_article(coder, Article("explain", day, text))


def explain_article(coder: Coder, article: Article) -> Iterator[Explanation]:
    """Code an article and yield an explanation of each sentence that is neither discarded nor
    too long.
    """
    return _explain(coder, article, coder.parse(article))


def explain_row(coder: Coder, row: Row, article: Article | None = None) -> Explanation:
    """Code the sentence of a row again.

    Args:
        coder: the coder.
        row: the row.
        article: the article it was read from; without it the sentence is read alone, so that
            what it took from earlier sentences is missing.

    Raises:
        InputError: the table holds no text and there is no article, or the article has no such
            sentence.
    """
    if row.sentence_index < 0 and (title := (article.title if article else row.sentence)):
        made = article or Article(row.article_id, row.publication_date, "", title=title)
        sentence = Sentence(-1, 0, len(title), title)
        return next(_explain(coder, made, coder.parser.parse([sentence])))
    if article is None:
        if not row.sentence:
            raise InputError(
                f"event {row.event_id}: the table was written without text; name the articles"
                " with --articles"
            )
        article = Article(row.article_id, row.publication_date, row.sentence)
        row = replace(row, sentence_index=0)
    for explanation in explain_article(coder, article):
        if explanation.tree.sentence.index == row.sentence_index:
            return explanation
    raise InputError(
        f"article {article.id} has no sentence {row.sentence_index} to code: it is discarded by"
        " this codebook, or the article is not the one that the table was made of"
    )


def _explain(coder: Coder, article: Article, trees: Iterable[Tree]) -> Iterator[Explanation]:
    context = Context()
    for tree in trees:
        trace: list[Tried] = []
        found = coder.read_tree(article, tree, context, trace)
        yield Explanation(found.tree, found.mentions, tuple(trace), found.events, found.line)


def find_event(explanation: Explanation, row: Row) -> Event | None:
    """Return the event of a row among those of its sentence, None where it is not among them."""

    def same(event: Event) -> bool:
        source, target = event.source and event.source.code, event.target and event.target.code
        read = (source, event.code, target)
        words = row.action_text in (None, event.action_text)
        return words and read == (row.source_code, row.event_code, row.target_code)

    by_id = (event for event in explanation.events if event.event_id == row.event_id)
    return next(by_id, None) or next(filter(same, explanation.events), None)


def read_row(table: Path, event_id: str) -> Row:
    """Find a row of an event table.

    Raises:
        InputError: there is no such table or row.
    """
    if not table.exists():
        raise InputError(f"{table}: no such event table")
    try:
        data = ds.dataset(table, format="parquet", exclude_invalid_files=table.is_dir())
        rows = data.to_table(columns=_ROW, filter=pc.field("event_id") == event_id).to_pylist()
    except (KeyError, ValueError) as error:
        why = str(error).splitlines()[0]
        raise InputError(f"{table}: this is no event table ({why})") from None
    if not rows:
        raise InputError(f"{table}: no event {event_id}; the column event_id lists them")
    found = rows[0]
    return Row(**{**found, "publication_date": found["publication_date"].date()})


def find_article(articles: Iterable[Article | Reject], row: Row) -> Article:
    """Find the article of a row.

    Raises:
        InputError: it is not among them.
    """
    for article in articles:
        if isinstance(article, Article) and article.id == row.article_id:
            return article
    raise InputError(f"no article {row.article_id!r} in what --articles names")
