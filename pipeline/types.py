"""The values that pass between the stages. Imports nothing of the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

STATUSES = ("negated", "hypothetical", "future", "historical", "actual")
"""Whether and when an event is said to have happened; of several, the first is its status."""


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was read; ``text`` is kept character for character.

    Attributes:
        id: unique among the articles of a run.
        date: day of publication.
        text: the body; every offset in the output refers to it.
        origin: file it came from, as the user named it, for messages.
        line: 1-based line or record in ``origin``.
    """

    id: str
    date: date
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    origin: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that cannot be coded, with the reason and what the user can do about it."""

    file: str
    line: int
    reason: str
    cure: str
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: a slice ``text`` at ``start`` (half-open, characters)."""

    index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a parsed sentence, in Universal Dependencies terms.

    Attributes:
        i: 0-based position in the sentence.
        text: as printed.
        lemma: lower case, but proper nouns as printed.
        pos: universal part of speech.
        tag: Penn Treebank tag.
        dep: UD relation to the head, ``root`` for the root.
        head: position of the head, its own for the root.
        start, end: half-open character span in the article's text.
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


@cache
def base_relation(dep: str) -> str:
    """Return a relation without its subtype."""
    return dep.split(":")[0]


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence and, by the position of each word, what is asked of it again and again.

    Attributes:
        sentence: where it stands.
        words: its words.
        children: positions of a word's dependents.
        forms: a word in lower case, as printed.
        lemmas: its lemma in lower case.
        relations: its relation to its head without subtype: ``nsubj`` for ``nsubj:pass``.
        related: its dependents by their relation to it, with and without subtype.
    """

    sentence: Sentence
    words: tuple[Word, ...]
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    forms: tuple[str, ...] = field(init=False, repr=False, compare=False)
    lemmas: tuple[str, ...] = field(init=False, repr=False, compare=False)
    relations: tuple[str, ...] = field(init=False, repr=False, compare=False)
    related: tuple[Mapping[str, tuple[int, ...]], ...] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        words = self.words
        relations = tuple([base_relation(word.dep) for word in words])
        below: list[tuple[int, ...]] = [()] * len(words)
        related: list[dict[str, tuple[int, ...]]] = [{} for _ in words]
        for i, (word, relation) in enumerate(zip(words, relations, strict=True)):
            head = word.head
            if head != i:
                below[head] += (i,)
                here = related[head]
                here[relation] = (*here.get(relation, ()), i)
                if word.dep != relation:
                    here[word.dep] = (*here.get(word.dep, ()), i)
        put = object.__setattr__
        put(self, "children", tuple(below))
        put(self, "related", tuple(related))
        put(self, "forms", tuple([word.text.lower() for word in words]))
        put(self, "lemmas", tuple([word.lemma.lower() for word in words]))
        put(self, "relations", relations)

    def subtree(self, i: int) -> list[int]:
        """Return the positions of a word and all below it, in sentence order."""
        found, todo = [], [i]
        while todo:
            here = todo.pop()
            found.append(here)
            todo.extend(self.children[here])
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that name an actor, and who that is on the day of the article.

    Attributes:
        text, start, end: the words and their half-open span in the article's text.
        code: CAMEO actor code, None where the words are in no codebook.
        country: ISO 3166-1 alpha-3, None for none.
        roles: the role parts of the code, in order.
        name: canonical name of the codebook entry.
        entry: codebook line that gave the code, ``actors/africa.yaml:12``.
        link: ``name``, ``agent``, ``coreference`` or ``context``; None where there is no code.
        kinds: what patterns may call it: ``police``, ``protester``, ``country`` ...
    """

    text: str
    start: int
    end: int
    code: str | None = None
    country: str | None = None
    roles: tuple[str, ...] = ()
    name: str | None = None
    entry: str | None = None
    link: str | None = None
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class When:
    """The day of an event: first day of the period that ``precision`` names."""

    day: date
    method: str = "publication"
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened, and how we know: ``text``, ``target`` or ``dateline``."""

    name: str
    method: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    admin1: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What rows have in common of which it is measured how many are right.

    Attributes:
        action: ``verb``, ``noun`` or ``composed`` (an event within an event).
        link: how the worse known of both actors was tied to its code: ``name``, ``agent``,
            ``coreference``, ``context``, ``uncoded`` or ``missing``.
        words: how many words of its own the pattern has: ``1``, ``2`` or ``3+``.
        clause: ``main``, ``complement`` or ``inside`` another phrase.
        status: ``actual`` or ``other``.
    """

    action: str
    link: str
    words: str
    clause: str
    status: str

    @property
    def features(self) -> tuple[str, ...]:
        """The values, the weightiest first."""
        return self.action, self.link, self.words, self.clause, self.status


@dataclass(frozen=True, slots=True)
class Counts:
    """The least numbers of people that a sentence supports, and the words that give them."""

    killed: int | None = None
    wounded: int | None = None
    arrested: int | None = None
    crowd: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One dated source-action-target row; the columns are described in ``table.py``."""

    event_id: str
    when: When
    sentence: Sentence
    source: Mention | None
    target: Mention | None
    code: str
    action_text: str
    action_start: int
    action_end: int
    status: str
    pattern: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    reported_by: str | None = None
    place: Place | None = None
    kind: Kind | None = None
    confidence: float | None = None
    counts: Counts | None = None

    @property
    def row(self) -> str:
        """The event as ``SOURCE CODE TARGET``, ``---`` for a side without a code."""
        sides = [(side and side.code) or "---" for side in (self.source, self.target)]
        return f"{sides[0]} {self.code} {sides[1]}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger that was tried: its words, the line of its best pattern, and what came of it."""

    trigger: str
    start: int
    end: int
    outcome: str
    pattern: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What became of one sentence."""

    sentence: Sentence
    outcome: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """All that coding one article gave; where it could not be coded, only why."""

    article: Article
    events: tuple[Event, ...] = ()
    ledger: tuple[LedgerLine, ...] = ()
    reject: Reject | None = None
