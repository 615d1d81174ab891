"""Coding in processes of this machine, each with one thread and a coder of its own.

A batch goes to a worker, its rows come back; in between the worker tells after each article that
it is done. A worker that dies, or is silent for too long, costs the article at fault and no other:
its batch is handed out again to be coded article by article, which shows the one at fault; that
goes out once more, alone, and only if it fails again is it rejected. ``concurrent.futures`` gives
up the whole pool when one of its processes dies.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

import pyarrow as pa

from pipeline.engines.batches import code_batches, reject_article, to_batches
from pipeline.engines.recipe import Recipe
from pipeline.errors import CoderError
from pipeline.tables.rows import to_batch
from pipeline.types import Article

TIMEOUT = 300.0
_START = 300.0
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


class WorkerError(CoderError):
    """A worker process could not start."""


def run_processes(
    recipe: Recipe,
    articles: Iterable[Article],
    jobs: int,
    timeout: float = TIMEOUT,
    progress: Callable[[int], None] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Code articles in worker processes; the batches come as they are done, in no fixed order.

    Args:
        recipe: makes the coder, in each worker.
        articles: read as they are needed, a batch ahead for each worker.
        jobs: number of workers.
        timeout: seconds that one article may take; one that takes longer is rejected.
        progress: told the number of articles that were done since it was last told.

    Raises:
        WorkerError: a worker cannot start.
    """
    pool = _Pool(recipe, jobs, timeout, progress or (lambda _: None))
    try:
        yield from pool.run(to_batches(articles))
    finally:
        pool.close()


@dataclass(frozen=True, slots=True)
class _Task:
    """A batch of articles to be coded, together or one by one."""

    batch: pa.RecordBatch
    together: bool = True


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    deadline: float
    ready: bool = False
    task: _Task | None = None
    done: int = 0


class _Pool:
    def __init__(
        self, recipe: Recipe, jobs: int, timeout: float, progress: Callable[[int], None]
    ) -> None:
        self.recipe, self.timeout, self.progress = recipe, timeout, progress
        self.again: deque[_Task] = deque()
        self.rejected: deque[pa.RecordBatch] = deque()
        self.workers = [self._start() for _ in range(jobs)]

    def run(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        more = True
        while True:
            more = self._hand_out(batches) and more
            if not (more or self.again or any(w.task is not None for w in self.workers)):
                return
            listened = [
                worker for worker in self.workers if worker.task is not None or not worker.ready
            ]
            pause = max(0.0, min(worker.deadline for worker in listened) - time.monotonic())
            heard = wait([worker.pipe for worker in listened], pause)
            for worker in listened:
                if worker.pipe in heard:
                    yield from self._listen(worker)
                elif worker.deadline <= time.monotonic():
                    self._give_up(worker, f"it took longer than {self.timeout:g} seconds")
            while self.rejected:
                yield self.rejected.popleft()

    def close(self) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()

    def _start(self) -> _Worker:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=_work, args=(theirs, self.recipe), daemon=True)
        with _one_thread():
            process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic() + _START)

    def _hand_out(self, batches: Iterator[pa.RecordBatch]) -> bool:
        """Give every idle worker a batch; tell whether there may be more."""
        for worker in self.workers:
            if worker.ready and worker.task is None:
                if self.again:
                    task = self.again.popleft()
                elif (batch := next(batches, None)) is not None:
                    task = _Task(batch)
                else:
                    return False
                worker.task, worker.done = task, 0
                worker.deadline = time.monotonic() + self.timeout
                with suppress(OSError):  # that it is dead shows when it is listened to
                    worker.pipe.send(task)
        return True

    def _listen(self, worker: _Worker) -> Iterator[pa.RecordBatch]:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            self._give_up(worker, f"a worker died of it ({_how(worker.process.exitcode)})")
            return
        worker.deadline = time.monotonic() + self.timeout
        if isinstance(said, Exception):
            raise said
        if isinstance(said, pa.RecordBatch):
            self.progress(said.num_rows - worker.done)
            worker.task = None
            yield said
        elif said is None:
            worker.ready = True
        else:
            self.progress(said - worker.done)
            worker.done = said

    def _give_up(self, worker: _Worker, reason: str) -> None:
        """Replace a worker; hand out what it had again, or reject it if it was but one article."""
        if worker.task is None:
            how = "died" if worker.process.exitcode is not None else f"was silent {_START:g} s"
            raise WorkerError(
                f"a worker process {how} before it was ready; there may be too little memory:"
                " try fewer --jobs"
            )
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        batch, done = worker.task.batch, worker.done
        self.progress(-done)
        if worker.task.together and batch.num_rows > 1:
            self.again.append(_Task(batch, together=False))
        elif batch.num_rows == 1:
            article = Article(**batch.to_pylist()[0])
            cure = "cut it into shorter articles, or give more --timeout or memory"
            self.rejected.append(to_batch([reject_article(article, reason, cure)], {}))
            self.progress(1)
        else:
            suspect = min(done, batch.num_rows - 1)
            parts = (batch[:suspect], batch[suspect : suspect + 1], batch[suspect + 1 :])
            self.again.extend(_Task(part, together=False) for part in parts if part.num_rows)
        self.workers[self.workers.index(worker)] = self._start()


def _work(pipe: Connection, recipe: Recipe) -> None:
    """Code the batches that come through the pipe, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pa.set_cpu_count(1)
    try:
        coder = recipe.settle()
    except Exception as error:  # noqa: BLE001  it is raised in the parent
        pipe.send(WorkerError(f"a worker process could not start: {error}"))
        return
    pipe.send(None)
    with suppress(EOFError, BrokenPipeError):
        while True:
            task: _Task = pipe.recv()
            pipe.send(next(code_batches(coder, [task.batch], pipe.send, task.together)))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


class _one_thread:  # noqa: N801  a context manager
    """Children started inside use one thread each, whatever library they compute with."""

    def __enter__(self) -> None:
        self.before = {name: os.environ.get(name) for name in _THREADS}
        os.environ.update(dict.fromkeys(_THREADS, "1"))

    def __exit__(self, *_: object) -> None:
        for name, value in self.before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _how(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return f"signal {signal.Signals(-exitcode).name}"
    return f"exit code {exitcode}"
