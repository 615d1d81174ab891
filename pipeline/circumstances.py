"""When and where: the expressions that belong to an event by grammar, not by nearness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline import places
from pipeline.actors.mentions import Mentions
from pipeline.actors.phrases import slice_text
from pipeline.composition import Reading
from pipeline.dates import TIME_WORDS, resolve
from pipeline.grammar import Grammar
from pipeline.types import Mention, Place, When

_PLACE_PREPOSITIONS = frozenset(
    ["in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "off"]
)
_LONGEST = 7
_HISTORICAL = timedelta(days=31)


def find_when(reading: Reading, grammar: Grammar, published: date, future: bool) -> When:
    """Return the day that the event's own words give, else the day of publication."""
    for anchor in _anchors(reading, grammar):
        for c in grammar.below(anchor, "obl", "nmod", "advmod", "compound", "nummod"):
            if c in reading.words:
                continue
            expression = _time_expression(c, grammar)
            when = expression and resolve(expression, published, "future" if future else "past")
            if when:
                return when
    return When(published)


def is_historical(when: When, published: date) -> bool:
    """Tell whether an event lies more than a month before publication."""
    return when.method == "text" and when.day < published - _HISTORICAL


def _anchors(reading: Reading, grammar: Grammar) -> Iterator[int]:
    """Yield the event's own words, then the verb that a noun among them depends on."""
    yield reading.trigger
    yield from (i for i in reading.words if i != reading.trigger)
    words = grammar.tree.words
    head = words[reading.trigger].head
    if words[reading.trigger].pos == "NOUN" and words[head].pos == "VERB":
        yield head


def _time_expression(i: int, grammar: Grammar) -> str | None:
    tree = grammar.tree
    inside = [k for k in tree.subtree(i) if tree.words[k].dep != "punct"]
    if not any(_is_time(k, grammar) for k in (i, *tree.children[i])):
        return None
    first, last = inside[0], inside[-1]
    if last - first >= _LONGEST:
        return None
    start, end = tree.words[first].start, tree.words[last].end
    return slice_text(tree, start, end)


def _is_time(i: int, grammar: Grammar) -> bool:
    word = grammar.tree.words[i]
    if word.pos == "NUM":
        return word.text.isdigit() and len(word.text) == 4
    return word.lemma.lower().rstrip(".") in TIME_WORDS and word.pos not in ("VERB", "AUX")


def find_place(
    reading: Reading, mentions: Mentions, target: Mention | None, countries: tuple[str, ...]
) -> Place | None:
    """Return where the event's words say that it happened, else its target if that
    is a place, else the report's dateline.

    Args:
        reading: the event.
        mentions: the actors and places of the sentence.
        target: the event's target.
        countries: countries that the sentence names, which tell apart places of one name.
    """
    grammar = mentions.grammar
    for anchor in _anchors(reading, grammar):
        for c in grammar.below(anchor, "obl", "nmod"):
            if grammar.case(c) in _PLACE_PREPOSITIONS and c not in reading.words:
                place = _place_at(c, mentions, countries, "text")
                if place:
                    return place
    if target and target.code and "place" in target.kinds:
        return _known_place(target.text, countries, "target")
    if mentions.context.dateline:
        city, *regions = mentions.context.dateline.split(", ")
        home = [hit.country for region in regions if (hit := places.resolve(region))]
        return _known_place(city, (*home, *countries), "dateline")
    return None


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
