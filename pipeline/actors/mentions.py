"""From a noun phrase to the actor it names.

The phrase is read from its head outwards: a name, an agent noun with a country in the phrase, a
title with a name, a possessor, the "of" phrase. What no codebook knows stays as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.actors.links import Context, linked
from pipeline.actors.names import Hit
from pipeline.actors.phrases import phrase_span, slice_text
from pipeline.actors.roster import Identity, Role, Roster, Sense, Spots, combine
from pipeline.codebook.model import Modifier
from pipeline.grammar import Grammar
from pipeline.types import Mention

PARTITIVE = frozenset(
    "group number dozen hundred thousand million score lot majority minority member part half"
    " quarter third percent some most many all both one two three several each any none couple"
    " pair series body rest total bulk handful batch".split()
)
_FORMER = frozenset({"former", "ex", "late", "onetime", "ousted", "deposed", "then"})
_HOME_PREPOSITIONS = ("of", "from", "for", "in", "at")
_OPPOSED = frozenset({"pro", "anti", "non", "un"})
_ALIGNED = frozenset({"backed", "born", "supported", "funded", "sponsored", "trained", "made",
                      "allied", "aligned", "occupied", "held", "controlled", "linked", "style",
                      "built", "armed", "speaking", "brokered", "educated", "friendly"})  # fmt: skip


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
        self.tree = grammar.tree
        self._found: dict[int, tuple[Mention, ...]] = {}

    def at(self, head: int) -> tuple[Mention, ...]:
        """Return whom the phrase headed by this word names, conjoined phrases not included.

        More than one where the phrase names several ("US and Israeli officials").
        """
        if head not in self._found:
            self._found[head] = ()
            self._found[head] = self._resolve(head)
        return self._found[head]

    def countries(self) -> tuple[str, ...]:
        """Return the countries that the sentence, then the article before it, names."""
        here = [
            code[:3]
            for hit in self.spots.names.values()
            for sense in hit.value
            if (code := self.roster.code_on(sense.actor, self.day))
            and code[:3] in self.roster.countries
        ]
        return tuple(dict.fromkeys([*here, *self.context.countries]))

    def party(self, head: int) -> tuple[Mention, ...]:
        """Return who takes part where this phrase does: a possessor stands for what it owns."""
        found = self.at(head)
        if all(m.code is None or "thing" in m.kinds for m in found):
            for c in self.grammar.below(head, "nmod:poss"):
                owners = self.at(c)
                if any(m.code for m in owners):
                    return owners
        return found

    def remember(self) -> tuple[Mention, ...]:
        """Tell the context of all that this sentence named, and return it."""
        named: dict[tuple[int, int, str | None], Mention] = {}
        for head in sorted({*self.spots.names, *self.spots.agents, *self._found}):
            if self.tree.words[head].pos in ("NOUN", "PROPN", "PRON"):
                for mention in self.at(head):
                    self.context.note(self.grammar.lemma(head), mention.text, mention)
                    named[mention.start, mention.end, mention.code] = mention
        self.context.countries = self.countries()
        return tuple(named.values())

    def coded(self, head: int) -> bool:
        """Tell whether the phrase resolves to an actor code."""
        return any(mention.code for mention in self.at(head))

    def span(self, head: int) -> tuple[int, int]:
        """Return first and last word of the phrase that a word heads."""
        hit = self.spots.names.get(head)
        return phrase_span(self.grammar, head, range(hit.start, hit.end) if hit else range(0))

    def _mention(
        self,
        head: int,
        identity: Identity,
        *kinds: str | None,
        name: str | None = None,
        entry: str | None = None,
        link: str | None = None,
    ) -> Mention:
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
            self._by_pair,
            self._by_name,
            self._by_title,
            self._by_agent,
            self._by_part,
            self._by_surname,
            self._by_country,
        ):
            found = reading(head)
            if found:
                return tuple(found)
        return (self._mention(head, Identity(None, None, ())),)

    def _linked(self, head: int, *earlier: Mention) -> list[Mention]:
        plain = self._mention(head, Identity(None, None, ()))
        return [linked(m, plain.text, plain.start, plain.end) for m in earlier]

    def _by_pair(self, head: int) -> list[Mention]:
        """Read "the two sides" and "both countries" as the two actors named before."""
        before = {self.grammar.lemma(c) for c in self.grammar.below(head, "nummod", "det", "amod")}
        if not before & {"two", "both"} or any(
            c in self.spots.names for c in self.grammar.below(head, "amod", "compound", "nmod:poss")
        ):
            return []
        return self._linked(head, *self.context.pair(self.grammar.lemma(head)))

    def _by_surname(self, head: int) -> list[Mention]:
        if self.tree.words[head].pos != "PROPN" or self.grammar.below(head, "compound", "flat"):
            return []
        person = self.context.person(self.tree.words[head].text)
        return self._linked(head, person) if person else []

    def _definite(self, head: int) -> list[Mention]:
        """Read "the minister" as the one minister that was named before."""
        determiners = {self.grammar.lemma(c) for c in self.grammar.below(head, "det")}
        person = self.context.definite(self.grammar.lemma(head)) if "the" in determiners else None
        return self._linked(head, person) if person else []

    def _by_name(self, head: int) -> list[Mention]:
        hit = self.spots.names.get(head)
        if not hit:
            return []
        if head in self.spots.agents and self.spots.agents[head].end > hit.end:
            return []
        if hit.value[0].national and self._apposed(head):
            return []
        sense = self._choose(hit)
        if (
            sense.use == "adjective"
            and self.tree.words[head].pos == "ADJ"
            and head in self.spots.agents
        ):
            return []
        return [self._named(head, sense)]

    def _named(self, head: int, sense: Sense) -> Mention:
        code = self.roster.code_on(sense.actor, self.day)
        if code and sense.use == "seat" and sense.actor.kind == "country":
            code += "GOV"
        identity = self.roster.identify(code)
        kinds = (
            sense.actor.kind,
            sense.use,
            "place"
            if sense.use in ("capital", "place") or sense.national and sense.use == "name"
            else None,
        )
        return self._mention(
            head, identity, *kinds, name=sense.actor.name, entry=sense.where, link="name"
        )

    def _choose(self, hit: Hit[tuple[Sense, ...]]) -> Sense:
        """Return the sense whose dates hold on the day, else the first listed."""
        for sense in hit.value:
            if any(c.holds(self.day) for c in sense.actor.dated_codes()):
                return sense
        return hit.value[0]

    def _apposed(self, head: int) -> list[int]:
        """Return heads that name the same somebody: names after a title, appositions."""
        return self.grammar.below(head, "flat", "appos")

    def _by_title(self, head: int) -> list[Mention]:
        """Read a title, or an unknown name, beside a name that is known."""
        beside = [*self._apposed(head), *self.grammar.below(head, "compound", "nmod:unmarked")]
        for c in beside:
            hit = self.spots.names.get(c)
            if hit and hit.value[0].actor.kind == "person":
                return [self._named(head, self._choose(hit))]
        if head in self.spots.agents:
            return []
        for c in self._apposed(head):
            if c in self.spots.agents or (c in self.spots.names and not self._is_national(c)):
                found = self.at(c)
                if found and found[0].code:
                    whole = self._mention(head, Identity(None, None, ()))
                    return [
                        replace(m, text=whole.text, start=whole.start, end=whole.end) for m in found
                    ]
        return []

    def _is_national(self, i: int) -> bool:
        hit = self.spots.names.get(i)
        return bool(hit and hit.value[0].national)

    def _by_agent(self, head: int) -> list[Mention]:
        hit = self.spots.agents.get(head)
        title = None
        if hit is None and self.tree.words[head].pos == "PROPN":
            title = next(
                (
                    c
                    for c in self.grammar.below(head, "compound", "nmod", "flat", "amod")
                    if c < head and c in self.spots.agents and not self.grammar.case(c)
                ),
                None,
            )
            hit = self.spots.agents[title] if title is not None else None
        if hit is None:
            return []
        agent = hit.value.agent
        roles = [m.code for m in self._modifiers(head, hit)]
        named = title is not None or any(
            self.tree.words[c].pos == "PROPN" for c in self._apposed(head)
        )
        kinds = (agent.kind, "person" if named else None)
        if agent.international:
            return [
                self._mention(
                    head,
                    self.roster.identify(agent.code),
                    *kinds,
                    name=None,
                    entry=hit.value.where,
                    link="agent",
                )
            ]
        mentions = []
        homes = list(self._homes(head, title))
        for base, organisation, giver in homes:
            if organisation:
                code = base
            elif self._former(head):
                code = combine(base, "ELI")
            else:
                code = combine(base, *roles, agent.code or "")
            mention = self._mention(
                head, self.roster.identify(code), *kinds, entry=hit.value.where, link="agent"
            )
            mentions.append(self._part(mention, giver, homes))
        if not mentions:
            mentions = self._definite(head)
        if mentions:
            return mentions
        if agent.code is None:
            return []
        code = combine("---", *roles, agent.code)
        identity = Identity(code, None, tuple(code[i : i + 3] for i in range(3, len(code), 3)))
        return [self._mention(head, identity, *kinds, entry=hit.value.where, link="agent")]

    def _part(self, mention: Mention, giver: int, homes: list[tuple[str, bool, int]]) -> Mention:
        """Give each of several homes its own words: "the French" and "German ministers"."""
        if len(homes) < 2:
            return mention
        word = self.tree.words[giver]
        first = giver == min(i for _, _, i in homes)
        start = mention.start if first else word.start
        end = mention.end if giver == max(i for _, _, i in homes) else word.end
        text = slice_text(self.tree, start, end)
        return replace(mention, text=text, start=start, end=end)

    def _former(self, head: int) -> bool:
        return any(
            self.grammar.lemma(c) in _FORMER for c in self.grammar.below(head, "amod", "compound")
        )

    def _modifiers(self, head: int, hit: Hit[Role]) -> Iterator[Modifier]:
        first, _ = self.span(head)
        seen: set[str] = set()
        for i in range(first, max(head, hit.end)):
            modifier = self.spots.modifiers.get(i)
            inside = hit.start <= i < hit.end
            if modifier and not inside and i <= head and modifier.code not in seen:
                seen.add(modifier.code)
                yield modifier

    def _homes(self, head: int, title: int | None) -> Iterator[tuple[str, bool, int]]:
        """Yield the country or organisation that the phrase gives to its agent, and its word."""
        for i in self._givers(head, title):
            givers = [i, *(j for j in self.grammar.below(i, "conj") if j in self.spots.names)]
            homes: dict[str, tuple[str, bool, int]] = {}
            for giver in givers:
                hit = self.spots.names.get(giver)
                named = (
                    [self._named(giver, self._choose(hit))]
                    if hit
                    else [m for m in self.at(giver) if m.link == "name" or (m.link and m.country)]
                )
                for mention in named:
                    code, organisation = self._home(mention)
                    if code:
                        homes.setdefault(code, (code, organisation, giver))
            if homes:
                yield from homes.values()
                return

    def _home(self, mention: Mention) -> tuple[str, bool]:
        if mention.country and (
            "country" in mention.kinds or "territory" in mention.kinds or not mention.roles
        ):
            return mention.country, False
        if "person" in mention.kinds:
            return mention.country or "", False
        if mention.country and mention.roles[:1] == ("GOV",):
            return mention.country, False
        return mention.code or "", True

    def _givers(self, head: int, title: int | None) -> Iterator[int]:
        """Yield words of the phrase that may say whose agent it is, the closest tie first."""
        below = self.grammar.below
        for anchor in (head, title):
            if anchor is None:
                continue
            before = [
                c
                for c in below(
                    anchor, "amod", "compound", "nmod", "nmod:poss", "flat", "det", "obl"
                )
                if c < anchor or self.tree.words[c].dep == "nmod:poss"
            ]
            nested = [d for c in before for d in below(c, "amod", "compound", "nmod:poss") if d < c]
            for c in sorted({*before, *nested}, reverse=True):
                if (
                    (self.tree.words[c].pos in ("ADJ", "PROPN", "NOUN"))
                    and not self._opposed(c)
                    and self.grammar.case(c) not in ("of", "in", "from")
                ):
                    if c in self.spots.names:
                        yield c
            yield from (c for c in below(anchor, "nmod:poss"))
            after = [c for c in below(anchor, "nmod", "obl") if c > anchor]
            for preposition in _HOME_PREPOSITIONS:
                yield from (c for c in after if self.grammar.case(c) == preposition)
        yield from (c for c in self._apposed(head) if c in self.spots.names)

    def _opposed(self, i: int) -> bool:
        """Tell whether a name is only what somebody is for, against, or backed by."""
        words = self.tree.words
        hit = self.spots.names.get(i)
        start, end = (hit.start, hit.end) if hit else (i, i + 1)
        if start > 1 and words[start - 1].text == "-" and words[start - 2].text.lower() in _OPPOSED:
            return True
        if start > 0 and words[start - 1].text.lower().rstrip("-") in _OPPOSED:
            return True
        follows = end + 1 < len(words) and words[end].text in "-–"
        return follows and words[end + 1].text.lower() in _ALIGNED

    def _by_part(self, head: int) -> list[Mention]:
        """Read "dozens of Syrian rebels" and "members of Hamas" as what follows "of"."""
        if self.grammar.lemma(head) not in PARTITIVE and self.tree.words[head].pos != "NUM":
            return []
        for c in self.grammar.below(head, "nmod"):
            if self.grammar.case(c) in ("of", "from", "among"):
                return self._widened(head, c)
        return []

    def _widened(self, head: int, inner: int) -> list[Mention]:
        whole = self._mention(head, Identity(None, None, ()))
        return [
            replace(m, text=whole.text, start=min(m.start, whole.start), end=max(m.end, whole.end))
            if m.code
            else m
            for m in self.at(inner)
            if m.code
        ]

    def _by_country(self, head: int) -> list[Mention]:
        """Read a noun that no codebook knows by the actor in its phrase: "Iranian tanker"."""
        modifiers = [
            m.code for i in range(self.span(head)[0], head) if (m := self.spots.modifiers.get(i))
        ]
        for base, organisation, _ in self._homes(head, None):
            identity = self.roster.identify(
                base if organisation else combine(base, *dict.fromkeys(modifiers))
            )
            return [self._mention(head, identity, "thing", link="agent")]
        return []
