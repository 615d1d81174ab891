"""Patterns: the templates of a codebook's entries, compiled to be matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.codebook.model import Governor, Verb
from pipeline.codebook.templates import (
    PREPOSITIONS,
    Element,
    Phrase,
    Slot,
    Template,
    TemplateError,
)
from pipeline.codebook.words import Lexicon, WordSet

_CONTENT = frozenset({"of", "for"})


@dataclass(frozen=True, eq=False)
class Part:
    """An element of a pattern, ready to be looked for; patterns of a codebook share it.

    Attributes:
        element: what the template asks for.
        words: its word sets, the head's last; none for slots.
        optional: may be absent, also as a participant that the context may supply.
    """

    element: Element
    words: tuple[WordSet, ...]
    optional: bool


@dataclass(frozen=True)
class Pattern:
    """A template of an entry, ready to be matched.

    Attributes:
        where: its codebook line.
        text: the template as written.
        template: the template taken apart.
        trigger: the word sets of the trigger's words, the head last.
        parts: its elements in the order in which they are filled.
        needed: of each of these one head or preposition must stand in the sentence.
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

    @cached_property
    def takes_event(self) -> bool:
        """Whether it asks for an event of certain codes, which is then part of its own."""
        fillers = (part.element.filler for part in self.parts)
        return any(isinstance(f, Slot) and f.name == "EVENT" and bool(f.kind) for f in fillers)

    @cached_property
    def slots(self) -> set[str]:
        """The names of its slots."""
        return self.template.slots()

    @cached_property
    def mutual(self) -> bool:
        """Whether both sides do it to each other."""
        return isinstance(self.entry, Verb) and self.entry.mutual

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """All prepositions by which it binds anything."""
        return frozenset(p for element in self.template.elements for p in element.prepositions)

    @cached_property
    def asked(self) -> tuple[Element, ...]:
        """Objects before an infinitive, which are whoever is asked to do what it says."""
        elements = self.template.elements
        return tuple(
            element for k, element in enumerate(elements)
            if element.relation == "object" and isinstance(element.filler, Slot)
            and any(later.relation == "infinitive" for later in elements[k + 1 :])
        )  # fmt: skip


class Compiler:
    """Compiles the templates of one codebook; what is alike in them becomes one.

    Args:
        lexicon: the synsets that templates may name.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._parts: dict[Element, Part] = {}
        self._triggers: dict[Phrase, Phrase] = {}
        self._heads: dict[WordSet, frozenset[str]] = {}

    def compile(
        self,
        text: str,
        template: Template | TemplateError,
        where: str,
        entry: Verb | Governor,
        order: int,
    ) -> Pattern:
        """Compile one template.

        Raises:
            TemplateError: if it could not be read, or names an undefined synset.
        """
        if isinstance(template, TemplateError):
            raise template
        parts = [self._part(element) for element in template.elements]
        template = replace(
            template,
            trigger=self._triggers.setdefault(template.trigger, template.trigger),
            elements=tuple(part.element for part in parts),
        )
        trigger = tuple(self.lexicon.wordset(lexeme) for lexeme in template.trigger.lexemes)
        words = [trigger[:-1], *(part.words for part in parts if not part.element.optional)]
        needed = [self._heads_of(one) for group in words for one in group]
        mutual = isinstance(entry, Verb) and entry.mutual
        needed += [
            bound
            for part in parts
            if (bound := _needed_binding(part, parts, mutual))
            and (template.verbal or not may_precede(part.element))
        ]
        return Pattern(
            where, text, template, trigger,
            parts=tuple(sorted(parts, key=_filling_order)),
            needed=tuple(needed), entry=entry, order=order,
        )  # fmt: skip

    def _part(self, element: Element) -> Part:
        part = self._parts.get(element)
        if part is None:
            lexemes = element.filler.lexemes if isinstance(element.filler, Phrase) else ()
            words = tuple(self.lexicon.wordset(lexeme) for lexeme in lexemes)
            part = self._parts[element] = Part(element, words, _may_miss(element))
        return part

    def _heads_of(self, words: WordSet) -> frozenset[str]:
        if words not in self._heads:
            self._heads[words] = frozenset(words.heads)
        return self._heads[words]


def may_precede(element: Element) -> bool:
    """Tell whether an element of a noun may stand before it: "a truce offer", of a truce.

    Args:
        element: what a preposition binds to the noun.
    """
    event = isinstance(element.filler, Slot) and element.filler.name == "EVENT"
    bound = element.relation == "preposition" and not _CONTENT.isdisjoint(element.prepositions)
    return event and bound


def _needed_binding(part: Part, parts: Sequence[Part], mutual: bool) -> frozenset[str] | None:
    """Return prepositions one of which must stand in the sentence, None where none need be there.

    "With" may be missing where two do something to each other, and "to" where the verb may have
    another object: nobody is given something "to" somebody, and "to" is not said in "gave Iran a
    loan".
    """
    element = part.element
    bound = element.prepositions
    if element.relation == "infinitive" and isinstance(element.filler, Slot):
        bound = ("to",)
    elif element.relation != "preposition":
        return None
    if part.optional or ("to" in bound and any(_may_be_object(p) for p in parts if p is not part)):
        return None
    target = isinstance(element.filler, Slot) and element.filler.name == "TARGET"
    if mutual and target and "with" in bound:
        return None
    return frozenset(bound)


def _may_be_object(part: Part) -> bool:
    """Tell whether what fills an element may be an object of the trigger; particles are none."""
    filler = part.element.filler
    own = filler.lexemes[-1].words if isinstance(filler, Phrase) else ()
    particle = own and PREPOSITIONS.issuperset(own)
    return part.element.relation not in ("subject", "owner", "infinitive") and not particle


def _may_miss(element: Element) -> bool:
    """Tell whether an element may be absent: participants that the context may supply."""
    if element.optional:
        return True
    return (
        (element.relation in ("subject", "owner") or element.prepositions == ("by",))
        and isinstance(element.filler, Slot)
        and not element.filler.kind
    )


def _filling_order(part: Part) -> int:
    """Words of the pattern's own come first, so that no slot takes them; inner events last."""
    filler = part.element.filler
    if isinstance(filler, Phrase):
        return 0
    return 2 if isinstance(filler, Slot) and filler.name == "EVENT" else 1
