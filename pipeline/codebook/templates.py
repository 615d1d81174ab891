"""The pattern language: one template, taken apart into a trigger and the elements around it.

Its words come from :mod:`pipeline.codebook.reader`; this module finds out which of them is the
trigger and what stands in which relation to it. No statistical parser is involved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Relation = Literal["subject", "object", "preposition", "infinitive", "owner", "word", "clause"]

PREPOSITIONS = frozenset(
    "about above across after against along alongside amid among around as at before behind"
    " below beside between beyond by concerning despite during for from in inside into like"
    " near of off on onto outside over past per regarding since than through throughout to"
    " toward towards under until upon via with within without".split()
)


class TemplateError(ValueError):
    """A template that cannot be read, with the reason and the cure."""


@dataclass(frozen=True)
class Slot:
    """A place in a template for a participant or an inner event."""

    name: str
    kind: str | None = None


@dataclass(frozen=True)
class Lexeme:
    """One word of a template: its alternatives or the synset that lists them."""

    words: tuple[str, ...] = ()
    synset: str | None = None
    pos: str | None = None


@dataclass(frozen=True)
class Phrase:
    """Words that stand together; the last is the head, the others stand before it."""

    lexemes: tuple[Lexeme, ...]


@dataclass(frozen=True)
class Element:
    """What a template asks for beside its trigger.

    Attributes:
        relation: how it hangs on the trigger or on another word of the template.
        prepositions: any of these, for ``preposition``; with ``object``: or as plain object.
        filler: a slot, words, or two joined slots.
        owner: the slot that possesses the words (``TARGET's <home>``).
        optional: may be missing.
    """

    relation: Relation
    filler: Slot | Phrase | tuple[Slot, Slot]
    prepositions: tuple[str, ...] = ()
    owner: Slot | None = None
    optional: bool = False


@dataclass(frozen=True)
class Template:
    """A template taken apart; ``passive`` if its verb must be, as in "be saddened.v"."""

    trigger: Phrase
    verbal: bool
    elements: tuple[Element, ...]
    passive: bool = False

    def slots(self) -> set[str]:
        """Return the names of the slots it has."""
        found: set[str] = set()
        for element in self.elements:
            fillers = element.filler if isinstance(element.filler, tuple) else (element.filler,)
            found.update(f.name for f in (*fillers, element.owner) if isinstance(f, Slot))
        return found


@dataclass(frozen=True)
class TemplateItem:
    """A word of a template: exactly one of slot, pair, lexeme, or the possessive mark."""

    slot: Slot | None = None
    pair: tuple[Slot, Slot] | None = None
    lexeme: Lexeme | None = None
    optional: bool = False

    @property
    def possessive(self) -> bool:
        """Whether it is the possessive mark."""
        return not (self.slot or self.pair or self.lexeme)

    @property
    def preposition(self) -> bool:
        """Whether it can bind what follows."""
        return bool(self.lexeme and self.lexeme.words and set(self.lexeme.words) <= PREPOSITIONS)


def build_template(text: str, items: list[TemplateItem]) -> Template:
    """Take a template's words apart into a trigger and its elements.

    Raises:
        TemplateError: with what is wrong and what to write instead.
    """
    return _Builder(text, items).build()


class _Builder:
    def __init__(self, text: str, items: list[TemplateItem]) -> None:
        self.text, self.items = text, items

    def build(self) -> Template:
        at = self._trigger()
        item = self.items[at]
        assert item.lexeme
        verbal = self._verbal(at)
        before, after = self.items[:at], self.items[at + 1 :]
        elements = []
        passive = False
        if verbal:
            if before and before[-1].lexeme and before[-1].lexeme.words == ("be",):
                before.pop()
                passive = not all(word.endswith("ing") for word in item.lexeme.words)
            elements = self._before(before)
            if passive:
                elements = [replace(element, relation="object") for element in elements]
            trigger = Phrase((item.lexeme,))
            if set(item.lexeme.words) == {"be"} and not self._is_to(at + 1):
                if after and after[0].preposition:
                    elements.append(self._word(after.pop(0)))
                trigger, after = self._predicate(after)
                verbal = False
        else:
            words = [i.lexeme for i in before if i.lexeme]
            trigger = Phrase((*words, item.lexeme))
            elements = [Element("owner", i.slot, optional=i.optional) for i in before if i.slot]
        return Template(trigger, verbal, (*elements, *self._after(after)), passive)

    def _run(self) -> tuple[int, int]:
        """Return the first unbroken run of words that are no prepositions, half-open."""
        start = next((i for i, x in enumerate(self.items) if x.lexeme), None)
        if start is None:
            raise TemplateError(f"{self.text!r} has no word of its own: add the verb or noun")
        if self.items[start].preposition:
            raise TemplateError(f"{self.text!r} has a preposition where its verb or noun should be")
        end = start + 1
        while end < len(self.items) and self.items[end].lexeme and not self.items[end].preposition:
            end += 1
        return start, end

    def _trigger(self) -> int:
        marked = [i for i in range(len(self.items)) if self._pos(i) == "v"]
        finite = [i for i in marked if not (i and self._is_to(i - 1))]
        if finite:
            return finite[0]
        start, end = self._run()
        noun = [i for i in range(start, end) if self._pos(i) == "n"]
        if noun and (start == 0 or self.items[start - 1].possessive or noun[0] == start):
            return noun[-1]
        leads_with_slot = start > 0 and not self.items[start - 1].possessive
        return start if leads_with_slot else end - 1

    def _is_to(self, i: int) -> bool:
        lexeme = self.items[i].lexeme if i < len(self.items) else None
        return bool(lexeme and lexeme.words == ("to",))

    def _pos(self, i: int) -> str | None:
        lexeme = self.items[i].lexeme
        return lexeme.pos if lexeme else None

    def _verbal(self, at: int) -> bool:
        if self._pos(at) in ("n", "a"):
            return False
        if self._pos(at) == "v":
            return True
        start, end = self._run()
        leads_with_slot = start > 0 and not self.items[start - 1].possessive
        following = self.items[end] if end < len(self.items) else None
        return leads_with_slot or bool(
            following and (following.slot or following.pair) and end - start > 1
        )

    def _before(self, items: list[TemplateItem]) -> list[Element]:
        """Read what stands before the verb: the subject, and what prepositions bind to it."""
        bound = next((i for i, x in enumerate(items) if x.preposition), len(items))
        if 0 < bound < len(items):
            return [*self._before(items[:bound]), *self._after(items[bound:])]
        words = tuple(i.lexeme for i in items if i.lexeme)
        slots = [i.slot for i in items if i.slot]
        pairs = [i.pair for i in items if i.pair]
        if pairs:
            return [Element("subject", pairs[0])]
        if words:
            return [Element("subject", Phrase(words), owner=slots[0] if slots else None)]
        return [Element("subject", slot) for slot in slots[:1]]

    def _predicate(self, items: list[TemplateItem]) -> tuple[Phrase, list[TemplateItem]]:
        """Read what follows "be": the predicate is the trigger."""
        end = 0
        while end < len(items) and items[end].lexeme and not items[end].preposition:
            end += 1
        if not end:
            raise TemplateError(f"{self.text!r}: a predicate must follow 'be', as in 'be ready'")
        return Phrase(tuple(x.lexeme for x in items[:end] if x.lexeme)), items[end:]

    def _after(self, items: list[TemplateItem]) -> list[Element]:
        elements: list[Element] = []
        i = 0
        while i < len(items):
            item = items[i]
            follows = items[i + 1] if i + 1 < len(items) else None
            if item.preposition and follows and not follows.preposition:
                element, i = self._bound(items, i)
            elif item.preposition:
                element, i = self._word(item), i + 1
            else:
                element, i = self._nominal(items, i)
            elements.append(element)
        return elements

    def _word(self, item: TemplateItem) -> Element:
        assert item.lexeme
        return Element("word", Phrase((item.lexeme,)), optional=item.optional)

    def _bound(self, items: list[TemplateItem], i: int) -> tuple[Element, int]:
        """Read a preposition with what it binds, or "to" with its infinitive."""
        lexeme = items[i].lexeme
        assert lexeme
        element, after = self._nominal(items, i + 1)
        event = isinstance(element.filler, Slot) and element.filler.name == "EVENT"
        infinitive = isinstance(element.filler, Phrase) and element.filler.lexemes[0].pos == "v"
        if lexeme.words == ("to",) and (event or infinitive):
            return replace(element, relation="infinitive"), after
        relation: Relation = "preposition"
        if items[i].optional and not element.optional:
            relation = "object"
        return replace(element, relation=relation, prepositions=lexeme.words), after

    def _nominal(self, items: list[TemplateItem], i: int) -> tuple[Element, int]:
        """Read a slot, joined slots, words, or a possessed noun."""
        item, optional = items[i], items[i].optional
        if item.pair:
            return Element("object", item.pair, optional=optional), i + 1
        owner: Slot | None = None
        if item.slot:
            if i + 1 < len(items) and items[i + 1].possessive:
                owner, i = item.slot, i + 2
            else:
                relation: Relation = "clause" if item.slot.name == "EVENT" else "object"
                return Element(relation, item.slot, optional=optional), i + 1
        words: list[Lexeme] = []
        while i < len(items) and items[i].optional == optional and not items[i].preposition:
            lexeme = items[i].lexeme
            if lexeme is None:
                break
            words.append(lexeme)
            i += 1
            if lexeme.pos == "v":
                break
        if not words:
            raise TemplateError(f"{self.text!r}: a word must follow the possessive 's")
        relation = "object" if owner or len(words) > 1 else "word"
        return Element(relation, Phrase(tuple(words)), owner=owner, optional=optional), i
