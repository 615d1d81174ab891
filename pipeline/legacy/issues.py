"""Issue lists of PETRARCH: strings that tell what a sentence is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.legacy.lines import Line, Loss
from pipeline.legacy.names import plain

_ENTRY = re.compile(r"\s*([^\[\]]*?)\s*\[([^\[\]]*)\]\s*")
_INFLECTED = re.compile(r"(?<!\S)[nv]:(?=\S)", re.IGNORECASE)


@dataclass(slots=True)
class IssueWords:
    """An issue code with its phrases, and the first line that names it."""

    code: str
    phrases: list[str]
    line: Line


def read_issues(lines: list[Line]) -> tuple[list[IssueWords], list[Loss]]:
    """Read an issue list: ``phrase [CODE]`` a line.

    ``n:`` and ``v:`` before a word ask for its forms, which ours are found in anyway; ``+`` within
    a phrase stands for a blank or a hyphen and is written out as both. A code after ``~`` throws
    away all issues of a sentence; there is nothing like it here.

    Args:
        lines: its lines.

    Returns:
        The issues in order of their first line, and what was left behind.
    """
    found: dict[str, IssueWords] = {}
    losses: list[Loss] = []
    for line in lines:
        entry = _ENTRY.fullmatch(line.text)
        phrase = plain(_INFLECTED.sub("", entry[1])).strip("+").lower() if entry else ""
        code = entry[2].strip() if entry else ""
        if not phrase or not code:
            losses.append(line.loss("no issue: write phrase [CODE]"))
        elif code.startswith("~"):
            losses.append(line.loss("a code after ~ takes a sentence's issues away: not supported"))
        else:
            issue = found.setdefault(code, IssueWords(code, [], line))
            written = dict.fromkeys(phrase.replace("+", joint) for joint in (" ", "-"))
            issue.phrases += [one for one in written if one not in issue.phrases]
    return list(found.values()), losses
