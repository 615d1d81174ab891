"""Event codes in brackets: ``[032:033]``, ``[---]``, ``[025?]``."""

from __future__ import annotations

import re

from pipeline.legacy.lines import Line, Loss

_CODE = re.compile(r"[0-9A-Za-z]+")
_MARKS = ("?", "!")
_MEANINGS = {"###": "discards the sentence", "+++": "marks it as too complex"}


def read_code(brackets: str, line: Line, losses: list[Loss], tabari: bool = False) -> str | None:
    """Return the code in a codebook's writing; None, and listed, where it cannot be carried over.

    Args:
        brackets: one or more codes in brackets; the first counts.
        line: where they stand.
        losses: where to list what is not carried over.
        tabari: whether ``###`` and ``+++`` have a meaning.
    """
    codes = re.findall(r"\[([^\]]*)\]", brackets)
    if len(codes) > 1:
        others = " ".join(codes[1:])
        reason = f"more than one code: {codes[0]} is used, {others} is not"
        losses.append(line.loss(reason, kept=True))
    text = (codes[0] if codes else "").strip()
    mark = text[-1:] if text.endswith(_MARKS) else ""
    forth, colon, back = text.removesuffix(mark).partition(":")
    parts = [
        _one_code(part.strip(), line, losses, tabari)
        for part in ([forth, back] if colon else [forth])
    ]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return "none" if set(known) == {"none"} else ":".join(known) + mark


def _one_code(code: str, line: Line, losses: list[Loss], tabari: bool) -> str | None:
    if code in ("---", ""):
        return "none"
    if code in _MEANINGS and tabari:
        reason = f"[{code}] {_MEANINGS[code]} in TABARI: carried over as no code"
        losses.append(line.loss(reason, kept=True))
        return "none"
    if code in _MEANINGS:
        losses.append(line.loss(f"[{code}] has no meaning in PETRARCH"))
        return None
    if not _CODE.fullmatch(code):
        losses.append(line.loss(f"{code!r} is no event code"))
        return None
    return code
