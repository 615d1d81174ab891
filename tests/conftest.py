from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.coder import Coder
from pipeline.syntax.parsing import Parser
from pipeline.types import Article

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The package's own codebook and parser."""
    return Coder.from_codebooks()


@pytest.fixture(scope="session")
def parser(coder: Coder) -> Parser:
    return coder.parser


@pytest.fixture(scope="session")
def rows(coder: Coder):
    """Code a text and return its rows as ``SOURCE CODE TARGET``."""

    def code(text: str, day: date = date(2019, 6, 15)) -> list[str]:
        coded = coder.code_article(Article("a", day, text))
        return [event.row for event in coded.events]

    return code


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference data beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs the reference data beside the repository")
    return SHARED
