"""Verb dictionaries of TABARI and PETRARCH 1: verbs with sequences of words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from pipeline.legacy.codes import read_code
from pipeline.legacy.lines import Line, Loss
from pipeline.legacy.names import plain, split_marks
from pipeline.legacy.synsets import SynsetReader, in_order

_BLOCK = re.compile(r"---\s*([^\[]*?)\s*(\[.*\])?\s*(?:---)?\s*$")
_PATTERN = re.compile(r"-\s*(?P<words>[^\[]*?)\s*\[(?P<code>[^\]]*)\](?P<rest>.*)$")
_VERB = re.compile(
    r"(?P<verb>[^\[{=]*?)\s*(?P<equal>=)?\s*(?P<forms>\{[^}]*\})?\s*(?P<code>\[[^\]]*\])?\s*$"
)
_WORD = re.compile(r"[\w'’.&-]+")
_SYMBOLS = {"*": "VERB", "+": "TARGET", "$": "SOURCE", "%": "BOTH", "^": "SKIP"}
_MOST_BRANCHES = 60


@dataclass(slots=True)
class VerbWord:
    """A verb; ``.v`` marks which of several words inflects. ``forms`` None: those of its lemma."""

    words: str
    forms: list[str] | None
    code: str | None


@dataclass(slots=True)
class VerbBlock:
    """Verbs with a code and sequences in common: by sequence its code and its line."""

    line: Line
    code: str
    verbs: list[VerbWord] = field(default_factory=list)
    sequences: dict[str, tuple[str, Line]] = field(default_factory=dict)


@dataclass(slots=True)
class Verbs:
    """A verb dictionary: its synsets by name, and its blocks."""

    synsets: dict[str, list[str]] = field(default_factory=dict)
    blocks: list[VerbBlock] = field(default_factory=list)


class _UnreadableError(ValueError):
    pass


class VerbReader:
    """Reads one dictionary line by line.

    Args:
        tabari: whether it is TABARI's dialect: each verb its own block, alternatives in braces.
        adjacent: keep ``_`` as "at once"; without, words may always stand apart, as in the program.
    """

    def __init__(self, tabari: bool = False, adjacent: bool = True) -> None:
        self.tabari, self.adjacent = tabari, adjacent
        self.read = Verbs()
        self.losses: list[Loss] = []
        self._synsets = SynsetReader([], in_order)
        self._tag: str | None = None

    def feed(self, lines: list[Line]) -> tuple[Verbs, list[Loss]]:
        """Read all lines."""
        self._synsets = SynsetReader(lines, in_order)
        for line in lines:
            self._line(line, line.text.strip())
        self.read.synsets = self._synsets.synsets
        self.losses += self._synsets.losses
        self.read.blocks = [block for block in self.read.blocks if self._serves(block)]
        return self.read, self.losses

    def _line(self, line: Line, text: str) -> None:
        if text.startswith("<"):
            self._tag = None if text.startswith("</") else text.strip("<>").upper()
            return
        if self._tag in ("TIME", "ATTRIB", "FREQ", "NOUN", "ADJECTIVE"):
            self._lose(line, f"<{self._tag}> of TABARI has no counterpart")
        elif self._synsets.take(line):
            return
        elif text.startswith("---"):
            self._open_block(line, text)
        elif text.startswith("-"):
            self._add_pattern(line, text)
        elif text.startswith("~"):
            self._lose(line, "a transformation of PETRARCH 2: write it in composition.yaml")
        elif text.startswith("{"):
            self._add_forms(line, text)
        else:
            self._add_verb(line, text)

    def _lose(self, line: Line, reason: str, kept: bool = False) -> None:
        self.losses.append(line.loss(reason, kept))

    def _open_block(self, line: Line, text: str) -> None:
        found = _BLOCK.match(text)
        code = self._code((found and found[2]) or "[---]", line)
        self.read.blocks.append(VerbBlock(line, code or "none"))

    def _add_verb(self, line: Line, text: str) -> None:
        found = _VERB.match(text)
        if not found or not found["verb"]:
            self._lose(line, "neither verb nor pattern")
            return
        verb = self._verb_words(found["verb"], line)
        if verb is None:
            return
        code = self._code(found["code"], line) if found["code"] else None
        forms = self._forms(found["forms"], verb, line) if found["forms"] else None
        word = VerbWord(verb, forms, code)
        if self.tabari:
            self.read.blocks.append(VerbBlock(line, code or "none", [VerbWord(verb, forms, None)]))
            if found["equal"]:
                self.read.blocks[-1].verbs[0].forms = forms or []
        elif not self.read.blocks:
            self._lose(line, "a verb before any block")
        else:
            self.read.blocks[-1].verbs.append(word)

    def _verb_words(self, text: str, line: Line) -> str | None:
        """Return a verb's words with ``.v`` at the one that inflects where there are several."""
        words = text.replace("_", " ").split()
        if not all(_WORD.fullmatch(word.lstrip("+")) for word in words) or not words:
            self._lose(line, f"{text!r} is no verb")
            return None
        if len(words) == 1:
            return words[0].strip("+").lower()
        marked = [k for k, word in enumerate(words) if word.startswith("+")] or [0]
        return " ".join(
            word.strip("+").lower() + (".v" if k == marked[0] else "")
            for k, word in enumerate(words)
        )

    def _forms(self, braces: str, verb: str, line: Line) -> list[str]:
        several = " " in verb
        forms = []
        for form in braces.strip("{} ").split():
            if several and "+" not in form and "_" not in form:
                self._lose(line, f"form {form} has not all the words of {verb}")
                continue
            forms.append(plain(form.replace("+", "")).lower())
        return forms

    def _add_forms(self, line: Line, text: str) -> None:
        """Add irregular forms to the verb above; those of its lemma are found anyway."""
        if not self.read.blocks or not self.read.blocks[-1].verbs:
            self._lose(line, "forms without a verb")
            return
        block = self.read.blocks[-1]
        if not text.endswith("}"):
            self._lose(line, "braces not closed")
            return
        verb = block.verbs[0]
        block.verbs.append(VerbWord(verb.words, self._forms(text, verb.words, line), verb.code))

    def _add_pattern(self, line: Line, text: str) -> None:
        found = _PATTERN.match(text)
        if not found:
            reason = "the code's bracket is not closed" if "[" in text else "no code"
            self._lose(line, f"a pattern with {reason}")
            return
        if not self.read.blocks:
            self._lose(line, "a pattern before any verb")
            return
        if found["rest"].strip():
            self._lose(line, f"{found['rest'].strip()!r} after the code", kept=True)
        code = self._code(f"[{found['code']}]", line)
        if code is None:
            return
        try:
            sequences = list(self._sequences(found["words"], line))
        except _UnreadableError as error:
            self._lose(line, str(error))
            return
        known = self.read.blocks[-1].sequences
        for sequence in sequences:
            if sequence in known and known[sequence][0] != code:
                first = known[sequence][1].where
                self._lose(
                    line, f"the same words have code {known[sequence][0]} already at {first}"
                )
            known.setdefault(sequence, (code, line))

    def _sequences(self, words: str, line: Line) -> Iterator[str]:
        """Yield a pattern in our notation, one sequence for each branch of its alternatives.

        Raises:
            _UnreadableError: with what cannot be read.
        """
        if "**" in words:
            self._lose(line, "** is read as *", kept=True)
            words = words.replace("**", "*")
        for branch in self._branches(words):
            groups = [self._group(group) for group in branch.split()]
            groups = [group for group in groups if group]
            verbs = " ".join(groups).replace("_", " ").split().count("VERB")
            if verbs != 1:
                raise _UnreadableError(f"a pattern with {verbs} * for its verb, which needs one")
            text = " ".join(groups)
            yield text if self.adjacent else text.replace("_", " ")

    def _branches(self, words: str) -> Iterator[str]:
        if "{" not in words:
            yield words
            return
        if not self.tabari:
            raise _UnreadableError("alternatives in braces: PETRARCH passes such patterns over")
        pieces = re.split(r"\{([^{}]*)\}", words)
        if any(c in piece for piece in pieces for c in "{}"):
            raise _UnreadableError("braces that are not closed")
        options = [
            [branch.strip() for branch in piece.split("|")] if k % 2 else [piece]
            for k, piece in enumerate(pieces)
        ]
        count = 1
        for option in options:
            count *= len(option)
        if count > _MOST_BRANCHES:
            raise _UnreadableError(f"{count} alternatives: write them as a synset")
        yield from map("".join, product(*options))

    def _group(self, group: str) -> str:
        """Return words joined by ``_``; a synset may have ``_`` in its own name."""
        parts: list[str] = []
        pieces = [piece for piece in group.split("_") if piece]
        k = 0
        while k < len(pieces):
            piece = pieces[k]
            if piece.startswith("&"):
                found = self._synsets.find(pieces[k:])
                if found is None:
                    raise _UnreadableError(f"synset {piece} is not defined anywhere")
                parts.append(f"<{found[0]}>")
                k += found[1]
                continue
            if piece in _SYMBOLS:
                parts.append(_SYMBOLS[piece])
            elif piece == "@":
                raise _UnreadableError("@ (attribution) has no counterpart")
            elif _WORD.fullmatch(piece.rstrip("~")):
                parts.append(split_marks(piece.rstrip("~").lower()))
            else:
                raise _UnreadableError(f"{piece!r} is no word of a pattern")
            k += 1
        return "_".join(part for part in parts if part)

    def _code(self, brackets: str, line: Line) -> str | None:
        return read_code(brackets, line, self.losses, self.tabari)

    def _serves(self, block: VerbBlock) -> bool:
        if not block.verbs:
            self._lose(block.line, "a block without a verb")
            return False
        coded = block.code != "none" or block.sequences or any(v.code for v in block.verbs)
        if not coded:
            self._lose(block.line, "a verb without a code and without patterns: it codes nothing")
        return bool(coded)
