"""The worked examples run, and find what was put into their data."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tables import run, write_events

from pipeline.tables.frames import read_events

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent


def test_a_panel_becomes_a_model(tmp_path, monkeypatch):
    """In these events accusations of one month bring fighting in the next."""
    pytest.importorskip("statsmodels")
    chance = np.random.default_rng(3)
    rows = []
    for country in ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF"):
        talk = 1
        for month in range(36):
            day = date(2020 + month // 12, month % 12 + 1, 3)
            codes = ["190"] * chance.poisson(0.2 + 0.8 * talk)
            talk = chance.poisson(2)
            codes += ["112"] * talk
            about = {"event_date": day, "publication_date": day, "source_country": country}
            rows += [
                {**about, "event_code": code, "article_id": f"{country}{month}"} for code in codes
            ]
    for row in rows:
        row["quad_class"] = 4 if row["event_code"] == "190" else 3
    table = write_events(tmp_path / "events.parquet", rows, 1000)
    panel = tmp_path / "panel.parquet"
    options = ["--by", "source", "--every", "month", "--lags", 2, "-o", panel]
    assert run(monkeypatch, "panel", table, *options) == 0
    script = [sys.executable, str(ROOT / "examples" / "model.py"), str(panel)]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = {line.split()[0]: line.split() for line in done.stdout.splitlines() if line.strip()}
    assert float(lines["quad_3_lag1"][1]) > 1.5
    assert float(lines["quad_3_lag1"][2]) < 0.01
    assert float(lines["quad_3_lag2"][1]) < float(lines["quad_3_lag1"][1])
    errors = [float(line.split()[-2]) for line in done.stdout.splitlines() if " events" in line]
    assert errors[0] < errors[1]


def test_the_demo_has_something_of_everything(tmp_path, monkeypatch):
    """The invented articles are all coded, show every root, and make a page."""
    table = tmp_path / "demo.parquet"
    assert run(monkeypatch, "code", ROOT / "examples" / "articles.jsonl", "-o", table, "-q") == 0
    manifest = json.loads((tmp_path / "demo.manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["rejects"] == 0
    assert manifest["counts"]["articles"] >= 60
    assert manifest["counts"]["duplicates"] > 0
    roots = set(read_events(table)["event_root"])
    assert roots == {f"{root:02}" for root in range(1, 21)}
    assert run(monkeypatch, "report", table, "-o", tmp_path / "demo.html") == 0
    assert (tmp_path / "demo.html").stat().st_size > 100_000
