"""A run of ``events code --engine spark``: Parquet in and out, on any storage Spark reads."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from pipeline.articles.fields import Options
from pipeline.articles.sources import describe, with_unique_stems
from pipeline.engines.cluster import FILE, LINE, Shipment, read_path, ship
from pipeline.engines.frames import code_frame
from pipeline.errors import InputError
from pipeline.run import Job
from pipeline.run.store import KINDS, manifest_text, name_beside

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROWS_A_TASK = 2000
"""Articles in a task: some minutes of work, so that a lost machine costs little."""
TASKS_A_PART = 16
"""Tasks of each core in a part: an hour or so, which is what a lost driver costs."""


def run_spark(
    job: Job, out: str, master: str | None = None, settings: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Code Parquet files of articles into an event table, with Spark.

    The articles are coded once, part by part, into a folder beside the output, from which the
    tables are made; it is removed at the end. Where an earlier run into the same output stopped,
    the parts that it finished are taken as they are, if neither their articles nor what codes them
    changed. The rows are those of a run on one machine. Each table is a folder of
    Parquet files, in order; ``duplicate_of`` is filled where the output is a local folder.

    Args:
        job: what to code; inputs are paths or addresses of Parquet files that Spark can read.
        out: where to write the event table; what belongs to it lies beside it.
        master: the cluster; what ``spark-submit`` or the environment says when left out.
        settings: further settings of Spark.

    Returns:
        The manifest.

    Raises:
        InputError: Spark is not installed, or cannot read an input.
        CodebookError: with all that is wrong in the codebooks.
        ModelError: if the parser cannot be used.
    """
    shipment = ship(job.recipe)
    session = start_session(master, settings or {})
    try:
        staged = f"{out}.coded"
        frame = _read(session, job.inputs)
        options = Options(job.default_date, job.columns)
        stems = _name_stems(frame.inputFiles(), job.inputs)
        parts = _code_parts(session, frame, staged, shipment, options, stems)
        manifest = _write(session, parts, out, shipment)
        _delete(session, staged)
    finally:
        session.stop()
    return manifest


def start_session(master: str | None, settings: Mapping[str, str]) -> SparkSession:
    """Start Spark, with one thread for each task.

    Raises:
        InputError: Spark is not installed.
    """
    try:
        import pyspark
        from pyspark.sql import SparkSession
    except ImportError:
        raise InputError("Spark is not installed: pip install 'cameo-events[spark]'") from None
    # Executors of a local cluster look for Spark where this says.
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("events code")
    if master:
        builder = builder.master(master)
    defaults = {
        "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.showConsoleProgress": "false",
        **{f"spark.executorEnv.{name}": "1" for name in ("OMP_NUM_THREADS", "BLIS_NUM_THREADS")},
    }
    for key, value in {**defaults, **settings}.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def _read(session: SparkSession, inputs: Sequence[str]) -> DataFrame:
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as f

    try:
        frame = session.read.option("recursiveFileLookup", True).parquet(*map(_locate, inputs))
    except AnalysisException as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"Spark cannot read {', '.join(inputs)} as Parquet: {reason}") from None
    place = f.col("_metadata.file_path"), f.col("_metadata.row_index") + 1
    return frame.select("*", place[0].alias(FILE), place[1].alias(LINE))


