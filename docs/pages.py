"""The pages of the documentation: what they tell to type is run, and what they show is checked.

    python docs/pages.py            write cli.md, columns.md and the outputs shown in all pages
    python docs/pages.py PAGE ...   only the outputs of these pages

A page is Markdown. Its blocks of ``console``, ``bash`` and ``python`` are run, one after the
other, in a copy of the repository that each page has to itself. A line before a block says what
else is to be done with it, and readers of the page do not see it:

    <!-- skip: REASON -->       the block is not run
    <!-- fails: CODE -->        it ends with this exit code
    <!-- file: PATH -->         the block, of any language, is what a file holds; it is written
    <!-- append: PATH -->       it is added to the end of a file
    <!-- result: PATH -->       it is what is found in a file
    <!-- run: COMMAND -->       on a line anywhere: run, though it is not shown

A block of ``text`` right after one that is run is its output. Blanks do not count in the
comparison; ``…`` stands for any words of a line, and alone for any lines.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = ("console", "bash", "python")
COPIED = ("README.md", "Makefile", "pyproject.toml", "codebooks", "docs", "examples", "seeds",
          "benchmarks", "tests/golden")  # fmt: skip
ORDERS = ("skip", "fails", "file", "append", "result")
WIDTH = "100"
MAKE = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"}

_STEP = re.compile(
    r"^<!-- run: (?P<hidden>.*?) -->$"
    r"|(?:^<!-- (?P<order>\w+): (?P<argument>.*?) -->\n\n?)?"
    r"^```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_ELSEWHERE = re.compile("…")


@dataclass(frozen=True, slots=True)
class Step:
    """A block of a page, or a command that it does not show.

    Attributes:
        language: what the block is fenced as; ``hidden`` for a command that is not shown.
        text: what the block holds.
        line: 1-based line of the page.
        start, end: where ``text`` stands in the page.
        order, argument: what the line before it says, both empty where there is none.
        output: whether it is what the step before it prints.
    """

    language: str
    text: str
    line: int
    start: int
    end: int
    order: str = ""
    argument: str = ""
    output: bool = False

    @property
    def runs(self) -> bool:
        """Whether it is to be run."""
        return self.language in (*RUN, "hidden") and self.order in ("", "fails")

    @property
    def script(self) -> list[str]:
        """The command that runs it."""
        if self.language == "python":
            return [sys.executable, "-c", self.text]
        lines = self.text.splitlines()
        if self.language == "console":
            lines = [line.removeprefix("$ ") for line in lines]
        return ["bash", "-euo", "pipefail", "-c", "\n".join(lines)]


def read_steps(page: str) -> list[Step]:
    """Return the steps of a page in order.

    Raises:
        ValueError: a line before a block says something unknown.
    """
    steps: list[Step] = []
    for found in _STEP.finditer(page):
        line = page.count("\n", 0, found.start()) + 1
        if found["hidden"]:
            start, end = found.span("hidden")
            steps.append(Step("hidden", found["hidden"], line, start, end))
            continue
        order = found["order"] or ""
        if order and order not in ORDERS:
            raise ValueError(f"line {line}: nobody knows what {order!r} means")
        before = page[steps[-1].end : found.start()] if steps else "-"
        follows = bool(steps) and steps[-1].runs and before.strip() == "```"
        output = found["language"] == "text" and not order and follows
        start, end = found.span("text")
        argument = found["argument"] or ""
        steps.append(
            Step(found["language"], found["text"], line, start, end, order, argument, output)
        )
    return steps


def pages() -> list[Path]:
    """Return all pages whose steps are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "examples/README.md"]


def copy_repository(folder: Path) -> None:
    """Make a copy of what a user has after ``make events``, with this environment as ``.venv``."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            junk = shutil.ignore_patterns("__pycache__", "*.pyc")
            shutil.copytree(source, folder / name, ignore=junk)
        else:
            shutil.copy(source, folder / name)
    commands = folder / ".venv" / "bin"
    commands.mkdir(parents=True)
    run = "import sys; sys.argv[0] = 'events'; from pipeline.cli import main; main()"
    for name, rest in {"events": f' -c "{run}"', "python": ""}.items():
        command = commands / name
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}"{rest} "$@"\n', encoding="utf-8")
        command.chmod(0o755)
    (commands / "activate").write_text("", encoding="utf-8")
    (folder / ".venv" / ".ready").touch()


def run_step(step: Step, folder: Path) -> str:
    """Run a step in a folder and return what it prints.

    Raises:
        ValueError: it ends with another exit code than it should.
    """
    paths = [str(folder / ".venv" / "bin"), os.environ["PATH"]]
    # Under `make test-slow`, a page's own `make` would take itself for a part of it and say so.
    outer = {name: value for name, value in os.environ.items() if name not in MAKE}
    environment = {
        **outer, "PATH": os.pathsep.join(paths), "PYTHONPATH": str(ROOT),
        "COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb",
    }  # fmt: skip
    done = subprocess.run(
        step.script, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    wanted = int(step.argument) if step.order == "fails" else 0
    if done.returncode != wanted:
        raise ValueError(f"exit code {done.returncode} of\n{step.text}\n{done.stdout}{done.stderr}")
    return done.stdout


def walk(page: str, folder: Path) -> Iterator[tuple[Step, str, str]]:
    """Do what a page says; yield each shown output or file with what is shown and what there is.

    Raises:
        ValueError: a step fails.
    """
    printed = ""
    for step in read_steps(page):
        try:
            if step.runs:
                printed = run_step(step, folder)
            elif step.output:
                yield step, step.text, printed
            elif step.order in ("file", "append"):
                path = folder / step.argument
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("w" if step.order == "file" else "a", encoding="utf-8") as file:
                    file.write(step.text)
            elif step.order == "result":
                yield step, step.text, (folder / step.argument).read_text(encoding="utf-8")
        except (ValueError, OSError) as error:
            raise ValueError(f"line {step.line}: {error}") from None


def agrees(shown: str, found: str) -> bool:
    """Tell whether an output shown in a page is what there is."""
    pattern = ""
    for line in _squeeze(shown):
        if line == "…":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(map(re.escape, _ELSEWHERE.split(line))) + r"\n"
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _squeeze(found))) is not None


def _squeeze(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line]


def renew(path: Path) -> list[str]:
    """Write a page's outputs as they are now; return what has to be written by hand.

    Raises:
        ValueError: a step fails.
    """
    page, by_hand = path.read_text(encoding="utf-8"), []
    with tempfile.TemporaryDirectory() as folder:
        copy_repository(Path(folder))
        changed = [
            (step, found)
            for step, shown, found in walk(page, Path(folder))
            if not agrees(shown, found)
        ]
    for step, found in reversed(changed):
        if "…" in step.text:
            by_hand.append(f"{path.name}:{step.line}: shows\n{step.text}but there is\n{found}")
            continue
        lines = "\n".join(line.rstrip() for line in found.strip("\n").splitlines())
        page = page[: step.start] + lines + "\n" + page[step.end :]
    path.write_text(page, encoding="utf-8")
    return by_hand


def main(names: list[str]) -> int:
    """Write the generated pages and the outputs; return 1 where something is left to do by hand."""
    if not names:
        from reference import write_references

        write_references()
    left = 0
    for path in [Path(name) for name in names] or pages():
        try:
            told = renew(path)
        except ValueError as error:
            told = [f"{path.name}: {error}"]
        left += len(told)
        print("\n".join([f"{path.name}: {'look at it' if told else 'done'}", *told]), flush=True)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
