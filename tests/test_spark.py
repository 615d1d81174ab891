"""The same rows from a cluster, whose executors are processes of their own, and one is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from folders import write
from test_engines import CODEBOOK

from pipeline.engines.recipe import Recipe
from pipeline.run import Job, run
from pipeline.tables.frames import read_events

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent
EXECUTOR, PYTHON = b"CoarseGrainedExecutorBackend", b"pyspark"
TABLES = ("events", "ledger", "articles")


@pytest.fixture(scope="module")
def codebook(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("books") / "nordic", CODEBOOK)


@pytest.fixture(scope="module")
def news(tmp_path_factory) -> Path:
    """Two Parquet files with articles, some without an id, a date or an id of their own."""
    folder = tmp_path_factory.mktemp("news")
    texts = [
        "Norway attacked Sweden. It rained.",
        "Sweden attacked Norway on Monday. Norway slept.",
    ]
    for name, start in (("a", 0), ("b/a", 200)):
        rows = [
            {
                "id": None if i % 50 == 3 else "same" if i % 100 == 7 else f"{i * 7919 % 1000:03}",
                "published": None if i % 100 == 9 else date(2020, 3, 1),
                "text": texts[i % 2] + f" They met on day {i}.",
                "title": f"No {i}",
            }
            for i in range(start, start + 200)
        ]
        path = folder / f"{name}.parquet"
        path.parent.mkdir(exist_ok=True)
        pq.write_table(pa.Table.from_pylist(rows), path)
    return folder


@pytest.fixture(scope="module")
def inline(news, codebook, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("inline")
    job = Job([str(news)], Recipe((str(codebook),)), columns={"date": "published"}, jobs=0)
    manifest = run(job, out / "events.parquet")
    assert manifest["counts"]["rejects"] == 3 + 4
    return out


def children(pid: int) -> dict[int, bytes]:
    """All processes below one, with their command lines."""
    parents, commands = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
                commands[int(entry.name)] = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    below, more = {pid}, True
    while more:
        found = {child for child, parent in parents.items() if parent in below} - below
        below |= found
        more = bool(found)
    return {child: commands[child] for child in below if child in commands}


def kill_an_executor(driver: subprocess.Popen) -> int | None:
    """Wait until an executor's Python is at work, then kill that executor."""
    while driver.poll() is None:
        for pid, command in children(driver.pid).items():
            below = children(pid)
            if EXECUTOR in command and sum(PYTHON in other for other in below.values()) > 2:
                os.kill(pid, signal.SIGKILL)
                return pid
        time.sleep(0.2)
    return None


def test_a_cluster_that_loses_an_executor_gives_the_same_rows(news, codebook, inline, tmp_path):
    pytest.importorskip("pyspark")
    out = tmp_path / "spark" / "events.parquet"
    command = [
        "code", str(news), "-o", str(out), "--codebook", str(codebook),
        "--column", "date=published", "--engine", "spark", "--master", "local-cluster[2,1,1024]",
    ]  # fmt: skip
    with (tmp_path / "log").open("wb") as log:
        driver = subprocess.Popen(
            [sys.executable, "-c", "from pipeline.cli import main; main()", *command],
            cwd=ROOT, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            killed = kill_an_executor(driver)
            code = driver.wait(timeout=900)
        finally:
            driver.kill()
    told = (tmp_path / "log").read_text(errors="replace")
    assert killed is not None, told
    assert code == 0, told
    assert "Lost executor" in told
    for table in TABLES:
        rows = pq.read_table(out.with_name(f"{table}.parquet")).to_pylist()
        assert rows == pq.read_table(inline / f"{table}.parquet").to_pylist(), table
    assert not out.with_name("events.parquet.coded").exists()
    types = read_events(out).dtypes
    assert list(types.index) == list(read_events(inline / "events.parquet").dtypes.index)
    assert types["event_date"] == "datetime64[ms]"
    assert types["status"] == "category"
    rejects = read_lines(out.with_name("rejects.jsonl"))
    assert sorted(reject["reason"] for reject in rejects) == sorted(
        reject["reason"] for reject in read_lines(inline / "rejects.jsonl")
    )


def read_lines(path: Path) -> list[dict]:
    files = sorted(path.glob("part-*")) if path.is_dir() else [path]
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def test_ray_gives_the_same_rows(news, codebook, inline):
    ray = pytest.importorskip("ray")
    from pipeline import engines

    table = pq.read_table(news / "a.parquet")
    table = table.filter(table["id"].is_valid())
    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)
    try:
        coded = engines.ray(
            ray.data.from_arrow(table), str(codebook), columns={"date": "published"}
        ).take_all()
    finally:
        ray.shutdown()
    rows = pq.read_table(inline / "events.parquet").to_pylist()
    known = {row["event_id"]: row["event_code"] for row in rows}
    found = {
        event["event_id"]: event["event_code"]
        for row in coded
        for event in row["events"]
        if row["article_id"] != "same"
    }
    assert len(found) > 150
    assert found.items() <= known.items()
    assert sum(len(row["rejects"]) for row in coded) == 2


def test_a_run_that_stopped_codes_only_the_parts_that_are_left(
    news, codebook, inline, tmp_path, monkeypatch
):
    pytest.importorskip("pyspark")
    from pipeline.run import spark as sparkrun

    monkeypatch.setattr(sparkrun, "ROWS_A_TASK", 100)
    monkeypatch.setattr(sparkrun, "TASKS_A_PART", 1)
    copied = tmp_path / "news"
    shutil.copytree(news, copied)
    job = Job([str(copied)], Recipe((str(codebook),)), columns={"date": "published"})
    out = tmp_path / "events.parquet"
    coded, code = [], sparkrun.code_frame

    def count(*arguments):
        if len(coded) == stop:
            raise KeyboardInterrupt
        coded.append(arguments)
        return code(*arguments)

    monkeypatch.setattr(sparkrun, "code_frame", count)
    stop = 3
    with pytest.raises(KeyboardInterrupt):
        sparkrun.run_spark(job, str(out), "local[1]")
    assert len(coded) == 3
    assert not out.exists()
    table = pq.read_table(copied / "a.parquet").to_pylist()
    table[0]["title"] = "Another title"
    pq.write_table(pa.Table.from_pylist(table), copied / "a.parquet")
    coded.clear()
    stop = None
    sparkrun.run_spark(job, str(out), "local[1]")
    assert 1 <= len(coded) <= 2  # the fourth part, and that of the changed article
    rows = pq.read_table(out, columns=["event_id", "event_code"]).to_pylist()
    assert (
        rows
        == pq.read_table(inline / "events.parquet", columns=["event_id", "event_code"]).to_pylist()
    )
    assert not Path(f"{out}.coded").exists()
