"""When and where: the expressions that belong to an event by grammar, not by nearness."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.actors.mentions import Mentions
from pipeline.actors.phrases import slice_text
from pipeline.circumstances.counts import Tallies
from pipeline.circumstances.issues import Issues
from pipeline.circumstances.status import StatusCues, find_occasions, is_below, status_of
from pipeline.circumstances.timing import Times, is_historical
from pipeline.circumstances.whereabouts import (
    find_dateline_place,
    find_named_place,
    known_place,
    read_dateline,
)
from pipeline.codebook.load import Codebook
from pipeline.codebook.words import WordSet
from pipeline.eras import is_long_past
from pipeline.gazetteer import places
from pipeline.patterns.readings import Act
from pipeline.syntax.grammar import Grammar
from pipeline.types import Counts, Mention, Place, When

_PLACE_PREPOSITIONS = frozenset(
    ["in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "off"]
    + ["during", "north", "south", "east", "west"]
)
_SCENE_PREPOSITIONS = frozenset(
    {"in", "across", "throughout", "near", "outside", "inside", "around", "along"}
)
_VIOLENT = ("17", "18", "19", "20")
_EDGES = frozenset({"outskirt", "outskirts", "edge", "coast", "border", "island", "road"})
_SAID = ("01", "02", "09", "10", "11", "12")
_AT_TARGET = ("074", "14", "15", "17", "18", "19", "20")
REPORT = "report"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When and where an event happened, whether it did, how many it hit, and who says so."""

    when: When
    place: Place | None
    status: str
    reporter: str | None
    counts: Counts | None
    issues: tuple[str, ...]
    contexts: tuple[str, ...]


class Observer:
    """Finds the circumstances of events with the cues, issues and tallies of a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.cues = StatusCues(placed.entry for placed in codebook.cues)
        self.issues = Issues(placed.entry for placed in codebook.issues)
        self.tallies = Tallies(placed.entry for placed in codebook.tallies)
        lexicon = codebook.lexicon
        self.reports = lexicon.named(REPORT) if lexicon.has(REPORT) else None

    def look(
        self, mentions: Mentions, published: date, readings: Sequence[Act]
    ) -> Callable[[Act], Circumstances]:
        """Return what finds the circumstances of the events of one sentence.

        Args:
            mentions: the sentence.
            published: day of publication.
            readings: all its events.
        """
        grammar, context = mentions.grammar, mentions.context
        times = Times(grammar, published, frozenset(r.trigger for r in readings))
        told = self.tallies.count(grammar)
        issues, contexts = self.issues.find(grammar.tree) if readings else ((), ())
        occasions = find_occasions(grammar, self.cues)
        if occasions or context.remembered:
            context.remembered = times.remembered(occasions, context.remembered)

        def find(reading: Act) -> Circumstances:
            status, when = self._when(reading, grammar, published, times)
            if status == "actual" and context.remembered:
                if when.method == "publication" and _remembers(reading, grammar, occasions):
                    status, when = "historical", context.remembered
                elif reading.code.startswith(_VIOLENT) and not occasions:
                    context.remembered = None
            if status in ("actual", "historical") and context.era:
                told_then = _tells_of_past(reading, grammar)
                if told_then and when.day.year >= published.year - 1:
                    status, when = "historical", context.era.at(mentions.tree.sentence.end)
            if status == "actual" and _was_long_ago(reading, mentions):
                status = "historical"
            reporter = find_reporter(reading, mentions, self.reports) if self.reports else None
            named = ("historical", "hypothetical")
            return Circumstances(
                when, find_place(reading, mentions), status, reporter,
                None if status == "negated" else told.of(reading), issues,
                (*contexts, *([status] if status in named else [])),
            )  # fmt: skip

        return find

    def _when(
        self, reading: Act, grammar: Grammar, published: date, times: Times
    ) -> tuple[str, When]:
        status = status_of(reading, grammar, self.cues)
        will = grammar.auxiliary(reading.trigger)
        intended = reading.code.startswith("03") or (will and reading.code.startswith("13"))
        when = times.when(reading, status == "future" or intended)
        if status == "actual" and is_historical(when, published):
            status = "historical"
        if status == "actual" and when.day > published and not intended:
            status = "future"
        return status, when


def _remembers(reading: Act, grammar: Grammar, occasions: tuple[int, ...]) -> bool:
    """Tell whether an event without a day is what the article commemorates.

    In the sentence that says so, what stands below "anniversary"; in those that follow, violence in
    the simple past.
    """
    if occasions:
        relative = any(
            grammar.tree.words[c].tag in ("WDT", "WRB", "WP")
            for c in grammar.tree.children[reading.trigger]
        )
        return is_below(reading.trigger, occasions, grammar) or (
            relative and reading.trigger > occasions[0]
        )
    return _tells_of_past(reading, grammar) and reading.code.startswith(_VIOLENT)


def _tells_of_past(reading: Act, grammar: Grammar) -> bool:
    """Tell whether an event is told in the past tense, or by a noun."""
    word = grammar.tree.words[reading.trigger]
    perfect = any(grammar.tree.words[c].tag in ("VBZ", "VBP") for c in grammar.below(word.i, "aux"))
    return word.tag in ("VBD", "VBN", "VBG", "NN", "NNS") and not perfect


def _was_long_ago(reading: Act, mentions: Mentions) -> bool:
    """Tell whether an event's own clause puts it into an age long past."""
    grammar, words = mentions.grammar, mentions.tree.words
    if not is_long_past(mentions.tree.sentence.text) or not _tells_of_past(reading, grammar):
        return False
    i = reading.trigger
    anchors = [i] if words[i].pos == "VERB" else [i, words[i].head]
    return any(
        grammar.case(c) != "since" and is_long_past(_words_of(c, mentions))
        for anchor in anchors
        for c in grammar.below(anchor, "obl", "nmod", "advmod")
    )


