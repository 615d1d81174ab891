"""The noun phrases of a sentence in their order, each with the actors it names.

An actor's code is that of the name in the phrase with the codes of the agents in it, in the order
of the text; an agent without a name takes the name that "of", "in" or "from" binds to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from pipeline.actors.mentions import Mentions
from pipeline.actors.phrases import slice_text
from pipeline.actors.roster import Role, Sense
from pipeline.codebook.model import Actor
from pipeline.types import Mention

_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_INSIDE = frozenset({"compound", "flat", "fixed", "goeswith"})
_LEFT = frozenset({"det", "amod", "compound", "nummod", "advmod", "nmod", "flat", "case", "obl"})
_BINDING = frozenset({"of", "in", "from", "at", "for", "within"})
_AND = frozenset({"and", "or", "nor", "&"})
_OWNER = frozenset({"'s", "’s"})
NOBODY = "---"
_ELITE = "ELI"


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase without what hangs on it by a preposition.

    Attributes:
        start, end: half-open positions of its words; ``end`` also of the names bound to an agent.
        head: position of its head.
        actors: whom it names.
        group: head of the first of the phrases that it is joined with, its own if none.
    """

    start: int
    end: int
    head: int
    actors: tuple[Mention, ...]
    group: int


@dataclass(slots=True)
class _Part:
    """What stands between conjunctions within a phrase."""

    names: list[tuple[int, Sense, tuple[str, ...]]]
    agents: list[Role]
    former: bool = False


