"""One run of ``events code``: articles of files, coded by an engine, into a table on disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.articles import read_articles
from pipeline.coder import Coder
from pipeline.engines.batches import BATCH_SIZE
from pipeline.engines.inline import run_inline
from pipeline.engines.processes import TIMEOUT, run_processes
from pipeline.engines.recipe import Recipe
from pipeline.errors import CoderError
from pipeline.run.journal import Journal
from pipeline.run.previous import read_digests, read_manifest
from pipeline.run.store import About, name_beside, name_journal, write_journal
from pipeline.tables.rows import digest
from pipeline.types import Article, Reject

_NAMED = {
    "coder": "the coder", "coder_hash": "the coder", "codebook": "the codebook",
    "codebook_version": "the codebook",
    "parser": "the parser", "parser_hash": "the parser", "titles": "--titles",
    "statuses": "--status", "without_text": "--without-text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """What to code and how.

    Attributes:
        inputs: files, folders or ``-``.
        recipe: makes the coder.
        default_date: day of publication of articles that name none.
        columns: our field name to its spelling in the files.
        statuses: keep only events of these; all if none.
        without_text: leave out all that is quoted from the articles.
        jobs: number of worker processes; 0 codes in this process; where None, that for a small
            input, else one for each core.
        timeout: seconds that a worker may take for one article.
        update: keep the rows of articles that the output has already.
    """

    inputs: Sequence[str]
    recipe: Recipe = field(default_factory=Recipe)
    default_date: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    statuses: Sequence[str] = ()
    without_text: bool = False
    jobs: int | None = None
    timeout: float = TIMEOUT
    update: bool = False


def _ignore(_: Any) -> None:
    pass


def run(
    job: Job,
    out: Path,
    progress: Callable[[int], None] = _ignore,
    tell: Callable[[str], None] = _ignore,
) -> dict[str, Any]:
    """Code the articles of a job into an event table; go on where an earlier run stopped.

    Args:
        job: what to code and how.
        out: the event table to write; what belongs to it lies beside it.
        progress: told the number of articles done since it was last told.
        tell: told what the user should know, a sentence at a time.

    Returns:
        The manifest.

    Raises:
        CoderError: the run cannot start or finish; what was coded so far is kept.
        OSError: as well.
    """
    coder = job.recipe.settle()
    versions = coder.versions()
    identity = {**versions, "titles": job.recipe.titles}
    about = About(
        versions,
        {
            "titles": job.recipe.titles,
            "statuses": sorted(job.statuses),
            "without_text": job.without_text,
        },
    )
    with Journal(name_journal(out), identity) as journal:
        if journal.forgotten:
            tell(
                f"a run that stopped here had coded {journal.forgotten} articles with another"
                " coder, codebook, parser or --titles: they are coded again"
            )
        elif journal.found:
            tell(f"going on with a run that stopped: {journal.found} articles are coded already")
        changed = _recall(journal, out, about, tell) if job.update else ""
        for batch in _code(job, coder, _read(job, journal, progress), progress):
            journal.store(batch)
        lacking = journal.lacking()
        if changed and lacking:
            raise CoderError(
                f"{lacking} articles of {out} are not in the input, and their rows were made with"
                f" {changed} that has changed: name their files too, or leave out --update for a"
                " table of the input alone"
            )
        if lacking:
            tell(f"{lacking} articles of {out} are not in the input; their rows stay")
        manifest = write_journal(journal, out, about, job.statuses, job.without_text)
        journal.remove()
    return manifest


def _read(job: Job, journal: Journal, progress: Callable[[int], None]) -> Iterator[Article]:
    """Yield the articles that must be coded."""
    items = read_articles(
        job.inputs, default_date=job.default_date, columns=job.columns, seen=journal
    )
    for item in items:
        if isinstance(item, Reject):
            journal.reject(item)
        elif journal.want(item.id, digest(item)):
            yield item
        else:
            progress(1)


def _code(
    job: Job, coder: Coder, articles: Iterator[Article], progress: Callable[[int], None]
) -> Iterator[pa.RecordBatch]:
    """Code by worker processes, or here where starting them would take longer than the coding."""
    first = list(islice(articles, BATCH_SIZE))
    articles = chain(first, articles)
    small = len(first) < BATCH_SIZE
    if job.jobs == 0 or not first or (small and job.jobs is None):
        return run_inline(coder, articles, progress)
    jobs = job.jobs or _count_cores()
    return run_processes(job.recipe, articles, jobs, job.timeout, progress)


def _count_cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _recall(journal: Journal, out: Path, about: About, tell: Callable[[str], None]) -> str:
    """Note the articles that the table has; return what has changed since, empty for nothing."""
    manifest = read_manifest(name_beside(out, "manifest"))
    articles = name_beside(out, "articles")
    if manifest is None or not out.exists() or not articles.exists():
        if out.exists():
            tell(f"{out} does not say what was coded into it: all articles are coded")
        return ""
    was = {**manifest.get("versions", {}), **manifest.get("options", {})}
    now = {**about.versions, **about.options}
    changed = ", ".join(
        dict.fromkeys(_NAMED.get(key, key) for key in now if was.get(key) != now[key])
    )
    if changed:
        tell(f"{changed} changed since {out} was written: all articles are coded again")
    journal.remember(read_digests(articles), keep=not changed)
    return changed
