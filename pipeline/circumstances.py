"""When and where: the expressions that belong to an event by grammar, not by nearness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline import places
from pipeline.actors.mentions import Mentions
from pipeline.actors.phrases import slice_text
from pipeline.codebook.words import Lexicon, WordSet
from pipeline.dates import resolve
from pipeline.grammar import Grammar
from pipeline.readings import Act
from pipeline.status import status_of
from pipeline.types import Mention, Place, When

_PLACE_PREPOSITIONS = frozenset(
    ["in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "off"]
)
_SCENE_PREPOSITIONS = frozenset({"in", "across", "throughout", "near", "outside", "inside"})
_AT_TARGET = ("074", "14", "15", "17", "18", "19", "20")
_LONGEST = 7
REPORT = "report"
_HISTORICAL = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When and where an event happened, whether it did, and who says so."""

    when: When
    place: Place | None
    status: str
    reporter: str | None


def find_circumstances(
    reading: Act, mentions: Mentions, published: date, lexicon: Lexicon
) -> Circumstances:
    """Return the circumstances of an event.

    Args:
        reading: the event.
        mentions: the sentence.
        published: day of publication.
        lexicon: the synsets; ``report`` names the verbs of saying.
    """
    grammar = mentions.grammar
    status = status_of(reading, grammar)
    future = status == "future" or reading.code.startswith("03")
    when = find_when(reading, grammar, published, future)
    if status == "actual" and is_historical(when, published):
        status = "historical"
    reporter = None
    if lexicon.has(REPORT):
        reporter = find_reporter(reading, mentions, lexicon.named(REPORT))
    return Circumstances(when, find_place(reading, mentions), status, reporter)


def find_when(reading: Act, grammar: Grammar, published: date, future: bool) -> When:
    """Return the day that the event's own words give, else the day of publication."""
    for anchor in _anchors(reading, grammar):
        for c in grammar.below(anchor, "obl", "nmod", "advmod", "compound", "nummod"):
            if c in reading.words or grammar.case(c) == "since":
                continue
            expression = _time_expression(c, grammar)
            when = expression and resolve(expression, published, "future" if future else "past")
            if when:
                return when
    return When(published)


def is_historical(when: When, published: date) -> bool:
    """Tell whether an event lies more than a month before publication."""
    return when.method == "text" and when.day < published - _HISTORICAL


def _anchors(reading: Act, grammar: Grammar) -> Iterator[int]:
    """Yield the event's own words, then the verb that a noun among them depends on.

    Last come those it was done to: what says when or where is often hung on them.
    """
    yield reading.trigger
    yield from (i for i in reading.words if i != reading.trigger)
    words = grammar.tree.words
    head = words[reading.trigger].head
    if words[reading.trigger].pos == "NOUN" and words[head].pos == "VERB":
        yield head
    yield from reading.target or ()
    yield from (c for c in grammar.below(reading.trigger, "obl") if grammar.says_when(c))


def _time_expression(i: int, grammar: Grammar) -> str | None:
    tree = grammar.tree
    if not any(grammar.says_when(k) for k in (i, *tree.children[i])):
        return None
    inside, todo = [i], [i]
    while todo:
        for c in tree.children[todo.pop()]:
            foreign = grammar.below(c, "case") and not grammar.says_when(c)
            if tree.words[c].dep != "punct" and not foreign:
                inside.append(c)
                todo.append(c)
    first, last = min(inside), max(inside)
    if last - first >= _LONGEST:
        return None
    return slice_text(tree, tree.words[first].start, tree.words[last].end)


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
        return _known_place(visited.text, countries, "target")
    for c in _bound_by(_PLACE_PREPOSITIONS, reading, mentions.grammar):
        place = _place_at(c, mentions, countries, "text")
        if place:
            return place
    if visited and reading.code.startswith(_AT_TARGET):
        return _known_place(visited.text, countries, "target")
    if mentions.context.dateline:
        city, home = _read_dateline(mentions.context.dateline)
        return _known_place(city, (*home, *countries), "dateline")
    return None


def find_scene(reading: Act, mentions: Mentions) -> tuple[Mention, ...]:
    """Return the place that the event's words name, as an actor: "lifted the curfew in Basra"."""
    for c in _bound_by(_SCENE_PREPOSITIONS, reading, mentions.grammar):
        found = tuple(m for m in mentions.at(c) if m.code and "place" in m.kinds)
        if found:
            return found
    return ()


def _bound_by(prepositions: frozenset[str], reading: Act, grammar: Grammar) -> Iterator[int]:
    """Yield what these prepositions bind beside an event, the closest tie first."""
    for anchor in _anchors(reading, grammar):
        for c in grammar.below(anchor, "obl", "nmod"):
            if grammar.case(c) in prepositions and c not in reading.words:
                yield c


def find_home(dateline: str) -> tuple[str, ...]:
    """Return the country of a dateline such as ``TRIPOLI, Libya``; empty where unknown."""
    city, countries = _read_dateline(dateline)
    place = places.resolve(city.title() if city.isupper() else city, countries)
    return countries[:1] or ((place.country,) if place else ())


def _read_dateline(dateline: str) -> tuple[str, tuple[str, ...]]:
    """Return the town of a dateline and the countries of the regions named after it."""
    city, *regions = dateline.split(", ")
    return city, tuple(hit.country for region in regions if (hit := places.resolve(region)))


def _place_at(i: int, mentions: Mentions, countries: tuple[str, ...], method: str) -> Place | None:
    if mentions.tree.words[i].pos != "PROPN":
        return None
    hit = mentions.spots.names.get(i)
    if hit and not hit.value[0].national:
        return None
    first, last = (hit.start, hit.end - 1) if hit else mentions.span(i)
    words = mentions.tree.words[first : last + 1]
    name = " ".join(w.text for w in words if w.pos not in ("DET", "ADJ"))
    within = [
        m.country for c in mentions.grammar.below(i, "appos", "nmod", "obl", "conj")
        for m in mentions.at(c) if m.country
    ]  # fmt: skip
    return _known_place(name, (*within, *countries), method)


def _known_place(name: str, countries: tuple[str, ...], method: str) -> Place | None:
    hit = places.resolve(name.removeprefix("the "), tuple(dict.fromkeys(countries)))
    if hit is None:
        return None
    return Place(
        hit.name, method, hit.country, hit.latitude, hit.longitude, hit.geonames_id, hit.admin1,
        hit.precision,
    )  # fmt: skip
