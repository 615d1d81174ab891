"""Verb dictionaries of PETRARCH 2: verbs with noun phrases and prepositions around them.

They speak of grammar as our own templates do, and so become templates. A bare word is the head of
a noun phrase, ``{A B}`` a head with what stands before it, ``(IN X)`` a prepositional phrase; what
stands before ``*`` is the subject. Who is source and who target is left to the grammar, as there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.codebook.reader import read_template
from pipeline.codebook.templates import PREPOSITIONS, TemplateError
from pipeline.legacy.codes import read_code
from pipeline.legacy.lines import Line, Loss
from pipeline.legacy.synsets import SynsetReader, in_phrase

_BLOCK = re.compile(r"---\s*([^\[]*?)\s*(\[.*\])?\s*(?:---)?\s*$")
_VERB = re.compile(r"(?P<verb>[^\[{]*?)\s*(?P<forms>\{[^}]*\})?\s*(?P<code>\[[^\]]*\])?\s*$")
_PATTERN = re.compile(r"-\s*(?P<words>[^\[]*?)\s*\[(?P<code>[^\]]*)\]\s*$")
_TOKEN = re.compile(r"[{}()*]|[^\s{}()*]+")
_WORD = re.compile(r"&?[^\W\d_][\w'’&-]*")


class _UnreadableError(ValueError):
    pass


@dataclass(slots=True)
class TemplateBlock:
    """Verbs with a code in common, and their templates: each with its code and its line."""

    line: Line
    code: str
    verbs: list[tuple[str, str | None, Line]] = field(default_factory=list)
    patterns: list[tuple[str, str, Line]] = field(default_factory=list)
    templates: list[tuple[str, str, Line]] = field(default_factory=list)


class Verb2Reader:
    """Reads one dictionary line by line.

    Args:
        lines: its lines.
    """

    def __init__(self, lines: list[Line]) -> None:
        self._synsets = SynsetReader(lines, in_phrase)
        self.blocks: list[TemplateBlock] = []
        self.losses: list[Loss] = []
        for line in lines:
            self._line(line, line.text.strip())
        for block in self.blocks:
            block.templates = list(self._templates(block))
        self.losses += self._synsets.losses

    @property
    def synsets(self) -> dict[str, list[str]]:
        """The synsets by name."""
        return self._synsets.synsets

    def _lose(self, line: Line, reason: str, kept: bool = False) -> None:
        self.losses.append(line.loss(reason, kept))

    def _line(self, line: Line, text: str) -> None:
        if text.startswith("~"):
            self._lose(line, "a transformation: write it as a class of composition.yaml")
        elif self._synsets.take(line):
            return
        elif text.startswith("---"):
            found = _BLOCK.match(text)
            code = read_code((found and found[2]) or "[---]", line, self.losses)
            self.blocks.append(TemplateBlock(line, self._active(code, line) or "none"))
        elif not self.blocks:
            self._lose(line, "neither synset nor block")
        elif text.startswith("-"):
            self._add_pattern(line, text)
        else:
            self._add_verb(line, text)

    def _active(self, code: str | None, line: Line) -> str | None:
        """Return the code of the active of ``[active:passive]``; None where there is none."""
        if code is None:
            return None
        active, colon, passive = code.rstrip("?!").partition(":")
        if not colon:
            return active
        if active == "none":
            self._lose(line, f"code {passive} for the passive alone has no counterpart")
            return None
        self._lose(line, f"code {passive} for the passive is left out, {active} kept", kept=True)
        return active

    def _add_verb(self, line: Line, text: str) -> None:
        found = _VERB.match(text)
        words = (found["verb"] if found else "").replace("+", "").replace("_", " ").lower().split()
        if not found or not words or not all(re.fullmatch(r"[a-z][a-z-]*", w) for w in words):
            self._lose(line, f"{text!r} is no verb")
            return
        own = read_code(found["code"], line, self.losses) if found["code"] else None
        verb = f"{words[0]}.v {' '.join(words[1:])}".strip()
        self.blocks[-1].verbs.append((verb, self._active(own, line), line))

    def _add_pattern(self, line: Line, text: str) -> None:
        found = _PATTERN.match(text)
        if not found:
            self._lose(line, "a pattern without a code in brackets at its end")
            return
        code = self._active(read_code(f"[{found['code']}]", line, self.losses), line)
        if code is None:
            return
        try:
            self.blocks[-1].patterns.append((self._around(found["words"]), code, line))
        except _UnreadableError as error:
            self._lose(line, str(error))

    def _around(self, words: str) -> str:
        """Return a pattern as a template with ``*`` for its verb.

        Raises:
            _UnreadableError: with what cannot be read.
        """
        tokens = _TOKEN.findall(words)
        if tokens.count("*") != 1:
            raise _UnreadableError(f"a pattern with {tokens.count('*')} * for its verb, needs one")
        at = tokens.index("*")
        before, after = self._side(tokens[:at]), self._side(tokens[at + 1 :])
        nouns = [phrase for phrase in before if not phrase.startswith("(")]
        subject = [] if nouns else ["SOURCE"]
        objects = [phrase for phrase in after if not phrase.startswith("(")]
        target = [] if objects else ["(TARGET)"]
        parts = [*subject, *before, "*", *target, *after]
        return " ".join(map(_bare, parts))

    def _side(self, tokens: list[str]) -> list[str]:
        """Return the phrases on one side; those of prepositions in parentheses."""
        phrases: list[str] = []
        group: list[str] = []
        closing = ""
        for token in tokens:
            if token in "{(" and not (closing and token == "("):
                closing = closing or {"{": "}", "(": ")"}[token]
            elif token == "}" and closing == ")":
                continue
            elif token in "})":
                if token != closing:
                    raise _UnreadableError(f"{token} without its counterpart")
                if not group:
                    raise _UnreadableError(f"nothing before {token}")
                phrases.append(self._prepositional(group) if token == ")" else " ".join(group))
                group, closing = [], ""
            elif closing:
                group.append(self._word(token))
            else:
                phrases.append(self._word(token))
        if closing:
            raise _UnreadableError(f"{closing} is missing")
        return phrases

    def _prepositional(self, words: list[str]) -> str:
        preposition, *rest = words
        if preposition not in PREPOSITIONS:
            raise _UnreadableError(f"{preposition!r} is no preposition")
        return f"({preposition} {' '.join(rest) or 'TARGET'})"

    def _word(self, token: str) -> str:
        if not _WORD.fullmatch(token.replace("_", "")):
            raise _UnreadableError(
                f"{token!r} is a token of older dialects, without a meaning here"
            )
        pieces = token.split("_")
        if token.startswith("&"):
            found = self._synsets.find(pieces)
            if found is None:
                raise _UnreadableError(f"synset {token} is not defined anywhere")
            return " ".join([f"<{found[0]}>", *(in_phrase(p) for p in pieces[found[1] :])])
        return in_phrase(token.replace("_", " "))

    def _templates(self, block: TemplateBlock) -> Iterator[tuple[str, str, Line]]:
        """Yield the templates of all verbs of a block, with code and line."""
        if not block.verbs:
            self._lose(block.line, "a block without a verb")
        written = _joined(block.verbs)
        for words, code, place in block.patterns:
            yield from self._valid(words, code, place, [verb for verb, _, _ in written])
        for verb, own, line in written:
            code = own or block.code
            if code != "none":
                yield from self._valid("SOURCE * (TARGET)", code, line, [verb])

    def _valid(
        self, words: str, code: str, line: Line, verbs: list[str]
    ) -> Iterator[tuple[str, str, Line]]:
        for verb in verbs:
            text = words.replace("*", verb)
            try:
                read_template(text)
            except TemplateError as error:
                self._lose(line, f"no template: {error}")
                continue
            yield text, code, line


def _joined(verbs: list[tuple[str, str | None, Line]]) -> list[tuple[str, str | None, Line]]:
    """Return verbs of one word and the same code as alternatives: ``abandon|desert.v``."""
    single: dict[str | None, list[tuple[str, Line]]] = {}
    found = []
    for verb, code, line in verbs:
        if " " in verb:
            found.append((verb, code, line))
        else:
            single.setdefault(code, []).append((verb.removesuffix(".v"), line))
    for code, words in single.items():
        names = "|".join(dict.fromkeys(word for word, _ in words))
        found.append((f"{names}.v", code, words[0][1]))
    return found


def _bare(part: str) -> str:
    """Take the parentheses from a prepositional phrase: in templates they mark what may miss."""
    return part if part == "(TARGET)" else part.strip("()")
