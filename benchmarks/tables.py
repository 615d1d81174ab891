#!/usr/bin/env python3
"""Run the benchmarks and write their figures into the documentation.

    python benchmarks/tables.py speed [INPUT...]    write docs/benchmarks.md
    python benchmarks/tables.py accuracy LABELS     write docs/accuracy.md

Speed is measured on the inputs, or else on the invented articles and on a made corpus. Each line
``measure: figure`` that a script prints becomes a row of its table; the machine stands above.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from textwrap import wrap

from pipeline.codebook.load import default_codebook, read_version

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
CORPUS = 400
REPORT_ROWS = ("1000", "100000")


@dataclass(frozen=True)
class Benchmark:
    """A script whose figures are wanted.

    Attributes:
        title: the heading above them.
        script: its name in this folder.
        arguments: what it is called with.
        shown: the same as a reader would type it.
    """

    title: str
    script: str
    arguments: Sequence[str]
    shown: str


def describe_machine() -> str:
    """Return one line on the machine and the versions."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [
            line.partition(":")[2] for line in info.read_text().splitlines() if "model name" in line
        ]
        model = names[0].strip() if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    busy = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores of {model}, {memory:.0f} GB of memory, {platform.system()},"
        f" Python {platform.python_version()}, spaCy {version('spacy')};"
        f" cameo-events {version('cameo-events')}, codebook {read_version(default_codebook())};"
        f" {datetime.now(UTC).date()}. When it began, {busy:.1f} processes were waiting to run:"
        " where that is more than the cores, others were at work and the figures are too low."
    )


def run_benchmark(benchmark: Benchmark) -> str:
    """Return what a script prints.

    Raises:
        RuntimeError: it fails.
    """
    command = [sys.executable, str(Path(__file__).parent / benchmark.script)]
    done = subprocess.run(
        [*command, *benchmark.arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{benchmark.script}: {(done.stderr or done.stdout).strip()[-500:]}")
    return done.stdout


def as_table(printed: str) -> Iterator[str]:
    """Yield the lines of a table: a line ``measure: figure`` is a row, any other spans it."""
    yield "| measure | figure |\n| --- | --- |"
    for line in printed.splitlines():
        if line.strip():
            measure, _, figure = line.strip().partition(":")
            yield f"| {measure.strip()} | {figure.strip()} |".replace("  ", " ")
    yield ""


def list_speed(folder: Path, inputs: list[str]) -> Iterator[Benchmark]:
    """Yield the benchmarks of speed, memory and size, but those that the machine cannot run."""
    here = Path(__file__).parent
    if inputs:
        yield Benchmark("Speed", "speed.py", inputs, "speed.py " + " ".join(inputs))
    else:
        corpus = str(folder / "corpus.parquet")
        making = [sys.executable, str(here / "corpus.py"), str(CORPUS), "-o", corpus]
        subprocess.run(making, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        examples = ["examples/articles.jsonl"]
        yield Benchmark("Speed on short political reports", "speed.py", examples,
                        "speed.py examples/articles.jsonl")  # fmt: skip
        typed = f"corpus.py {CORPUS} -o corpus.parquet, then speed.py corpus.parquet"
        yield Benchmark("Speed on mixed news", "speed.py", [corpus], typed)
    if (here / "coding.py").is_file():
        yield Benchmark("Coding without the parser", "coding.py", [], "coding.py")
    yield Benchmark("A parse cache", "parsecache.py", [], "parsecache.py")
    counts = ["--counts", "1000", "10000"]
    yield Benchmark("Memory", "memory.py", counts, "memory.py " + " ".join(counts))
    if shutil.which("chromium") and shutil.which("chromedriver"):
        table = str(folder / "demo.parquet")
        code = "from pipeline.cli import main; main()"
        coding = [sys.executable, "-c", code, "code", "examples/articles.jsonl", "-o", table, "-q"]
        subprocess.run(coding, check=True, cwd=ROOT)
        yield Benchmark("The report page", "report.py", [table, *REPORT_ROWS],
                        f"report.py output/demo.parquet {' '.join(REPORT_ROWS)}")  # fmt: skip


def write_speed(inputs: list[str]) -> int:
    """Write docs/benchmarks.md; return 1 if a script failed, of which the page then says so."""
    failed = 0
    lines = [
        "# Measured speed\n",
        "<!-- Written by `make bench`; do not edit it here. -->\n",
        "\n".join(wrap(describe_machine(), 120)) + "\n",
        "A reader's machine will give other figures; `make bench` measures it and rewrites this"
        " page, `make bench ARTICLES=folder` with\narticles of your own. What the figures mean for"
        " a large corpus stands in [many articles](scaling.md).\n",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for benchmark in list_speed(Path(folder), inputs):
            lines.append(f"## {benchmark.title}\n\n`python benchmarks/{benchmark.shown}`\n")
            try:
                lines += as_table(run_benchmark(benchmark))
            except RuntimeError as error:
                failed = 1
                lines.append(f"Failed: {error}\n")
            print(f"{benchmark.title}: done", flush=True)
    (DOCS / "benchmarks.md").write_text("\n".join(lines), encoding="utf-8")
    return failed


def write_accuracy(labels: str, repeat: int) -> int:
    """Write docs/accuracy.md, with intervals from so many samples."""
    printed = run_benchmark(
        Benchmark("", "accuracy.py", [labels, "--classes", "--repeat", str(repeat)], "")
    )
    text = (
        "# How right it is: all figures\n\n"
        "<!-- Written by `make accuracy LABELS=folder`; do not edit it here. -->\n\n"
        f"Coder {version('cameo-events')}, codebook {read_version(default_codebook())}. What is"
        " measured, and what the figures do not say, stands in\n[known errors](known-errors.md)."
        " *Read* are rows that those who write the codebooks may look at, *aside* rows that nobody"
        " of them has\nseen: the second tell what to expect of new text. In brackets 95 %"
        " bootstrap intervals; below them the F1 of each\n"
        "class; *aside*, some have a few rows only.\n\n"
        f"```text\n{printed.strip()}\n```\n"
    )
    (DOCS / "accuracy.md").write_text(text, encoding="utf-8")
    return 0


def main() -> int:
    """Write the page that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    kinds.add_parser("speed").add_argument("inputs", nargs="*")
    accuracy = kinds.add_parser("accuracy")
    accuracy.add_argument("labels")
    accuracy.add_argument("--repeat", type=int, default=1000, help="samples for the intervals")
    args = parser.parse_args()
    if args.kind == "speed":
        return write_speed(args.inputs)
    return write_accuracy(args.labels, args.repeat)


if __name__ == "__main__":
    sys.exit(main())
