"""Leaves out events by their status, and counts what it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.schema import BATCH


def keep_statuses(
    batches: Iterable[pa.RecordBatch], statuses: Iterable[str], left_out: Counter[str]
) -> Iterator[pa.RecordBatch]:
    """Yield batches of the schema ``BATCH`` with only the events of some statuses.

    Articles and their ledger lines stay.

    Args:
        batches: coded articles.
        statuses: of ``types.STATUSES``, those to keep.
        left_out: told how many events of each other status there were, as the batches pass.
    """
    wanted = pa.array(sorted(statuses), pa.string())
    for batch in batches:
        lists = batch["events"]
        events = lists.flatten()
        status = pc.struct_field(events, "status")
        kept = pc.is_in(status, value_set=wanted)
        left_out.update(status.filter(pc.invert(kept)).to_pylist())
        parents = pc.list_parent_indices(lists).filter(kept).to_numpy()
        counts = np.bincount(parents, minlength=len(lists))
        offsets = pa.array(np.concatenate([[0], np.cumsum(counts)]), pa.int32())
        rows = pa.ListArray.from_arrays(offsets, events.filter(kept))
        columns = [rows.cast(BATCH.field("events").type) if name == "events" else batch[name]
                   for name in BATCH.names]  # fmt: skip
        yield pa.RecordBatch.from_arrays(columns, schema=BATCH)
