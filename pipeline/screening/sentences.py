"""Sentences that cannot hold an event: no word in them does anything, or nobody does it.

Everything here is decided on the words as the tokenizer cuts them. Where the parser could decide
either way, both are reckoned with, so that no event is lost; a sentence that is left unparsed is
told why in the ledger, and so it is where everything is parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipeline import places
from pipeline.actors.anaphora import PERSONAL
from pipeline.actors.links import KINDS, PAIR_NOUNS
from pipeline.actors.mentions import LOCATIVE
from pipeline.actors.named import HOMELAND
from pipeline.actors.names import Hit, PhraseTable
from pipeline.actors.roster import Roster, Sense
from pipeline.codebook.load import Codebook
from pipeline.codebook.words import make_wordset
from pipeline.parsing import Cut, Parser
from pipeline.screening.words import Trigger, Vocabulary, WordFacts
from pipeline.types import Sentence

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
        actors: they name somebody, or the report has a dateline.
        countries: those that they name, the latest first.
        words: the words by which they may have named somebody.
    """

    actors: bool = False
    countries: tuple[str, ...] = ()
    words: set[str] = field(default_factory=set)


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
        self._vocabulary = Vocabulary(codebook, parser)
        self._officials: PhraseTable[bool] = PhraseTable()
        for words, role in roster.agents.items():
            if role.agent.kind != "everyday" or len(role.agent.code or "") != _ONE_ROLE:
                self._officials.setdefault(words, True)
        cues = (placed.entry for placed in codebook.cues if placed.entry.place == "occasion")
        words = (word[:-2] if word[-2:] in (".n", ".v", ".a") else word
                 for cue in cues for word in cue.words)  # fmt: skip
        self._occasions = frozenset(make_wordset(words).heads)

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
        before.actors = before.actors or cut.dateline is not None
        reach, screened.outcome = _find_acts(facts, forms)
        if screened.outcome is None and not names:
            placed = _leans(facts, cut.words, forms, before) or _towns(cut, facts, forms, before)
            official = agents and (self._officials.find(nouns) or self.roster.modifiers.find(nouns))
            if not (placed or official or (agents and reach & _PUBLIC)):
                screened.outcome = "no actor in a codebook"
        if names or agents:
            before.actors = True
            before.words.update(cut.words)
            senses = [sense for hit in names for sense in hit.value]
            before.words.update(sense.actor.name.split()[-1] for sense in senses)
            here = self.roster.countries_of(names, day)
            before.countries = tuple(dict.fromkeys([*here, *before.countries]))
        return screened


_ROWS, _PUBLIC = 3, 4


def _find_acts(facts: Sequence[WordFacts], forms: set[str]) -> tuple[int, Outcome | None]:
    """Return what the patterns may do that fit the words, and why none can give a row."""
    reach, known = 0, False
    for i, fact in enumerate(facts):
        for trigger in fact.triggers:
            known = True
            if trigger.strength & ~reach and _stands(trigger, facts, i, forms):
                reach |= trigger.strength
    if reach & _ROWS == _ROWS:
        return reach, None
    return reach, "no pattern" if known else "no trigger"


def _stands(trigger: Trigger, facts: Sequence[WordFacts], i: int, forms: set[str]) -> bool:
    if any(needed.isdisjoint(forms) for needed in trigger.needed):
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
    """Tell whether a sentence without names may speak of somebody who was named before."""
    if not before.actors:
        return False
    return (
        not PERSONAL.isdisjoint(forms)
        or not HOMELAND.isdisjoint(forms)
        or ("the" in forms and not KINDS.keys().isdisjoint(forms))
        or (not forms.isdisjoint(("two", "both")) and not PAIR_NOUNS.isdisjoint(forms))
        or any(
            fact.name and word in before.words for fact, word in zip(facts, words, strict=True)
        )
    )


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
