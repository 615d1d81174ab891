"""What another codebook does to the data: rows won, lost and recoded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pipeline.coder import Coder
from pipeline.types import Article, Event


@dataclass(frozen=True, slots=True)
class Change:
    """A row that two codebooks do not give alike.

    Attributes:
        article_id: where it stands.
        old, new: the row of either codebook; None where that codebook gives none.
    """

    article_id: str
    old: Event | None
    new: Event | None

    @property
    def kind(self) -> str:
        """``won``, ``lost`` or ``recoded``."""
        if self.old is None:
            return "won"
        return "lost" if self.new is None else "recoded"

    @property
    def root(self) -> str:
        """Root code of the new row, of the old one where it was lost."""
        event = self.new or self.old
        return event.code[:2] if event else ""


def compare(old: Coder, new: Coder, articles: Iterable[Article]) -> Iterator[Change]:
    """Code articles with two codebooks and yield the rows that differ, article by article.

    Rows of the same words (``event_id``) are one row: recoded, where the event's code or either
    actor's code changed. Each article is parsed once, by the old coder's parser.

    Args:
        old: the coder to compare with; its parser reads the articles.
        new: the other coder.
        articles: what to code.
    """
    for article in articles:
        trees = list(old.parse(article))
        before, after = (
            {e.event_id: e for coding in coder.read_trees(article, trees) for e in coding.events}
            for coder in (old, new)
        )
        for id in dict.fromkeys(chain(before, after)):
            a, b = before.get(id), after.get(id)
            if a is None or b is None or a.row != b.row:
                yield Change(article.id, a, b)


def count_changes(changes: Iterable[Change]) -> dict[str, Counter[str]]:
    """Count changes by root code, then by kind."""
    counts: dict[str, Counter[str]] = {}
    for change in changes:
        counts.setdefault(change.root, Counter())[change.kind] += 1
    return dict(sorted(counts.items()))
