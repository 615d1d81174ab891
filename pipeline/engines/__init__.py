"""Running the coder over many articles: an engine only moves batches.

``spark`` and ``ray`` code a data frame or data set of articles where it lies; they need the extras
of the same name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pyspark.sql import DataFrame
    from ray.data import Dataset


def spark(
    frame: DataFrame,
    *codebooks: str,
    parser: str | None = None,
    titles: bool = False,
    columns: Mapping[str, str] | None = None,
    default_date: date | None = None,
) -> DataFrame:
    """Code a Spark data frame of articles.

    Args:
        frame: a row an article, with the columns ``id``, ``date``, ``text`` and whichever of
            ``title``, ``url``, ``publisher``, ``language`` there are.
        codebooks: codebook folders on the driver, shipped with the job; the package's own if none.
        parser: a spaCy pipeline on the driver, shipped if it is a folder.
        titles: code titles too.
        columns: our field name to its spelling in ``frame``.
        default_date: day of publication of articles that name none.

    Returns:
        A row an article: ``article_id``, ``digest``, and nested the rows of ``events``, of the
        ``ledger`` and the ``rejects`` (``pipeline.tables.schema.BATCH``).

    Raises:
        CodebookError: with all that is wrong in the codebooks.
        ModelError: if the parser cannot be used.
    """
    from pipeline.articles.fields import Options
    from pipeline.engines.cluster import ship
    from pipeline.engines.frames import code_frame
    from pipeline.engines.recipe import Recipe

    shipment = ship(Recipe(codebooks, parser, titles))
    return code_frame(frame, shipment, Options(default_date, columns or {}))


def ray(
    dataset: Dataset,
    *codebooks: str,
    parser: str | None = None,
    titles: bool = False,
    columns: Mapping[str, str] | None = None,
    default_date: date | None = None,
) -> Dataset:
    """Code a Ray data set of articles; arguments and result are those of ``spark``."""
    from pipeline.articles.fields import Options
    from pipeline.engines.cluster import ship
    from pipeline.engines.frames import code_dataset
    from pipeline.engines.recipe import Recipe

    shipment = ship(Recipe(codebooks, parser, titles))
    return code_dataset(dataset, shipment, Options(default_date, columns or {}))
