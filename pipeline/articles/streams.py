"""Bytes of files, compressed or not, and how they become characters and lines."""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.articles.fields import MAX_CHARACTERS
from pipeline.articles.refusal import Refusal

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def open_stream(path: Path) -> io.BufferedReader:
    """Open a file for reading bytes, unpacked where its name ends in ``.gz``."""
    if path.suffix.lower() == ".gz":
        return io.BufferedReader(gzip.open(path))
    return path.open("rb")


def decode(data: bytes) -> str:
    """Return the characters of UTF-8, with or without its mark, or of marked UTF-16.

    Raises:
        Refusal: it is neither; names the first byte that does not fit.
    """
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16")
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        raise Refusal(f"wrong encoding: {where} is not UTF-8", "save it as UTF-8") from None


def open_text(stream: io.BufferedReader) -> io.TextIOWrapper:
    """Open bytes as text, line ends untouched; wrong bytes become lone surrogates."""
    encoding = "utf-16" if stream.peek(2)[:2] in _UTF16 else "utf-8-sig"
    errors = "surrogatepass" if encoding == "utf-16" else "surrogateescape"
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")


class CountedLines:
    """The lines of a text, their number so far, and none too long to hold.

    Goes on after it raised, unlike a generator.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.number = 0
        self._text = text

    def __iter__(self) -> CountedLines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_CHARACTERS + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) <= MAX_CHARACTERS:
            return line
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(1 << 20)
        raise _too_long()


def read_lines(stream: io.BufferedReader) -> Iterator[tuple[int, str | Refusal]]:
    """Yield the lines with their numbers; what is wrong with one line costs only that line."""
    if stream.peek(2)[:2] in _UTF16:
        yield from _read_utf16_lines(stream)
        return
    number = 0
    while data := stream.readline(MAX_CHARACTERS + 1):
        number += 1
        if len(data) > MAX_CHARACTERS:
            _skip_line(stream, data)
            yield number, _too_long()
            continue
        try:
            yield number, decode(data)
        except Refusal as refusal:
            yield number, refusal


def read_all(stream: BinaryIO) -> bytes:
    """Return all bytes.

    Raises:
        Refusal: there are more than one article can have.
    """
    data = stream.read(MAX_CHARACTERS + 1)
    if len(data) > MAX_CHARACTERS:
        raise Refusal(f"more than {MAX_CHARACTERS:,} bytes", "cut it into articles")
    return data


def _read_utf16_lines(stream: io.BufferedReader) -> Iterator[tuple[int, str | Refusal]]:
    lines = CountedLines(open_text(stream))
    while True:
        try:
            line = next(lines, None)
        except Refusal as refusal:
            yield lines.number, refusal
            continue
        if line is None:
            return
        yield lines.number, line


def _skip_line(stream: BinaryIO, data: bytes) -> None:
    while data and not data.endswith(b"\n"):
        data = stream.readline(1 << 20)


def _too_long() -> Refusal:
    return Refusal(f"a line of more than {MAX_CHARACTERS:,} characters", "cut it into articles")
