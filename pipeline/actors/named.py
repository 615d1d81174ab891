"""Names of the codebook: which of its senses a name has where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.actors.homes import BODIES, IDENTITIES
from pipeline.actors.names import Hit
from pipeline.actors.phrases import slice_text
from pipeline.actors.roster import NOBODY, Sense
from pipeline.types import Mention

if TYPE_CHECKING:
    from pipeline.actors.mentions import Mentions

# Whose head somebody is says who he is: "the head of the Syrian opposition".
HEADS = frozenset({"head", "chief", "boss", "founder", "figurehead"})
_AT_HOME = frozenset({"in", "of", "from"})
_ASIDE = frozenset({",", "-", "–", "—", "("})
# Of these other countries have some of the same name.
_NATIONAL = frozenset({"organization", "party"})
HOMELAND = frozenset({"country", "nation", "homeland", "republic", "kingdom", "island"})


class NamedActors:
    """Reads the names of one sentence."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions, self.roster = mentions, mentions.roster
        self.grammar, self.spots, self.tree = mentions.grammar, mentions.spots, mentions.tree

    def read(self, head: int) -> list[Mention]:
        """Return whom a name at ``head`` names; empty for no name, or one that means another."""
        hit = self.spots.names.get(head)
        if not hit:
            return []
        agent = self.spots.agents.get(head)
        if agent and (agent.end > hit.end or agent.start < hit.start):
            return []
        outside = [
            c for c in self.mentions.apposed(head)
            if not hit.start <= c < hit.end and self.grammar.lemma(c) not in HOMELAND
            and not self._is_aside(c, hit)
        ]  # fmt: skip
        if hit.value[0].national and outside:
            return []
        sense = self.choose(hit)
        if sense.national and self._is_surname(hit):
            return []
        if sense.use == "adjective" and self._is_language(head, hit):
            return []
        if sense.actor.kind == "region" and self._is_one_of_it(head):
            return []
        if agent and agent.start == hit.start and self._is_abroad(head, sense):
            return []
        if (
            sense.use == "adjective"
            and self.tree.words[head].pos == "ADJ"
            and head in self.spots.agents
        ):
            return []
        mention = self.named(head, sense)
        beside = self._beside(head, hit)
        if beside:
            start = self.tree.words[hit.start].start
            text = slice_text(self.tree, start, mention.end)
            mention = replace(mention, start=start, text=text)
        return [*beside, *self._each(mention)]

    def _is_aside(self, i: int, hit: Hit[tuple[Sense, ...]]) -> bool:
        """Tell whether a comma parts a common noun from a country that it only describes.

        "Belarus, an ally of Russia", "praised Israel, a step that few expected".
        """
        words = self.tree.words
        return (
            hit.value[0].use != "adjective"
            and words[i].pos == "NOUN"
            and not _ASIDE.isdisjoint(w.text for w in words[hit.end : i])
        )

    def _beside(self, head: int, hit: Hit[tuple[Sense, ...]]) -> list[Mention]:
        """Read who is joined before a name that begins with an adjective: "US and Western allies".

        The parser hangs the first on the noun, as if it told of the allies too.
        """
        if hit.end - hit.start < 2:
            return []
        return [
            mention
            for c in self.grammar.below(head, "amod", "compound")
            if c < hit.start - 1
            and self.grammar.lemma(hit.start - 1) in ("and", "or")
            and c in self.spots.names
            for mention in self.mentions.at(c)
            if mention.code
        ]

    def _each(self, mention: Mention) -> list[Mention]:
        """Return one mention for each actor of a name that stands for several: ``AAA/BBB``."""
        if mention.code is None or "/" not in mention.code:
            return [mention]
        identities = map(self.roster.identify, mention.code.split("/"))
        return [
            replace(mention, code=one.code, country=one.country, roles=one.roles)
            for one in identities
        ]

    def _is_one_of_it(self, head: int) -> bool:
        """Tell whether a region only says where a country lies: "the West African nation"."""
        return self.grammar.lemma(head) in HOMELAND and self.tree.words[head].tag == "NN"

    def _is_abroad(self, head: int, sense: Sense) -> bool:
        """Tell whether the name of one country's body stands for another's: "Nigeria's Senate"."""
        country = self.roster.identify(self.roster.code_on(sense.actor, self.mentions.day)).country
        if country is None or sense.national:
            return False
        found = self.mentions.homes.find(head, None)
        homes = [home.code for home in found if not home.organisation]
        return bool(homes) and country not in homes

    def _is_surname(self, hit: Hit[tuple[Sense, ...]]) -> bool:
        """Tell whether the name of a country is somebody's surname: "Michael Jordan"."""
        before = hit.start - 1
        if hit.end - hit.start > 1 or before < 0 or before in self.spots.names:
            return False
        word, name = self.tree.words[before], self.tree.words[hit.start]
        tied = word.head == name.i or name.head == word.i
        return (
            word.pos == "PROPN"
            and tied
            and self.tree.relations[before] in ("flat", "compound", "nsubj", "root", "obj")
            and (name.dep == "flat" or word.dep in ("flat", "compound"))
            and before not in self.spots.agents
            and not self.grammar.says_when(before)
        )

    def _is_language(self, head: int, hit: Hit[tuple[Sense, ...]]) -> bool:
        """Tell whether an adjective names a language: "told his people in English"."""
        bare = not self.grammar.below(head, "det", "amod")
        return hit.end - hit.start == 1 and bare and self.grammar.case(head) in ("in", "into")

    def named(self, head: int, sense: Sense) -> Mention:
        """Return the mention of a name at ``head`` in one of its senses."""
        code = self.roster.code_on(sense.actor, self.mentions.day)
        if code and sense.actor.kind in IDENTITIES:
            nation = self._nationality(head)
            if not nation and sense.use != "adjective" and code[:3] not in self.roster.countries:
                here = self.mentions.countries_here()
                nation = here[0] if len(here) == 1 else ""
            code = self._of_nation(nation, code, sense)
        elif code and sense.actor.kind in _NATIONAL and code[:3] in self.roster.countries:
            nation = self._owner(head)
            if nation and nation != code[:3]:
                code = nation + (code[3:] if sense.actor.kind == "organization" else "PTY")
        speaks = sense.use == "capital" and self._acts(head)
        if code and sense.actor.kind == "country" and (sense.use == "seat" or speaks):
            code += "GOV"
        identity = self.roster.identify(code)
        kinds = (
            sense.actor.kind,
            sense.use,
            "place"
            if sense.use in ("capital", "place") or sense.national and sense.use == "name"
            else None,
        )
        return self.mentions.make(
            head, identity, *kinds, name=sense.actor.name, entry=sense.where, link="name"
        )

    def _owner(self, head: int) -> str:
        """Return whose a body is that is called like another's: "Ghana's Labour Party"."""
        for c in self.grammar.below(head, "nmod:poss"):
            hit = self.spots.names.get(c)
            if hit and hit.value[0].actor.kind == "country" and hit.value[0].use == "name":
                return (self.roster.code_on(self.choose(hit).actor, self.mentions.day) or "")[:3]
        return ""

    def _of_nation(self, nation: str, code: str, sense: Sense) -> str:
        """Put a country before a people or a faith, in place of that of the people's home."""
        if nation and code[:3] in self.roster.countries:
            return nation + code[3:] if sense.actor.kind == "ethnic" else code
        return nation + code

    def _nationality(self, head: int) -> str:
        """Return the country of a people or a faith: "Turkish Kurds", "Copts in Egypt"."""
        before = self.grammar.below(head, "amod", "compound")
        after = self.grammar.below(head, "nmod")
        found = [
            *(c for c in sorted(before, reverse=True) if c < head),
            *(c for c in after if c > head and self.grammar.case(c) in _AT_HOME),
        ]
        for c in found:
            hit = self.spots.names.get(c)
            if hit and hit.value[0].actor.kind == "country":
                return (self.roster.code_on(self.choose(hit).actor, self.mentions.day) or "")[:3]
        return ""

    def _acts(self, head: int) -> bool:
        """Tell whether a capital is used for its government: it does something, or is met."""
        dep = self.tree.words[head].dep
        if dep == "conj":
            return self._acts(self.tree.words[head].head)
        case = self.grammar.case(head)
        return dep.startswith("nsubj") or dep == "obl:agent" or case in ("by", "with", "between")

    def choose(self, hit: Hit[tuple[Sense, ...]]) -> Sense:
        """Return the sense whose dates hold on the day, else the first listed.

        Of several that hold, the one of a country that is named around it: "PAS" is a party of
        Malaysia and of Moldova, "Congress" the parliament of many.
        """
        holding = self.roster.holding(hit, self.mentions.day)
        by_home: dict[str, Sense] = {}
        for sense in holding:
            by_home.setdefault(self._home(sense), sense)
        if len(by_home) > 1:
            for country in self._countries_around(hit):
                if country in by_home:
                    return by_home[country]
        return holding[0]

    def _home(self, sense: Sense) -> str:
        return (self.roster.code_on(sense.actor, self.mentions.day) or "")[:3]

    def _countries_around(self, hit: Hit[tuple[Sense, ...]]) -> Iterator[str]:
        """Yield the countries that other words of the sentence name, then the article.

        Countries themselves come before those of whoever else is named, what is near before what
        is far.
        """
        day, context = self.mentions.day, self.mentions.context
        others = [other for other in self.spots.names.values() if other.start != hit.start]
        others.sort(key=lambda o: (max(hit.start - o.end, o.start - hit.end), o.start))
        national = [other for other in others if other.value[0].national]
        yield from self.roster.countries_of(national, day)
        yield from self.roster.countries_of(others, day)
        yield from context.countries
        yield from context.home

    def beside(self, head: int) -> list[Mention]:
        """Read a title, or an unknown name, beside a name that is known."""
        apposed = self.mentions.apposed(head)
        for c in [*apposed, *self.grammar.below(head, "compound", "nmod:unmarked")]:
            hit = self.spots.names.get(c)
            if hit and (hit.value[0].actor.kind == "person" or self._is_group(c, head, hit)):
                return [self.named(head, self.choose(hit))]
        if head in self.spots.agents:
            return []
        for c in apposed:
            if (
                c in self.spots.agents
                or self.grammar.lemma(c) in HEADS
                or (c in self.spots.names and not self._is_national(c))
            ):
                found = self.mentions.at(c)
                if found and found[0].code:
                    whole = self.mentions.make(head, NOBODY)
                    return [
                        replace(m, text=whole.text, start=whole.start, end=whole.end) for m in found
                    ]
        return []

    def _is_group(self, i: int, head: int, hit: Hit[tuple[Sense, ...]]) -> bool:
        """Tell whether a name after an agent noun is the body's own: "the militant group Hamas"."""
        return (
            head in self.spots.agents
            and i > head
            and i in self.mentions.apposed(head)
            and self.tree.words[hit.start - 1].text != ","
            and hit.value[0].actor.kind in BODIES
        )

    def _is_national(self, i: int) -> bool:
        hit = self.spots.names.get(i)
        return bool(hit and hit.value[0].national)
