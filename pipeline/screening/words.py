"""What can be told of a word without its sentence: the forms by which a codebook may know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline import places
from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Governor, Verb
from pipeline.codebook.pattern import Pattern
from pipeline.codebook.templates import Slot
from pipeline.codebook.words import Lexicon
from pipeline.events import PUBLIC
from pipeline.parsing import Parser

_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Trigger:
    """What must stand in a sentence for a pattern at one trigger word.

    Attributes:
        phrases: what stands before and after the word, one of them; empty for the word alone.
        needed: of each of these one word must stand in the sentence.
        verbal: the word must be a verb.
        kinds: of each of these kinds somebody must be named, or one of the words that name it.
        inner: the beginning of the code that an event inside must have; None where none need be.
        codes: those that it gives; None where it gives that of the event inside.
        acts: it may give rows.
        public: people of no country may do what it says, or it names nobody who does it.
    """

    phrases: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    needed: tuple[frozenset[str], ...]
    verbal: bool
    kinds: tuple[tuple[str, frozenset[str]], ...]
    inner: str | None
    codes: frozenset[str] | None
    acts: bool
    public: bool

    @property
    def reach(self) -> int:
        """What it may contribute, as bits: rows, and rows of people of no country."""
        return self.acts * (1 + 2 * self.public)

    def asks_more(self, other: Trigger) -> bool:
        """Tell whether it stands only where another stands that may do as much."""
        return (
            other.phrases in ((), self.phrases)
            and other.verbal <= self.verbal
            and other.inner in (None, self.inner)
            and (
                other.codes == self.codes
                or bool(self.codes and self.codes <= (other.codes or set()))
            )
            and self.reach & ~other.reach == 0
            and set(other.needed) <= set(self.needed)
            and set(other.kinds) <= set(self.kinds)
        )


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What is known of one word as printed.

    Attributes:
        forms: itself and all that its lemma may be, in lower case.
        noun: the same with what it is the plural of, as agent nouns are found.
        triggers: of the patterns that it may trigger.
        name: it may be a name: it has a capital or a sign in it, or is no English word. Articles
            and the like are none, wherever they stand.
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
        known = self._parser.is_common(text) or (
            word == text and word.isalpha() and self._parser.is_english(forms)
        )
        first = places.fold(word).partition(" ")[0]
        return WordFacts(
            forms=forms,
            noun=tuple(nouns),
            triggers=tuple(t for form in forms for t in self._triggers.get(form, ())),
            name=not known and any(map(str.isalpha, word)),
            towns=first in places.load().first_words,
        )


def index_triggers(codebook: Codebook) -> dict[str, tuple[Trigger, ...]]:
    """Return, by the head word of a trigger, what its patterns need."""
    found: dict[str, list[Trigger]] = {}
    for pattern in codebook.patterns:
        needed = tuple(sorted(set(pattern.needed), key=sorted))
        kinds = tuple(sorted({*_kinds(pattern, codebook.lexicon)}, key=lambda kind: kind[0]))
        acts = _acts(pattern, codebook.governors)
        for lemma, phrases in pattern.trigger[-1].heads.items():
            around = () if ((), ()) in phrases else phrases
            one = Trigger(around, needed, pattern.template.verbal, kinds, *acts)
            others = found.setdefault(lemma, [])
            if (one.acts or one.codes != frozenset()) and not any(map(one.asks_more, others)):
                others[:] = [other for other in others if not other.asks_more(one)]
                others.append(one)
    return {lemma: tuple(triggers) for lemma, triggers in found.items()}


def _kinds(pattern: Pattern, lexicon: Lexicon) -> Iterable[tuple[str, frozenset[str]]]:
    """Yield the kinds of its participants, each with the words that stand for it."""
    for part in pattern.parts:
        if part.optional:
            continue
        filler = part.element.filler
        slots = (
            (filler,) if isinstance(filler, Slot) else filler if isinstance(filler, tuple) else ()
        )
        for slot in slots:
            if slot.kind and slot.name != "EVENT":
                words = lexicon.named(slot.kind).heads if lexicon.has(slot.kind) else ()
                yield slot.kind, frozenset(words)


def _acts(
    pattern: Pattern, governors: Mapping[str, Governor]
) -> tuple[str | None, frozenset[str] | None, bool, bool]:
    """Return the event that it needs inside, the codes it gives, whether in rows, and of whom."""
    entry = pattern.entry
    nameless = "SOURCE" not in pattern.slots
    inside = [
        e.filler.kind for e in pattern.template.elements
        if isinstance(e.filler, Slot) and e.filler.name == "EVENT" and not e.optional
    ]  # fmt: skip
    kind = next((kind for kind in inside if kind), None)
    if isinstance(entry, Verb):
        codes = frozenset({entry.code} - {"none"})
        acts = bool(codes) and not entry.inside
        return kind, codes, acts, acts and (nameless or _are_public(codes))
    classes = _classes_of(entry, governors)
    if any(one.codes == "same" for one in classes):
        return kind or "", None, True, True
    defaults = [one.default for one in classes if one.default]
    tables = [code for one in classes if isinstance(one.codes, dict) for code in one.codes.values()]
    codes = frozenset([*defaults, *tables]) - {"none"}
    return kind or (None if defaults else ""), codes, True, nameless or _are_public(codes)


def _are_public(codes: Iterable[str]) -> bool:
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
