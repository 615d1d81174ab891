"""Checks of a codebook's words against what the parser makes of words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import fault
from pipeline.codebook.load import Codebook
from pipeline.codebook.pattern import Pattern
from pipeline.codebook.words import WordSet
from pipeline.errors import Fault
from pipeline.syntax.parsing import Parser


def check_lemmas(codebook: Codebook, parser: Parser) -> Iterator[Fault]:
    """Yield words of patterns that no sentence can give.

    A verb that is no lemma is a warning, unless it is marked as a verb on purpose (``be going.v``):
    it is found in that one form only. A word that the
    parser's tokenizer cuts elsewhere is an error: it is never found.
    """
    lemmas: dict[str, bool] = {}
    whole: dict[str, bool] = {}
    for pattern in codebook.patterns:
        if pattern.template.verbal and not pattern.trigger[-1].pos:
            for word in pattern.trigger[-1].heads:
                if not lemmas.setdefault(word, parser.is_lemma(word, "VERB")):
                    lemma = parser.lemma(word, "VERB")
                    message = f"{pattern.text!r}: {word!r} is a form of {lemma!r}; write the lemma"
                    yield fault(codebook, pattern.where, message, "warning")
        for word in _words(pattern):
            if not whole.setdefault(word, _is_token(parser, word)):
                cut = " ".join(parser.tokenize(word))
                message = f"{pattern.text!r}: {word!r} is never found; the parser reads {cut!r}"
                yield fault(codebook, pattern.where, message)


def _is_token(parser: Parser, word: str) -> bool:
    """Tell whether a word is one token as printed: in lower case, or an abbreviation's upper."""
    return any(parser.tokenize(form) == [form] for form in (word, word.upper()))


def _words(pattern: Pattern) -> Iterator[str]:
    sets: list[WordSet] = [*pattern.trigger, *(w for part in pattern.parts for w in part.words)]
    found = (
        word
        for one in sets
        for head, rest in one.heads.items()
        for before, after in rest
        for word in (*before, head, *after)
    )
    yield from dict.fromkeys(found)
