"""Who was spoken of in a sentence, for the pronouns that open the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.types import Mention

if TYPE_CHECKING:
    from pipeline.actors.mentions import Mentions

_ARGUMENTS = frozenset("nsubj obj iobj obl conj nmod root".split())
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_CORE = frozenset("nsubj obj iobj obl conj".split())
BODIES = frozenset(
    "country territory group party organization company government legislature bank newspaper"
    " embassy union delegation".split()
)
_PLURAL = frozenset({"NNS", "NNPS"})
_EITHER = frozenset({"group", "party"})
Party = tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Whom the pronouns of the next sentence may mean.

    Attributes:
        people: single persons, empty where a person has no code.
        bodies: countries and bodies, the subject of the sentence first.
        groups: several people, joined parties, and bodies that are people.
        thing: something else was spoken of that "it" may mean.
        acted: the first of the bodies is the subject of the sentence.
        places: the countries that it names as the place of something.
        pair: the two or more named bodies that are its subject.
    """

    people: tuple[Party, ...] = ()
    bodies: tuple[Party, ...] = ()
    groups: tuple[Party, ...] = ()
    thing: bool = False
    acted: bool = False
    places: tuple[str, ...] = ()
    pair: Party = ()

    def person(self) -> Party:
        """Return the one person spoken of, empty for none or several."""
        return self.people[0] if len(self.people) == 1 else ()

    def body(self, owns: bool) -> Party:
        """Return the one body that acted, empty where another or a thing may be meant.

        Args:
            owns: whether it is asked for as an owner, which no thing is.
        """
        alone = len(self.bodies) == 1 and self.acted and (owns or not self.thing)
        return self.bodies[0] if alone else ()

    def countries(self) -> tuple[str, ...]:
        """Return the countries of all who were spoken of."""
        known = (*self.people, *self.bodies, *self.groups)
        named = [m.country for party in known for m in party if m.country]
        return tuple(dict.fromkeys((*named, *self.places)))

    def group(self) -> Party:
        """Return the one party of several people; of several parties, the pair that acted."""
        return self.groups[0] if len(self.groups) == 1 else self.pair


def read_scene(mentions: Mentions) -> Scene:
    """Return who is spoken of in a sentence whose mentions are resolved."""
    grammar, words = mentions.grammar, mentions.tree.words
    people: dict[str, Party] = {}
    bodies: dict[str, Party] = {}
    groups: dict[str, Party] = {}
    pair: Party = ()
    thing = acted = False
    relations = mentions.tree.relations
    for head, word in enumerate(words):
        relation = relations[head]
        if word.pos not in _NOMINAL or relation not in _ARGUMENTS:
            continue
        if mentions.agents.is_title(head):
            continue
        known = head in mentions.spots.names or head in mentions.spots.agents
        if not known and grammar.says_when(head):
            continue
        found = mentions.at(head) if known or word.pos != "NOUN" else ()
        party = tuple(m for m in found if m.code and "thing" not in m.kinds)
        key = " ".join(sorted(m.name or m.code or "" for m in party)) or word.text
        if relation != "conj" and len(joined := grammar.joined(head)) > 1:
            whole = tuple(m for h in joined for m in mentions.at(h) if m.code)
            groups[f"{key} and others"] = whole if _all_coded(mentions, joined) else ()
            acts = relation == "nsubj" and words[word.head].dep == "root"
            if acts and all(
                _kind(mentions, h, m) in BODIES for h in joined for m in mentions.at(h)
            ):
                pair = groups[f"{key} and others"]
        if not party:
            if word.pos == "PROPN" or (word.pos == "PRON" and word.text.lower() in ("he", "she")):
                people.setdefault(key, ())
            elif word.tag not in _PLURAL and relation in _CORE and word.pos == "NOUN":
                thing = True
        elif len(party) > 1 or _is_plural(mentions, head, party[0]):
            groups.setdefault(key, party)
        elif relation != "nsubj" and _is_place(mentions, head, party[0]):
            continue
        elif (kind := _kind(mentions, head, party[0])) in BODIES:
            subject = relation == "nsubj" and words[word.head].dep == "root"
            if subject and not bodies:
                acted = True
            bodies.setdefault(key, party)
            if kind in _EITHER:
                groups.setdefault(key, party)
        else:
            people[key] = party
    return Scene(
        tuple(people.values()), tuple(bodies.values()), tuple(groups.values()), thing, acted,
        mentions.countries_here(), pair,
    )  # fmt: skip


def _is_place(mentions: Mentions, head: int, mention: Mention) -> bool:
    """Tell whether a name only says where: "in Mali", "shelled Aleppo"."""
    town = "name" not in mention.kinds and bool(mention.kinds & {"capital", "place"})
    return town or ("place" in mention.kinds and mentions.located(head))


def _kind(mentions: Mentions, head: int, mention: Mention) -> str | None:
    """Return the kind of a name or an agent noun itself, not that of its roles."""
    if "person" in mention.kinds:
        return "person"
    name, agent = mentions.spots.names.get(head), mentions.spots.agents.get(head)
    if agent and mention.link in ("agent", "context"):
        return agent.value.agent.kind
    if name and mention.link == "name":
        kind: str | None = mentions.names.choose(name).actor.kind
        return kind
    return min(mention.kinds & BODIES, default=None)


def _all_coded(mentions: Mentions, heads: tuple[int, ...]) -> bool:
    return all(any(m.code for m in mentions.at(h)) for h in heads)


def _is_plural(mentions: Mentions, head: int, mention: Mention) -> bool:
    word = mentions.tree.words[head]
    if word.tag in _PLURAL:
        return "country" not in mention.kinds or "people" in mention.kinds
    return "police" in mention.kinds and mentions.grammar.lemma(head) == "police"
