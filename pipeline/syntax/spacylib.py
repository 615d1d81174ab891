"""spaCy as this package needs it: quick to import and quick to load.

Its command line takes as long to import as all else of it, and its rules for splitting words are
made again at each change of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

_COMMAND = "spacy.cli.info"
_UNRULED = "cameo-events.Unruled.v1"


def _info(*args: Any, **kwargs: Any) -> Any:
    """Stand for ``spacy.info``, which is a command."""
    from spacy.cli.info import info

    return info(*args, **kwargs)


def _import_without_commands() -> None:
    """Import spaCy with a stand-in for its commands, which are imported when they are asked for."""
    if "spacy" in sys.modules:
        return
    sys.modules[_COMMAND] = ModuleType(_COMMAND)
    vars(sys.modules[_COMMAND])["info"] = _info
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules[_COMMAND]


_import_without_commands()

import spacy  # noqa: E402
import srsly  # noqa: E402
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
    """Return what makes a tokenizer that has no rules."""
    return lambda nlp: Tokenizer(nlp.vocab)


def load_ruled(folder: Path, infix: str) -> Language:
    """Load a pipeline whose folder holds the rules of its tokenizer, as all that spaCy saves do.

    Args:
        folder: the pipeline's.
        infix: where its tokenizer is to cut words besides, as a regular expression.
    """
    unruled = {"nlp": {"tokenizer": {"@tokenizers": _UNRULED}}}
    nlp = spacy.load(folder, exclude=["tokenizer"], config=unruled)
    rules = srsly.msgpack_loads((folder / "tokenizer").read_bytes())
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules["exceptions"],
        prefix_search=re.compile(rules["prefix_search"]).search,
        suffix_search=re.compile(rules["suffix_search"]).search,
        infix_finditer=re.compile(f"{rules['infix_finditer']}|{infix}").finditer,
        token_match=re.compile(rules["token_match"]).match if rules["token_match"] else None,
        url_match=re.compile(rules["url_match"]).match,
        faster_heuristics=rules["faster_heuristics"],
    )
    return nlp