class Phrases:
    """Reads the noun phrases of one sentence.

    Args:
        mentions: the sentence and the names and agents found in it.
        day: the day of the article, on which codes must hold.
        elite: an agent after "former" is an ELI.
    """

    def __init__(self, mentions: Mentions, day: date, elite: bool = False) -> None:
        self.mentions, self.day, self.elite = mentions, day, elite
        self.grammar, self.tree = mentions.grammar, mentions.tree
        self._spans = self._find_spans()
        self._parts = {head: self._read_parts(*span) for head, span in self._spans.items()}

    def read(self) -> list[NounPhrase]:
        """Return all noun phrases in the order of the text, the joined ones with their groups."""
        bound: set[int] = set()
        found: dict[int, NounPhrase] = {}
        for head, (start, end) in self._spans.items():
            if head in bound:
                continue
            taken, names = self._names_for(head)
            bound |= taken
            actors = self._actors(head, names)
            end = max([end, *(self._spans[c][1] for c in taken)])
            found[head] = NounPhrase(start, end, head, tuple(actors), self._group(head))
        for head in bound:
            found.pop(head, None)
        return self._share(sorted(found.values(), key=lambda p: (p.start, p.head)))

    def _find_spans(self) -> dict[int, tuple[int, int]]:
        words, spans = self.tree.words, dict[int, tuple[int, int]]()
        covered: set[int] = set()
        for word in words:
            base = word.dep.split(":")[0]
            if word.pos not in _HEADS or base in _INSIDE or word.dep == "nmod:poss":
                continue
            if base in ("nummod", "det") or (base == "amod" and word.head > word.i):
                continue
            spans[word.i] = self._span(word.i)
            covered.update(range(*spans[word.i]))
        for i, hit in self.mentions.spots.names.items():
            if i == hit.end - 1 and not covered & set(range(hit.start, hit.end)):
                spans[i] = (hit.start, hit.end)
        return dict(sorted(spans.items(), key=lambda item: item[1]))

    def _span(self, head: int) -> tuple[int, int]:
        """Return the words of a phrase up to its head and the names that follow it at once."""
        words = self.tree.words
        left = {head}
        for c in self.tree.children[head]:
            dep = words[c].dep.split(":")[0]
            if c < head and dep in _LEFT:
                left.update(i for i in self.tree.subtree(c) if i < head)
        start = head
        while start and (
            start - 1 in left or (start - 2 in left and words[start - 1].pos == "PUNCT")
        ):
            start -= 1
        while words[start].dep == "case" and words[start].head == head and start < head:
            start += 1
        start = self._before_and(start)
        end = head + 1
        right = {i for c in self.grammar.below(head, "flat", "compound", "fixed")
                 for i in self.tree.subtree(c)}  # fmt: skip
        while end < len(words) and end in right:
            end += 1
        for i in (start, end - 1):
            if hit := self.mentions.spots.names.get(i) or self.mentions.spots.agents.get(i):
                start, end = min(start, hit.start), max(end, hit.end)
        return start, end

    def _before_and(self, start: int) -> int:
        """Return where a phrase begins that cannot begin with "and": "Libya's new and weak army".

        Its first adjective, and the owner before that, were taken for something else.
        """
        words = self.tree.words
        if words[start].text.lower() not in _AND or start < 2 or words[start - 1].pos != "ADJ":
            return start
        start -= 1
        while start and words[start - 1].pos == "ADJ":
            start -= 1
        owner = self.mentions.spots.names.get(start - 2)
        owned = start >= 2 and words[start - 1].text.lower() in _OWNER
        return owner.start if owner and owned else start

    def _read_parts(self, start: int, end: int) -> list[_Part]:
        """Return what a phrase names, cut at its conjunctions where they join actors.

        "US and Israeli officials" are two; in "Libya's new and weak army" the owner has it all.
        """
        spots, parts = self.mentions.spots, [_Part([], [])]
        i = start
        while i < end:
            text = self.tree.words[i].text.lower()
            name, agent = spots.names.get(i), spots.agents.get(i)
            if name and agent and agent.end - agent.start > name.end - name.start:
                name = None
            if text in _AND or text == ",":
                parts.append(_Part([], []))
            elif text in ("former", "ex"):
                parts[-1].former = True
            if name:
                sense = name.value[0]
                parts[-1].names.append((i, sense, self._codes(name.value)))
                i = name.end
            elif agent:
                parts[-1].agents.append(agent.value)
                i = agent.end
            else:
                i += 1
        kept = [part for part in parts if part.names or part.agents]
        texts = {word.text.lower() for word in self.tree.words[start:end]}
        owned = bool(texts & _OWNER and kept and kept[0].names)
        named = 1 if owned else sum(bool(p.names) for p in kept)
        if named < 2 and sum(bool(p.agents) for p in kept) < 2:
            joined = _Part([n for p in kept for n in p.names], [a for p in kept for a in p.agents])
            joined.former = any(part.former for part in parts)
            return [joined] if kept else []
        for part in kept:
            part.names = kept[0].names if owned else part.names or kept[0].names
            part.agents = part.agents or kept[-1].agents
        return kept

    def _codes(self, senses: Iterable[Sense]) -> tuple[str, ...]:
        """Return the codes of a name on the day, of the first sense that has one."""
        for sense in senses:
            code = code_on(sense.actor, self.day)
            if code:
                return () if code == "none" else tuple(code.split("/"))
        return ()

    def _names_for(self, head: int) -> tuple[set[int], list[tuple[int, Sense, tuple[str, ...]]]]:
        """Return the phrases bound to an agent that name its actors, and these names."""
        parts = self._parts[head]
        if not parts or any(part.names for part in parts):
            return set(), []
        for c in self._bound_to(head):
            joined = [k for k in self.grammar.joined(c) if k in self._parts]
            names = [name for k in joined for part in self._parts[k] for name in part.names]
            if names:
                return {c, *joined}, names
        return set(), []

    def _bound_to(self, head: int) -> Iterator[int]:
        """Yield phrases bound to another by a preposition; with "of" those that follow it too."""
        below = set(self.grammar.below(head, "nmod", "obl"))
        end = self._spans[head][1]
        for c, (start, _) in self._spans.items():
            case = self.grammar.case(c)
            follows = 0 <= start - end <= 1 and self.tree.words[end].text.lower() == "of"
            if (c in below and case in _BINDING) or follows:
                yield c

    def _actors(self, head: int, bound: list[tuple[int, Sense, tuple[str, ...]]]) -> list[Mention]:
        actors: list[Mention] = []
        for part in self._parts[head]:
            names = bound or part.names[:1]
            for i, sense, codes in names:
                actors += [self._mention(head, i, sense, code, part) for code in codes]
            if not names and part.agents:
                actors.append(self._mention(head, head, None, NOBODY, part))
        return actors

    def _mention(self, head: int, i: int, sense: Sense | None, code: str, part: _Part) -> Mention:
        roles = [_ELITE] if part.former and self.elite and part.agents else []
        agents = [] if roles else part.agents
        whole = add_roles(code, [(a.agent.code or "", a.agent.before) for a in agents])
        whole += "".join(roles)
        start, end = self._spans[head]
        first, last = self.tree.words[min(start, i)], self.tree.words[max(end - 1, i)]
        identity = self.mentions.roster.identify(whole)
        where = sense.where if sense else part.agents[0].where
        return Mention(
            slice_text(self.tree, first.start, last.end), first.start, last.end, whole,
            identity.country, identity.roles, sense.actor.name if sense else None, where,
            "agent" if part.agents else "name",
            self.mentions.roster.kinds_of(identity),
        )  # fmt: skip

    def _group(self, head: int) -> int:
        words = self.tree.words
        while self._joins(head) and words[words[head].head].pos in _HEADS:
            head = words[head].head
        return head

    def _joins(self, i: int) -> bool:
        """Tell whether a phrase is joined to its head, also as a name read as an apposition.

        "Egypt, the Sudan and Libya": names after commas in a list that ends with a conjunction.
        """
        word = self.tree.words[i]
        if word.dep.split(":")[0] == "conj":
            return True
        if word.dep != "appos" or word.pos != "PROPN" or i not in self.mentions.spots.names:
            return False
        head = self.tree.words[word.head]
        last = max(self.tree.subtree(head.i))
        listed = self.grammar.below(head.i, "conj", "appos")
        ends = any(
            self.tree.words[k].text.lower() in _AND for k in range(i - 4, last) if k > head.i
        )
        return head.i in self.mentions.spots.names and ends and len(listed) > 1

    def _share(self, phrases: list[NounPhrase]) -> list[NounPhrase]:
        """Give agents that name nobody the name of those they are joined with.

        "Danish media and government", "lawmakers and officials in Gondor".
        """
        shared = []
        for phrase in phrases:
            nobody = phrase.actors and all(
                a.code and a.code.startswith(NOBODY) for a in phrase.actors
            )
            donors = [
                a for other in phrases for a in other.actors
                if other.group == phrase.group and a.name and a.link == "agent"
            ]  # fmt: skip
            own = self.grammar.below(phrase.head, "det")
            if nobody and donors and not own:
                roles = [(a.code or "")[len(NOBODY) :] for a in phrase.actors]
                phrase = replace(phrase, actors=tuple(
                    self._lend(donor, role, mine)
                    for donor in _one_a_name(donors)
                    for role, mine in zip(roles, phrase.actors, strict=True)
                ))  # fmt: skip
            shared.append(phrase)
        return shared

    def _lend(self, donor: Mention, role: str, mine: Mention) -> Mention:
        sense = next(
            s for hit in self.mentions.spots.names.values() for s in hit.value
            if s.actor.name == donor.name
        )  # fmt: skip
        base = next(
            c for c in (*self._codes([sense]), donor.code or "") if (donor.code or "").startswith(c)
        )
        identity = self.mentions.roster.identify(add_roles(base, [(role, False)]))
        return replace(
            donor, text=mine.text, start=mine.start, end=mine.end, code=identity.code,
            country=identity.country, roles=identity.roles,
        )  # fmt: skip


def _one_a_name(mentions: list[Mention]) -> list[Mention]:
    return list({m.name: m for m in reversed(mentions)}.values())[::-1]


def code_on(actor: Actor, day: date) -> str | None:
    """Return the first dated code that holds, in the order listed, else the undated one."""
    codes = actor.dated_codes()
    for code in codes:
        if code.dated and code.holds(day):
            return code.code
    return next((code.code for code in codes if not code.dated), None)


def add_roles(code: str, roles: Iterable[tuple[str, bool]]) -> str:
    """Join agent codes to an actor's, each part of three letters once.

    Args:
        code: the actor's code.
        roles: agent codes in the order of the text; with True those that stand before the actor's.
    """
    parts = _split(code)
    for role, before in roles:
        fresh = [p for p in _split(role) if p not in parts]
        parts = [*fresh, *parts] if before else [*parts, *fresh]
    return "".join(parts)


def _split(code: str) -> list[str]:
    return [code[i : i + 3] for i in range(0, len(code), 3)]
