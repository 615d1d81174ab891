"""spaCy as this package needs it: quick to import and quick to load.

Its command line takes as long to import as all else of it, and its rules for splitting words are
made twice where a pipeline brings its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")
_UNRULED = "cameo-events.Unruled.v1"


def _info(*args: Any, **kwargs: Any) -> Any:
    """Stand for ``spacy.info``, which is a command."""
    from spacy.cli.info import info

    return info(*args, **kwargs)


def _import_without_commands() -> None:
    """Import spaCy with a stand-in for its commands, which are imported when they are asked for."""
    if "spacy" in sys.modules:
        return
    for name in _COMMANDS:
        sys.modules[name] = ModuleType(name)
    vars(sys.modules["spacy.cli.info"])["info"] = _info
    try:
        import spacy  # noqa: F401
    finally:
        for name in _COMMANDS:
            del sys.modules[name]


_import_without_commands()

import spacy  # noqa: E402
from spacy.about import __version__ as spacy_version  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.pipeline import Lemmatizer  # noqa: E402
from spacy.strings import StringStore  # noqa: E402
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.util import registry  # noqa: E402

__all__ = ["Doc", "Language", "Lemmatizer", "StringStore", "load", "load_ruled", "spacy_version"]

load = spacy.load


@registry.tokenizers(_UNRULED)  # type: ignore[untyped-decorator]
def _make_unruled() -> Callable[[Language], Tokenizer]:
    """Return what makes a tokenizer that has no rules until they are read."""
    return lambda nlp: Tokenizer(nlp.vocab)


def load_ruled(folder: Path) -> Language:
    """Load a pipeline whose folder holds the rules of its tokenizer, as all that spaCy saves do.

    Args:
        folder: the pipeline's.
    """
    return spacy.load(folder, config={"nlp": {"tokenizer": {"@tokenizers": _UNRULED}}})
