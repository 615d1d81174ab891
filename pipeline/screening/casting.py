"""Which kinds of actors the words of a sentence may name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.actors.names import Hit, PhraseTable
from pipeline.actors.roster import Identity, Roster, Sense, split_code

_ANYBODY = frozenset({"text", "named", "person"})
_CODED = frozenset({"actor", "place", "thing"})
_COUNTRY = frozenset({"country", "state", "place"})
# What is said of them without a name may be said of the states that they come from.
_WORLD = ("UIS", "INT")
_ONE_ROLE = 3


@dataclass(slots=True)
class Part:
    """What a phrase of agents and modifiers may say.

    Attributes:
        kinds: what a pattern may call those whom it names.
        agent: it is an agent noun, not only a modifier.
        official: whoever it names is public without a country.
    """

    kinds: frozenset[str] = frozenset()
    agent: bool = False
    official: bool = False

    def add(self, other: Part) -> None:
        """Take on what another says, too."""
        self.kinds |= other.kinds
        self.agent |= other.agent
        self.official |= other.official


class Casting:
    """The kinds of all actors of a codebook.

    Args:
        roster: its names, agents and modifiers.
    """

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._of_sense: dict[tuple[str, str], frozenset[str]] = {}
        self._of_code: dict[str, frozenset[str]] = {}
        self._parts: PhraseTable[Part] = PhraseTable()
        for words, role in roster.agents.items():
            code, kind = role.agent.code or "", role.agent.kind
            official = kind != "everyday" or len(code) != _ONE_ROLE
            part = Part(self._of_role(code) | {kind or ""}, True, official)
            self._parts.setdefault(words, Part()).add(part)
        for words, modifier in roster.modifiers.items():
            part = Part(self._of_role(modifier.code), official=True)
            self._parts.setdefault(words, Part()).add(part)

    def begins(self, forms: Iterable[str]) -> bool:
        """Tell whether an agent or modifier may begin with a word of these forms."""
        return self._parts.begins(forms)

    def parts(self, forms: Sequence[Sequence[str]], at: Iterable[int]) -> Part:
        """Return what all agents and modifiers say that begin at some positions of a sentence.

        Args:
            forms: of each word.
            at: the positions.
        """
        found = Part()
        for part in self._parts.every(forms, at):
            found.add(part)
        return found

    def kinds(
        self, names: Sequence[Hit[tuple[Sense, ...]]], part: Part, town: bool, home: bool
    ) -> set[str]:
        """Return all kinds that the actors of a sentence may have.

        Args:
            names: in the sentence.
            part: what its agents and modifiers say.
            town: it may name a town that no codebook lists.
            home: it may speak of "the country".
        """
        kinds = {*_ANYBODY, *part.kinds}
        if names or town or part.agent:
            kinds |= _CODED
        if town or home:
            kinds |= _COUNTRY
        for hit in names:
            for sense in hit.value:
                kinds |= self._of_name(sense)
        return kinds

    def _of_name(self, sense: Sense) -> frozenset[str]:
        key = (sense.where, sense.use)
        if key not in self._of_sense:
            actor = sense.actor
            codes = [code.code for code in actor.dated_codes()]
            kinds = {actor.kind or "", sense.use}
            if sense.national or sense.use in ("capital", "place"):
                kinds.add("place")
            if sense.national:
                codes.append("---GOV")
            for one in (one for code in codes for one in code.split("/")):
                kinds |= self._kinds_of(one)
                identity = self._roster.identify(one)
                # A person without an office on the day is only of a country.
                bare = not identity.roles or actor.kind == "person" or sense.national
                if identity.country and (bare or identity.roles[0] == "GOV"):
                    kinds.add("state")
            self._of_sense[key] = frozenset(kinds)
        return self._of_sense[key]

    def _of_role(self, code: str) -> frozenset[str]:
        """Return the kinds of an agent or modifier, of whatever country it may be."""
        kinds, parts = self._kinds_of(code), split_code(code)
        if not parts or "GOV" in parts:
            return kinds | {"state"}
        return kinds | _COUNTRY if parts[0] in _WORLD else kinds

    def _kinds_of(self, code: str) -> frozenset[str]:
        if code not in self._of_code:
            parts = (*split_code(code), "ELI")
            self._of_code[code] = self._roster.kinds_of(Identity(code, None, parts))
        return self._of_code[code]
