"""What was read from a codebook, kept under a hash of its content.

Reading YAML and templates is most of the cost of starting; JSON of the result is read twenty
times faster. A cache that cannot be written or read is no error: the source is read again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from pipeline.codebook.plain import from_plain, to_plain
from pipeline.codebook.templates import Template, TemplateError
from pipeline.codebook.yaml import Loc, Source, read_yaml
from pipeline.digests import hash_files
from pipeline.errors import Fault, shown

_PACKAGE = Path(__file__).resolve().parent.parent
_MAKERS = ("codebook/*.py", "actors/index.py", "actors/names.py")


def read_source(path: Path, content: bytes) -> tuple[Source, list[Fault]]:
    """Read a YAML file, from the cache where the same content was read before.

    Args:
        path: the file.
        content: its bytes.
    """
    key = make_key("source", content)
    known = load_kept(key)
    if isinstance(known, dict):
        lines: dict[Loc, int] = {tuple(loc): line for loc, line in known["lines"]}
        return Source(shown(path), known["data"], lines, path, key), []
    source, faults = read_yaml(path)
    if not faults:
        source = replace(source, key=key)
        lines_told = [(loc, line) for loc, line in source.lines.items() if _told(loc)]
        keep(key, {"data": source.data, "lines": lines_told})
    return source, faults


def _told(loc: Loc) -> bool:
    """Whether a coded row may name the line of this value."""
    return (
        len(loc) == 1
        or (len(loc) == 2 and loc[0] in ("agents", "modifiers"))
        or (len(loc) == 3 and loc[1] in ("patterns", "sequences", "examples"))
    )


def read_templates(texts: Sequence[str]) -> dict[str, Template | TemplateError]:
    """Read templates, from the cache where the same ones were read before."""
    key = make_key("templates", *sorted(set(texts)))
    known = load_kept(key)
    if isinstance(known, dict):
        return {**from_plain(known)}
    # Slow to import, and seldom needed.
    from pipeline.codebook.reader import read_template

    read: dict[str, Template | TemplateError] = {}
    for text in texts:
        try:
            read[text] = read_template(text)
        except TemplateError as error:
            read[text] = error
    good = {text: one for text, one in read.items() if isinstance(one, Template)}
    if len(good) == len(read):
        keep(key, to_plain(good))
    return read


def make_key(kind: str, *contents: str | bytes) -> str:
    """Return the key under which is kept what these contents and this version of the code give.

    Args:
        kind: what is kept.
        contents: all that it depends on.
    """
    found = hashlib.sha256(_hash_makers().encode())
    for content in (kind, *contents):
        found.update((content.encode() if isinstance(content, str) else content) + b"\0")
    return found.hexdigest()[:32]


@cache
def _hash_makers() -> str:
    """Hash of the code that makes what is kept."""
    files = [path for name in _MAKERS for path in _PACKAGE.glob(name)]
    return hash_files(_PACKAGE, files)


def load_kept(key: str) -> Any:
    """Return what is kept under a key, None for nothing."""
    try:
        return json.loads(_path(key).read_bytes())
    except (OSError, ValueError):
        return None


def keep(key: str, value: object) -> None:
    """Keep a value made of lists, mappings, strings and numbers, where that can be."""
    kept = _path(key)
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=kept.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(json.dumps(value))
        os.replace(temporary, kept)


def _path(key: str) -> Path:
    return user_cache_path("cameo-events") / f"{key}.json"
