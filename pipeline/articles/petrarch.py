"""Reads the XML of PETRARCH: each ``<Sentence>`` is one article."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from pipeline.articles.fields import MAX_CHARACTERS, Options, build_article
from pipeline.articles.refusal import Refusal
from pipeline.articles.sources import Source
from pipeline.types import Article, Reject

_CHUNK = 1 << 16
_DEPTH = 1000


@dataclass(slots=True)
class _Record:
    line: int
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)
    size: int = 0
    codings: list[dict[str, str]] = field(default_factory=list)

    def fields(self) -> dict[str, object]:
        found = {name.lower(): value for name, value in self.attributes.items()}
        publisher = found.get("publisher") or found.get("source")
        return {**found, "publisher": publisher, "text": "".join(self.text)}


class _Handler:
    """Collects finished records while the parser is fed."""

    def __init__(self) -> None:
        self.done: list[_Record] = []
        self._path: list[str] = []
        self._open: _Record | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > _DEPTH:
            raise Refusal(f"tags nested more than {_DEPTH:,} deep", "close the tags")
        if name == "Sentence":
            self._open = _Record(self.parser.CurrentLineNumber, attributes)
        elif name == "EventCoding" and self._open:
            self._open.codings.append(attributes)

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == "Sentence" and self._open:
            self.done.append(self._open)
            self._open = None

    def _characters(self, data: str) -> None:
        if self._open and self._path[-2:] == ["Sentence", "Text"]:
            self._open.text.append(data)
            self._open.size += len(data)
            if self._open.size > MAX_CHARACTERS:
                raise Refusal(f"more than {MAX_CHARACTERS:,} characters", "cut it into articles")

    def _refuse_doctype(self, *_: object) -> None:
        raise Refusal("a document type declaration", "take the <!DOCTYPE ...> out; none is needed")


def read_petrarch(
    stream: io.BufferedReader, source: Source, options: Options
) -> Iterator[Article | Reject]:
    """Yield an article or a reject for each ``<Sentence date= id= source=>`` with its ``<Text>``.

    Everything else in the file, such as parses and codes, is left alone. What follows broken XML
    cannot be read and is one reject.
    """
    for article, _ in read_coded(stream, source, options):
        yield article


def read_coded(
    stream: io.BufferedReader, source: Source, options: Options
) -> Iterator[tuple[Article | Reject, list[dict[str, str]]]]:
    """Yield what ``read_petrarch`` yields, each with the attributes of its ``<EventCoding>``s."""
    handler = _Handler()
    broken: Reject | None = None
    fed = 0
    while broken is None:
        chunk = stream.read(_CHUNK)
        fed += len(chunk)
        try:
            handler.parser.Parse(chunk, not chunk)
            # What has no end yet is held in memory.
            if fed - handler.parser.CurrentByteIndex > MAX_CHARACTERS:
                raise Refusal(
                    f"a tag of more than {MAX_CHARACTERS:,} bytes",
                    "mend the XML there; what follows was not read",
                )
        except expat.ExpatError as error:
            cure = "mend the XML there; what follows was not read"
            broken = Reject(source.name, error.lineno, f"broken XML: {error}", cure)
        except Refusal as refusal:
            broken = refusal.reject(source.name, handler.parser.CurrentLineNumber)
        for record in handler.done:
            article = build_article(
                record.fields(),
                file=source.name,
                line=record.line,
                fallback_id=f"{source.stem}:{record.line}",
                options=options,
            )
            yield article, record.codings
        handler.done.clear()
        if not chunk:
            break
    if broken:
        yield broken, []