def find_reporter(reading: Act, mentions: Mentions, verbs: WordSet) -> str | None:
    """Return the words for whoever says that it happened, None where nobody is named.

    Args:
        reading: the event.
        mentions: the sentence.
        verbs: the verbs of saying.
    """
    grammar, words = mentions.grammar, mentions.tree.words
    for head in reading.teller:
        return _words_of(head, mentions)
    i = reading.trigger
    while True:
        for c in grammar.below(i, "obl", "nmod", "parataxis"):
            if grammar.case(c) in ("according", "to") and _according(c, grammar):
                return _words_of(c, mentions)
            if words[c].dep == "parataxis" and verbs.find(mentions.tree, c):
                return _speaker(c, mentions)
        head, dep = words[i].head, words[i].dep.split(":")[0]
        if head == i or dep in ("acl", "appos"):
            return None
        if dep in ("ccomp", "parataxis") and verbs.find(mentions.tree, head):
            return _speaker(head, mentions)
        i = head


def _according(i: int, grammar: Grammar) -> bool:
    return any(grammar.lemma(c) in ("accord", "according") for c in grammar.tree.subtree(i))


def _speaker(verb: int, mentions: Mentions) -> str | None:
    subjects = mentions.grammar.frame(verb).subjects
    return _words_of(subjects[0], mentions) if subjects else None


def _words_of(i: int, mentions: Mentions) -> str:
    first, last = mentions.span(i)
    words = mentions.tree.words
    while first < last and words[first].pos in ("ADP", "VERB", "SCONJ"):
        first += 1
    return slice_text(mentions.tree, words[first].start, words[last].end)


