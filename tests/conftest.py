from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from codings import rows_of

from pipeline.coder import Coder
from pipeline.syntax.parsing import Parser

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

    return partial(rows_of, coder)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference data beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs the reference data beside the repository")
    return SHARED
