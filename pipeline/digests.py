"""Hashes of files, by which a run says what it was made with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def hash_files(folder: Path, files: Iterable[Path]) -> str:
    """Return 16 hexadecimal digits, the same for files of the same names and contents.

    Args:
        folder: their names are taken from here on.
        files: in any order.
    """
    found = hashlib.sha256()
    for path in sorted(files):
        found.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:16]
