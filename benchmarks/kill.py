#!/usr/bin/env python3
"""Kill runs at random moments, give the same command again, and compare bytes.

    python benchmarks/kill.py INPUT... [--times 50] [--jobs 2] [--seed 1]

One undisturbed run tells the bytes and the time. Then, 50 times: the command is started and killed
with SIGKILL, it or one of its workers, after a random part of that time, up to three times; then
it is left to finish. Prints how many of the outputs were equal.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUN = "from pipeline.cli import main; main()"
KILLS = 3


def start(arguments: list[str], out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", RUN, "code", *arguments, "-o", str(out), "--quiet"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def code(arguments: list[str], out: Path) -> float:
    """Run to the end; return the seconds it took."""
    begun = time.perf_counter()
    if start(arguments, out).wait():
        sys.exit("the run failed")
    return time.perf_counter() - begun


def code_with_kills(
    arguments: list[str], out: Path, dice: random.Random, seconds: float
) -> list[str]:
    """Run, killing it and its workers on the way; return what was killed."""
    killed = []
    for _ in range(KILLS):
        process = start(arguments, out)
        time.sleep(dice.random() * seconds)
        workers = find_workers(process.pid)
        victim = dice.choice(workers) if workers and dice.random() < 0.3 else process.pid
        if process.poll() is None:
            os.kill(victim, signal.SIGKILL)
            killed.append("run" if victim == process.pid else "worker")
        if process.wait() == 0:
            return killed
    code(arguments, out)
    return killed


def find_workers(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in children.read_text().split()] if children.exists() else []


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("inputs", nargs="+")
    arguments.add_argument("--times", type=int, default=50)
    arguments.add_argument("--jobs", default="2")
    arguments.add_argument("--codebook")
    arguments.add_argument("--seed", type=int, default=1)
    args = arguments.parse_args()
    options = [*args.inputs, "--jobs", args.jobs]
    options += ["--codebook", args.codebook] if args.codebook else []
    dice = random.Random(args.seed)
    equal = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds = code(options, folder / "whole" / "events.parquet")
        whole = read(folder / "whole")
        print(f"undisturbed: {seconds:.1f} s, {sum(map(len, whole.values())):,} bytes")
        for number in range(args.times):
            out = folder / str(number)
            killed = code_with_kills(options, out / "events.parquet", dice, seconds)
            same = read(out) == whole
            equal += same
            print(f"{number + 1}: killed {', '.join(killed) or 'too late'}: {same}", flush=True)
    print(f"{equal} of {args.times} equal")
    sys.exit(equal != args.times)


if __name__ == "__main__":
    main()
