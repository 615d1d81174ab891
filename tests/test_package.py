"""The package as a user gets it: the built wheel, away from the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.tables.frames import read_events

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(out), str(ROOT)],
        check=True,
    )
    (found,) = out.glob("*.whl")
    return found


def test_codebooks_and_model_are_inside(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "pipeline/codebooks/cameo/ontology.yaml" in names
    assert "pipeline/model/meta.json" in names
    assert "pipeline/gazetteer/places.parquet" in names
    assert "pipeline/codebook/template.lark" in names
    assert "pipeline/report/assets/report.html" in names
    assert "pipeline/page/page.css" in names
    assert "pipeline/explain/explain.css" in names


def test_the_wheel_codes_away_from_the_repository(wheel, tmp_path):
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    seeds = tmp_path / "articles"
    seeds.mkdir()
    (seeds / "2020-03-01.txt").write_text("Sweden attacked Norway on Monday.", encoding="utf-8")
    command = "from pipeline.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", command, "code", str(seeds), "-o", "out/events.parquet"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = read_events(tmp_path / "out" / "events.parquet")
    assert list(rows["source_code"] + rows["event_code"] + rows["target_code"]) == ["SWE190NOR"]
