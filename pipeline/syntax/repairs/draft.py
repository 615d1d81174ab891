"""A parsed sentence while it is being mended, and what all menders share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

from pipeline.types import Word

NOMINAL = frozenset({"NOUN", "PROPN"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Tags of finite verbs and of those that may have been taken for a participle.
VERBAL = frozenset({"VBN", *FINITE})
SUBJECTS = ("nsubj", "csubj")
# With none of these a verb has neither a subject of its own nor a clause that it opens.
_BINDING = ("nsubj", "aux", "cop", "mark", "cc", "obl:agent")
MODIFIERS = frozenset({"amod", "compound", "nummod"})


class Draft(list[Word]):
    """The words of a sentence, changed by putting other words in their places.

    Attributes:
        names: half-open spans of words that a codebook knows as one name.
        named: positions of all words of these names.
        agents: positions of the nouns that it knows as roles.
    """

    def __init__(
        self,
        words: Iterable[Word],
        names: Iterable[tuple[int, int]] = (),
        agents: Collection[int] = (),
    ) -> None:
        super().__init__(words)
        self.names = tuple(names)
        self.named = frozenset(i for start, end in self.names for i in range(start, end))
        self.agents = agents
        self._below: list[list[int]] | None = None

    def __setitem__(self, i: Any, word: Any) -> None:
        if isinstance(i, slice) or self[i].head != word.head:
            self._below = None
        super().__setitem__(i, word)

    def below(self, i: int) -> list[Word]:
        """Return the words that hang on a word."""
        if self._below is None:
            self._below = [[] for _ in self]
            for word in self:
                if word.head != word.i:
                    self._below[word.head].append(word.i)
        return [self[k] for k in self._below[i]]

    def root(self) -> Word | None:
        """Return the word that hangs on no other."""
        return next((w for w in self if w.head == w.i), None)

    def is_sentence(self) -> bool:
        """Tell whether a full stop ends it: headlines have none."""
        return bool(self) and self[-1].text == "."

    def has_tense(self) -> bool:
        """Tell whether any verb is finite by its own form."""
        return any(w.tag in FINITE or w.tag == "MD" for w in self)

    def is_finite(self, word: Word) -> bool:
        """Tell whether a word has a tense, of its own or by its auxiliary or copula."""
        helpers = (w for w in self.below(word.i) if w.dep.startswith(("aux", "cop")))
        return word.tag in FINITE or any(w.tag in FINITE or w.tag == "MD" for w in helpers)

    def phrase(self, head: int) -> tuple[int, int]:
        """Return first and last word of all that hangs on a word, but punctuation around it."""
        first = last = head
        todo = [head]
        while todo:
            for word in self.below(todo.pop()):
                if word.dep == "punct":
                    continue
                first, last = min(first, word.i), max(last, word.i)
                todo.append(word.i)
        return first, last

    def opening(self, verb: int) -> int:
        """Return where a verb begins with what says when and how: "on Monday again denied"."""
        first = verb
        for word in reversed(self.below(verb)):
            start, end = self.phrase(word.i)
            if end == first - 1 and word.dep.startswith(("obl", "advmod", "aux")):
                first = start
        return first

    def is_below(self, i: int, above: int) -> bool:
        """Tell whether a word hangs on another, on whatever hangs on that, and so on."""
        for _ in self:
            if self[i].head == i:
                return False
            i = self[i].head
            if i == above:
                return True
        return False

    def is_circular(self) -> bool:
        """Tell whether some words hang on one another, and so on no root."""
        rooted = {w.i for w in self if w.head == w.i}
        for word in self:
            i = word.i
            path: list[int] = []
            while i not in rooted:
                if len(path) > len(self):
                    return True
                path.append(i)
                i = self[i].head
            rooted.update(path)
        return False

    def left_clause(self, noun: int) -> Word | None:
        """Return the verb after the comma that closes a noun's relative clause but hangs in it.

        "Iran, which has been at odds with Iraq, on Monday called for talks": "called".
        """
        clause = next((w for w in self.below(noun) if w.dep == "acl:relcl"), None)
        for verb in self[clause.i + 1 :] if clause else ():
            if verb.tag not in VERBAL or not self.is_before(self.opening(verb.i), ","):
                continue
            if not any(w.dep.startswith(_BINDING) for w in self.below(verb.i)):
                return verb
        return None

    def is_before(self, i: int, text: str) -> bool:
        """Tell whether this text stands right before a word."""
        return i > 0 and self[i - 1].text == text

    def rehang(self, i: int, head: int, dep: str | None = None) -> None:
        """Hang a word on another, in this relation or the one it has."""
        word = self[i]
        self[i] = replace(word, head=head, dep=dep or word.dep)

    def crown(self, verb: int, old: int, below: str | None = None) -> None:
        """Put a verb in the place of its clause's old head.

        Args:
            verb: position of the verb.
            old: position of the word that was the head.
            below: the relation in which the old head hangs on the verb, None to leave it where
                it is.
        """
        root = self[old].head == old
        self.rehang(verb, verb if root else self[old].head, self[old].dep)
        if below:
            self.rehang(old, verb, below)

    def hand_over(self, verb: int, old: int) -> None:
        """Hang on a verb what follows it and hung on its clause's old head."""
        for word in self.below(old):
            if word.i > verb:
                self.rehang(word.i, verb)


Mender = Callable[[Draft], bool]
"""What mends one kind of fault: it changes the draft and returns whether it changed anything.

It leaves a sentence alone that is not at fault, so it may be called on any.
"""
