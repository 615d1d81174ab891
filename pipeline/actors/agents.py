"""Agent nouns: people and bodies by role, with the country that their phrase gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.actors.homes import Home
from pipeline.actors.names import Hit
from pipeline.actors.phrases import slice_text
from pipeline.actors.roster import Identity, Role, combine, split_code
from pipeline.codebook.model import Agent, Modifier
from pipeline.types import Mention

if TYPE_CHECKING:
    from pipeline.actors.mentions import Mentions

COUNTS = frozenset({"dozens", "scores", "hundreds", "thousands", "millions"})
_FORMER = frozenset({"former", "ex", "late", "onetime", "ousted", "deposed", "then"})
# Who is sent by somebody, or by the world at large where nobody is named.
_SENT = frozenset({"mediator", "monitor", "inspector"})
# Who meets abroad: the place of what they do is not where they are from. Nor is it that of soldiers
# where other countries are named: "Syrians were killed by soldiers in Lebanon".
_TRAVELLING = frozenset({"president", "premier", "monarch", "minister", "diplomat", "negotiator"})
# Who acts on people of its own country, and who are such where a government acts on them.
_RULERS = frozenset({"JUD", "COP", "LEG"})
_RULED = frozenset({"OPP", "LEG", "JUD", "COP", "PTY", "GOV"})
_LOCAL = frozenset({"COP", "CVL"})
# Who has to do with its own country, who arrests, who may be abroad, who may be foreign.
_INSIDE = frozenset({"LEG", "JUD", "COP", "OPP", "PTY"})
_FORCES = frozenset({"JUD", "COP"})
_AGAINST = frozenset({"OPP", "REB", "INS", "SEP", "PTY"})
_SENT_ABROAD = frozenset({"diplomat", "embassy"})
_EXECUTIVE = frozenset({"government", "minister"})
_ANYWHERE = frozenset({"diplomat", "company"})
_ABROAD = frozenset({"MIL", "SPY", "REB", "INS", "SEP", "UAF", "CRM", "REF"})


_STATES = frozenset(
    "republic state states union federation council assembly senate country nation island kingdom"
    " region territory government archipelago people parliament house year".split()
)


class Agents:
    """Reads the agent nouns of one sentence."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions, self.roster = mentions, mentions.roster
        self.grammar, self.spots, self.tree = mentions.grammar, mentions.spots, mentions.tree

    def read(self, head: int) -> list[Mention]:
        """Return whom an agent noun, or a name with a title, stands for; empty for neither."""
        found = self._read(head)
        return [*self._sharing(head), *found] if found else found

    def _sharing(self, head: int) -> Iterator[Mention]:
        """Yield who is joined to what tells of an agent: "government and rebel negotiators"."""
        below = self.grammar.below(head, "compound", "amod")
        for c in below:
            joint = c + 1 < head and self.grammar.lemma(c + 1) == "and"
            other = self.spots.agents.get(c)
            if joint and other and c + 2 in (*below, head) and other.end == c + 1:
                own = other.value.agent.code
                yield from (m for m in self.mentions.at(c) if own and m.code)

    def _read(self, head: int) -> list[Mention]:
        hit = self.spots.agents.get(head)
        title = None
        if hit is None and self.tree.words[head].pos == "PROPN":
            title = self.title(head)
            hit = self.spots.agents[title] if title is not None else None
        if hit is None or self._counts(head):
            return []
        agent = hit.value.agent
        if agent.kind == "president" and self._presides(head if title is None else title):
            return []
        roles = [m.code for m in self._modifiers(head, hit)]
        named = title is not None or any(
            self.tree.words[c].pos == "PROPN" for c in self.mentions.apposed(head)
        )
        kinds = (agent.kind, "person" if named else None)
        homes = list(self.mentions.homes.find(head, title))
        if agent.international:
            if agent.code == "UIS" and len(homes) > 1:
                return [self._member(head, home, homes, hit.value.where) for home in homes]
            senders = [h for h in homes if self._sends(head, h)]
            if agent.code == "INT" and agent.kind in _SENT and senders:
                return [self._member(head, home, senders, hit.value.where) for home in senders]
            bodies = [h for h in homes if h.organisation]
            identity = self.roster.identify(_within_body(bodies, agent.code or ""))
            return [self.mentions.make(head, identity, *kinds, entry=hit.value.where, link="agent")]
        former = self._former(head) or (title is not None and self._former(title))
        mentions = []
        for home in homes:
            placed = None
            if home.people:
                placed = self._country(head, agent)
                if placed:
                    home = replace(home, code=placed, identity=home.code)
            national = home.code[:3] in self.roster.countries
            if former and (national or not home.organisation):
                code = combine(home.code[:3] if national else home.code, "ELI", home.identity)
            elif home.organisation:
                code = home.code
            else:
                own = agent.code or ""
                if home.code not in self.roster.countries and own.startswith("GOV"):
                    own = ""
                code = combine(home.code, *roles, "" if agent.before else own, home.identity)
                code = own + code if agent.before else code
            tied = self.tree.words[home.giver].pos == "PRON"
            mention = self.mentions.make(
                head, self.roster.identify(code), *kinds, entry=hit.value.where,
                link="context" if placed else "coreference" if tied else "agent",
            )  # fmt: skip
            mentions.append(self.part(mention, home, homes))
        if all(home.code not in self.roster.countries and not home.organisation for home in homes):
            meant = self.mentions.link(head, self.mentions.anaphora.definite(head))
            mentions = meant or mentions
        if mentions:
            return mentions
        if agent.code is None:
            return []
        meant = self.mentions.link(head, self.mentions.anaphora.former(head)) if former else []
        if meant:
            return meant
        role = ["ELI"] if former else [*roles, agent.code]

        def make(country: str | None) -> Mention:
            code = combine(country or "---", *role)
            identity = self.roster.identify(code)
            if country is None:
                identity = Identity(code, None, split_code(code)[1:])
            link = "context" if country else "agent"
            return self.mentions.make(head, identity, *kinds, entry=hit.value.where, link=link)

        places = {m.country: m for m in self.mentions.homes.around(head)}
        if places:
            return [self._placed(make(p.country), p, i > 0) for i, p in enumerate(places.values())]
        return [make(self._country(head, agent))]

    def _country(self, head: int, agent: Agent) -> str | None:
        """Return the country of an agent where the report leaves no doubt.

        None for migrants, who have left theirs.
        """
        if agent.code == "REF":
            return None
        if agent.kind == "government" and (against := self._opponent(head)):
            return against
        places, named = self.mentions.countries_here(), self.mentions.countries_named
        abroad = agent.code == "MIL" and not set(named) <= set(places)
        if abroad or agent.kind in _TRAVELLING:
            places = ()
        found = self.mentions.anaphora.country(places, named, agent.code in _LOCAL)
        return found or self._domestic(head, agent) or self._among_own(head, agent)

    def _opponent(self, head: int) -> str | None:
        """Return the country of those who oppose a government: "the ELN and the government"."""
        word = self.tree.words[head]
        beside = [*self.grammar.below(head, "conj"), *([word.head] if word.dep == "conj" else [])]
        found = {
            m.country
            for i in beside
            for m in self.mentions.at(i)
            if m.link in ("name", "agent") and _AGAINST & set(m.roles)
        }
        return found.pop() if len(found) == 1 else None

    def _among_own(self, head: int, agent: Agent) -> str | None:
        """Return the country of an agent that somebody has to do with who acts at home.

        "Uganda's opposition said soldiers had abducted its members". None where the sentence, or
        the article before it, names another country.
        """
        known = {*self.mentions.countries(), *self.mentions.context.home}
        own = split_code(agent.code or "")[:1]
        if len(known) != 1 or agent.international or not own or agent.kind in _ANYWHERE:
            return None
        named = (hit.end - 1 for hit in self.spots.names.values())
        heads = {*named, *(hit.end - 1 for hit in self.spots.agents.values())}
        for i in sorted(heads - {head}):
            for m in self.mentions.at(i):
                told = m.country in known and m.link in ("name", "agent") and m.roles
                if told and "thing" not in m.kinds and self._acts_at_home(i, m, own[0], agent.kind):
                    return m.country
        return None

    def _acts_at_home(self, i: int, mention: Mention, other: str, kind: str | None) -> bool:
        """Tell whether somebody has to do with an agent of his own country.

        So do parties, courts and police; of a government only with whom it governs, and with
        itself; others where they act, since they may suffer abroad. Soldiers and rebels may be
        abroad.
        """
        if other == "CVL":
            return bool(_FORCES & set(mention.roles))
        if mention.kinds & _SENT_ABROAD:
            return False
        if _INSIDE & set(mention.roles):
            return True
        if mention.roles[0] == "GOV":
            return other in _INSIDE or kind in _EXECUTIVE
        return mention.roles[0] not in _ABROAD and self.tree.words[i].dep == "nsubj"

    def _domestic(self, head: int, agent: Agent) -> str | None:
        """Return the country of whoever acts on an agent at home: "Peru's junta held the mayor".

        None where the sentence, or the article before it, names another country.
        """
        known = {*self.mentions.countries(), *self.mentions.context.home}
        own = split_code(agent.code or "")[:1]
        if len(known) != 1 or own == ("CVL",) or agent.kind in _TRAVELLING - {"minister"}:
            return None
        for verb in (self.tree.words[i].head for i in (head, self.tree.words[head].head)):
            for subject in self.grammar.frame(verb).subjects:
                giver = self.spots.agents.get(subject)
                if giver is None or subject == head:
                    continue
                ruler = giver.value.agent.code or ""
                if ruler in _RULERS or (ruler[:3] == "GOV" and own[0] in _RULED):
                    found = {m.country for m in self.mentions.at(subject) if m.link == "agent"}
                    return found.pop() if found == known else None
        return None

    def _sends(self, head: int, home: Home) -> bool:
        """Tell whether a home has sent somebody: "Norwegian", but not "Syria", "mediators"."""
        if home.giver > head:
            return self.grammar.case(home.giver) == "from"
        hit = self.spots.names.get(home.giver)
        word = self.tree.words[home.giver]
        return (
            home.organisation
            or word.dep == "nmod:poss"
            or word.text.isupper()
            or (hit is not None and any(s.use in ("adjective", "people") for s in hit.value))
        )

    def title(self, head: int) -> int | None:
        """Return the agent noun that stands before a name: "Ethiopian President Sahle-Work"."""
        i = head - 1
        while i >= 0 and self.tree.words[i].pos == "PROPN" and i not in self.spots.agents:
            i -= 1
        first, _ = self.mentions.span(head)
        if i >= first and i in self.spots.agents:
            return i
        # "US ambassador to Iraq John Smith"
        before = [c for c in self.grammar.below(head, "nmod", "compound") if c < head]
        titles = [c for c in before if c in self.spots.agents and not self.grammar.case(c)]
        return titles[-1] if titles and self.tree.words[titles[-1]].dep != "nmod:poss" else None

    def is_title(self, i: int) -> bool:
        """Tell whether an agent noun is the title of the name that it hangs on."""
        word, name = self.tree.words[i], self.tree.words[self.tree.words[i].head]
        before = i in self.spots.agents and i < name.i and name.pos == "PROPN"
        return before and word.dep in ("nmod", "compound") and not self.grammar.case(i)

    def part(self, mention: Mention, home: Home, homes: list[Home]) -> Mention:
        """Give each of several homes its own words: "the French" and "German ministers"."""
        if len(homes) < 2:
            return mention
        word = self.tree.words[home.giver]
        first = home.giver == min(h.giver for h in homes)
        start = mention.start if first else word.start
        end = mention.end if home.giver == max(h.giver for h in homes) else word.end
        if end <= start:  # "reports in the Times and on NBC": named behind the words
            return mention
        text = slice_text(self.tree, start, end)
        return replace(mention, text=text, start=start, end=end)

    def _placed(self, mention: Mention, place: Mention, further: bool) -> Mention:
        """Take in the words for where somebody is; of a further place, only these."""
        start = place.start if further else min(place.start, mention.start)
        end = place.end if further else max(place.end, mention.end)
        return replace(mention, text=slice_text(self.tree, start, end), start=start, end=end)

    def _member(self, head: int, home: Home, homes: list[Home], where: str) -> Mention:
        """Read one of several that an unnamed state is told by: "the US and Western allies"."""
        identity = self.roster.identify(home.code)
        mention = self.mentions.make(head, identity, "country", entry=where, link="agent")
        return self.part(mention, home, homes)

    def _counts(self, head: int) -> bool:
        """Tell whether a word only counts what follows: "thousands of soldiers"."""
        return self.tree.forms[head] in COUNTS and self.tree.forms[head + 1 : head + 2] == ("of",)

    def _presides(self, noun: int) -> bool:
        """Tell whether it is no state that somebody presides over: "of the chess club"."""
        words, grammar, spots = self.tree.words, self.grammar, self.spots
        return any(
            words[c].pos in ("PROPN", "NOUN")
            and grammar.case(c) == "of"
            and c not in spots.names
            and c not in spots.agents
            and words[c].lemma.lower() not in _STATES
            and (words[c].pos == "NOUN" or bool(grammar.below(c, "nmod", "compound", "amod")))
            for c in grammar.below(noun, "nmod")
        )

    def _former(self, head: int) -> bool:
        return any(
            self.tree.forms[c] in _FORMER for c in self.grammar.below(head, "amod", "compound")
        )

    def _modifiers(self, head: int, hit: Hit[Role]) -> Iterator[Modifier]:
        first, _ = self.mentions.span(head)
        seen: set[str] = set()
        for i in range(first, max(head, hit.end)):
            modifier = self.spots.modifiers.get(i)
            inside = hit.start <= i < hit.end
            if modifier and not inside and i <= head and modifier.code not in seen:
                seen.add(modifier.code)
                yield modifier


def _within_body(bodies: list[Home], code: str) -> str:
    """Return an international code with the body it belongs to: "UN peacekeepers" IGOUNOPKO."""
    if bodies and split_code(bodies[0].code)[0] == split_code(code)[0]:
        return combine(bodies[0].code, *(p for p in split_code(code) if p not in bodies[0].code))
    return code
