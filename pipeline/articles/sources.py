"""Finds the files to read among what the user named, in an order that does not change."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import InputError

METADATA = "articles.csv"
STDIN = "-"
FORMATS = {
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".xml": "petrarch",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
}
KNOWN = ", ".join(FORMATS) + ", each also with .gz"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    Attributes:
        name: the file as the user named it, or as found below the folder the user named.
        stem: its name without folder and suffix, longer where two files share that.
        relative: its path without suffix below the folder the user named.
        format: one of the values of ``FORMATS``; None for none of them.
        path: None for standard input.
        listed: found in a folder rather than named itself.
    """

    name: str
    stem: str
    relative: str
    format: str | None
    path: Path | None = None
    listed: bool = False


def find_sources(inputs: Iterable[str | Path]) -> list[Source]:
    """Return the files to read: in the order of the inputs, and by path within a folder.

    Raises:
        InputError: an input is missing, is of no known format, or a folder holds no file.
    """
    sources = [source for named in inputs for source in _expand(named)]
    if not sources:
        raise InputError("no input: name a file or a folder, or give - for standard input")
    return with_unique_stems(sources)


def describe(path: Path, *, root: Path | None = None) -> Source:
    """Return the source for a file that was named itself, or found below ``root``."""
    bare = without_gz(path)
    relative = (bare.relative_to(root) if root else Path(bare.name)).with_suffix("").as_posix()
    return Source(
        name=_show(path.as_posix()),
        stem=_show(bare.stem),
        relative=_show(relative),
        format=FORMATS.get(bare.suffix.lower()),
        path=path,
        listed=root is not None,
    )


def _show(name: str) -> str:
    """Return a file name as characters; bytes in it that are none are written in hexadecimal."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def without_gz(path: Path) -> Path:
    """Return the path without a last ``.gz``."""
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path


def has_text_files(folder: Path) -> bool:
    """Tell whether plain text articles lie in a folder."""
    return any(without_gz(path).suffix.lower() == ".txt" for path in folder.iterdir())


def _expand(named: str | Path) -> Iterator[Source]:
    if str(named) == STDIN:
        yield Source(STDIN, "stdin", "stdin", None)
        return
    path = Path(named)
    if path.is_dir():
        found = [describe(file, root=path) for file in _walk(path)]
        if not found:
            raise InputError(f"{named}: an empty folder; put articles there: {KNOWN}")
        yield from found
    elif not path.exists():
        raise InputError(f"{named}: no such file or folder; check the spelling")
    else:
        source = describe(path)
        if source.format is None:
            raise InputError(f"{named}: unknown format; articles are read from {KNOWN}")
        yield source


def _walk(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in files if not name.startswith(".")]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def with_unique_stems(sources: list[Source]) -> list[Source]:
    """Return sources with longer stems where two share one."""
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        groups[source.stem].append(source)

    def widen(source: Source) -> Source:
        group = groups[source.stem]
        if len(group) == 1:
            return source
        if len({other.relative for other in group}) == len(group):
            return replace(source, stem=source.relative)
        return replace(source, stem=without_gz(Path(source.name)).with_suffix("").as_posix())

    return [widen(source) for source in sources]
