"""The report as one page of HTML that needs nothing else."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from pipeline.errors import InputError
from pipeline.page import assemble, pack, pack_json, read_asset
from pipeline.report.columns import Packed, pack_events
from pipeline.report.facts import ROOTS, count_ledger, read_manifest, read_quality

LIMIT = 200_000
_ASSETS = "pipeline.report.assets"
_SCRIPTS = ("data", "filters", "draw", "time", "map", "tallies", "unread", "rows", "main")


def write_report(events: Path, out: Path, limit: int = LIMIT) -> Packed:
    """Write a page that shows what a run found.

    The ledger, the manifest and ``*.quality.json`` are read where they lie beside the table.

    Args:
        events: the event table.
        out: the page; its folder is made.
        limit: the most rows that the page holds.

    Returns:
        What the page holds of the table.

    Raises:
        InputError: there is no such table, or it is no event table.
    """
    if not events.exists():
        raise InputError(f"{events}: no such event table; make one with events code")
    try:
        packed, metadata = pack_events(events, limit)
    except (KeyError, ValueError) as error:
        why = str(error).splitlines()[0]
        raise InputError(f"{events}: this is no event table ({why})") from None
    page = build_page(events, packed, metadata)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8")
    return packed


def build_page(events: Path, packed: Packed, metadata: dict[str, str]) -> str:
    """Return the page of a packed table."""
    manifest = read_manifest(events) or {}
    facts: dict[str, Any] = {
        "table": events.as_posix(),
        "rows": packed.rows,
        "total": packed.total,
        "counts": manifest.get("counts"),
        "versions": metadata or manifest.get("versions", {}),
        "roots": ROOTS,
        "ledger": count_ledger(events),
        "quality": read_quality(events),
        "lists": packed.lists,
        "places": packed.places,
        "codes": packed.codes,
        "arrays": [[name, array.dtype.name] for name, array in packed.arrays.items()],
        "world": json.loads(read_asset(_ASSETS, "world.json")),
    }
    columns = b"".join(
        array.astype(array.dtype.newbyteorder("<")).tobytes() for array in packed.arrays.values()
    )
    body = Template(read_asset(_ASSETS, "report.html")).substitute(table=escape(events.name))
    data = pack_json("facts", facts) + pack("columns", columns)
    data += "".join(pack(f"block-{number}", block) for number, block in enumerate(packed.blocks))
    return assemble(
        f"Events in {events.name}",
        body + data,
        read_asset(_ASSETS, "report.css"),
        "\n".join(read_asset(_ASSETS, f"{name}.js") for name in _SCRIPTS),
    )
