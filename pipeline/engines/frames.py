"""The coder on data frames of Spark and data sets of Ray."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.articles.fields import Options
from pipeline.engines.batches import BATCH_SIZE
from pipeline.engines.cluster import Shipment, code_rows
from pipeline.tables.schema import BATCH

if TYPE_CHECKING:
    import ray.data
    from pyspark.sql import DataFrame


def code_frame(
    frame: DataFrame,
    shipment: Shipment,
    options: Options,
    stems: Mapping[str, str] | None = None,
) -> DataFrame:
    """Code a Spark data frame of articles into rows of the schema ``BATCH``.

    Args:
        frame: a row an article.
        shipment: what codes; broadcast to the executors.
        options: what its columns are called.
        stems: what articles without an id are called, with their line, by the path of their file.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    held = frame.sparkSession.sparkContext.broadcast(shipment)

    def code(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return code_rows(held.value, options, batches, stems)

    return frame.mapInArrow(
        code, from_arrow_schema(pa.schema([f.remove_metadata() for f in BATCH]))
    )


def code_dataset(dataset: ray.data.Dataset, shipment: Shipment, options: Options) -> Any:
    """Code a Ray data set of articles into rows of the schema ``BATCH``."""
    import ray

    held = ray.put(shipment)

    def code(table: pa.Table) -> pa.Table:
        return pa.Table.from_batches(code_rows(ray.get(held), options, table.to_batches()), BATCH)

    return dataset.map_batches(code, batch_format="pyarrow", batch_size=BATCH_SIZE)
