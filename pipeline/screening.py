"""Which sentences cannot give an event, told from their words alone: those are not parsed.

An event needs a word that a pattern begins with, the pattern's other words, and an actor with a
code. Whether they stand in the sentence shows before it is parsed, in whatever form the lemmatizer
may bring a word to. What is left out only costs nothing if later sentences do not look back on it:
"he", "the group" or a bare surname may mean somebody whom only a sentence without an event names
in full. Such a sentence is parsed too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline import places
from pipeline.actors.links import KINDS, PAIR_NOUNS
from pipeline.actors.mentions import LOCATIVE
from pipeline.actors.named import HOMELAND
from pipeline.actors.names import Hit, PhraseTable
from pipeline.actors.roster import Roster, Sense
from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Governor, Verb
from pipeline.codebook.pattern import Pattern
from pipeline.events import PUBLIC
from pipeline.parsing import Cut, Parser

_Needed = tuple[frozenset[str], ...]
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_LANDS = frozenset({"country", "territory", "region"})
_LONGEST_TOWN = 7
_ONE_ROLE = 3
_POS = re.compile(r"\.[nva]$")
_FUNCTION_WORDS = frozenset(
    "the a an and or but if as at by for from in into of on to with after before over under about"
    " he she it they we i his her its their our this that these those there when where while who"
    " which what no not yes so then also one two some many most all both each other more".split()
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What the words of a sentence tell before it is parsed.

    Attributes:
        cut: the sentence in words.
        forms: every form and lemma that its words may have.
        names: names of the codebook.
        agent: an agent noun may stand in it.
        official: one of more than private people, or with a modifier.
        land: it may say "the country".
        town: it may name a town of the gazetteer.
        located: it has a preposition of place.
        trigger: a pattern begins with one of its words.
        open: a pattern may fit whoever acts.
        public: one in which private people may act, or that names nobody who acts.
        agents: forms that stand in agent nouns.
        capitals: words that may be somebody's surname or acronym.
        named: words by which later sentences may call whom this one names.
        persons: it names a person.
        bodies: it names a group, a court or the like.
        commemorates: it may speak of an anniversary.
    """

    cut: Cut
    forms: frozenset[str]
    names: tuple[Hit[tuple[Sense, ...]], ...]
    agent: bool
    official: bool
    land: bool
    town: bool
    located: bool
    trigger: bool
    open: bool
    public: bool
    agents: frozenset[str]
    capitals: frozenset[str]
    named: frozenset[str]
    persons: bool
    bodies: bool
    commemorates: bool

    @property
    def outcome(self) -> str:
        """What becomes of it if it is not parsed."""
        if not self.trigger:
            return "no trigger"
        return "no actor in a codebook" if self.open else "no pattern"

    def may_give(self, known: bool, home: bool) -> bool:
        """Tell whether it may give an event without looking back on anybody.

        Args:
            known: the article has named somebody before.
            home: the article has a dateline.
        """
        if self.names or (self.town and (self.located or known)) or (self.land and (known or home)):
            return self.open
        return self.agent and (self.open if self.official else self.public)

    def looks_back_on(self, earlier: Sight) -> bool:
        """Tell whether words here may stand for somebody named in an earlier sentence."""
        if not (earlier.names or earlier.agents):
            return False
        if self.capitals & earlier.named or (earlier.persons and self.forms & _PERSONAL):
            return True
        if "the" not in self.forms:
            return False
        placed = earlier.names or earlier.town
        return bool(placed and self.agents & earlier.agents) or (
            earlier.bodies and not self.forms.isdisjoint(KINDS)
        )

    @property
    def speaks_of_two(self) -> bool:
        """Whether it may speak of "the two sides", who are those of the latest event."""
        return not (self.forms.isdisjoint(("two", "both")) or self.forms.isdisjoint(PAIR_NOUNS))


