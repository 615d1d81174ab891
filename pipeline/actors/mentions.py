"""From a noun phrase to the actor it names.

The phrase is read from its head outwards: a name, an agent noun with a country in the phrase, a
title with a name, a possessor, the "of" phrase. What no codebook knows stays as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from pipeline.actors.agents import Agents
from pipeline.actors.anaphora import Anaphora
from pipeline.actors.homes import LOCATIVE, Homes
from pipeline.actors.links import OFFICES, Context, linked
from pipeline.actors.named import HEADS, HOMELAND, NamedActors
from pipeline.actors.phrases import phrase_span, slice_text
from pipeline.actors.roster import NOBODY, Identity, Roster, Spots, combine
from pipeline.actors.scenes import read_scene
from pipeline.gazetteer import places
from pipeline.syntax.grammar import Grammar
from pipeline.syntax.once import once
from pipeline.types import Mention

PARTITIVE = frozenset(
    "group number dozen ten hundred thousand million score lot majority minority member part half"
    " quarter third percent some most many all both one two three several each any none couple"
    " pair series body rest total bulk handful batch contingent"
    " shipment consignment ton tonne".split()
)
_PARTS = PARTITIVE | HEADS
_ACRONYM = 4
PLACES = frozenset(
    "capital city town village region province district state island port area county suburb"
    " neighbourhood neighborhood valley peninsula governorate camp stronghold".split()
)
_DEEPER = frozenset({"nmod", "acl", "appos", "ccomp", "nsubj", "obj", "obl", "conj", "xcomp"})


class Mentions:
    """Resolves the noun phrases of one sentence, each once.

    Args:
        roster: the actors of the codebook.
        grammar: the sentence's grammar.
        spots: the names and agent nouns found in the sentence.
        day: the day of the article, on which codes must hold.
        context: what the article has said before.
    """

    def __init__(
        self, roster: Roster, grammar: Grammar, spots: Spots, day: date, context: Context
    ) -> None:
        self.roster, self.grammar, self.spots, self.day = roster, grammar, spots, day
        self.context = context
        self.anaphora = Anaphora(grammar, spots, context)
        self.tree = grammar.tree
        self.names = NamedActors(self)
        self.homes = Homes(self)
        self.agents = Agents(self)
        self._found: dict[int, tuple[Mention, ...]] = {}
        self._heads: dict[tuple[int, int], int | None] = {}

    def at(self, head: int) -> tuple[Mention, ...]:
        """Return whom the phrase headed by this word names, conjoined phrases not included.

        More than one where the phrase names several ("US and Israeli officials").
        """
        found = self._found.get(head)
        if found is None:
            self._found[head] = ()
            found = self._found[head] = self._resolve(head)
        return found

    def head_of(self, mention: Mention) -> int | None:
        """Return the head of a phrase, None where it stands in another sentence."""
        span = mention.start, mention.end
        if span not in self._heads:
            words = self.tree.words
            inside = [w.i for w in words if span[0] <= w.start and w.end <= span[1]]
            heads = (i for i in inside if words[i].head == i or words[i].head not in inside)
            self._heads[span] = next((i for i in heads if words[i].dep != "punct"), None)
        return self._heads[span]

    def countries_here(self) -> tuple[str, ...]:
        """Return the countries that the sentence names as the place of something."""
        located = (
            mention.country
            for i in dict.fromkeys(hit.end - 1 for hit in self.spots.names.values())
            if self.located(i)
            for mention in self.at(i)
            if mention.country and mention.kinds & {"place", "adjective"}
        )
        return tuple(dict.fromkeys(located))

    def located(self, i: int) -> bool:
        """Tell whether a name says where: "in Harare, Zimbabwe", "in the Kyrgyz city of Osh".

        Nobody is at a country; one shoots and shouts at it.
        """
        words = self.tree.words
        hit = self.spots.names.get(i)
        country = hit and hit.value[0].national and hit.value[0].use == "name"
        if country and self.grammar.case(i) == "at":
            return False
        if words[i].pos == "ADJ":
            return self.grammar.lemma(words[i].head) in PLACES and self.located(words[i].head)
        while self.grammar.case(i) in (None, "of") and words[i].head != i:
            of_place = words[i].dep == "nmod" and self.grammar.lemma(words[i].head) in PLACES
            if not (of_place or self.tree.relations[i] in ("appos", "flat")):
                return False
            i = words[i].head
        return self.grammar.case(i) in LOCATIVE

    def countries(self) -> tuple[str, ...]:
        """Return the countries that the sentence, then the article before it, names."""
        return tuple(dict.fromkeys([*self.countries_named, *self.context.countries]))

    @cached_property
    def countries_named(self) -> tuple[str, ...]:
        """The countries of all that the sentence names."""
        return self.roster.countries_of(self.spots.names.values(), self.day)

    def party(self, head: int) -> tuple[Mention, ...]:
        """Return who takes part where this phrase does: a possessor stands for what it owns."""
        found = self.at(head)
        if all(m.code is None or "thing" in m.kinds for m in found):
            for c in self.grammar.below(head, "nmod:poss"):
                owners = self.at(c)
                pronoun = self.tree.words[c].pos == "PRON"
                if any(m.code for m in owners) and not (pronoun and found[0].code):
                    return owners
        return found

    def inside(self, head: int) -> Iterator[Mention]:
        """Yield the actors named within a phrase or clause: "claims that the army lied".

        Things of a country come last: "negotiations among Sudanese stakeholders".
        """
        todo = [head, *self._content(head)]
        things: list[Mention] = []
        while todo:
            here = todo.pop(0)
            for i in self.tree.children[here]:
                word = self.tree.words[i]
                gerund = word.tag == "VBG" and self.grammar.case(i)
                relative = word.dep == "acl:relcl" and not self.grammar.content(i)
                if relative or gerund or self.tree.relations[i] not in _DEEPER:
                    continue
                todo.append(i)
                shared = word.pos == "ADJ" and self.tree.relations[i] in ("nmod", "obl")
                if shared or word.pos in ("NOUN", "PROPN"):
                    coded = [m for m in self.at(i) if m.code]
                    things += [m for m in coded if "thing" in m.kinds and m.link != "context"]
                    yield from (m for m in coded if "thing" not in m.kinds)
        yield from things

    def _content(self, head: int) -> tuple[int, ...]:
        """Return what a noun says, hung on a later verb: "claims that they lied, he said"."""
        words = self.tree.words
        after = self.tree.subtree(head)[-1] + 1
        if after >= len(words) or words[after].text != "that" or words[after].dep != "mark":
            return ()
        clause = words[words[after].head]
        return (clause.i,) if clause.dep == "ccomp" and clause.head > clause.i else ()

    def remember(self) -> tuple[Mention, ...]:
        """Tell the context of all that this sentence named, and return it."""
        named: dict[tuple[int, int, str | None], Mention] = {}
        for head in sorted({*self.spots.names, *self.spots.agents, *self._found}):
            if self.tree.words[head].pos in ("NOUN", "PROPN", "PRON"):
                for mention in self.at(head):
                    if self.context.takes(mention):
                        self._note(head, mention)
                    self._note_acronym(head, mention)
                    key = (mention.start, mention.end, mention.code)
                    if mention.link != "coreference" or key not in named:
                        named[key] = mention
        self.context.follow(read_scene(self))
        self.context.countries = self.countries()
        return tuple(named.values())

    def _note(self, head: int, mention: Mention) -> None:
        """Tell the context of a mention by its head noun, its title and its surname."""
        title = self.agents.title(head) if self.tree.words[head].pos == "PROPN" else None
        nouns = [self.grammar.lemma(i) for i in (head, title) if i is not None]
        nouns += OFFICES & mention.kinds
        name = [head, *(c for c in self.grammar.below(head, "flat") if c > head)]
        inner = self.tree.words[head].dep in ("compound", "flat") or head in self.spots.agents
        said = mention.link == "agent" and not inner and (title is not None or len(name) > 1)
        surname = self.tree.words[name[-1]].text if said else mention.text
        self.context.note(nouns, surname, mention, person=said)

    def _note_acronym(self, head: int, mention: Mention) -> None:
        words = self.tree.words
        for c in self.grammar.below(head, "appos"):
            bracketed = words[c - 1].text in "([" and words[c].text.isupper()
            if mention.code and bracketed and len(words[c].text) > 1:
                self.context.acronyms.setdefault(words[c].text, mention)

    def coded(self, head: int) -> bool:
        """Tell whether the phrase resolves to an actor code."""
        return any(mention.code for mention in self.at(head))

    @once
    def span(self, head: int) -> tuple[int, int]:
        """Return first and last word of the phrase that a word heads."""
        hit = self.spots.names.get(head)
        return phrase_span(self.grammar, head, range(hit.start, hit.end) if hit else range(0))

    def make(
        self,
        head: int,
        identity: Identity,
        *kinds: str | None,
        name: str | None = None,
        entry: str | None = None,
        link: str | None = None,
    ) -> Mention:
        """Return a mention of the phrase at ``head`` for this identity, in these kinds."""
        first, last = self.span(head)
        start, end = self.tree.words[first].start, self.tree.words[last].end
        text = slice_text(self.tree, start, end)
        if self.tree.words[head].pos == "PROPN":
            kinds = (*kinds, "named")
        return Mention(
            text, start, end, identity.code, identity.country, identity.roles, name, entry,
            link if identity.code else None, self.roster.kinds_of(identity, *kinds),
        )  # fmt: skip

    def _resolve(self, head: int) -> tuple[Mention, ...]:
        for reading in (
            self._by_shared,
            self.names.read,
            self.names.beside,
            self._by_anaphora,
            self._by_homeland,
            self.agents.read,
            self._by_part,
            self._by_region,
            self._by_country,
            self._by_gazetteer,
        ):
            found = reading(head)
            if found:
                return tuple(found)
        return (self.make(head, NOBODY),)

    def _by_anaphora(self, head: int) -> list[Mention]:
        return self.link(head, self.anaphora.find(head, self.at))

    def _by_homeland(self, head: int) -> list[Mention]:
        """Read "his country" and "the nation": the one's whose it is, or the only one named."""
        if self.grammar.lemma(head) not in HOMELAND or self.grammar.below(head, "nummod"):
            return []
        owners = self.grammar.below(head, "nmod:poss")
        said = self.grammar.below(head, "amod", "compound")
        if set(self.grammar.below(head, "nmod", "appos", "acl")) - set(owners):
            return []
        if owners and not said:
            found = {m.country for m in self.at(owners[0]) if m.country}
        elif owners or not self.anaphora.has_the(head) or not all(map(self._describes, said)):
            return []
        else:
            found = set(self.anaphora.homeland(head))
            if not found and not said and self.grammar.lemma(head) != "island":
                only = self.anaphora.country(self.countries_here(), self.countries_named)
                found = {only} if only else set()
        if len(found) != 1:
            return []
        identity = self.roster.identify(found.pop())
        return [self.make(head, identity, "country", "place", link="coreference")]

    def _describes(self, i: int) -> bool:
        """Tell whether a word says what a country is like: "the West African nation"."""
        hit = self.spots.names.get(i)
        if hit:
            return bool(hit.value[0].actor.kind == "region")
        return self.grammar.lemma(i) in ("island", "communist", "landlocked", "impoverished")

    def link(self, head: int, earlier: tuple[Mention, ...]) -> list[Mention]:
        """Return earlier mentions under these words; a pronoun names nobody, so under their own."""
        if not earlier:
            return []
        if self.tree.words[head].pos == "PRON":
            return [linked(m, m.text, m.start, m.end) for m in earlier]
        plain = self.make(head, NOBODY)
        return [linked(m, plain.text, plain.start, plain.end) for m in earlier]

    def apposed(self, head: int) -> tuple[int, ...]:
        """Return heads that name the same somebody: names after a title, appositions."""
        return self.grammar.below(head, "flat", "appos")

    def _by_part(self, head: int) -> list[Mention]:
        """Read "dozens of Syrian rebels" and "members of Hamas" as what follows "of"."""
        if self.grammar.lemma(head) not in _PARTS and self.tree.words[head].pos != "NUM":
            return []
        for c in self.grammar.below(head, "nmod"):
            if self.grammar.case(c) in ("of", "from", "among"):
                return self._widened(head, c)
        return []

    def _widened(self, head: int, inner: int) -> list[Mention]:
        whole = self.make(head, NOBODY)
        found = [m for m in self.at(inner) if m.code]
        if any(m.link == "coreference" for m in found):
            return [replace(m, text=whole.text, start=whole.start, end=whole.end) for m in found]
        return [
            replace(m, text=whole.text, start=min(m.start, whole.start), end=max(m.end, whole.end))
            for m in found
        ]

    def _by_country(self, head: int) -> list[Mention]:
        """Read a noun that no codebook knows by the actor in its phrase: "Iranian tanker"."""
        modifiers = [
            m.code for i in range(self.span(head)[0], head) if (m := self.spots.modifiers.get(i))
        ]
        homes = list(self.homes.find(head, None))
        found = []
        for home in homes:
            roles = () if home.organisation else dict.fromkeys(modifiers)
            identity = self.roster.identify(combine(home.code, *roles))
            # "The Indian capital" is a place as India is.
            settled = self.grammar.lemma(head) in PLACES and home.giver < head
            place = "place" if settled else None
            mention = self.make(head, identity, "thing", place, link="agent")
            hyphened = any(self.tree.words[h.giver - 1].text in "-–" for h in homes)
            found.append(mention if hyphened else self.agents.part(mention, home, homes))
        return found

    def _by_shared(self, head: int) -> list[Mention]:
        """Read adjectives that share a role: "French, Chadian and Malian troops".

        The parser takes the first for somebody beside the last.
        """
        hit, words = self.spots.names.get(head), self.tree.words
        if hit is None or self.names.choose(hit).use != "adjective":
            return []
        first = words[head].head if words[head].dep == "conj" else head
        last = max(self.grammar.below(first, "conj"), default=head)
        before = self.grammar.below(last, "amod", "compound")
        if last <= head or last not in self.spots.agents or not set(before) & set(self.spots.names):
            return []
        among = {*self.grammar.joined(first), *self.tree.subtree(last)}
        if any(
            words[i].pos not in ("PUNCT", "CCONJ") and i not in among for i in range(head, last)
        ):
            return []
        own = self.names.named(head, self.names.choose(hit))
        return [
            replace(own, code=one.code, roles=one.roles, kinds=m.kinds, link=m.link, entry=m.entry)
            for m in self.at(last)[:1]
            if m.roles and own.country
            for one in [self.roster.identify(combine(own.country, *m.roles))]
        ]

    def _by_region(self, head: int) -> list[Mention]:
        """Read a name before a comma and a country, "Venafro, Italy", as a place of the country."""
        words = self.tree.words
        if words[head].pos != "PROPN" or self.grammar.case(head) not in LOCATIVE | {"to", "from"}:
            return []
        for c in self.grammar.below(head, "appos", "nmod"):
            if c > head and words[c - 1].text == "," and c in self.spots.names:
                found = [m for m in self.at(c) if m.country and not m.roles and "place" in m.kinds]
                if found:
                    return [
                        self.make(head, self.roster.identify(m.code or ""), "place", link="name")
                        for m in found[:1]
                    ]
        return []

    def _by_gazetteer(self, head: int) -> list[Mention]:
        """Read the name of a town that no codebook lists as its country.

        Only where the words say that it is a place, or the article names its country: towns are
        called like people.
        """
        word = self.tree.words[head]
        if word.pos != "PROPN" or self.grammar.below(head, "appos"):
            return []
        first, last = self.span(head)
        name = slice_text(self.tree, self.tree.words[first].start, self.tree.words[last].end)
        countries = self.countries()
        if name.isupper() and len(name) <= _ACRONYM:
            return []
        hit = places.resolve(name.removeprefix("the "), countries)
        located = self.grammar.case(head) in LOCATIVE
        if hit is None or not (located or hit.country in countries):
            return []
        identity = self.roster.identify(hit.country)
        return [self.make(head, identity, "place", name=hit.name, link="name")]
