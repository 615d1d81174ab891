"""Reads JSON Lines: one object a line, one article an object."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from pipeline.articles.fields import Options, build_article
from pipeline.articles.refusal import Refusal
from pipeline.articles.sources import Source
from pipeline.articles.streams import read_lines
from pipeline.types import Article, Reject

_CURE = 'write one object a line: {"id": "1", "date": "2024-09-23", "text": "..."}'


def read_jsonl(
    stream: io.BufferedReader, source: Source, options: Options
) -> Iterator[Article | Reject]:
    """Yield an article or a reject for each line that is not blank."""
    for number, line in read_lines(stream):
        try:
            if isinstance(line, Refusal):
                raise line
            if not line.strip():
                continue
            fields = options.pick(_read_object(line))
        except Refusal as refusal:
            yield refusal.reject(source.name, number)
            continue
        fallback = f"{source.stem}:{number}"
        yield build_article(
            fields, file=source.name, line=number, fallback_id=fallback, options=options
        )


def _read_object(line: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        reason = f"broken JSON: {error.msg} at character {error.colno}"
        raise Refusal(reason, _CURE) from None
    except (ValueError, RecursionError) as error:
        raise Refusal(f"broken JSON: {error}", _CURE) from None
    if not isinstance(value, dict):
        raise Refusal("not a JSON object", _CURE)
    return value
