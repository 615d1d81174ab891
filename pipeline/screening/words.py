"""What can be told of a word without its sentence: the forms by which a codebook may know it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.actors.anaphora import AGED, LINKED, PERSONAL
from pipeline.actors.homes import LOCATIVE
from pipeline.actors.links import KINDS, PAIR_NOUNS
from pipeline.actors.named import HOMELAND
from pipeline.actors.roster import Roster
from pipeline.codebook.load import Codebook
from pipeline.codebook.words import make_wordset
from pipeline.dates import TIME_WORDS
from pipeline.gazetteer import places
from pipeline.screening.acts import Trigger, Triggers
from pipeline.screening.casting import Casting
from pipeline.syntax.parsing import Parser

_REMEMBERED = 50_000

_OWNERS = "the 's ’s ' ’ s my your his her its our their whose".split()
# What a word may be, as bits.
THE, WHOSE, TWO, PAIR, PERSON, LINK, HOME, BODY, PLACED, OCCASION = (1 << k for k in range(10))
NAMED, ENGLISH, TIME, TOWN, BEGINS_NAME, BEGINS_ROLE = (1 << k for k in range(10, 16))

_SIGNS: tuple[tuple[int, Iterable[str]], ...] = (
    (THE, ("the",)), (WHOSE, _OWNERS), (TWO, ("two", "both")), (PAIR, PAIR_NOUNS),
    (PERSON, PERSONAL | AGED), (LINK, LINKED), (HOME, HOMELAND), (BODY, KINDS), (PLACED, LOCATIVE),
    (TIME, TIME_WORDS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What is known of one word as printed.

    Attributes:
        forms: itself and all that its lemma may be, in lower case.
        noun: the same with what it is the plural of, as agent nouns are found.
        plain: of the patterns that it may trigger, those that need no event inside.
        governing: the others.
        meets: numbers of what patterns need and it is.
        signs: what it may be. ``NAMED``: it has a capital or a sign in it, or is no English word,
            but is no article or the like. ``ENGLISH``: without its capital it is. ``TOWN``: it may
            begin the name of a place of the gazetteer. ``BEGINS_NAME``, ``BEGINS_ROLE``: or of a
            codebook's name, agent or modifier.
    """

    forms: tuple[str, ...]
    noun: tuple[str, ...]
    plain: tuple[Trigger, ...]
    governing: tuple[Trigger, ...]
    meets: frozenset[int]
    signs: int


class Vocabulary:
    """The words of the text, each looked at once.

    Args:
        codebook: its patterns and cues.
        parser: gives the lemmas that a word may have.
        roster: its names.
        casting: its agents and modifiers.
    """

    def __init__(
        self, codebook: Codebook, parser: Parser, roster: Roster, casting: Casting
    ) -> None:
        self._parser, self._roster, self._casting = parser, roster, casting
        self._triggers = Triggers(codebook)
        self._facts: dict[str, WordFacts] = {}
        cues = (placed.entry for placed in codebook.cues if placed.entry.place == "occasion")
        occasions = (word[:-2] if word[-2:] in (".n", ".v", ".a") else word
                     for cue in cues for word in cue.words)  # fmt: skip
        self._signs: dict[str, int] = {}
        for sign, words in (*_SIGNS, (OCCASION, make_wordset(occasions).heads)):
            for word in words:
                self._signs[word] = self._signs.get(word, 0) | sign

    def look_up(self, words: Iterable[str]) -> list[WordFacts]:
        """Return what is known of each word."""
        known = self._facts
        try:
            return [known[word] for word in words]
        except KeyError:
            if len(known) >= _REMEMBERED:
                known.clear()
            return [known.get(word) or self._learn(word) for word in words]

    def _learn(self, word: str) -> WordFacts:
        facts = self._facts[word] = self._make(word)
        return facts

    def _make(self, word: str) -> WordFacts:
        forms = self._parser.forms(word)
        text = word.lower()
        nouns = dict.fromkeys(forms)
        if text.endswith("s"):
            nouns[text[:-3] + "y" if text.endswith("ies") else text[:-1]] = None
        triggers = [t for form in forms for t in self._triggers.of_word(form)]
        plain = [t for t in triggers if t.inner is None]
        return WordFacts(
            forms=forms,
            noun=tuple(nouns),
            # What may give rows of anybody comes first: it settles the matter.
            plain=tuple(sorted(plain, key=lambda t: (-t.reach, len(t.kinds)))),
            governing=tuple(t for t in triggers if t.inner is not None),
            meets=frozenset(n for form in forms for n in self._triggers.met_by(form)),
            signs=self._sign(word, forms, tuple(nouns)),
        )

    def _sign(self, word: str, forms: tuple[str, ...], nouns: tuple[str, ...]) -> int:
        signs = 0
        for form in forms:
            signs |= self._signs.get(form, 0)
        text = word.lower()
        english = word.isalpha() and self._parser.is_english(forms)
        if self._parser.is_common(text) or (english and word == text):
            pass
        elif any(map(str.isalpha, word)):
            signs |= NAMED | ENGLISH * english
        if places.fold(word).partition(" ")[0] in places.load().first_words:
            signs |= TOWN
        if self._roster.names.begins((word,)):
            signs |= BEGINS_NAME
        return signs | BEGINS_ROLE * self._casting.begins(nouns)
