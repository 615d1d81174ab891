"""The ids of events."""

from __future__ import annotations

import hashlib
import json

from pipeline.types import Sentence

Span = tuple[int, int]


def event_id(
    article_id: str,
    sentence: Sentence,
    source: Span | None,
    action: Span,
    target: Span | None,
    ordinal: int = 0,
) -> str:
    """Return 16 hexadecimal digits, the same for the same article, sentence and spans.

    The code has no part in it, so an event that a codebook edit recodes keeps its id.

    Args:
        article_id: the article's id.
        sentence: the sentence.
        source: half-open span of the source.
        action: half-open span of the action.
        target: half-open span of the target.
        ordinal: tells apart events of the same spans ("the two countries signed a treaty").
    """
    spans = [f"[{s[0]}, {s[1]}]" if s else "null" for s in (source, action, target)]
    key = [json.dumps(article_id), f"{sentence.start}", f"{sentence.end}", *spans]
    key += [f"{ordinal}"] if ordinal else []
    return hashlib.blake2b(f"[{', '.join(key)}]".encode(), digest_size=8).hexdigest()
