"""Scores rows of the event table against events that people labelled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluation.labelled import Judged, LabelledArticle, LabelledSentence, Row, judge
from pipeline.evaluation.shares import wilson


@dataclass(slots=True)
class Score:
    """Counts of right, wrong and missed events, in all and by root code."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    statuses: list[bool] = field(default_factory=list)

    def add(self, judged: Judged) -> None:
        """Count what was found of one sentence."""
        self.right.update(label.code[:2] for _, label in judged.right)
        self.wrong.update(row["event_root"] for row in judged.wrong)
        self.missed.update(label.code[:2] for label in judged.missed)
        self.statuses += [
            row["status"] == label.status for row, label in judged.right if label.status != "any"
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return precision, recall and F1 with their counts, in all and by root, for JSON."""
        roots = sorted({*self.right, *self.wrong, *self.missed})
        one = {r: _figures(self.right[r], self.wrong[r], self.missed[r]) for r in roots}
        whole = _figures(self.right.total(), self.wrong.total(), self.missed.total())
        status = wilson(sum(self.statuses), len(self.statuses)).as_dict() if self.statuses else None
        return {**whole, "status": status, "roots": one}


def score(articles: Sequence[LabelledArticle], rows: Iterable[Row]) -> dict[str, Any]:
    """Score rows against labelled articles.

    Args:
        articles: the articles with their labels.
        rows: rows of the event table, in its order; those of other articles are left alone.

    Returns:
        ``strict`` and ``open`` figures (with a role without its country wrong, and right),
        the numbers of sentences, and ``elsewhere``: rows of these articles whose sentence is none
        of the labelled ones, which count as nothing.
    """
    here, elsewhere = place_rows(articles, rows)
    result: dict[str, Any] = {
        "articles": len(articles),
        "sentences": sum(len(article.sentences) for article in articles),
        "elsewhere": elsewhere,
    }
    for name, strict in (("strict", True), ("open", False)):
        total = Score()
        for sentence, found in here:
            total.add(judge(found, sentence, strict))
        result[name] = total.as_dict()
    return result


def place_rows(
    articles: Sequence[LabelledArticle], rows: Iterable[Row]
) -> tuple[list[tuple[LabelledSentence, list[Row]]], int]:
    """Return each labelled sentence with its rows, and how many rows belong to none."""
    known = {(a.id, s.text) for a in articles for s in a.sentences}
    ids = {article.id for article in articles}
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    elsewhere = 0
    for row in rows:
        key = (row["article_id"], row["sentence"])
        if key in known:
            found[key].append(row)
        elif row["article_id"] in ids:
            elsewhere += 1
    return [(s, found[a.id, s.text]) for a in articles for s in a.sentences], elsewhere


def code_labelled(coder: Any, articles: Sequence[LabelledArticle]) -> Iterator[Mapping[str, Any]]:
    """Code labelled articles and yield their rows.

    Args:
        coder: a ``Coder``.
        articles: the articles.
    """
    from pipeline.engines.inline import run_inline

    for batch in run_inline(coder, (article.article() for article in articles)):
        for events in batch["events"].to_pylist():
            yield from events


def _figures(right: int, wrong: int, missed: int) -> dict[str, Any]:
    precision = wilson(right, right + wrong).as_dict() if right + wrong else None
    recall = wilson(right, right + missed).as_dict() if right + missed else None
    f1 = round(2 * right / (2 * right + wrong + missed), 4) if right + wrong + missed else None
    return {
        "right": right, "wrong": wrong, "missed": missed,
        "precision": precision, "recall": recall, "f1": f1,
    }  # fmt: skip