@dataclass(slots=True)
class _Triggers:
    """What the patterns that begin with a word need: of each group one word in the sentence.

    Attributes:
        acts: patterns that give an event by themselves.
        public_acts: those of them in which private people may act, or that name nobody who acts.
        inner: patterns that give an event only inside another.
        governors: patterns that make an event of an event.
        public_governors: those of them that may make a public one.
    """

    acts: list[_Needed] = field(default_factory=list)
    public_acts: list[_Needed] = field(default_factory=list)
    inner: list[_Needed] = field(default_factory=list)
    governors: list[_Needed] = field(default_factory=list)
    public_governors: list[_Needed] = field(default_factory=list)

    def add(self, pattern: Pattern, governors: Mapping[str, Governor]) -> None:
        """Add a pattern."""
        nameless = "SOURCE" not in pattern.slots
        if isinstance(pattern.entry, Verb):
            code = pattern.entry.code
            kinds = [] if code == "none" else ["inner" if pattern.entry.inside else "acts"]
            if kinds == ["acts"] and (nameless or code.startswith(PUBLIC)):
                kinds.append("public_acts")
        else:
            defaults, codes = _codes_of(pattern.entry, governors)
            kinds = ["governors", *(["acts"] if defaults else [])]
            if nameless or any(code.startswith(PUBLIC) for code in codes):
                kinds += ["public_governors", *(["public_acts"] if defaults else [])]
        for kind in kinds:
            getattr(self, kind).append(pattern.needed)


class Screen:
    """Looks over the sentences of an article before they are parsed.

    Args:
        codebook: the patterns.
        roster: the actors.
        parser: cuts sentences into words and knows their lemmas.
    """

    def __init__(self, codebook: Codebook, roster: Roster, parser: Parser) -> None:
        self.roster, self.parser = roster, parser
        self.usable = not codebook.ordered and not roster.folds and parser.lemmas_by_rule
        self._triggers: dict[str, _Triggers] = {}
        for pattern in codebook.patterns:
            for lemma in pattern.trigger[-1].heads:
                triggers = self._triggers.setdefault(lemma, _Triggers())
                triggers.add(pattern, codebook.governors)
        self._agent_words: set[str] = set()
        self._officials: PhraseTable[bool] = PhraseTable()
        for words, role in roster.agents.items():
            self._agent_words.update(words)
            if role.agent.kind != "everyday" or len(role.agent.code or "") != _ONE_ROLE:
                self._officials.setdefault(words, True)
        self._occasions = frozenset(
            word.lower()
            for placed in codebook.cues
            if placed.entry.place == "occasion"
            for phrase in placed.entry.words
            for word in _POS.sub("", phrase).replace("-", " ").split()
        )

    def look(self, cut: Cut) -> Sight:
        """Return what the words of a sentence tell."""
        every = [self.parser.forms(word) for word in cut.words]
        forms = frozenset[str]().union(*every)
        lemmas = [_with_singular(word, own) for word, own in zip(cut.words, every, strict=True)]
        agents = forms & self._agent_words
        found = [self._triggers[form] for form in forms & self._triggers.keys()]
        names = tuple(self.roster.find_names(cut.words, cut.sentence.text.isupper()))
        actors = [sense.actor for hit in names for sense in hit.value]
        capitals = _capitals(cut.words, names)
        persons = {a.name.split()[-1] for a in actors if a.kind == "person"}
        acts = _any_fits((t.acts for t in found), forms)
        inner = _any_fits((t.inner for t in found), forms)
        return Sight(
            cut=cut, forms=forms, names=names,
            agent=bool(agents) and bool(self.roster.agents.find(lemmas)),
            official=bool(self._officials.find(lemmas) or self.roster.modifiers.find(lemmas)),
            land="the" in forms and not forms.isdisjoint(HOMELAND),
            town=self._names_town(cut), located=not forms.isdisjoint(LOCATIVE),
            trigger=bool(found),
            open=acts or (inner and _any_fits((t.governors for t in found), forms)),
            public=_any_fits((t.public_acts for t in found), forms)
            or (acts or inner)
            and _any_fits((t.public_governors for t in found), forms),
            agents=agents, capitals=capitals,
            named=(capitals if agents else _bracketed(cut.words)) | persons,
            persons=bool(persons) or bool(agents and capitals),
            bodies=any(actor.kind not in _LANDS for actor in actors),
            commemorates=not forms.isdisjoint(self._occasions),
        )  # fmt: skip

    def choose(self, cuts: Sequence[Cut]) -> list[Sight | None]:
        """Return for each sentence of an article None if it is to be parsed, else what it tells."""
        seen = [self.look(cut) for cut in cuts]
        wanted = list(self._find_givers(seen))
        last = max((i for i, want in enumerate(wanted) if want), default=-1)
        first = next((i for i in range(last) if seen[i].commemorates), last)
        for i in range(last, -1, -1):
            later = (seen[k] for k in range(i + 1, last + 1) if wanted[k])
            wanted[i] = wanted[i] or i >= first or any(s.looks_back_on(seen[i]) for s in later)
        return [None if want else sight for want, sight in zip(wanted, seen, strict=True)]

    def _find_givers(self, seen: Sequence[Sight]) -> Iterator[bool]:
        known = home = False
        for i, here in enumerate(seen):
            home = home or here.cut.dateline is not None
            yield here.may_give(known, home) or (
                here.open
                and (
                    (here.speaks_of_two and i > 0)
                    or any(here.looks_back_on(earlier) for earlier in seen[:i])
                )
            )
            known = known or bool(here.names)

    def _names_town(self, cut: Cut) -> bool:
        text, offset = cut.sentence.text, cut.sentence.start
        ends = [start + len(word) for start, word in zip(cut.starts, cut.words, strict=True)]
        for i, word in enumerate(cut.words):
            if places.fold(word) in self._first_words:
                for end in ends[i : i + _LONGEST_TOWN]:
                    name = text[cut.starts[i] - offset : end - offset]
                    if not name.islower() and places.load().knows(name):
                        return True
        return False

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return places.load().first_words


