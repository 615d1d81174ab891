"""The examples of status cues and issues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipeline.checks.base import fault
from pipeline.circumstances.issues import Issues
from pipeline.codebook.model import Cue, Issue
from pipeline.coder import Coder
from pipeline.errors import Fault
from pipeline.sentences import split
from pipeline.types import Article

_DAY = date(2020, 6, 15)


def check_circumstances(coder: Coder) -> Iterator[Fault]:
    """Yield examples of cues and issues that do not have what they stand for, or should not."""
    yield from _check_cues(coder)
    yield from _check_issues(coder)


def _check_cues(coder: Coder) -> Iterator[Fault]:
    for placed in coder.codebook.cues:
        if not _own(coder, placed.where):
            continue
        cue: Cue = placed.entry
        for text in (*cue.examples, *cue.counterexamples):
            events = coder.code_article(Article("example", _DAY, text)).events
            found = sorted({event.status for event in events})
            if text in cue.examples and found != [cue.status]:
                message = f"is {' and '.join(found) or 'no event'}, not {cue.status}: {text}"
            elif text in cue.counterexamples and cue.status in found:
                message = f"is {cue.status}, though a counterexample: {text}"
            else:
                continue
            yield fault(coder.codebook, placed.where, message)


def _own(coder: Coder, where: str) -> bool:
    """Tell whether an entry stands in the codebook itself, not in ours for want of its own."""
    file = Path(where.rpartition(":")[0])
    return not file.is_absolute() and any((f / file).exists() for f in coder.codebook.folders)


def _check_issues(coder: Coder) -> Iterator[Fault]:
    issues = Issues(placed.entry for placed in coder.codebook.issues)
    for placed in coder.codebook.issues:
        entry: Issue = placed.entry
        for text in (*entry.examples, *entry.counterexamples):
            trees = coder.parser.parse(split(text))
            found = {issue for tree in trees for issue in issues.find(tree)[0]}
            if (entry.issue in found) != (text in entry.examples):
                has = "has" if entry.issue in found else "has not"
                yield fault(coder.codebook, placed.where, f"{has} {entry.issue}: {text}")
