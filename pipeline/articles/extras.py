"""Formats that need a library which is not installed with the package itself."""

from __future__ import annotations

from importlib.util import find_spec

NEEDED = {
    "html": ("trafilatura",),
    "feed": ("feedparser",),
    "warc": ("warcio", "trafilatura"),
}
_NAMES = {"html": "web pages", "feed": "RSS and Atom files", "warc": "web archives"}


def lacking(kind: str) -> tuple[str, str] | None:
    """Return why a format cannot be read here, and the cure; None where it can.

    Args:
        kind: one of the formats of ``sources.FORMATS``, or ``feed``.
    """
    missing = [name for name in NEEDED.get(kind, ()) if find_spec(name) is None]
    if not missing:
        return None
    reason = f"{_NAMES[kind]} are read with {' and '.join(missing)}, which is not installed"
    return reason, f"pip install 'cameo-events[{kind}]'"
