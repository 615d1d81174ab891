"""A run killed at any moment, and given again, ends with the bytes of one left in peace."""

from __future__ import annotations

import random

import pytest
from folders import write
from kill import code, code_with_kills
from test_engines import CODEBOOK
from test_run import contents, write_news

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_run_ends_with_the_same_bytes(tmp_path, seed):
    codebook = write(tmp_path / "codebook", CODEBOOK)
    news = write_news(tmp_path / "news" / "a.jsonl", range(600))
    arguments = [str(news), "--codebook", str(codebook), "--jobs", "2"]
    whole = tmp_path / "whole" / "events.parquet"
    seconds, dice = code(arguments, whole), random.Random(seed)
    for number in range(10):  # a run may end before it is to be killed
        out = tmp_path / str(number) / "events.parquet"
        kills = code_with_kills(arguments, out, dice, seconds)
        assert contents(out) == contents(whole)
        if kills:
            return
    pytest.fail("no run was killed in time")
