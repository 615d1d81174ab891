"""The actors of a codebook, ready to be found: tables of names, agent nouns and modifiers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.actors.folded import Folded
from pipeline.actors.index import NameTable, Use, forms_of, read_index
from pipeline.actors.names import Hit, PhraseTable, Tokenize, Value
from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Actor, Agent, Modifier
from pipeline.types import Tree, Word

PRIMARY = ("GOV", "MIL", "COP", "JUD", "SPY", "OPP", "REB", "INS", "SEP", "UAF")
BODIES = frozenset({"IGO", "NGO", "NGM", "IMG", "MNC", "INT", "UIS"})
"""What stands for the country in the code of a body that is of none."""
_AGAINST_STATE = frozenset({"OPP", "REB", "INS", "SEP", "UAF"})

_REMEMBERED = 1 << 15
_NO_NOUN = frozenset({"VERB", "ADP", "SCONJ", "ADV"})


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name may mean: an actor, and how the words refer to it."""

    actor: Actor
    use: Use
    where: str

    @property
    def national(self) -> bool:
        """Whether the words give their country to the phrase they stand in."""
        return self.actor.kind in ("country", "territory", "region")


@dataclass(frozen=True, slots=True)
class Role:
    """An agent noun with its codebook line."""

    agent: Agent
    where: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A code with its parts taken apart."""

    code: str | None
    country: str | None
    roles: tuple[str, ...]


NOBODY = Identity(None, None, ())


@dataclass(frozen=True, slots=True)
class Spots:
    """What was found in a sentence: name, agent and modifier hits, by position of each word."""

    names: dict[int, Hit[tuple[Sense, ...]]]
    agents: dict[int, Hit[Role]]
    modifiers: dict[int, Modifier]

    def spans(self) -> list[tuple[int, int]]:
        """Return the half-open spans of all names, in order."""
        return sorted({(hit.start, hit.end) for hit in self.names.values()})


class Roster:
    """All actors of a codebook.

    Args:
        codebook: a loaded codebook.
        tokenize: cuts a name into words as the parser does.
        tokenizer: says how it does so, so that words need not be cut again; empty if not known.
    """

    def __init__(self, codebook: Codebook, tokenize: Tokenize, tokenizer: str = "") -> None:
        self._in_capitals: PhraseTable[tuple[Sense, ...]] | None = None
        self.agents: PhraseTable[Role] = PhraseTable()
        self.modifiers: PhraseTable[Modifier] = PhraseTable()
        self._folded = Folded(tokenize)
        self._kinds: dict[str, set[str]] = {}
        self._identities: dict[str, Identity] = {}
        self._kinds_of: dict[tuple[object, ...], frozenset[str]] = {}
        # By identity: the codebook keeps its actors alive.
        self._codes_on: dict[tuple[int, date], str | None] = {}
        for kind, roles in codebook.kinds.items():
            for role in roles:
                self._kinds.setdefault(role, set()).add(kind)
        self._actors = codebook.actors
        self._senses: dict[tuple[int, Use], Sense] = {}
        index = read_index(codebook, tokenize, tokenizer)
        self.names = NameTable(index, self._sense)
        self.countries = {code[:3] for code in index.countries}
        self._regions = {part for code in index.countries for part in split_code(code)[1:]}
        for number in index.folded:
            placed = codebook.actors[number]
            for name, use in forms_of(placed.entry):
                stem = placed.settings.names == "stems"
                self._folded.add_name(name, self._sense(number, use), stem)
        for placed in codebook.agents:
            for noun in placed.entry.nouns:
                if placed.settings.names != "printed":
                    self._folded.add_agent(noun, Role(placed.entry, placed.where))
                    continue
                words = index.nouns[noun.lower()]
                self.agents.setdefault(words, Role(placed.entry, placed.where))
        for placed in codebook.modifiers:
            for noun in placed.entry.words:
                self.modifiers.setdefault(index.nouns[noun.lower()], placed.entry)

    def _sense(self, number: int, use: Use) -> Sense:
        key = number, use
        if key not in self._senses:
            placed = self._actors[number]
            self._senses[key] = Sense(placed.entry, use, placed.where)
        return self._senses[key]

    def _capitals(self) -> PhraseTable[tuple[Sense, ...]]:
        """Return the names as they stand in a text that is set all in capitals."""
        if self._in_capitals is None:
            self._in_capitals = PhraseTable()
            for words, senses in self.names.items():
                self._in_capitals.setdefault(tuple(word.upper() for word in words), senses)
        return self._in_capitals

    @property
    def folds(self) -> bool:
        """Whether names or agents are listed that are found in any case."""
        return bool(self._folded)

    def find_names(
        self, words: Iterable[str], capitals: bool, at: Iterable[int] | None = None
    ) -> Iterator[Hit[tuple[Sense, ...]]]:
        """Yield the names among the words of a sentence.

        Args:
            words: as printed.
            capitals: they are set all in capitals.
            at: positions where names may begin, in order; all where None.
        """
        table = self._capitals() if capitals else self.names
        yield from table.find([(word,) for word in words], at)

    def countries_of(self, names: Iterable[Hit[tuple[Sense, ...]]], day: date) -> tuple[str, ...]:
        """Return the countries of all that a sentence names.

        Not of names that several share, nor of one that is another country's ("Ghana's Congress").
        """
        found: dict[str, None] = {}
        owner = -1
        for hit in sorted({id(h): h for h in names}.values(), key=lambda h: h.start):
            if hit.start == owner and hit.value[0].actor.kind in ("organization", "party"):
                continue
            owner = hit.end + 1 if hit.value[0].national else -1
            meant = self.countries_meant(hit, day)
            found.update(dict.fromkeys(meant) if len(meant) == 1 else {})
        return tuple(found)

    def countries_meant(self, hit: Hit[tuple[Sense, ...]], day: date) -> set[str]:
        """Return the countries that a name may tell of on a day: "Congress" of many."""
        codes = {self.code_on(sense.actor, day) or "" for sense in self.holding(hit, day)}
        return {code[:3] for code in codes if code[:3] in self.countries}

    def holding(self, hit: Hit[tuple[Sense, ...]], day: date) -> tuple[Sense, ...]:
        """Return the senses of a name that hold on a day; all of them where none does."""
        if len(hit.value) == 1:
            return hit.value
        found = [s for s in hit.value if any(c.holds(day) for c in s.actor.dated_codes())]
        return tuple(found) or hit.value

    def spot(self, tree: Tree) -> Spots:
        """Find all names, agent nouns and modifiers in a sentence."""
        lemmas = [*map(_forms_of, tree.words, tree.forms, tree.lemmas)]
        names: dict[int, Hit[tuple[Sense, ...]]] = {}
        capitals = tree.sentence.text.isupper()
        for hit in self.find_names([word.text for word in tree.words], capitals):
            names.update((i, hit) for i in range(hit.start, hit.end))
        agents = {
            i: hit
            for hit in self._nouns(lemmas, tree)
            if not _is_modifier(tree, hit)
            for i in range(hit.start, hit.end)
        }
        if self._folded:
            _add_longer(names, self._folded.names(tree))
            _add_longer(agents, self._folded.agents(tree))
        modifiers = {
            i: hit.value for hit in self.modifiers.find(lemmas) for i in range(hit.start, hit.end)
        }
        return Spots(names, agents, modifiers)

    def _nouns(self, lemmas: list[tuple[str, ...]], tree: Tree) -> Iterator[Hit[Role]]:
        """Yield agent nouns; of one that would end in a verb, what is left before the verb.

        "Police patrolled the streets": no police patrol, but police.
        """
        for hit in self.agents.find(lemmas):
            end = hit.end
            while end > hit.start and tree.words[end - 1].pos in _NO_NOUN:
                end -= 1
            if end == hit.end:
                yield hit
            else:
                for left in self.agents.find(lemmas[hit.start : end]):
                    yield Hit(hit.start + left.start, hit.start + left.end, left.value)

    def identify(self, code: str | None) -> Identity:
        """Take a code apart into country and roles; a region within a country is no role."""
        if code is None:
            return NOBODY
        if code not in self._identities:
            self._identities[code] = self._identify(code)
        return self._identities[code]

    def _identify(self, code: str) -> Identity:
        parts = split_code(code)
        if parts[0] in self.countries:
            roles = tuple(part for part in parts[1:] if part not in self._regions)
            return Identity(code, parts[0], roles)
        return Identity(code, None, parts)

    def code_on(self, actor: Actor, day: date) -> str | None:
        """Return an actor's code on a day.

        A person whose dated codes have all ended is a former office holder (ELI); before the
        first of them, and where nobody knows the end of a long office, only the country is known.
        Other actors keep the nearest code: a name that is used outside its dates still names the
        same body. ``none`` is no code.
        """
        key = id(actor), day
        if key not in self._codes_on:
            if len(self._codes_on) > _REMEMBERED:
                self._codes_on.clear()
            code = self._code_on(actor, day)
            self._codes_on[key] = None if code == "none" else code
        return self._codes_on[key]

    def _code_on(self, actor: Actor, day: date) -> str | None:
        codes = actor.dated_codes()
        for code in codes:
            if code.dated and code.holds(day):
                return code.code[:3] if actor.lapsed(code, day) else code.code
        undated = next((code.code for code in codes if not code.dated), None)
        if undated:
            return undated
        if actor.kind == "person":
            past = [code for code in codes if code.end and code.end < day]
            places = [c.code[:3] for c in (*codes, *past) if c.code[:3] in self.countries]
            if not places:
                return None
            return places[-1] + "ELI" if past else places[-1]
        return min(codes, key=lambda c: _distance(c.start, c.end, day)).code

    def kinds_of(self, identity: Identity, *more: str | None) -> frozenset[str]:
        """Return all that a pattern may call an actor with this code."""
        key = identity.code, identity.country, identity.roles, more
        found = self._kinds_of.get(key)
        if found is None:
            found = self._kinds_of[key] = self._find_kinds(identity, more)
        return found

    def _find_kinds(self, identity: Identity, more: tuple[str | None, ...]) -> frozenset[str]:
        kinds = {kind for kind in more if kind}
        for role in identity.roles:
            kinds |= self._kinds.get(role, set())
            kinds.add(role.lower())
        if identity.code and "thing" not in kinds:
            kinds.add("actor")
            if identity.country and (not identity.roles or identity.roles[0] == "GOV"):
                kinds.add("state")
        if not identity.code:
            kinds.add("text")
        return frozenset(kinds)


def _titles(tree: Tree, i: int) -> bool:
    """Tell whether what was read as an adjective is a title: "premier Somchai"."""
    after = tree.words[i + 1 : i + 2]
    return tree.words[i].text.islower() and bool(after) and after[0].pos == "PROPN"


def _add_longer(found: dict[int, Hit[Value]], hits: Iterable[Hit[Value]]) -> None:
    """Add hits where nothing was found, or only what is shorter."""
    for hit in hits:
        here = range(hit.start, hit.end)
        if all(i not in found or found[i].end - found[i].start < len(here) for i in here):
            found.update((i, hit) for i in here)


def _is_modifier(tree: Tree, hit: Hit[Role]) -> bool:
    """Tell whether a word that reads as an agent noun is an adjective where it stands."""
    word = tree.words[hit.start]
    alone = hit.end - hit.start == 1 and word.pos == "ADJ" and word.dep == "amod"
    return alone and not _titles(tree, hit.start)


def _forms_of(word: Word, text: str, lemma: str) -> tuple[str, ...]:
    """Return a word in lower case and in the singular, which names ("Pirates") keep as printed.

    The first word of a sentence is capital, name or not.
    """
    opens = word.i == 0 and word.tag == "NNP"
    several = word.text[:-1].isupper() and len(text) > 2  # "20 MPs"
    if (word.tag == "NNPS" or opens or several) and text.endswith("s"):
        singular = text[:-3] + "y" if text.endswith("ies") else text[:-1]
        return tuple(sorted({text, lemma, singular}))
    if text == lemma:
        return (text,)
    return (text, lemma)


def split_code(code: str) -> tuple[str, ...]:
    """Cut an actor code into its three-letter parts."""
    return tuple(code[i : i + 3] for i in range(0, len(code), 3))


def _distance(start: date | None, end: date | None, day: date) -> int:
    if start and day < start:
        return (start - day).days
    return (day - end).days if end and day > end else 0


def combine(base: str, *codes: str) -> str:
    """Join role codes to a country or organisation in the order of the CAMEO manual.

    Primary roles stand before others; a role against the state displaces one of the state
    ("rebel army" is REB, not MIL); no role stands twice.
    """
    parts = [part for code in codes for part in split_code(code)]
    primary = [p for p in parts if p in PRIMARY]
    against = [p for p in primary if p in _AGAINST_STATE]
    if against:
        primary = against[:1]
    own = split_code(base)
    rest = [p for p in parts if p not in PRIMARY and p not in own]
    return base + "".join(dict.fromkeys([*primary, *rest]))
