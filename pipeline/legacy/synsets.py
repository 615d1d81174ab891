"""Synsets of verb dictionaries: ``&NAME`` and the ``+MEMBER`` lines below it."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.legacy.lines import Line, Loss
from pipeline.legacy.names import split_marks


def synset_name(name: str) -> str:
    """Return a synset's name as a codebook writes it: small letters, digits and ``_``."""
    return re.sub(r"[^a-z0-9_]", "_", name.rstrip("_").lower())


class SynsetReader:
    """Collects the synsets of one dictionary.

    Args:
        lines: all its lines; a synset may be used before it is defined.
        word: turns a member into the codebook's writing.
    """

    def __init__(self, lines: list[Line], word: Callable[[str], str]) -> None:
        self.synsets: dict[str, list[str]] = {}
        self.losses: list[Loss] = []
        self.defined = {
            line.text.strip()[1:].split()[0].rstrip("_") for line in lines if _names_synset(line)
        }
        self._word = word
        self._open: str | None = None

    def take(self, line: Line) -> bool:
        """Take a line in; False, and the open synset is closed, where it is no part of one."""
        text = line.text.strip()
        if text.startswith("&"):
            self._begin(line, text[1:].split())
            return True
        if text.startswith("+") and self._open is not None:
            self._add(line, text[1:].strip())
            return True
        self._open = None
        return False

    def find(self, pieces: list[str]) -> tuple[str, int] | None:
        """Return the longest synset that pieces joined by ``_`` begin with, and how many they are.

        ``&MILITARY_COUP`` is a synset of that name, else MILITARY followed by the word COUP.
        """
        for used in range(len(pieces), 0, -1):
            name = "_".join(pieces[:used]).lstrip("&").rstrip("_")
            if name in self.defined:
                return synset_name(name), used
        return None

    def _begin(self, line: Line, words: list[str]) -> None:
        self._open = synset_name(words[0]) if words else None
        if not self._open:
            self.losses.append(line.loss("a synset without a name"))
            self._open = None
            return
        if self._open in self.synsets:
            self.losses.append(line.loss("the synset is defined again: its words are added", True))
        self.synsets.setdefault(self._open, [])

    def _add(self, line: Line, text: str) -> None:
        assert self._open is not None
        member = self._member(line, text)
        if member is None:
            return
        if member.startswith("<") and self._reaches(member.strip("<>"), self._open):
            self.losses.append(line.loss("the synset would contain itself"))
        elif member not in self.synsets[self._open]:
            self.synsets[self._open].append(member)

    def _member(self, line: Line, text: str) -> str | None:
        reason = "no word"
        if text.startswith("&"):
            found = self.find(text[1:].split("_"))
            if found and found[1] == len([p for p in text[1:].split("_") if p]):
                return f"<{found[0]}>"
            reason = f"synset {text} is not defined anywhere"
        elif "&" in text:
            reason = "a synset within a phrase of a synset: write the phrases out"
        elif member := self._word(text.rstrip("_")):
            return member
        self.losses.append(line.loss(reason))
        return None

    def _reaches(self, name: str, wanted: str) -> bool:
        """Tell whether a synset is another, or contains it."""
        members = self.synsets.get(name, [])
        return name == wanted or any(
            self._reaches(m.strip("<>"), wanted) for m in members if m.startswith("<")
        )


def in_order(member: str) -> str:
    """Return a member for sequences: ``_`` where nothing may stand between its words."""
    groups = (split_marks(group).strip("_") for group in member.lower().split())
    return " ".join(group for group in groups if group)


def in_phrase(member: str) -> str:
    """Return a member for templates: words with blanks."""
    return " ".join(split_marks(member.lower()).replace("_", " ").split())


def _names_synset(line: Line) -> bool:
    text = line.text.strip()
    return text.startswith("&") and bool(text[1:].split())
