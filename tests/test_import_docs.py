"""The example of docs/import-dictionaries.md gives what it says."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.legacy.importer import SWITCHES, Options, import_dictionaries
from pipeline.legacy.kinds import KINDS

DOCS = (Path(__file__).resolve().parent.parent / "docs" / "import-dictionaries.md").read_text()


def blocks(what):
    found = re.findall(rf"<!-- {what}: (\S+) -->\n```\w+\n(.*?)```", DOCS, re.DOTALL)
    assert found
    return found


def test_the_example_gives_the_files_shown(tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    for name, text in blocks("file"):
        (old / name).write_text(text)
    imported = import_dictionaries([old], tmp_path / "mine", Options())
    for name, text in blocks("result"):
        assert (tmp_path / "mine" / name).read_text() == text
    for loss in imported.losses:
        assert loss.reason in DOCS


def test_all_switches_and_kinds_are_described():
    for name in (*SWITCHES, *KINDS):
        assert f"`{name}`" in DOCS