def _code_parts(
    session: SparkSession, frame: DataFrame, staged: str, shipment: Shipment, options: Options,
    stems: Mapping[str, str],
) -> list[str]:  # fmt: skip
    """Code the parts of a frame that are not coded yet; return the folders of all of them.

    A part's folder is named by a hash of its rows and of all that decides how they are coded.
    """
    from pyspark.sql import functions as f

    cores = session.sparkContext.defaultParallelism
    count = max(1, frame.count() // (ROWS_A_TASK * TASKS_A_PART * cores))
    row = f.xxhash64(f.to_json(f.struct(*frame.columns))).cast("decimal(38,0)")
    part = f.pmod(f.xxhash64(FILE, LINE), f.lit(count))
    parts = frame.groupBy(part.alias("part")).agg(
        f.count(row).alias("rows"), f.sum(row).alias("sum")
    )
    how = [
        dict(shipment.versions),
        str(shipment.recipe),
        str(options),
        sorted(stems.items()),
        count,
    ]
    places = []
    for found in sorted(parts.collect(), key=lambda found: int(found["part"])):
        what = [*how, found["part"], found["rows"], str(found["sum"])]
        digest = hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:32]
        places.append(f"{staged}/{digest}")
        if _exists(session, f"{places[-1]}/_SUCCESS"):
            continue
        tasks = max(cores, -(-found["rows"] // ROWS_A_TASK))
        rows = frame.filter(part == found["part"]).repartition(tasks)
        code_frame(rows, shipment, options, stems).write.mode("overwrite").parquet(
            _locate(places[-1])
        )
    return places


def _locate(path: str) -> str:
    """Return a local path as the address that Spark takes for one, whatever its default."""
    return path if urlsplit(path).scheme else Path(path).resolve().as_uri()


def _name_stems(files: Sequence[str], inputs: Sequence[str]) -> dict[str, str]:
    """Return what articles of each file are called that have no id: as on one machine."""
    paths = [Path(read_path(file)) for file in files]
    roots = [Path(read_path(_locate(named))) for named in inputs]
    sources = with_unique_stems(
        [
            describe(path, root=next((root for root in roots if root in path.parents), None))
            for path in paths
        ]
    )
    return {source.name: source.stem for source in sources}


def _write(
    session: SparkSession, parts: Sequence[str], out: str, shipment: Shipment
) -> dict[str, Any]:
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    coded = session.read.parquet(*map(_locate, parts))
    first = Window.partitionBy(f.coalesce("article_id", f.concat_ws(":", "file", "line"))).orderBy(
        "file", "line"
    )
    ranked = coded.withColumn("rank", f.row_number().over(first)).persist()
    once = ranked.filter("rank = 1")
    good = once.filter(f.size("rejects") == 0)
    tables = {
        "events": _unnest(good, "events"),
        "ledger": _unnest(good, "ledger"),
        "articles": good.select(
            "article_id", "digest",
            f.size("ledger").alias("sentences"), f.size("events").alias("events"),
        ).orderBy("article_id"),
    }  # fmt: skip
    places = {kind: _beside(out, kind) for kind in KINDS}
    counts: dict[str, Any] = {}
    for kind, table in tables.items():
        table.write.mode("overwrite").option("compression", "zstd").parquet(_locate(places[kind]))
        counts[kind] = session.read.parquet(_locate(places[kind])).count()
    rejects = _collect_rejects(once, ranked.filter("rank > 1"))
    rejects.write.mode("overwrite").option("ignoreNullFields", False).json(
        _locate(places["rejects"])
    )
    outcomes = session.read.parquet(_locate(places["ledger"])).groupBy("outcome").count().collect()
    manifest = {
        "versions": dict(shipment.versions),
        "options": {"titles": shipment.recipe.titles, "statuses": [], "without_text": False},
        "counts": {
            "articles": counts["articles"],
            "sentences": counts["ledger"],
            "events": counts["events"],
            "outcomes": dict(sorted((row["outcome"], row["count"]) for row in outcomes)),
            "rejects": rejects.count(),
        },
    }
    ranked.unpersist()
    _mark_duplicates(places["events"], manifest)
    _write_text(session, places["manifest"], manifest_text(manifest))
    return manifest


def _unnest(coded: DataFrame, kind: str) -> DataFrame:
    """Return the rows of one table, in the order and with the types of a run on one machine."""
    from pyspark.sql import functions as f

    rows = coded.select("article_id", f.posexplode(kind).alias("position", "row"))
    fields = [
        f.col(f"row.{field.name}").cast("timestamp_ntz").alias(field.name)
        if field.dataType.typeName() == "date"
        else f.col(f"row.{field.name}")
        for field in rows.schema["row"].dataType.fields
    ]
    return rows.orderBy("article_id", "position").select(*fields)


def _collect_rejects(once: DataFrame, again: DataFrame) -> DataFrame:
    from pyspark.sql import functions as f

    refused = once.select(f.explode("rejects").alias("row")).select("row.*")
    repeated = again.select(
        "file",
        f.col("line").cast("int").alias("line"),
        f.concat(f.lit("the id '"), "article_id", f.lit("' was there before")).alias("reason"),
        f.lit("give each article an id of its own").alias("cure"),
        "article_id",
    )
    return refused.unionByName(repeated).orderBy("file", "line")


def _beside(out: str, kind: str) -> str:
    folder, slash, name = out.rpartition("/")
    return folder + slash + name_beside(Path(name), kind).name


def _mark_duplicates(events: str, manifest: dict[str, Any]) -> None:
    """Fill ``duplicate_of`` where the table lies on this machine."""
    from pipeline.tables.duplicates import mark_duplicates

    address = urlsplit(_locate(events))
    if address.scheme == "file":
        folder = Path(unquote(address.path))
        files = sorted(folder.glob("*.parquet"))
        manifest["counts"]["duplicates"] = mark_duplicates(files)
        for check in folder.glob(".*.crc"):  # of what the files were before
            check.unlink()


def _write_text(session: SparkSession, place: str, text: str) -> None:
    files, path = _open_storage(session, place)
    stream = files.create(path, True)
    stream.write(bytearray(text.encode()))
    stream.close()


def _exists(session: SparkSession, place: str) -> bool:
    files, path = _open_storage(session, place)
    return bool(files.exists(path))


def _delete(session: SparkSession, place: str) -> None:
    files, path = _open_storage(session, place)
    files.delete(path, True)


def _open_storage(session: SparkSession, place: str) -> tuple[Any, Any]:
    jvm: Any = session._jvm
    path = jvm.org.apache.hadoop.fs.Path(_locate(place))
    return path.getFileSystem(session._jsc.hadoopConfiguration()), path
