"""What the README shows is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_snippets_print_what_the_readme_shows(tmp_path):
    run("-c", "from pipeline.cli import main; main()", "code", "seeds", "-q")
    shown = blocks("text")
    for number, snippet in enumerate(blocks("python")):
        assert run("-c", snippet).split() == shown[number + 1].split()


@pytest.mark.parametrize("command", re.findall(r"\.venv/bin/events ([a-z]+(?: check)?)", README))
def test_the_commands_exist(command):
    helped = run("-c", "from pipeline.cli import main; main()", *command.split(), "--help")
    assert "Usage" in helped
