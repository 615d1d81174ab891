"""Takes the articles' words out of written tables, so that these may be published.

Codes, dates, places, numbers, ids and character spans stay: who has the articles finds the words.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from pipeline.tables.files import rewrite

WORDS = (
    "sentence", "source_text", "action_text", "target_text", "reported_by", "counts_text", "title",
)  # fmt: skip


def withhold_words(events: Path, ledger: Path) -> None:
    """Make null whatever an event table and its ledger quote from the articles.

    Args:
        events: an event table; the columns ``WORDS`` become null.
        ledger: its ledger; the candidates' triggers become null.
    """
    rewrite(events, lambda rows, _: _blank(rows))
    rewrite(ledger, lambda lines, _: _blank_triggers(lines))


def _blank(rows: pa.Table) -> pa.Table:
    for name in WORDS:
        field = rows.schema.field(name)
        index = rows.schema.get_field_index(name)
        rows = rows.set_column(index, field, pa.nulls(rows.num_rows, field.type))
    return rows


def _blank_triggers(lines: pa.Table) -> pa.Table:
    index = lines.schema.get_field_index("candidates")
    field = lines.schema.field(index)
    lists = [
        [{**candidate, "trigger": None} for candidate in candidates or ()]
        for candidates in lines["candidates"].to_pylist()
    ]
    return lines.set_column(index, field, pa.array(lists, field.type))
