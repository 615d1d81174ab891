"""The progress bar of long commands: how many, how fast, how long still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "", style="progress.data.speed")


@contextmanager
def show_progress(console: Console, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a bar while the body runs; gives the function that moves it.

    Args:
        console: where to show it.
        total: how many articles there are, as far as known; the bar follows if there are more.
    """
    columns = (
        SpinnerColumn(), TextColumn("coding"), BarColumn(), MofNCompleteColumn(),
        TextColumn("articles"), _Rate(), TimeElapsedColumn(),
        TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("coding", total=total)

        def advance(count: int) -> None:
            progress.advance(task, count)
            if total is not None and progress.tasks[0].completed > total:
                progress.update(task, total=progress.tasks[0].completed)

        yield advance
