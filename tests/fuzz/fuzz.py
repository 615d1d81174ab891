#!/usr/bin/env python3
"""Coverage-guided fuzzing with atheris, by hand and outside the tests.

    pip install atheris
    python tests/fuzz/fuzz.py jsonl -max_total_time=600

Targets: txt, jsonl, csv, tsv, parquet, xml, yaml, template, sentences, coder. What ends a target
with an exception that it is not made to raise is a fault: make it a test in
tests/test_hostile.py.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from pipeline.articles import read_articles
    from pipeline.codebook.reader import read_items
    from pipeline.codebook.templates import TemplateError
    from pipeline.codebook.yaml import read_yaml
    from pipeline.coder import Coder
    from pipeline.sentences import split
    from pipeline.types import Article, Reject

DAY = date(2020, 3, 1)
FOLDER = Path(tempfile.mkdtemp())


def fuzz_reader(suffix: str) -> Callable[[bytes], None]:
    path = FOLDER / f"a.{suffix}"

    def read(data: bytes) -> None:
        path.write_bytes(data)
        for item in read_articles([path], default_date=DAY):
            assert not isinstance(item, Reject) or (item.reason and item.cure)

    return read


def fuzz_yaml(data: bytes) -> None:
    path = FOLDER / "a.yaml"
    path.write_bytes(data)
    read_yaml(path)


def fuzz_template(data: bytes) -> None:
    with suppress(TemplateError):
        read_items(data.decode("utf-8", "replace"))


def fuzz_sentences(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for sentence in split(text):
        assert text[sentence.start : sentence.end] == sentence.text


def fuzz_coder() -> Callable[[bytes], None]:
    coder = Coder.from_codebooks()

    def code(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        for event in coder.code_article(Article("a", DAY, text)).events:
            assert text[event.action_start : event.action_end] == event.action_text

    return code


def main() -> None:
    target = sys.argv.pop(1)
    known = {"yaml": fuzz_yaml, "template": fuzz_template, "sentences": fuzz_sentences}
    run = fuzz_coder() if target == "coder" else known.get(target) or fuzz_reader(target)
    atheris.Setup(sys.argv, run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
