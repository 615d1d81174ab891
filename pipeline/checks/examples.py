"""The examples of a codebook, run through the coder."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import fault
from pipeline.checks.circumstances import check_circumstances
from pipeline.codebook.folder import Placed
from pipeline.codebook.model import Example
from pipeline.coder import Coder
from pipeline.errors import Fault
from pipeline.types import Article


def check_examples(coder: Coder, examples: tuple[Placed, ...] | None = None) -> Iterator[Fault]:
    """Code each example and yield those that do not give exactly their events.

    An example with ``known_failure`` is a fault when it passes. Where no examples are given, those
    of status cues and issues are run too.
    """
    if examples is None:
        yield from check_circumstances(coder)
    for placed in coder.codebook.examples if examples is None else examples:
        example: Example = placed.entry
        wanted, found = sorted(set(example.events)), rows_of(coder, example)
        if (wanted == found) == bool(example.known_failure):
            if example.known_failure:
                message = f"passes, though marked a known failure; remove the mark: {example.text}"
            else:
                message = (
                    f"gives [{', '.join(found)}] instead of [{', '.join(wanted)}]: {example.text}"
                )
            yield fault(coder.codebook, placed.where, message)


def rows_of(coder: Coder, example: Example) -> list[str]:
    """Return the distinct events of an example as ``SOURCE CODE TARGET``, sorted."""
    coded = coder.code_article(Article("example", example.date, example.text))
    return sorted({event.row for event in coded.events})
