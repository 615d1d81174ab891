"""Our rows beside the ``<EventCoding>`` of PETRARCH's records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.articles.fields import Options
from pipeline.articles.petrarch import read_coded
from pipeline.articles.sources import find_sources
from pipeline.articles.streams import open_stream
from pipeline.coder import Coder
from pipeline.errors import InputError
from pipeline.types import Coded, Reject

Row = tuple[str, str, str]
Outcome = Literal["agrees", "differs", "tests an error", "no coding", "rejected"]
_NOBODY = frozenset({"", "---"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """A record: its id and text, what its gold wants, what we code, and how that compares."""

    id: str
    text: str
    wanted: frozenset[Row]
    found: frozenset[Row]
    outcome: Outcome
    reason: str = ""


def compare(coder: Coder, paths: Sequence[Path]) -> Iterator[Comparison]:
    """Code the records of PETRARCH XML files and compare source, target and code with their own.

    Rows without a source or a target are left out on both sides. Records that test an error, or
    have no ``<EventCoding>``, are told apart and not coded.

    Raises:
        InputError: if a file is missing or is no XML.
    """
    for source in find_sources(list(paths)):
        if source.format != "petrarch" or source.path is None:
            raise InputError(f"{source.name}: validation reads PETRARCH .xml files")
        with open_stream(source.path) as stream:
            for article, codings in read_coded(stream, source, Options()):
                if isinstance(article, Reject):
                    nothing = frozenset[Row]()
                    yield Comparison(
                        f"{article.file}:{article.line}", "", nothing, nothing, "rejected",
                        article.reason,
                    )  # fmt: skip
                    continue
                wanted = _gold(codings)
                errors = [c["error"] for c in codings if "error" in c]
                if errors or not codings:
                    outcome: Outcome = "tests an error" if errors else "no coding"
                    yield Comparison(
                        article.id, article.text, wanted, frozenset(), outcome, " ".join(errors)
                    )
                    continue
                found = _rows(coder.code_article(article))
                yield Comparison(
                    article.id, article.text, wanted, found,
                    "agrees" if found == wanted else "differs",
                )  # fmt: skip


def _gold(codings: Sequence[Mapping[str, str]]) -> frozenset[Row]:
    rows = (
        (c.get("sourcecode", ""), c.get("eventcode", ""), c.get("targetcode", "")) for c in codings
    )
    return frozenset((s, e, t) for s, e, t in rows if not {s, t} & _NOBODY)


def _rows(coded: Coded) -> frozenset[Row]:
    rows = (
        (
            (event.source and event.source.code) or "",
            event.code,
            (event.target and event.target.code) or "",
        )
        for event in coded.events
    )
    return frozenset((s, e, t) for s, e, t in rows if not {s, t} & _NOBODY)


def to_lines(records: Iterable[Comparison]) -> Iterator[str]:
    """Yield a table of records with tabs between its columns, the header first."""
    yield "id\toutcome\tmissing\tnot in the record\treason\ttext"
    for record in records:
        missing, extra = record.wanted - record.found, record.found - record.wanted
        cells = [record.id, record.outcome, _joined(missing), _joined(extra), record.reason]
        yield "\t".join([*cells, " ".join(record.text.split())])


def _joined(rows: Iterable[Row]) -> str:
    return "; ".join(" ".join(row) for row in sorted(rows))
