"""Runs that stop and go on, that meet each other, and that add to what is there."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from folders import write
from test_engines import CODEBOOK

from pipeline.engines.recipe import Recipe
from pipeline.errors import CoderError
from pipeline.run import Job, journal, run
from pipeline.run.journal import Journal, JournalError
from pipeline.run.store import name_journal
from pipeline.tables.frames import read_events

FIGHT = "Norway attacked Sweden on day {}. It rained."


@pytest.fixture
def codebook(tmp_path) -> Path:
    return write(tmp_path / "codebook", CODEBOOK)


@pytest.fixture
def news(tmp_path) -> Path:
    return write_news(tmp_path / "news" / "a.jsonl", range(150))


def write_news(path: Path, numbers, text: str = FIGHT) -> Path:
    # Ids that are not in order, and one article in each hundred that cannot be read.
    articles = [
        {"id": f"{i * 7919 % 1000:03}", "date": "2020-03-01", "text": text.format(i)}
        for i in numbers
    ]
    for article in articles[50::100]:
        del article["date"]
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    return write(path.parent, {path.name: lines}) / path.name


def make_job(news: Path, codebook: Path, **options) -> Job:
    options = {"jobs": 0, **options}
    return Job([str(news)], Recipe((str(codebook),)), **options)


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.parent.iterdir()}


class StoppedError(Exception):
    pass


def stop_after(count: int):
    done = []

    def progress(n: int) -> None:
        done.append(n)
        if sum(done) >= count:
            raise StoppedError

    return progress


def test_the_number_of_workers_does_not_show(news, codebook, tmp_path):
    inline, two = tmp_path / "0" / "events.parquet", tmp_path / "2" / "events.parquet"
    manifest = run(make_job(news, codebook), inline)
    assert manifest["counts"]["articles"] == manifest["counts"]["events"] == 149
    assert manifest["counts"]["rejects"] == 1
    run(make_job(news, codebook, jobs=2), two)
    assert contents(two) == contents(inline)


def test_a_run_that_stopped_goes_on(news, codebook, tmp_path):
    whole, out = tmp_path / "whole" / "events.parquet", tmp_path / "out" / "events.parquet"
    run(make_job(news, codebook), whole)
    told: list[str] = []
    for count in (60, 120):
        with pytest.raises(StoppedError):
            run(make_job(news, codebook), out, stop_after(count), told.append)
    assert not out.exists()
    run(make_job(news, codebook), out, tell=told.append)
    assert [line.split(":")[1].split()[0] for line in told] == ["64", "128"]
    assert contents(out) == contents(whole)


def test_what_changed_while_a_run_stood_still_counts(news, codebook, tmp_path):
    whole, out = tmp_path / "whole" / "events.parquet", tmp_path / "out" / "events.parquet"
    with pytest.raises(StoppedError):
        run(make_job(news, codebook), out, stop_after(60))
    write_news(news, range(20, 90), "Sweden attacked Norway. {}")
    run(make_job(news, codebook), out)
    run(make_job(news, codebook), whole)
    assert contents(out) == contents(whole)


def test_another_codebook_starts_over_and_says_so(news, codebook, tmp_path):
    whole, out = tmp_path / "whole" / "events.parquet", tmp_path / "out" / "events.parquet"
    with pytest.raises(StoppedError):
        run(make_job(news, codebook), out, stop_after(60))
    write(codebook, {"verbs/19.yaml": '- code: "190"\n  patterns: [TARGET attack SOURCE]\n'})
    told: list[str] = []
    run(make_job(news, codebook), out, tell=told.append)
    assert "64 articles with another" in told[0]
    run(make_job(news, codebook), whole)
    assert contents(out) == contents(whole)
    assert set(read_events(out)["source_code"]) == {"SWE"}


def test_the_second_of_two_runs_into_one_output_is_refused(news, codebook, tmp_path):
    out = tmp_path / "out" / "events.parquet"
    with Journal(name_journal(out), {}), pytest.raises(JournalError, match="another run.*-o"):
        run(make_job(news, codebook), out)
    run(make_job(news, codebook), out)
    assert len(read_events(out)) == 149


def test_a_killed_run_leaves_no_lock(news, codebook, tmp_path):
    out = tmp_path / "out" / "events.parquet"
    script = (
        "import os, sys; from pathlib import Path; from pipeline.run.journal import Journal;"
        "Journal(Path(sys.argv[1]), {}); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, name_journal(out)], check=False)
    assert name_journal(out).exists()
    run(make_job(news, codebook), out)
    assert len(read_events(out)) == 149


def test_a_damaged_journal_is_begun_again(news, codebook, tmp_path):
    out = tmp_path / "out" / "events.parquet"
    write(out.parent, {name_journal(out).name: "no journal at all " * 500})
    run(make_job(news, codebook), out)
    assert [p.name for p in out.parent.iterdir() if p.name.startswith(".")] == []


def test_a_full_disk_stops_the_run_which_then_goes_on(news, codebook, tmp_path):
    whole, out = tmp_path / "whole" / "events.parquet", tmp_path / "out" / "events.parquet"
    run(make_job(news, codebook), whole)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(JournalError, match="make room.*same command again"):
            run(make_job(news, codebook), out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not out.exists()
    run(make_job(news, codebook), out)
    assert contents(out) == contents(whole)


def test_ids_out_of_order_are_sorted_without_holding_all(news, codebook, tmp_path, monkeypatch):
    whole = tmp_path / "whole" / "events.parquet"
    run(make_job(news, codebook), whole)
    sorts = []
    sort_parts = Journal._sort_parts
    monkeypatch.setattr(Journal, "_sort_parts", lambda j: sorts.append(sort_parts(j)))
    monkeypatch.setattr(journal, "BLOCK", 7)
    monkeypatch.setattr(journal, "_PARTS_HELD", 1)
    out = tmp_path / "out" / "events.parquet"
    monkeypatch.setattr(journal, "_PART", 5)
    run(make_job(news, codebook), out)
    assert len(sorts) == 1
    assert contents(out) == contents(whole)
    ids = read_events(out)["article_id"].tolist()
    assert ids == sorted(ids)
    assert len(ids) == 149
    assert pq.read_table(out.with_name("articles.parquet"))["article_id"].to_pylist() == ids


def test_a_run_that_stopped_while_it_sorted_goes_on(news, codebook, tmp_path, monkeypatch):
    whole, out = (tmp_path / name / "events.parquet" for name in ("whole", "out"))
    run(make_job(news, codebook), whole)
    monkeypatch.setattr(journal, "_PARTS_HELD", 1)
    gather, gathered = Journal._gather, []

    def stop(kept, places):
        gathered.append(places)
        if len(gathered) == 2:
            raise StoppedError
        return gather(kept, places)

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "_gather", stop)
        with pytest.raises(StoppedError):
            run(make_job(news, codebook), out)
    run(make_job(news, codebook), out)
    assert contents(out) == contents(whole)


# --- adding to a table --------------------------------------------------------------------------


def test_update_codes_only_what_is_new(news, codebook, tmp_path, monkeypatch):
    out = tmp_path / "out" / "events.parquet"
    run(make_job(news, codebook), out)
    write_news(news.with_name("b.jsonl"), range(200, 230))
    coded: list[int] = []
    monkeypatch.setattr("pipeline.run.run_inline", counted(coded))
    run(make_job(news.parent, codebook, update=True), out)
    assert sum(coded) == 30
    assert len(read_events(out)) == 149 + 30


def counted(told: list[int]):
    from pipeline.engines.inline import run_inline

    def count(coder, articles, progress):
        for batch in run_inline(coder, articles, progress):
            told.append(batch.num_rows)
            yield batch

    return count


def test_an_updated_table_is_the_one_coded_at_once(news, codebook, tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "BLOCK", 16)
    whole, out = tmp_path / "whole" / "events.parquet", tmp_path / "out" / "events.parquet"
    run(make_job(news, codebook), out)
    write_news(news.with_name("b.jsonl"), range(150, 290))
    run(make_job(news.parent, codebook, update=True), out)
    run(make_job(news.parent, codebook), whole)
    assert contents(out) == contents(whole)


def test_update_recodes_what_changed(news, codebook, tmp_path):
    whole, out = tmp_path / "whole" / "events.parquet", tmp_path / "out" / "events.parquet"
    run(make_job(news, codebook), out)
    write_news(news, range(150), "Sweden attacked Norway on {}.")
    run(make_job(news, codebook, update=True), out)
    run(make_job(news, codebook), whole)
    assert contents(out) == contents(whole)


def test_update_keeps_what_is_not_in_the_input_and_says_so(news, codebook, tmp_path):
    out = tmp_path / "out" / "events.parquet"
    run(make_job(news, codebook), out)
    more = write_news(tmp_path / "more.jsonl", range(300, 310))
    told: list[str] = []
    run(make_job(more, codebook, update=True), out, tell=told.append)
    assert len(read_events(out)) == 159
    assert told == [f"149 articles of {out} are not in the input; their rows stay"]


def test_update_after_a_codebook_edit_recodes_all(news, codebook, tmp_path):
    out = tmp_path / "out" / "events.parquet"
    run(make_job(news, codebook), out)
    write(codebook, {"verbs/19.yaml": '- code: "190"\n  patterns: [TARGET attack SOURCE]\n'})
    told: list[str] = []
    run(make_job(news, codebook, update=True), out, tell=told.append)
    assert "the codebook changed" in told[0]
    assert set(read_events(out)["source_code"]) == {"SWE"}


def test_update_never_mixes_codebooks(news, codebook, tmp_path):
    out = tmp_path / "out" / "events.parquet"
    run(make_job(news, codebook), out)
    before = contents(out)
    write(codebook, {"verbs/19.yaml": '- code: "190"\n  patterns: [TARGET attack SOURCE]\n'})
    more = write_news(tmp_path / "more.jsonl", range(300, 310))
    with pytest.raises(CoderError, match="149 articles .* not in the input.*the codebook"):
        run(make_job(more, codebook, update=True), out)
    assert {name: contents(out)[name] for name in before} == before
