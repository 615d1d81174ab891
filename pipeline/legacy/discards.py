"""Discard lists: phrases that keep a sentence or a story from being coded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.legacy.lines import Line, Loss
from pipeline.legacy.names import plain

_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(slots=True)
class DiscardLists:
    """Phrases in lower case, for sentences and for whole articles."""

    sentences: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)


def read_discards(lines: list[Line], years: bool = False) -> tuple[DiscardLists, list[Loss]]:
    """Read a discard list.

    Args:
        lines: its lines.
        years: keep years standing alone, which throw away all news that names them.
    """
    lists, losses = DiscardLists(), list[Loss]()
    for line in lines:
        text = line.text.partition("[")[0].strip()
        phrase = plain(text.lstrip("+")).lower()
        if not phrase:
            losses.append(line.loss("no phrase"))
        elif _YEAR.fullmatch(phrase) and not years:
            losses.append(
                line.loss("a year alone would throw away news of that year; --legacy year-discards")
            )
        elif text.startswith("+"):
            lists.articles.append(phrase)
        else:
            lists.sentences.append(phrase)
    lists.sentences = list(dict.fromkeys(lists.sentences))
    lists.articles = list(dict.fromkeys(lists.articles))
    return lists, losses
