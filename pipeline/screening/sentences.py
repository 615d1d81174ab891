"""Sentences that cannot hold an event: no word in them does anything, or nobody does it.

Everything here is decided on the words as the tokenizer cuts them. Where the parser could decide
either way, both are reckoned with, so that no event is lost; a sentence that is left unparsed is
told why in the ledger, and so it is where everything is parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from pipeline import places
from pipeline.actors.anaphora import LINKED, PERSONAL
from pipeline.actors.homes import LOCATIVE
from pipeline.actors.links import KINDS, PAIR_NOUNS
from pipeline.actors.named import HOMELAND
from pipeline.actors.names import Hit, PhraseTable
from pipeline.actors.roster import Identity, Roster, Sense, split_code
from pipeline.codebook.load import Codebook
from pipeline.codebook.words import make_wordset
from pipeline.parsing import Cut, Parser
from pipeline.screening.words import Trigger, Vocabulary, WordFacts
from pipeline.types import Sentence
from pipeline.wordorder import cannot_be_verb

Outcome = Literal["no trigger", "no pattern", "no actor in a codebook"]
# Deleted where names are folded, so that words run together: "N'Djamena".
_JOINING = frozenset("'’‘ʻʼ`´ʿʾ.")
_ONE_ROLE = 3


@dataclass(slots=True)
class Screened:
    """A sentence as its words tell of it.

    Attributes:
        cut: the sentence, cut into words.
        facts: of each word.
        names: the names in it.
        agents: it may hold an agent noun.
        outcome: why it cannot give an event; None where it may.
        kept: it is parsed all the same, for what it tells of the article.
    """

    cut: Cut
    facts: list[WordFacts] = field(default_factory=list)
    names: tuple[Hit[tuple[Sense, ...]], ...] = ()
    agents: bool = False
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
        self._sense_kinds: dict[tuple[str, str], frozenset[str]] = {}
        self._code_kinds: dict[str, frozenset[str]] = {}
        self._officials: PhraseTable[bool] = PhraseTable()
        for words, role in roster.agents.items():
            if role.agent.kind != "everyday" or len(role.agent.code or "") != _ONE_ROLE:
                self._officials.setdefault(words, True)
        cues = (placed.entry for placed in codebook.cues if placed.entry.place == "occasion")
        occasions = (word[:-2] if word[-2:] in (".n", ".v", ".a") else word
                     for cue in cues for word in cue.words)  # fmt: skip
        self._occasions = frozenset(make_wordset(occasions).heads)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._codebook, self._parser)

    def sift(self, sentences: Iterable[Sentence], day: date) -> list[Screened]:
        """Look at the sentences of an article in their order.

        Args:
            sentences: all that are to be coded.
            day: the day of the article.
        """
        before = _Before()
        return [self._sift(self._parser.cut(sentence), before, day) for sentence in sentences]

    def _sift(self, cut: Cut, before: _Before, day: date) -> Screened:
        facts = [self._vocabulary.look_up(word) for word in cut.words]
        names = tuple(self.roster.find_names(cut.words, cut.sentence.text.isupper()))
        nouns = [fact.noun for fact in facts]
        agents = bool(self.roster.agents.find(nouns))
        forms = {form for fact in facts for form in fact.forms}
        screened = Screened(cut, facts, names, agents)
        screened.kept = not self._occasions.isdisjoint(forms)
        before.placed = before.placed or cut.dateline is not None
        leans = _leans(facts, cut.words, forms, before)
        town = not names and _towns(cut, facts, forms, before)
        kinds = self._kinds_of(names, nouns if agents else [], forms, town)
        own = kinds | before.kinds if leans or (agents and "the" in forms) else kinds
        reach, screened.outcome = _find_acts(cut.words, facts, forms, own)
        if screened.outcome is None and not (names or leans or town):
            official = self._officials.find(nouns) or self.roster.modifiers.find(nouns)
            if not (agents and (official or reach & _PUBLIC)):
                screened.outcome = "no actor in a codebook"
        before.acted = before.acted or screened.outcome is None
        before.recent = bool(names or agents or leans or town)
        if names or agents:
            before.kinds |= kinds
            people = names_person(screened)
            tells = people or names_body(screened)
            before.people = before.people or people
            before.bodies = before.bodies or tells
            before.words.update(
                word
                for i, (word, fact) in enumerate(zip(cut.words, facts, strict=True))
                if fact.name and (tells or (i and cut.words[i - 1] in ("(", "[")))
            )
            senses = [sense for hit in names for sense in hit.value]
            before.words.update(sense.actor.name.split()[-1] for sense in senses)
            here = self.roster.countries_of(names, day)
            before.countries = tuple(dict.fromkeys([*here, *before.countries]))
        return screened

    def _kinds_of(
        self,
        names: Iterable[Hit[tuple[Sense, ...]]],
        nouns: Sequence[Sequence[str]],
        forms: set[str],
        town: bool,
    ) -> set[str]:
        """Return all kinds that the actors of a sentence may have."""
        kinds = {"text", "named", "person"}
        if names or town or nouns:
            kinds |= _ANYBODY
        if town or not HOMELAND.isdisjoint(forms):
            kinds |= _COUNTRY
        for hit in names:
            for sense in hit.value:
                kinds |= self._kinds_of_sense(sense)
        for role in self.roster.agents.every(nouns):
            kinds |= self._kinds_of_role(role.agent.code or "")
            kinds.add(role.agent.kind or "")
        for modifier in self.roster.modifiers.every(nouns):
            kinds |= self._kinds_of_role(modifier.code)
        return kinds

    def _kinds_of_sense(self, sense: Sense) -> frozenset[str]:
        key = (sense.where, sense.use)
        if key not in self._sense_kinds:
            actor = sense.actor
            codes = [code.code for code in actor.dated_codes()]
            kinds = {actor.kind or "", sense.use}
            if sense.national or sense.use in ("capital", "place"):
                kinds.add("place")
            if sense.national:
                codes.append("---GOV")
            for one in (one for code in codes for one in code.split("/")):
                kinds |= self._kinds_of_code(one)
                identity = self.roster.identify(one)
                # A person without an office on the day is only of a country.
                bare = not identity.roles or actor.kind == "person" or sense.national
                if identity.country and (bare or identity.roles[0] == "GOV"):
                    kinds.add("state")
            self._sense_kinds[key] = frozenset(kinds)
        return self._sense_kinds[key]

    def _kinds_of_role(self, code: str) -> frozenset[str]:
        """Return the kinds of an agent or modifier, of whatever country it may be."""
        kinds = self._kinds_of_code(code)
        parts = split_code(code)
        if not parts or "GOV" in parts:
            return kinds | {"state"}
        return kinds | _COUNTRY if parts[0] == "UIS" else kinds

    def _kinds_of_code(self, code: str) -> frozenset[str]:
        if code not in self._code_kinds:
            parts = (*split_code(code), "ELI")
            self._code_kinds[code] = self.roster.kinds_of(Identity(code, None, parts))
        return self._code_kinds[code]


def names_body(screened: Screened) -> bool:
    """Tell whether a name stands for more than a country."""
    return any(
        not sense.national or sense.use in ("seat", "capital")
        for hit in screened.names
        for sense in hit.value
    )


def names_person(screened: Screened) -> bool:
    """Tell whether a sentence may name a person: a listed one, or an agent with a name."""
    if screened.agents and any(fact.name for fact in screened.facts):
        return True
    return any(sense.actor.kind == "person" for hit in screened.names for sense in hit.value)


_ROWS, _PUBLIC = 1, 2
_ANYBODY = frozenset({"actor", "thing"})
_COUNTRY = frozenset({"country", "state", "place"})


def _find_acts(
    words: Sequence[str], facts: Sequence[WordFacts], forms: set[str], kinds: set[str]
) -> tuple[int, Outcome | None]:
    """Return what the patterns may do that fit the words, and why none can give a row."""
    reach, known = 0, False
    codes: dict[int, set[str]] = {}
    waiting: list[tuple[int, Trigger]] = []
    for i, fact in enumerate(facts):
        noun = bool(fact.triggers) and cannot_be_verb(words, i)
        for trigger in fact.triggers:
            known = True
            if noun and trigger.verbal:
                continue
            if not _stands(trigger, facts, i, forms, kinds):
                continue
            if trigger.inner is None and trigger.codes is not None:
                codes.setdefault(i, set()).update(trigger.codes)
                reach |= trigger.reach
            else:
                waiting.append((i, trigger))
        if reach == _ROWS | _PUBLIC:
            return reach, None
    changed = True
    while changed and waiting:
        changed = False
        for i, trigger in list(waiting):
            within = {
                code for k, some in codes.items() if k != i
                for code in some if code.startswith(trigger.inner or "")
            }  # fmt: skip
            if within:
                waiting.remove((i, trigger))
                codes.setdefault(i, set()).update(
                    within if trigger.codes is None else trigger.codes
                )
                reach |= trigger.reach
                changed = True
    if reach & _ROWS:
        return reach, None
    return reach, "no pattern" if known else "no trigger"


def _stands(
    trigger: Trigger, facts: Sequence[WordFacts], i: int, forms: set[str], kinds: set[str]
) -> bool:
    for needed in trigger.needed:
        if needed.isdisjoint(forms):
            return False
    for kind, words in trigger.kinds:
        if kind not in kinds and words.isdisjoint(forms):
            return False
    return not trigger.phrases or any(
        _reads(facts, i - len(before), before) and _reads(facts, i + 1, after)
        for before, after in trigger.phrases
    )


def _reads(facts: Sequence[WordFacts], start: int, words: Sequence[str]) -> bool:
    return 0 <= start <= len(facts) - len(words) and all(
        word in facts[start + k].forms for k, word in enumerate(words)
    )


def _leans(
    facts: Sequence[WordFacts], words: Sequence[str], forms: set[str], before: _Before
) -> bool:
    """Tell whether a sentence may speak of somebody who was named before."""
    return (
        (before.people and not PERSONAL.isdisjoint(forms))
        or (before.recent and not LINKED.isdisjoint(forms))
        or (bool(before.countries or before.placed or before.bodies)
            and not HOMELAND.isdisjoint(forms))
        or (before.bodies and "the" in forms and not KINDS.keys().isdisjoint(forms))
        or (before.acted and not forms.isdisjoint(("two", "both"))
            and not PAIR_NOUNS.isdisjoint(forms))
        or any(
            fact.name and word in before.words for fact, word in zip(facts, words, strict=True)
        )
    )  # fmt: skip


def _towns(cut: Cut, facts: Sequence[WordFacts], forms: set[str], before: _Before) -> bool:
    """Tell whether a sentence may name a town that no codebook lists."""
    located = not LOCATIVE.isdisjoint(forms)
    if not located and not before.countries:
        return False
    text, origin = cut.sentence.text, cut.sentence.start
    for i, fact in enumerate(facts):
        glued = i + 1 < len(facts) and cut.words[i + 1][0] in _JOINING
        if not (fact.towns or glued):
            continue
        for last in range(i, len(facts)):
            end = cut.starts[last] + len(cut.words[last]) - origin
            name = text[cut.starts[i] - origin : end]
            reach = places.begins(name)
            if reach == "no":
                break
            if reach == "whole" and any(f.name for f in facts[i : last + 1]):
                hit = places.resolve(name.removeprefix("the "), before.countries)
                if hit and (located or hit.country in before.countries):
                    return True
    return False
