"""Patterns: the templates of a codebook's entries, compiled to be matched."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.codebook.model import Governor, Verb
from pipeline.codebook.templates import (
    Element,
    Phrase,
    Slot,
    Template,
    TemplateError,
    TemplateItem,
    build_template,
)
from pipeline.codebook.words import Lexicon, WordSet


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a pattern with its word sets, the head's last; none for slots."""

    element: Element
    words: tuple[WordSet, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template of an entry, ready to be matched.

    Attributes:
        where: its codebook line.
        text: the template as written.
        template: the template taken apart.
        trigger: the word sets of the trigger's words, the head last.
        parts: its elements in the order in which they are filled.
        needed: of each of these one head must stand in the sentence.
        entry: the verb entry or the governor class it belongs to.
        order: its position among all patterns, which breaks ties.
    """

    where: str
    text: str
    template: Template
    trigger: tuple[WordSet, ...]
    parts: tuple[Part, ...]
    needed: tuple[frozenset[str], ...]
    entry: Verb | Governor
    order: int

    @property
    def takes_event(self) -> bool:
        """Whether it asks for an event of certain codes, which is then part of its own."""
        fillers = (part.element.filler for part in self.parts)
        return any(isinstance(f, Slot) and f.name == "EVENT" and bool(f.kind) for f in fillers)

    @property
    def slots(self) -> set[str]:
        """The names of its slots."""
        return self.template.slots()


def make_pattern(
    text: str,
    items: list[TemplateItem] | TemplateError,
    where: str,
    entry: Verb | Governor,
    lexicon: Lexicon,
    order: int,
) -> Pattern:
    """Compile one template from its words.

    Raises:
        TemplateError: if it could not be read, or names an undefined synset.
    """
    if isinstance(items, TemplateError):
        raise items
    template = build_template(text, items)
    parts = [Part(element, _element_words(element, lexicon)) for element in template.elements]
    trigger = tuple(lexicon.wordset(lexeme) for lexeme in template.trigger.lexemes)
    needed = [trigger[:-1], *(part.words for part in parts if not part.element.optional)]
    return Pattern(
        where, text, template, trigger,
        parts=tuple(sorted(parts, key=_filling_order)),
        needed=tuple(frozenset(words.heads) for group in needed for words in group),
        entry=entry, order=order,
    )  # fmt: skip


def _filling_order(part: Part) -> int:
    """Words of the pattern's own come first, so that no slot takes them; inner events last."""
    filler = part.element.filler
    if isinstance(filler, Phrase):
        return 0
    return 2 if isinstance(filler, Slot) and filler.name == "EVENT" else 1


def _element_words(element: Element, lexicon: Lexicon) -> tuple[WordSet, ...]:
    if not isinstance(element.filler, Phrase):
        return ()
    return tuple(lexicon.wordset(lexeme) for lexeme in element.filler.lexemes)
