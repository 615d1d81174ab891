"""From the words of a sentence to places: names, the phrases around them, what follows a comma."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.actors.mentions import Mentions
from pipeline.gazetteer import places
from pipeline.types import Place

_INSIDE = frozenset({None, "of", "in", "near", "at", "outside", "around", "inside", "'s"})
_NEARNESS = {"appos": 0, "flat": 0, "compound": 2, "nmod:poss": 3}
_DEPTH = 2
_LONGEST_REGION = 3


def read_dateline(dateline: str) -> tuple[str, tuple[places.Hit, ...]]:
    """Return the town of a dateline and the regions and countries named after it."""
    city, *regions = dateline.split(", ")
    return city, tuple(hit for region in regions if (hit := places.resolve(region)))


def find_dateline_place(dateline: str, countries: Iterable[str]) -> Place | None:
    """Return where a report was written; ``countries`` are those that the article speaks of."""
    city, regions = read_dateline(dateline)
    within = [hit.country for hit in regions]
    return known_place(city, (*within, *countries), "dateline", _division(regions))


def find_named_place(
    i: int, mentions: Mentions, method: str, within: tuple[str, ...] = (), depth: int = _DEPTH
) -> Place | None:
    """Return the place that a phrase names: "Aleppo", "a suburb of Aleppo", "Aleppo province".

    Args:
        i: head of the phrase.
        mentions: the sentence.
        method: how the phrase is tied to the event.
        within: countries of which the words around say that the place lies there.
        depth: how far to look below the head for a name.
    """
    words, grammar = mentions.tree.words, mentions.grammar
    if words[i].pos == "PROPN" or i in mentions.spots.names:
        found = _read_name(i, mentions, method, within)
        if found:
            return found
    if depth == 0 or words[i].pos == "PRON":
        return None
    within = (*within, *_nationalities(i, mentions))
    below = grammar.below(i, "appos", "compound", "flat", "nmod", "obl")
    for c in sorted(below, key=lambda c: _NEARNESS.get(words[c].dep, 1)):
        case = grammar.case(c)
        possessor = words[c].dep == "nmod:poss"
        if case not in _INSIDE or words[c].pos not in ("PROPN", "NOUN"):
            continue
        if (possessor or words[c].dep == "compound") and words[c].pos != "PROPN":
            continue
        place = find_named_place(c, mentions, method, within, depth - 1)
        if place:
            return place
    return None


def _read_name(i: int, mentions: Mentions, method: str, within: tuple[str, ...]) -> Place | None:
    hit = mentions.spots.names.get(i)
    if hit and not hit.value[0].national:
        return None
    first, last = (hit.start, hit.end - 1) if hit else mentions.span(i)
    words = mentions.tree.words
    while last > first and words[last].pos == "PUNCT":
        last -= 1
    inside = [w for w in words[first : last + 1] if w.pos != "DET"]
    name = " ".join(w.text for w in inside if w.pos != "ADJ" or w.text[0].isupper())
    if first and words[first - 1].text == "New":
        name = f"New {name}"
    name, _, rest = name.partition(" , ")
    if hit and len(inside) > 1 and not places.resolve(name):
        # "The U.S. state of Georgia", "the Donetsk region" are names in the codebook.
        code = mentions.roster.code_on(hit.value[0].actor, mentions.day)
        within = (*within, *([code[:3]] if code else []))
        name = next((w.text for w in reversed(inside) if w.pos == "PROPN"), name)
    region = places.resolve(rest) if rest else _region_after(last, mentions)
    below = [
        m.country for c in mentions.grammar.below(i, "appos", "nmod", "obl", "conj")
        for m in mentions.at(c) if m.country
    ]  # fmt: skip
    own = [region.country] if region else []
    countries = (*own, *within, *below, *_countries_beside(first, last, mentions))
    return known_place(name, countries, method, _division([region] if region else []))


def _region_after(last: int, mentions: Mentions) -> places.Hit | None:
    """Return the region or country that a comma adds: "Alexandria, Virginia"."""
    words = mentions.tree.words
    if last + 2 >= len(words) or words[last + 1].text != ",":
        return None
    for length in range(_LONGEST_REGION, 0, -1):
        run = words[last + 2 : last + 2 + length]
        if len(run) == length and all(w.pos in ("PROPN", "ADJ") for w in run):
            hit = places.resolve(" ".join(w.text for w in run))
            if hit and hit.precision in ("region", "country"):
                return hit
    return None


def _nationalities(i: int, mentions: Mentions) -> tuple[str, ...]:
    """Return the countries whose adjectives stand before a noun: "the Lebanese city of Tripoli"."""
    found = []
    for c in mentions.grammar.below(i, "amod", "compound", "nmod"):
        hit = mentions.spots.names.get(c)
        if c < i and hit and hit.value[0].national:
            code = mentions.roster.code_on(hit.value[0].actor, mentions.day)
            found.append(code[:3] if code else "")
    return tuple(filter(None, found))


def _countries_beside(first: int, last: int, mentions: Mentions) -> tuple[str, ...]:
    """Return the countries that other words of the sentence name, then those of the article."""
    hits = [h for h in mentions.spots.names.values() if h.end <= first or h.start > last]
    codes = (
        mentions.roster.code_on(sense.actor, mentions.day) for hit in hits for sense in hit.value
    )
    named = [code[:3] for code in codes if code and code[:3] in mentions.roster.countries]
    return (*named, *mentions.context.countries)


def _division(regions: Iterable[places.Hit]) -> tuple[str, str] | None:
    for hit in regions:
        if hit.precision == "region" and hit.admin1:
            return hit.country, hit.admin1
    return None


def known_place(
    name: str, countries: Iterable[str], method: str, division: tuple[str, str] | None = None
) -> Place | None:
    """Return a place of the gazetteer, None where it is unknown or ambiguous.

    Args:
        name: as printed.
        countries: where it may lie, the likeliest first.
        method: how it is tied to the event.
        division: country and first-order division in which it lies, where the text says so.
    """
    hit = places.resolve(name.removeprefix("the "), tuple(dict.fromkeys(countries)), division)
    if hit is None:
        return None
    return Place(
        hit.name, method, hit.country, hit.latitude, hit.longitude, hit.geonames_id, hit.admin1,
        hit.precision,
    )  # fmt: skip
