"""Sentences that cannot hold an event: no word in them does anything, or nobody does it.

Everything here is decided on the words as the tokenizer cuts them. Where the parser could decide
either way, both are reckoned with, so that no event is lost; a sentence that is left unparsed is
told why in the ledger, and so it is where everything is parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from pipeline.actors.names import Hit
from pipeline.actors.roster import Roster, Sense
from pipeline.codebook.load import Codebook
from pipeline.gazetteer import places
from pipeline.screening.acts import ROWS_OF_ANYBODY, find_acts
from pipeline.screening.casting import Casting, Part
from pipeline.screening.words import (
    BEGINS_NAME,
    BEGINS_ROLE,
    BODY,
    ENGLISH,
    HOME,
    LINK,
    NAMED,
    OCCASION,
    PAIR,
    PERSON,
    PLACED,
    THE,
    TIME,
    TOWN,
    TWO,
    WHOSE,
    Vocabulary,
    WordFacts,
)
from pipeline.syntax.parsing import Cut, Parser
from pipeline.types import Sentence

_BEFORE_TIMES = frozenset("on in since until by of last next this early late".split())
Outcome = Literal["no trigger", "no pattern", "no actor in a codebook"]
# Deleted where names are folded, so that words run together: "N'Djamena".
_JOINING = frozenset("'’‘ʻʼ`´ʿʾ.")


@dataclass(slots=True)
class Screened:
    """A sentence as its words tell of it.

    Attributes:
        cut: the sentence, cut into words.
        facts: of each word.
        signs: of all words.
        names: the names in it.
        called: positions of the words that somebody may be called.
        agents: it may hold an agent noun.
        speaks: it may speak of somebody.
        only_named: of nobody but those in ``names``.
        placed: whoever it speaks of may be of a country.
        outcome: why it cannot give an event; None where it may.
        kept: it is parsed all the same, for what it tells of the article.
    """

    cut: Cut
    facts: list[WordFacts] = field(default_factory=list)
    signs: int = 0
    names: tuple[Hit[tuple[Sense, ...]], ...] = ()
    called: tuple[int, ...] = ()
    agents: bool = False
    speaks: bool = False
    only_named: bool = False
    placed: bool = False
    outcome: Outcome | None = None
    kept: bool = False

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.cut.sentence


@dataclass(slots=True)
class _Before:
    """What the sentences before say that a sentence may lean on.

    Attributes:
        countries: those that they name, the latest first.
        placed: the report has a dateline.
        acted: an event may have happened.
        bodies: somebody other than a country may have been named.
        people: a person may have been named.
        recent: the last of them may speak of somebody.
        words: the words by which they may have named somebody.
        kinds: the kinds of all whom they may have named.
    """

    countries: tuple[str, ...] = ()
    placed: bool = False
    acted: bool = False
    bodies: bool = False
    people: bool = False
    recent: bool = False
    words: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def note(self, screened: Screened) -> None:
        """Take note of whom a sentence may name."""
        words = screened.cut.words
        people = names_person(screened)
        tells = people or names_body(screened)
        self.people = self.people or people
        self.bodies = self.bodies or tells
        self.words.update(
            words[i] for i in screened.called if tells or (i and words[i - 1] in ("(", "["))
        )
        senses = [sense for hit in screened.names for sense in hit.value]
        self.words.update(sense.actor.name.split()[-1] for sense in senses)


def can_screen(codebook: Codebook, roster: Roster, parser: Parser) -> bool:
    """Tell whether what is decided on words alone holds for this codebook and parser.

    It does not where a lemma does not follow from its word, where names are found without regard
    to case, where verbs are read by word order, or where an agent noun alone names a person.
    """
    return (
        parser.lemmas_by_rule
        and not parser.clear
        and not codebook.ordered
        and not roster.folds
        and all(placed.entry.kind != "person" for placed in codebook.agents)
    )


class Screen:
    """Tells which sentences of an article may hold an event.

    Args:
        codebook: its patterns and cues.
        roster: its actors.
        parser: cuts sentences into words and knows their lemmas.
    """

    def __init__(self, codebook: Codebook, roster: Roster, parser: Parser) -> None:
        self.roster = roster
        self._parser = parser
        self._codebook = codebook

    @cached_property
    def _casting(self) -> Casting:
        return Casting(self.roster)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._codebook, self._parser, self.roster, self._casting)

    def sift(self, sentences: Iterable[Sentence], day: date) -> list[Screened]:
        """Look at the sentences of an article in their order.

        Args:
            sentences: all that are to be coded.
            day: the day of the article.
        """
        before = _Before()
        return [self._sift(self._parser.cut(sentence), before, day) for sentence in sentences]

    def _sift(self, cut: Cut, before: _Before, day: date) -> Screened:
        facts = self._vocabulary.look_up(cut.words)
        signs = 0
        for fact in facts:
            signs |= fact.signs
        screened = Screened(cut, facts, signs, self._names(cut, facts, signs))
        names = screened.names
        part = Part()
        if signs & BEGINS_ROLE:
            at = [i for i, fact in enumerate(facts) if fact.signs & BEGINS_ROLE]
            part = self._casting.parts([fact.noun for fact in facts], at)
        screened.agents = part.agent
        screened.kept = bool(signs & OCCASION)
        before.placed = before.placed or cut.dateline is not None
        leans = _leans(screened, before)
        town = not names and _towns(screened, before)
        screened.placed = bool(names or town or leans or before.placed or before.countries)
        kinds = self._casting.kinds(names, part, town, bool(signs & HOME))
        own = kinds | before.kinds if leans or (part.agent and signs & THE) else kinds
        reach, screened.outcome = find_acts(cut.words, facts, own)
        public = part.agent and (part.official or reach == ROWS_OF_ANYBODY)
        if screened.outcome is None and not (names or leans or town or public):
            screened.outcome = "no actor in a codebook"
        before.acted = before.acted or screened.outcome is None
        screened.only_named = not (part.agent or leans or town)
        screened.speaks = before.recent = bool(names or part.agent or leans or town)
        if names or part.agent:
            screened.called = tuple(_find_called(cut.words, facts)) if signs & NAMED else ()
            before.kinds |= kinds
            before.countries = tuple(
                dict.fromkeys([*self.roster.countries_of(names, day), *before.countries])
            )
            before.note(screened)
        return screened

    def _names(
        self, cut: Cut, facts: Sequence[WordFacts], signs: int
    ) -> tuple[Hit[tuple[Sense, ...]], ...]:
        if cut.sentence.text.isupper():
            return tuple(self.roster.find_names(cut.words, capitals=True))
        if not signs & BEGINS_NAME:
            return ()
        at = [i for i, fact in enumerate(facts) if fact.signs & BEGINS_NAME]
        return tuple(self.roster.find_names(cut.words, capitals=False, at=at))


def names_body(screened: Screened) -> bool:
    """Tell whether a name stands for more than a country."""
    return any(
        not sense.national or sense.use in ("seat", "capital")
        for hit in screened.names
        for sense in hit.value
    )


def names_person(screened: Screened) -> bool:
    """Tell whether a sentence may name a person: a listed one, or an agent with a name."""
    if screened.agents and screened.called:
        return True
    return any(sense.actor.kind == "person" for hit in screened.names for sense in hit.value)


def _find_called(words: Sequence[str], facts: Sequence[WordFacts]) -> Iterator[int]:
    """Yield the positions of what somebody may be called.

    A word of English that opens a sentence is a name only where a comma or a name follows ("Cook,
    the minister"), and a day or month none after its preposition.
    """
    for i, fact in enumerate(facts):
        if not fact.signs & NAMED:
            continue
        if not i:
            opens = fact.signs & ENGLISH and len(words) > 1
            if opens and words[1].isalpha() and not facts[1].signs & NAMED:
                continue
        elif fact.signs & TIME and words[i - 1] in _BEFORE_TIMES:
            continue
        yield i


def _leans(screened: Screened, before: _Before) -> bool:
    """Tell whether a sentence may speak of somebody who was named before."""
    signs = screened.signs
    return bool(
        (before.people and signs & PERSON)
        or (before.recent and signs & LINK)
        or ((before.countries or before.placed or before.bodies) and signs & HOME and signs & WHOSE)
        or (before.bodies and signs & THE and signs & BODY)
        or (before.acted and signs & TWO and signs & PAIR)
    ) or (bool(signs & NAMED) and any(
        word in before.words and fact.signs & NAMED
        for word, fact in zip(screened.cut.words, screened.facts, strict=True)
    ))  # fmt: skip


def _towns(screened: Screened, before: _Before) -> bool:
    """Tell whether a sentence may name a town that no codebook lists."""
    located = bool(screened.signs & PLACED)
    if not screened.signs & NAMED or not (located or before.countries):
        return False
    cut, facts = screened.cut, screened.facts
    text, origin = cut.sentence.text, cut.sentence.start
    for i, fact in enumerate(facts):
        glued = i + 1 < len(facts) and cut.words[i + 1][0] in _JOINING
        if not (fact.signs & TOWN or glued):
            continue
        for last in range(i, len(facts)):
            end = cut.starts[last] + len(cut.words[last]) - origin
            name = text[cut.starts[i] - origin : end]
            reach = places.begins(name)
            if reach == "no":
                break
            if reach == "whole" and any(f.signs & NAMED for f in facts[i : last + 1]):
                hit = places.resolve(name.removeprefix("the "), before.countries)
                if hit and (located or hit.country in before.countries):
                    return True
    return False
