"""What was made of a codebook, kept so that it is made once.

Each thing has a name, and a key of all that it was made from: where that has changed, it is made
again and takes the place of what was kept. A cache that cannot be read or written is no error.
The classes of which there are thousands have no slots: so they are read twice as fast.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path
from pydantic import VERSION

from pipeline.digests import hash_files

_PACKAGE = Path(__file__).resolve().parent.parent
_MAKERS = ("codebook/*.*", "actors/index.py", "actors/names.py", "digests.py", "types.py")
_OTHERS = frozenset({("datetime", "date")})
_UNREADABLE = (
    OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, KeyError,
    TypeError, ValueError,
)  # fmt: skip


class _Reader(pickle.Unpickler):
    """Reads what is made of classes of this package, and of no others."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("pipeline.") or (module, name) in _OTHERS:
            found = super().find_class(module, name)
            # What a module of the package has imported is none of its classes.
            own = isinstance(found, type) and found.__module__.startswith("pipeline.")
            if own or (module, name) in _OTHERS:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not kept here")


def pack(value: object) -> bytes:
    """Return a value as bytes, of which ``unpack`` makes it again."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Any:
    """Return what was packed."""
    return _Reader(io.BytesIO(packed)).load()


def make_key(*contents: str | bytes) -> str:
    """Return a key of some contents, and of the code that makes things of them."""
    found = hashlib.sha256(_hash_makers().encode())
    for content in contents:
        found.update((content.encode() if isinstance(content, str) else content) + b"\0")
    return found.hexdigest()[:32]


@cache
def _hash_makers() -> str:
    files = [path for name in _MAKERS for path in _PACKAGE.glob(name)]
    return f"{hash_files(_PACKAGE, files)} {sys.version} {VERSION}"


def load_kept(name: str, key: str) -> Any:
    """Return what is kept under a name, None where it was made from something else."""
    try:
        made_from, _, packed = _path(name).read_bytes().partition(b"\n")
        return unpack(packed) if made_from == key.encode() else None
    except _UNREADABLE:
        return None


def keep(name: str, key: str, value: object) -> None:
    """Keep a value under a name, with the key of what it was made from, where that can be."""
    path = _path(name)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(f"{key}\n".encode() + pack(value))
        os.replace(temporary, path)


def _path(name: str) -> Path:
    digest = hashlib.sha256(name.encode()).hexdigest()[:32]
    return user_cache_path("cameo-events") / f"{digest}.pickle"
