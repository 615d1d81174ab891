"""From coded articles to the rows of the event table and the ledger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Protocol

import pyarrow as pa

from pipeline.tables.schema import BATCH
from pipeline.types import Article, Candidate, Coded, Counts, Event, LedgerLine, Mention


class CodeFacts(Protocol):
    """What the table takes from the ontology's entry for a code; None for what it lacks."""

    @property
    def name(self) -> str:
        """The code's label."""

    @property
    def quad(self) -> int | None:
        """Quad class, 1 to 4."""

    @property
    def goldstein(self) -> float | None:
        """Goldstein score."""

    @property
    def plover(self) -> str | None:
        """PLOVER event type."""

    @property
    def mode(self) -> str | None:
        """PLOVER mode."""

    @property
    def contexts(self) -> tuple[str, ...]:
        """PLOVER contexts."""


def digest(article: Article) -> str:
    """Return 32 hexadecimal digits, the same for articles whose rows would be the same."""
    read = (
        article.id, article.date.isoformat(), article.text, article.title, article.url,
        article.publisher, article.language,
    )  # fmt: skip
    return hashlib.blake2b(json.dumps(read).encode(), digest_size=16).hexdigest()


def event_row(article: Article, event: Event, code: CodeFacts) -> dict[str, Any]:
    """Return an event as a row of the table.

    Args:
        article: the article that the event was read from.
        event: the event.
        code: what the ontology says of the event's code.
    """
    place = event.place
    return {
        "event_id": event.event_id,
        "event_date": event.when.day,
        "date_method": event.when.method,
        "date_precision": event.when.precision,
        "publication_date": article.date,
        "article_id": article.id,
        "sentence_index": event.sentence.index,
        "sentence": event.sentence.text,
        **_side_row("source", event.source),
        "event_code": event.code,
        "event_root": event.code[:2],
        "event_label": code.name,
        "quad_class": code.quad,
        "goldstein": code.goldstein,
        "plover_event": code.plover,
        "plover_mode": event.mode or code.mode,
        "plover_context": list(dict.fromkeys((*code.contexts, *event.contexts))),
        "action_text": event.action_text,
        "action_start": event.action_start,
        "action_end": event.action_end,
        **_side_row("target", event.target),
        "status": event.status,
        "reported_by": event.reported_by,
        "confidence": event.confidence,
        "pattern": event.pattern,
        "issues": list(event.issues),
        "place_name": place and place.name,
        "place_country": place and place.country,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "place_geonames_id": place and place.geonames_id,
        "place_admin1": place and place.admin1,
        "place_precision": place and place.precision,
        "place_method": place and place.method,
        **_count_row(event.counts),
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "language": article.language,
    }


def _count_row(counts: Counts | None) -> dict[str, Any]:
    if counts is None:
        return {}
    names = ("killed", "wounded", "arrested", "crowd")
    return {name: getattr(counts, name) for name in names} | {"counts_text": counts.text}


def _side_row(side: str, mention: Mention | None) -> dict[str, Any]:
    if mention is None:
        return {f"{side}_roles": []}
    return {
        f"{side}_code": mention.code,
        f"{side}_country": mention.country,
        f"{side}_roles": list(mention.roles),
        f"{side}_name": mention.name,
        f"{side}_text": mention.text,
        f"{side}_start": mention.start,
        f"{side}_end": mention.end,
        f"{side}_entry": mention.entry,
        f"{side}_link": mention.link,
    }


def _ledger_row(article: Article, line: LedgerLine) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "sentence_index": line.sentence.index,
        "start": line.sentence.start,
        "end": line.sentence.end,
        "outcome": line.outcome,
        "candidates": [_candidate_row(candidate) for candidate in line.candidates],
    }


def _candidate_row(candidate: Candidate) -> dict[str, Any]:
    return {
        "trigger": candidate.trigger,
        "start": candidate.start,
        "end": candidate.end,
        "outcome": candidate.outcome,
        "pattern": candidate.pattern,
        "reason": candidate.reason,
    }


def _article_row(coded: Coded, ontology: Mapping[str, CodeFacts]) -> dict[str, Any]:
    events = sorted(coded.events, key=lambda event: event.sentence.index)
    ledger = sorted(coded.ledger, key=lambda line: line.sentence.index)
    return {
        "article_id": coded.article.id,
        "digest": digest(coded.article),
        "file": coded.article.origin,
        "line": coded.article.line,
        "events": [event_row(coded.article, event, ontology[event.code]) for event in events],
        "ledger": [_ledger_row(coded.article, line) for line in ledger],
        "rejects": [asdict(coded.reject)] if coded.reject else [],
    }


def to_batch(coded: Iterable[Coded], ontology: Mapping[str, CodeFacts]) -> pa.RecordBatch:
    """Return coded articles as a record batch of the schema ``BATCH``.

    The events of an article come by sentence; within one sentence their order, best first, stays.

    Raises:
        KeyError: an event's code is not in the ontology.
    """
    rows = [_article_row(one, ontology) for one in coded]
    return pa.RecordBatch.from_pylist(rows, schema=BATCH)
