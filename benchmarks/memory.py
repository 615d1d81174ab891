#!/usr/bin/env python3
"""Peak memory of ``events code`` by the number of articles.

    python benchmarks/memory.py [--counts 1000 10000 100000] [--jobs 0]

Each run is a process of its own; its articles have one paragraph of one to three sentences, so
that a hundred thousand of them are coded in reasonable time. Prints the peak resident memory of
the run and of its largest worker.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import make_articles, write_corpus

RUN = """
import json, resource, sys
from pipeline.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
print(json.dumps([resource.getrusage(kind).ru_maxrss / 1024 for kind in kinds]))
"""


def shorten(article: dict[str, object]) -> dict[str, object]:
    """Return an article with its second paragraph alone."""
    return article | {"text": " ".join(str(article["text"]).split("\n\n")[1:2])}


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--counts", type=int, nargs="+", default=[1000, 10_000, 100_000])
    arguments.add_argument("--jobs", default="0")
    args = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for count in args.counts:
            news, out = Path(name, f"{count}.parquet"), Path(name, str(count), "events.parquet")
            write_corpus(news, map(shorten, make_articles(count)))
            command = ["code", str(news), "-o", str(out), "--jobs", args.jobs, "--quiet"]
            begun = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", RUN, *command], capture_output=True, text=True, check=True
            )
            own, worker = json.loads(done.stdout.splitlines()[-1])
            coded = json.loads(out.with_name("manifest.json").read_text())["counts"]
            print(
                f"{coded['articles']:8} articles, {coded['sentences']:8} sentences,"
                f" {coded['events']:7} events: {own:6.0f} MB, largest worker {worker:6.0f} MB,"
                f" {time.perf_counter() - begun:6.0f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
