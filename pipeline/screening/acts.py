"""What must stand in a sentence for a pattern to fit, and which patterns its words leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Governor, Verb
from pipeline.codebook.pattern import Pattern
from pipeline.codebook.templates import Slot
from pipeline.events import PUBLIC
from pipeline.syntax.wordorder import cannot_be_verb

if TYPE_CHECKING:
    from pipeline.screening.words import WordFacts

ROWS_OF_ANYBODY = 3
"""Reach of what gives rows, also of people of no country; without them it is 1."""
_ROWS = 1


@dataclass(frozen=True, slots=True)
class Trigger:
    """What must stand in a sentence for a pattern at one trigger word.

    Attributes:
        phrases: what stands before and after the word, one of them; empty for the word alone.
        needed: numbers of what must stand in the sentence.
        verbal: the word must be a verb.
        kinds: of each of these kinds somebody must be named, or a word of this number that names
            it; 0 for none.
        inner: the beginning of the code that an event inside must have; None where none need be.
        codes: those that it gives; None where it gives that of the event inside.
        acts: it may give rows.
        public: people of no country may do what it says, or it names nobody who does it.
    """

    phrases: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    needed: frozenset[int]
    verbal: bool
    kinds: frozenset[tuple[str, int]]
    inner: str | None
    codes: frozenset[str] | None
    acts: bool
    public: bool

    @property
    def reach(self) -> int:
        """What it may contribute, as bits: rows, and rows of people of no country."""
        return self.acts * (_ROWS + 2 * self.public)

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
            and other.needed <= self.needed
            and other.kinds <= self.kinds
        )


class Triggers:
    """The triggers of a codebook by their head word; those of a word are made when it is met.

    Args:
        codebook: its patterns.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._lexicon, self._governors = codebook.lexicon, codebook.governors
        self._met_by: dict[str, list[int]] = {}
        self._numbers: dict[frozenset[str], int] = {}
        self._kind_numbers: dict[str, int] = {}
        self._patterns: dict[str, list[Pattern]] = {}
        self._made: dict[str, list[Trigger]] = {}
        for pattern in codebook.patterns:
            for words in pattern.needed:
                self._number(words)
            for kind in _kinds(pattern):
                self._number_kind(kind)
            for word in pattern.trigger[-1].heads:
                self._patterns.setdefault(word, []).append(pattern)

    def of_word(self, word: str) -> list[Trigger]:
        """Return those of a word, but for those that others make needless."""
        if word not in self._patterns:
            return []
        if word not in self._made:
            self._made[word] = self._make(word)
        return self._made[word]

    def met_by(self, word: str) -> list[int]:
        """Return the numbers of what a word is among."""
        return self._met_by.get(word, [])

    def _make(self, word: str) -> list[Trigger]:
        found: list[Trigger] = []
        for pattern in self._patterns[word]:
            phrases = pattern.trigger[-1].heads[word]
            one = Trigger(
                () if ((), ()) in phrases else phrases,
                frozenset(map(self._number, pattern.needed)),
                pattern.template.verbal,
                frozenset((kind, self._number_kind(kind)) for kind in _kinds(pattern)),
                *_acts(pattern, self._governors),
            )
            if (one.acts or one.codes != frozenset()) and not any(map(one.asks_more, found)):
                found[:] = [other for other in found if not other.asks_more(one)]
                found.append(one)
        return found

    def _number(self, words: frozenset[str]) -> int:
        """Return the number of some words, one of which is asked for."""
        number = self._numbers.get(words)
        if number is None:
            number = self._numbers[words] = len(self._numbers) + 1
            for word in words:
                self._met_by.setdefault(word, []).append(number)
        return number

    def _number_kind(self, kind: str) -> int:
        """Return the number of the words that name somebody of a kind, 0 where there are none."""
        if kind not in self._kind_numbers:
            words = self._lexicon.named(kind).heads if self._lexicon.has(kind) else ()
            self._kind_numbers[kind] = self._number(frozenset(words)) if words else 0
        return self._kind_numbers[kind]


def _kinds(pattern: Pattern) -> Iterable[str]:
    """Yield the kinds of the participants that a pattern asks for."""
    for part in pattern.parts:
        filler = part.element.filler
        for slot in filler if isinstance(filler, tuple) else (filler,):
            if isinstance(slot, Slot) and slot.kind and slot.name != "EVENT" and not part.optional:
                yield slot.kind


def find_acts(
    words: Sequence[str], facts: Sequence[WordFacts], kinds: set[str]
) -> tuple[int, Literal["no trigger", "no pattern"] | None]:
    """Return what the patterns may do that fit the words, and why none can give a row.

    Args:
        words: of the sentence, as printed.
        facts: of each of them.
        kinds: all kinds of those whom it may speak of.
    """
    acting = [i for i, fact in enumerate(facts) if fact.plain or fact.governing]
    if not acting:
        return 0, "no trigger"
    stage = _Stage(words, facts, kinds, set().union(*[fact.meets for fact in facts]))
    reach = 0
    codes: dict[int, set[str]] = {}
    for i in acting:
        for trigger in stage.standing(i, facts[i].plain):
            codes.setdefault(i, set()).update(trigger.codes or ())
            reach |= trigger.reach
            if reach == ROWS_OF_ANYBODY:
                return reach, None
    if codes:
        waiting = [(i, t) for i in acting for t in stage.standing(i, facts[i].governing)]
        reach |= _govern(waiting, codes)
    return reach, None if reach & _ROWS else "no pattern"


def _govern(waiting: list[tuple[int, Trigger]], codes: dict[int, set[str]]) -> int:
    """Return what those triggers may do that find an event to take inside.

    Args:
        waiting: the triggers, with their positions.
        codes: of the events found so far, by position; those that they give are added.
    """
    reach, changed = 0, True
    while changed and waiting:
        changed = False
        for i, trigger in list(waiting):
            within = {
                code for k, some in codes.items() if k != i
                for code in some if code.startswith(trigger.inner or "")
            }  # fmt: skip
            if within:
                waiting.remove((i, trigger))
                given = within if trigger.codes is None else trigger.codes
                codes.setdefault(i, set()).update(given)
                reach |= trigger.reach
                changed = True
    return reach


@dataclass(frozen=True, slots=True)
class _Stage:
    """A sentence on which patterns may stand.

    Attributes:
        words: as printed.
        facts: of each word.
        kinds: of those whom it may speak of.
        met: numbers of what patterns need and it has.
    """

    words: Sequence[str]
    facts: Sequence[WordFacts]
    kinds: set[str]
    met: set[int]

    def standing(self, i: int, triggers: Iterable[Trigger]) -> Iterator[Trigger]:
        """Yield those of the triggers that may stand at word ``i``."""
        met, noun = self.met, cannot_be_verb(self.words, i)
        for trigger in triggers:
            if (
                trigger.needed <= met
                and not (noun and trigger.verbal)
                and all(kind in self.kinds or n in met for kind, n in trigger.kinds)
                and (not trigger.phrases or self._is_in_phrase(trigger, i))
            ):
                yield trigger

    def _is_in_phrase(self, trigger: Trigger, i: int) -> bool:
        return any(
            self._reads(i - len(before), before) and self._reads(i + 1, after)
            for before, after in trigger.phrases
        )

    def _reads(self, start: int, words: Sequence[str]) -> bool:
        return 0 <= start <= len(self.facts) - len(words) and all(
            word in self.facts[start + k].forms for k, word in enumerate(words)
        )


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
        others = (here.negated, here.inner_negated, here.reflexive)
        names = (name for name in others if name)
        todo += [governors[name] for name in names if name not in found]
    return list(found.values())
