"""What can be told of a word without its sentence: the forms by which a codebook may know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline import places
from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Governor, Verb
from pipeline.codebook.pattern import Pattern
from pipeline.codebook.templates import Element, Slot
from pipeline.events import PUBLIC
from pipeline.parsing import Parser

_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Trigger:
    """What must stand in a sentence for a pattern at one trigger word.

    Attributes:
        phrases: what stands before and after the word, one of them; empty for the word alone.
        needed: of each of these one word must stand in the sentence.
        acts: the pattern may give rows.
        begins: it needs no event inside for its code.
        public: people of no country may do what it says, or it names nobody who does it.
    """

    phrases: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    needed: tuple[frozenset[str], ...]
    acts: bool
    begins: bool
    public: bool

    @property
    def strength(self) -> int:
        """What it may contribute, as bits."""
        return self.acts + 2 * self.begins + 4 * self.public


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What is known of one word as printed.

    Attributes:
        forms: itself and all that its lemma may be, in lower case.
        noun: the same with what it is the plural of, as agent nouns are found.
        triggers: of the patterns that it may trigger.
        name: it may be a name: it has a capital or a sign in it, or is no English word.
        towns: it may begin the name of a place of the gazetteer.
    """

    forms: tuple[str, ...]
    noun: tuple[str, ...]
    triggers: tuple[Trigger, ...]
    name: bool
    towns: bool


class Vocabulary:
    """The words of the text, each looked at once.

    Args:
        codebook: its patterns.
        parser: gives the lemmas that a word may have.
    """

    def __init__(self, codebook: Codebook, parser: Parser) -> None:
        self._parser = parser
        self._triggers = index_triggers(codebook)
        self._facts: dict[str, WordFacts] = {}

    def look_up(self, word: str) -> WordFacts:
        """Return what is known of a word."""
        facts = self._facts.get(word)
        if facts is None:
            if len(self._facts) >= _REMEMBERED:
                self._facts.clear()
            facts = self._facts[word] = self._make(word)
        return facts

    def _make(self, word: str) -> WordFacts:
        forms = self._parser.forms(word)
        text = word.lower()
        nouns = dict.fromkeys(forms)
        if text.endswith("s"):
            nouns[text[:-3] + "y" if text.endswith("ies") else text[:-1]] = None
        known = word == text and word.isalpha() and self._parser.is_english(forms)
        first = places.fold(word).partition(" ")[0]
        return WordFacts(
            forms=forms,
            noun=tuple(nouns),
            triggers=tuple(t for form in forms for t in self._triggers.get(form, ())),
            name=not known,
            towns=first in places.load().first_words,
        )


def index_triggers(codebook: Codebook) -> dict[str, tuple[Trigger, ...]]:
    """Return, by the head word of a trigger, what its patterns need; the easiest first."""
    found: dict[str, dict[Trigger, None]] = {}
    for pattern in codebook.patterns:
        acts, begins, public = _strength(pattern, codebook.governors)
        needed = tuple(sorted({*pattern.needed, *_prepositions(pattern)}, key=sorted))
        for lemma, phrases in pattern.trigger[-1].heads.items():
            alone = ((), ()) in phrases
            trigger = Trigger(() if alone else phrases, needed, acts, begins, public)
            found.setdefault(lemma, {})[trigger] = None
    return {lemma: _without_harder(triggers) for lemma, triggers in found.items()}


def _prepositions(pattern: Pattern) -> Iterable[frozenset[str]]:
    """Yield words of which one must stand in the sentence for the pattern's other elements."""
    mutual = isinstance(pattern.entry, Verb) and pattern.entry.mutual
    for element in pattern.template.elements:
        if element.optional:
            continue
        if element.relation == "infinitive":
            yield frozenset({"to"})
        elif element.relation == "preposition" and not (
            element.prepositions == ("by",)
            or "to" in element.prepositions  # also an object without it: "gave Iran a loan"
            or (mutual and "with" in element.prepositions and _is_target(element))
        ):
            yield frozenset(element.prepositions)


def _is_target(element: Element) -> bool:
    filler = element.filler
    return isinstance(filler, Slot) and filler.name == "TARGET"


def _strength(pattern: Pattern, governors: Mapping[str, Governor]) -> tuple[bool, bool, bool]:
    entry = pattern.entry
    nameless = "SOURCE" not in pattern.slots
    if isinstance(entry, Verb):
        codes = entry.code != "none"
        return codes and not entry.inside, codes, codes and (nameless or _is_public([entry.code]))
    classes = _classes_of(entry, governors)
    defaults = [one.default for one in classes if one.default]
    tables = [code for one in classes if isinstance(one.codes, dict) for code in one.codes.values()]
    return True, bool(defaults), nameless or _is_public([*defaults, *tables])


def _is_public(codes: Iterable[str]) -> bool:
    return any(code.startswith(PUBLIC) for code in codes)


def _classes_of(governor: Governor, governors: Mapping[str, Governor]) -> list[Governor]:
    """Return a class with those that take its place in the negative."""
    found, todo = dict[str, Governor](), [governor]
    while todo:
        here = todo.pop()
        found[here.name] = here
        names = (name for name in (here.negated, here.inner_negated) if name)
        todo += [governors[name] for name in names if name not in found]
    return list(found.values())


def _without_harder(triggers: Iterable[Trigger]) -> tuple[Trigger, ...]:
    """Leave out what needs more than another that may do as much."""
    kept: list[Trigger] = []
    for one in sorted(triggers, key=lambda t: (len(t.needed), bool(t.phrases))):
        if not any(
            (not other.phrases or other.phrases == one.phrases)
            and one.strength & ~other.strength == 0
            and set(other.needed) <= set(one.needed)
            for other in kept
        ):
            kept.append(one)
    return tuple(kept)
