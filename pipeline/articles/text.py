"""Reads plain text files, one article a file, and what stands beside or before the text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from pipeline.articles.dates import find_date
from pipeline.articles.fields import FIELDS, Options, build_article
from pipeline.articles.refusal import Refusal
from pipeline.articles.sources import METADATA, Source
from pipeline.articles.streams import decode, open_stream, read_all
from pipeline.articles.tabular import Row, read_rows
from pipeline.types import Article, Reject

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_CURE = "write it as lines such as date: 2024-09-23 between two lines of ---"
_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_text(
    stream: io.BufferedReader,
    source: Source,
    options: Options,
    metadata: Mapping[str, object] | None = None,
) -> Iterator[Article | Reject]:
    """Yield the one article of a text file.

    Its fields come from YAML front matter, else from ``metadata``; its date else from the file
    name. Front matter is no part of the text.
    """
    try:
        front, text = _part(decode(read_all(stream)))
        fields: dict[str, object] = {"date": find_date(source.stem), **(metadata or {}), **front}
        fields["text"] = text
    except Refusal as refusal:
        yield refusal.reject(source.name, 1, source.stem)
        return
    article = build_article(
        fields, file=source.name, line=1, fallback_id=source.stem, options=options
    )
    yield _with_cure(article) if isinstance(article, Reject) else article


def read_metadata(path: Path, name: str) -> tuple[dict[str, Row], list[Reject]] | None:
    """Return the rows of a table about text files by file name, and the rows that are broken.

    None where the table has no column ``file``: then it holds articles itself.
    """
    rows: dict[str, Row] = {}
    rejects: list[Reject] = []
    header: Row | None = None
    with open_stream(path) as stream:
        for row in read_rows(stream, name):
            if isinstance(row, Reject):
                rejects.append(row)
                continue
            cells = {key.strip().lower(): value for key, value in row.cells.items()}
            if header is None:
                header = row
                if "file" not in cells:
                    return None
            else:
                known = {key: cells[key] for key in FIELDS if str(cells.get(key, "")).strip()}
                rows[str(cells["file"]).strip()] = Row(row.line, known)
    return (rows, rejects) if header else None


def _part(text: str) -> tuple[dict[str, object], str]:
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    try:
        front = yaml.load(match["yaml"], Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        reason = f"broken front matter: {' '.join(str(error).split())}"
        raise Refusal(reason, _CURE) from None
    if not isinstance(front, dict):
        raise Refusal("front matter that names no fields", _CURE)
    known = {str(key).lower(): value for key, value in front.items()}
    return {key: known[key] for key in FIELDS if known.get(key)}, text[match.end() :]


def _with_cure(reject: Reject) -> Reject:
    if reject.reason == "no date":
        cure = (
            f"name it in {METADATA} beside the file, in front matter or in the file name"
            " (2024-09-23), or give --date"
        )
        return Reject(reject.file, reject.line, reject.reason, cure, reject.article_id)
    if reject.reason == "no text":
        return Reject(reject.file, reject.line, reject.reason, "write the text", reject.article_id)
    return reject
