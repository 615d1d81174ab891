"""The lines of a dictionary without comments, and what had to be left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import shown

_END = ("~FINISH", "---STOP---")
_MOJIBAKE = re.compile("[ÃÂ][\x80-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
# What YAML does not allow, or takes for a line's end.
_CONTROL = re.compile("[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SYMBOLS = re.compile(r"[\[\]#;]")


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """Something that was not carried over, or not as it stood.

    Attributes:
        file: the dictionary as the user named it.
        line: 1-based line, 0 for the whole file.
        reason: why, and what was done instead or can be done.
        text: the line as it stands there.
        kept: whether it was carried over all the same, changed as the reason says.
    """

    file: str
    line: int
    reason: str
    text: str = ""
    kept: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}" + (f" | {self.text}" if self.text else "")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a dictionary.

    Attributes:
        file, number: where it stands.
        text: the line without comment and blanks at its end; those at its start are kept.
        raw: the line as it stands.
    """

    file: str
    number: int
    text: str
    raw: str

    def loss(self, reason: str, kept: bool = False) -> Loss:
        """Say that the line, or a part of it, was not carried over."""
        return Loss(self.file, self.number, reason, self.raw.strip()[:200], kept)

    @property
    def where(self) -> str:
        """The name of the file and the line."""
        return f"{Path(self.file).name}:{self.number}"


def read_lines(path: Path) -> tuple[list[Line], list[Loss]]:
    """Read a dictionary: its lines that are neither empty nor comment.

    UTF-8, else Latin-1; any line ends; ``#`` and ``;`` comments outside brackets, ``/`` lines,
    ``<!-- -->`` over several lines; nothing after ``~FINISH`` or ``---STOP---``.

    Raises:
        OSError: if the file cannot be read.
    """
    file, losses = shown(path), list[Loss]()
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = content.decode("latin-1")
        line = content.count(b"\n", 0, error.start) + 1
        losses.append(Loss(file, line, "not UTF-8: read as Latin-1; check the names", kept=True))
    raws = re.split(r"\r\n|\n|\r", text)
    for number, raw in enumerate(raws, 1):
        if _CONTROL.search(raw):
            raws[number - 1] = _CONTROL.sub("", raw)
            reason = "control characters, such as NUL: taken out"
            losses.append(Loss(file, number, reason, raws[number - 1].strip()[:200], kept=True))
        if _MOJIBAKE.search(raw):
            reason = "wrongly encoded letters: carried over as they stand"
            losses.append(Loss(file, number, reason, raw.strip()[:200], kept=True))
    lines = list(_uncomment(file, raws, losses))
    return lines, losses


def _uncomment(file: str, raws: list[str], losses: list[Loss]) -> Iterator[Line]:
    inside = False
    for number, raw in enumerate(raws, 1):
        text = raw
        if inside:
            _, closed, text = text.partition("-->")
            inside = not closed
        while not inside and (opened := text.find("<!--")) >= 0:
            before, after = text[:opened], text[opened + 4 :]
            _, closed, rest = after.partition("-->")
            if not closed and not any("-->" in later for later in raws[number:]):
                losses.append(Loss(file, number, "comment not closed: taken to end with its line"))
                closed = "-->"
            inside, text = not closed, before + rest
        text = _cut(text)
        if text.strip() in _END:
            return
        if text.strip() and not text.startswith(("/", "<!")):
            yield Line(file, number, text.rstrip(), raw)


def _cut(text: str) -> str:
    """Cut off what follows ``#`` or ``;`` outside brackets."""
    open_bracket = -1
    for found in _SYMBOLS.finditer(text):
        symbol = found[0]
        if symbol == "[":
            open_bracket = found.start()
        elif symbol == "]":
            open_bracket = -1
        elif open_bracket < 0 or "]" not in text[open_bracket:]:
            return text[: found.start()]
    return text
