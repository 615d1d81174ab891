"""Codebook files already read, kept under a hash of their content.

Reading YAML is most of the cost of starting; JSON of the same content is read twenty times
faster. A cache that cannot be written or read is no error: the YAML is read again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from pipeline.codebook.yaml import Loc, Source, read_yaml
from pipeline.errors import Fault, shown

FORMAT = "1"


def read_source(path: Path, content: bytes) -> tuple[Source, list[Fault]]:
    """Read a YAML file, from the cache where the same content was read before.

    Args:
        path: the file.
        content: its bytes.
    """
    key = hashlib.sha256(FORMAT.encode() + b"\0" + content).hexdigest()[:32]
    kept = user_cache_path("cameo-events") / f"{key}.json"
    found = _load(kept, path)
    if found is not None:
        return found, []
    source, faults = read_yaml(path)
    if not faults:
        _keep(kept, source)
    return source, faults


def _load(kept: Path, path: Path) -> Source | None:
    try:
        known = json.loads(kept.read_bytes())
        lines: dict[Loc, int] = {tuple(loc): line for loc, line in known["lines"]}
        return Source(shown(path), known["data"], lines)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(kept: Path, source: Source) -> None:
    """Write a source for later; lines only of what a coded row may name."""
    lines = [
        (loc, line)
        for loc, line in source.lines.items()
        if len(loc) <= 2 or (len(loc) == 3 and loc[1] in ("patterns", "examples"))
    ]
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=kept.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump({"data": source.data, "lines": lines}, out)
        os.replace(temporary, kept)
