"""Whose an agent is: the country or organisation that its phrase names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.types import Mention

if TYPE_CHECKING:
    from pipeline.actors.mentions import Mentions

LOCATIVE = frozenset({"in", "at", "near", "outside", "around", "across", "through", "throughout"})
_HOME_PREPOSITIONS = ("of", "from", "for", "in", "at")
_SUFFERING = frozenset({"flee", "escape", "suffer", "survive", "face", "endure"})
_OPPOSED = frozenset({"pro", "anti", "non", "un"})
_ALIGNED = frozenset(
    "backed born supported funded sponsored trained made allied aligned occupied held controlled"
    " installed imposed designated sanctioned bound linked style built armed speaking brokered"
    " educated friendly".split()
)
# Who is so to somebody is of his side.
_LOYAL = frozenset({"loyal", "allied", "ally", "aligned", "align"})

# A faith or a people is no home where a country stands beside it: "Nigerian Muslim clerics".
IDENTITIES = ("ethnic", "religious")
# Joined with a country these act for themselves: "Hamas and Israeli officials".
BODIES = ("group", "party", "organization", "company")


@dataclass(frozen=True, slots=True)
class Home:
    """Whose an agent is.

    Attributes:
        code: a country, or the whole code of an organisation.
        organisation: the code is an organisation's, to which no role is added.
        giver: position of the word that says so.
        identity: the people or faith of the agent; empty for none.
        people: the code is that of a people or a faith without a country.
    """

    code: str
    organisation: bool
    giver: int
    identity: str = ""
    people: bool = False


_GIVING = frozenset({"amod", "compound", "nmod", "flat", "det", "obl"})


class Homes:
    """Finds the home of the agents of one sentence."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self.grammar, self.spots, self.tree = mentions.grammar, mentions.spots, mentions.tree

    def find(self, head: int, title: int | None) -> Iterator[Home]:
        """Yield the countries or organisations that the phrase gives to its agent."""
        identities: list[int] = []
        for i in self._givers(head, title):
            givers = [i, *(j for j in self._joined(i, head) if j in self.spots.names)]
            homes: dict[str, Home] = {}
            for giver in givers:
                hit = self.spots.names.get(giver)
                if hit and hit.value[0].actor.kind in IDENTITIES:
                    identities.append(giver)
                    continue
                named = (
                    [self.mentions.names.named(giver, self.mentions.names.choose(hit))]
                    if hit
                    else [
                        m
                        for m in self.mentions.at(giver)
                        if m.link == "name" or (m.code and not m.code.startswith("---"))
                    ]
                )
                beside = bool(hit and len(givers) > 1 and hit.value[0].actor.kind in BODIES)
                for mention in named:
                    code, organisation = self._home(mention)
                    if beside and mention.code:
                        code, organisation = mention.code, True
                    if mention.country and self._governs(giver):
                        code, organisation = mention.country, False
                    if code:
                        homes.setdefault(code, Home(code, organisation, giver))
            if homes:
                yield from homes.values()
                return
        word = self.tree.words[head]
        agent = head in self.spots.agents
        if agent and word.dep == "conj" and not self.grammar.below(head, "det", "nmod:poss"):
            yield from self.find(word.head, None)
            return
        for giver in identities[:1]:
            sense = self.mentions.names.choose(self.spots.names[giver])
            people = self.mentions.names.named(giver, sense)
            if people.country and people.code:
                yield Home(people.country, False, giver, people.code[3:])
            elif people.code:
                yield Home(people.code, False, giver, people=True)

    def around(self, head: int) -> list[Mention]:
        """Return the places that say where a group is: "people in Somalia and Kenya".

        Also where the phrase hangs on the verb above ("help people in Somalia"), or tells where
        they live or what befell them there ("people now living in Greek camps").
        """
        words, below = self.tree.words, self.grammar.below
        told = [c for c in below(head, "acl") if all(map(self._relative, below(c, "nsubj")))]
        after = max([head, *(i for i in self.tree.subtree(head) if words[i].pos != "PUNCT")]) + 1
        beside = [
            w for w in words[after:]
            if w.dep in ("obl", "advcl")
            and min(self.tree.subtree(w.i)) == after
            and words[after].pos not in ("PUNCT", "SCONJ")
        ]  # fmt: skip
        told += [w.i for w in beside if w.tag == "VBG"]
        own = [w.i for w in beside if w.dep == "obl"]
        own += [c for t in told if not below(t, "obj") for c in below(t, "obl") if c > t]
        own += [c for t in told for b in self._befell(t) for c in below(b, "nmod")]
        for c in own:
            if self.grammar.case(c) not in LOCATIVE or self.grammar.says_when(c):
                continue
            found = [m for j in self.grammar.joined(c) for m in self.mentions.at(j)]
            found = [m for m in found if m.country and ("place" in m.kinds or self._is_spot(c, m))]
            if found:
                return found
        return []

    def _befell(self, clause: int) -> list[int]:
        """Return what befell those of whom a clause tells: "people displaced by the floods"."""
        if self.grammar.passive(clause):
            return self.grammar.agents(clause)
        suffered = self.grammar.lemma(clause) in _SUFFERING
        return [*self.grammar.below(clause, "obj")] if suffered else []

    def _is_spot(self, head: int, mention: Mention) -> bool:
        """Tell whether a thing is called by the place it is in: "Greek refugee camps"."""
        named = (
            m for c in self.grammar.below(head, "amod", "compound", "nmod:poss", "nmod")
            if c in self.spots.names for m in self.mentions.at(c)
        )  # fmt: skip
        inside = "thing" in mention.kinds and self.grammar.case(head) == "in"
        return inside and any(m.country == mention.country for m in named)

    def _relative(self, subject: int) -> bool:
        return self.tree.words[subject].tag in ("WDT", "WP")

    def _joined(self, i: int, head: int) -> list[int]:
        """Return what is joined with a word, also where the parser hangs both on the head.

        By a hyphen too: "the Kenya-Somalia border". One person of two nations has the nearer one.
        """
        words, names = self.tree.words, self.spots.names
        alone = head in self.spots.agents and words[head].tag == "NN"
        hyphened = [
            j for j, hyphen in ((i - 2, i - 1), (i + 2, i + 1))
            if j in names and words[hyphen].text in "-–" and not (alone and words[j].dep != "flat")
        ]  # fmt: skip
        beside = self.grammar.below(self.tree.words[i].head, "amod", "compound")
        first = [j for j in beside if j < i and self.grammar.below(i, "cc")]
        return [*self.grammar.below(i, "conj"), *hyphened, *first]

    def _home(self, mention: Mention) -> tuple[str, bool]:
        if mention.country and (
            "country" in mention.kinds or "territory" in mention.kinds or not mention.roles
        ):
            return mention.country, False
        if "person" in mention.kinds:
            return mention.country or "", False
        if "region" in mention.kinds:
            return mention.code or "", False
        if mention.country and mention.roles[:1] == ("GOV",):
            return mention.country, False
        return mention.code or "", True

    def _givers(self, head: int, title: int | None) -> Iterator[int]:
        """Yield words of the phrase that may say whose agent it is, the closest tie first."""
        below = self.grammar.below
        for anchor in (head, title):
            if anchor is None or not self.tree.children[anchor]:
                continue
            before = [
                c
                for c in self.tree.children[anchor]
                if self.tree.relations[c] in _GIVING
                and (c < anchor or self.tree.words[c].dep == "nmod:poss")
            ]
            own = self.spots.agents.get(anchor)
            words = range(own.start, own.end) if own else range(0)
            for c in sorted({*before, *self._nested(before)}, reverse=True):
                if (
                    c in self.spots.names
                    and not self._within(c, words)
                    and self.tree.words[c].pos in ("ADJ", "PROPN", "NOUN")
                    and not self._opposed(c)
                    and self.grammar.case(c) not in ("of", "in", "from")
                ):
                    yield c
            yield from (c for c in below(anchor, "nmod:poss"))
            yield from self._leaders(anchor)
            after = [
                c
                for named in (anchor, *(k for k in below(anchor, "flat", "appos") if k > anchor))
                if named == anchor or "," not in self.tree.forms[anchor + 1 : named]
                for c in below(named, "nmod", "obl")
                if c > anchor
            ]
            for preposition in _HOME_PREPOSITIONS:
                yield from (c for c in after if self.grammar.case(c) == preposition)
        yield from (c for c in self.mentions.apposed(head) if c in self.spots.names)

    def _within(self, i: int, words: range) -> bool:
        """Tell whether a name is only part of an agent: "the national security council"."""
        hit = self.spots.names[i]
        return hit.start in words and hit.start > words.start and hit.end <= words.stop

    def _nested(self, heads: list[int]) -> set[int]:
        """Return the modifiers within modifiers: "a U.S. government watchdog agency"."""
        found: set[int] = set()
        todo = list(heads)
        while todo:
            here = todo.pop()
            within = self.grammar.below(here, "amod", "compound", "nmod:poss", "obl")
            inner = [d for d in within if d < here and d not in found]
            found.update(inner)
            todo.extend(inner)
        return found

    def _leaders(self, anchor: int) -> Iterator[int]:
        """Yield who leads: "rebels led by Charles Taylor", "forces loyal to Haftar"."""
        for c in self.grammar.below(anchor, "acl", "amod"):
            lemma, bound = self.grammar.lemma(c), self.grammar.below(c, "obl")
            if lemma in ("lead", "head", "command"):
                yield from (b for b in bound if self.grammar.case(b) == "by")
            elif c > anchor and lemma in _LOYAL:
                tied = [b for b in bound if self.grammar.case(b) in ("to", "with")]
                yield from (b for b in tied if self._is_person(b))

    def _is_person(self, i: int) -> bool:
        return any("person" in m.kinds for m in self.mentions.at(i))

    def _governs(self, i: int) -> bool:
        """Tell whether a name says who rules the place: "the Hamas-run health ministry"."""
        hit, words = self.spots.names.get(i), self.tree.words
        follows = hit is not None and hit.end + 1 < len(words) and words[hit.end].text in "-–"
        return bool(hit and follows and words[hit.end + 1].text.lower() in ("run", "ruled"))

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
