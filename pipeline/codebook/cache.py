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
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from pipeline.codebook.templates import TemplateError, TemplateItem
from pipeline.codebook.yaml import Loc, Source, read_yaml
from pipeline.errors import Fault, shown

FORMAT = "5"


def read_source(path: Path, content: bytes) -> tuple[Source, list[Fault]]:
    """Read a YAML file, from the cache where the same content was read before.

    Args:
        path: the file.
        content: its bytes.
    """
    key = _key(content)
    known = _load(key)
    if isinstance(known, dict):
        lines: dict[Loc, int] = {tuple(loc): line for loc, line in known["lines"]}
        return Source(shown(path), known["data"], lines, path), []
    source, faults = read_yaml(path)
    if not faults:
        lines_told = [(loc, line) for loc, line in source.lines.items() if _told(loc)]
        _keep(key, {"data": source.data, "lines": lines_told})
    return source, faults


def _told(loc: Loc) -> bool:
    """Whether a coded row may name the line of this value."""
    return (
        len(loc) == 1
        or (len(loc) == 2 and loc[0] in ("agents", "modifiers"))
        or (len(loc) == 3 and loc[1] in ("patterns", "sequences", "examples"))
    )


def read_templates(texts: Sequence[str]) -> dict[str, list[TemplateItem] | TemplateError]:
    """Read templates into their words, from the cache where the same ones were read before."""
    key = _key("\0".join(sorted(set(texts))).encode())
    known = _load(key)
    if isinstance(known, dict):
        return {
            text: [TemplateItem.from_plain(row) for row in rows] for text, rows in known.items()
        }
    # Slow to import, and seldom needed.
    from pipeline.codebook.reader import read_items

    read: dict[str, list[TemplateItem] | TemplateError] = {}
    for text in texts:
        try:
            read[text] = read_items(text)
        except TemplateError as error:
            read[text] = error
    good = {text: items for text, items in read.items() if isinstance(items, list)}
    if len(good) == len(read):
        _keep(key, {text: [item.to_plain() for item in items] for text, items in good.items()})
    return read


def _key(content: bytes) -> str:
    return hashlib.sha256(FORMAT.encode() + b"\0" + content).hexdigest()[:32]


def _load(key: str) -> Any:
    try:
        return json.loads((user_cache_path("cameo-events") / f"{key}.json").read_bytes())
    except (OSError, ValueError):
        return None


def _keep(key: str, value: object) -> None:
    kept = user_cache_path("cameo-events") / f"{key}.json"
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=kept.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(value, out)
        os.replace(temporary, kept)