def _codes_of(governor: Governor, governors: Mapping[str, Governor]) -> tuple[set[str], set[str]]:
    """Return the codes that a class gives without an event inside, and all that it may give.

    Those of the classes that take its place in the negative are among them.
    """
    known: dict[str, Governor] = {}
    todo = [governor]
    while todo:
        here = todo.pop()
        known[here.name] = here
        below = [name for name in (here.negated, here.inner_negated) if name]
        todo += [governors[name] for name in below if name not in known]
    defaults = {one.default for one in known.values() if one.default}
    tables = [one.codes.values() for one in known.values() if isinstance(one.codes, dict)]
    return defaults, defaults.union(*tables)


def _any_fits(triggers: Iterable[list[_Needed]], forms: frozenset[str]) -> bool:
    return any(
        not any(group.isdisjoint(forms) for group in needed) for few in triggers for needed in few
    )


def _capitals(words: Sequence[str], names: Iterable[Hit[tuple[Sense, ...]]]) -> frozenset[str]:
    """Return words that may be a surname: a country's name is one only after a name."""
    lands: set[int] = set()
    for hit in names:
        if hit.value[0].national and not (hit.start and words[hit.start - 1][0].isupper()):
            lands.update(range(hit.start, hit.end))
    return frozenset(
        word
        for i, word in enumerate(words)
        if i not in lands
        and word[0].isalpha()
        and not word.islower()
        and word.lower() not in _FUNCTION_WORDS
    )


def _bracketed(words: Sequence[str]) -> frozenset[str]:
    pairs = zip(words, words[1:], strict=False)
    return frozenset(word for bracket, word in pairs if bracket[-1] in "([" and word.isupper())


def _with_singular(word: str, forms: frozenset[str]) -> tuple[str, ...]:
    """Return the forms of a word with the singular that a name in the plural is read as."""
    text = word.lower()
    if not text.endswith("s"):
        return tuple(forms)
    return (*forms, text[:-3] + "y" if text.endswith("ies") else text[:-1])
