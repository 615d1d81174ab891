"""Who is meant by words that lean on what the article said before.

The articles stand in ``gold/links.tsv``: the words in [brackets], the day, and the codes they must
have; ``---`` where nobody can be told, which is right too where only the role is coded. A known
failure carries its cause, and must fail.
"""

from __future__ import annotations

import pytest
from codings import phrases

from pipeline.explain.trace import explain
from pipeline.types import Mention


def known(mention: Mention) -> str | None:
    """Return a code that says whose somebody is, None for a role alone."""
    return mention.code if mention.code and not mention.code.startswith("---") else None


@pytest.mark.parametrize(("text", "day", "codes"), list(phrases("links.tsv")))
def test_who_is_meant(coder, text, day, codes):
    start, end = text.index("["), text.index("]") - 1
    *_, last = explain(coder, text.replace("[", "").replace("]", ""), day)
    sources = [e.source for e in last.events if e.source]
    inside = [m for m in (*last.mentions, *sources) if m.start < end and start < m.end]
    widest = max((m.end - m.start for m in inside), default=0)
    found = {known(m) for m in inside if m.end - m.start == widest}
    # a pronoun's mention has the words of whom it stands for
    found |= {known(m) for m in sources if m.link == "coreference" and m.end <= start}
    wanted = {code for code in codes if not code.startswith("---")}
    assert found - {None} == wanted
