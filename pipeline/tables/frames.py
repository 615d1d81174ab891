"""Event tables as pandas has them.

To code needs neither pandas nor Arrow, which are imported when a table is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def read_events(path: Path | str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Read an event table for pandas.

    Integers that may be missing are nullable (``Int32``), days ``datetime64[ms]``, columns of few
    values categories, and lists Python lists.

    Args:
        path: an ``events.parquet``, a file or a folder of files.
        columns: the columns to read, all when left out.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pipeline.tables.schema import EVENTS

    table = pq.read_table(path, columns=None if columns is None else list(columns))
    # Other engines write other types for the same values.
    known = [EVENTS.field(f.name) if f.name in EVENTS.names else f for f in table.schema]
    table = table.cast(pa.schema(known))
    nullable = {pa.int8(): pd.Int8Dtype(), pa.int32(): pd.Int32Dtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=nullable.get)
    for field in table.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = pd.Series(table[field.name].to_pylist(), dtype=object)
    return frame