def find_place(reading: Act, mentions: Mentions) -> Place | None:
    """Return where the event's words say that it happened.

    Else its target, if that is a place and the event happens at its target (a visit, an attack);
    else the dateline of the report.

    Args:
        reading: the event.
        mentions: the actors and places of the sentence.
    """
    countries = mentions.countries()
    target = next((m for head in reading.target or () for m in mentions.at(head)), None)
    visited = target if target and "place" in target.kinds else None
    if visited and reading.code.startswith("042"):
        return known_place(visited.text, countries, "target")
    for c in _bound_by(_PLACE_PREPOSITIONS, reading, mentions.grammar):
        place = find_named_place(c, mentions, "text")
        if place:
            return place
    if visited and reading.code.startswith(_AT_TARGET):
        return known_place(visited.text, countries, "target")
    if mentions.context.dateline:
        return find_dateline_place(mentions.context.dateline, countries)
    return None


def _anchors(reading: Act, grammar: Grammar) -> Iterator[int]:
    """Yield the event's own words, then the verb that a noun among them depends on.

    Last come those it was done to, on whom what says where is often hung, and those who did it.
    What somebody says happens where he speaks, not where what he speaks of is.
    """
    yield reading.trigger
    if reading.code.startswith(_SAID):
        return
    yield from (i for i in reading.words if i != reading.trigger)
    # "lifted the curfew imposed in Basra"
    yield from (c for i in reading.words for c in grammar.below(i, "acl") if grammar.passive(c))
    words = grammar.tree.words
    head = words[reading.trigger].head
    if words[reading.trigger].pos == "NOUN" and words[head].pos == "VERB":
        yield head
    yield from reading.target or ()
    yield from (c for c in grammar.below(reading.trigger, "obl") if grammar.says_when(c))
    if reading.code.startswith(_AT_TARGET):
        yield from grammar.below(reading.trigger, "nsubj")
        yield from reading.source or ()


def find_scene(reading: Act, mentions: Mentions, deep: bool = False) -> tuple[Mention, ...]:
    """Return the place that the event's words name, as an actor: "lifted the curfew in Basra".

    Args:
        reading: the event.
        mentions: the sentence.
        deep: a place may be known by the one it is in: "distributed tents in camps near Idlib".
    """
    prepositions = _SCENE_PREPOSITIONS | {"at"} if deep else _SCENE_PREPOSITIONS
    for c in _bound_by(prepositions, reading, mentions.grammar):
        for place in (c, *(_places_of(c, mentions.grammar) if deep else ())):
            found = tuple(m for m in mentions.at(place) if m.code and "place" in m.kinds)
            if found:
                return found
    return ()


def _places_of(i: int, grammar: Grammar) -> Iterator[int]:
    """Yield what says where a place is: "in camps around Idlib", "in the hills of western Chad"."""
    for c in grammar.below(i, "nmod"):
        if grammar.case(c) in (*_PLACE_PREPOSITIONS, "of"):
            yield c
            yield from _places_of(c, grammar)


def _bound_by(prepositions: frozenset[str], reading: Act, grammar: Grammar) -> Iterator[int]:
    """Yield what these prepositions bind beside an event, the closest tie first."""
    for anchor in _anchors(reading, grammar):
        for c in grammar.below(anchor, "obl", "nmod"):
            case = grammar.case(c)
            bound = case in prepositions or (case == "on" and grammar.lemma(c) in _EDGES)
            if bound and c not in reading.words and not _of_the_topic(c, reading, grammar):
                yield c


def _of_the_topic(i: int, reading: Act, grammar: Grammar) -> bool:
    """Tell whether a phrase follows what somebody speaks of: "condemned the attack in Mali"."""
    before = min(grammar.below(i, "case"), default=i) - 1
    return (
        reading.code.startswith(_SAID)
        and before > reading.trigger
        and grammar.tree.words[before].pos == "NOUN"
    )


def find_home(dateline: str) -> tuple[str, ...]:
    """Return the country of a dateline such as ``TRIPOLI, Libya``; empty where unknown."""
    city, regions = read_dateline(dateline)
    countries = tuple(hit.country for hit in regions)
    place = places.resolve(city.title() if city.isupper() else city, countries)
    return countries[:1] or ((place.country,) if place else ())
