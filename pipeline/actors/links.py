"""Tying words to somebody who was named before in the same article.

Plain rules that prefer no link to a wrong one. A link is made only where the words fit exactly
one earlier mention; each shows in the data as ``coreference``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.actors.scenes import Scene
from pipeline.eras import Era
from pipeline.types import Mention, When

PAIR_NOUNS = frozenset(
    "side party country nation government leader state neighbour neighbor ally official"
    " delegation minister president army man".split()
)
# What a definite noun may mean by the kind of a name: "the group" after "Boko Haram".
KINDS = {
    **dict.fromkeys(("group", "movement", "militia", "militant", "insurgent", "rebel"), "group"),
    **dict.fromkeys(("party",), "party"),
    **dict.fromkeys(("company", "firm"), "company"),
    **dict.fromkeys(
        ("organisation", "organization", "agency", "bloc", "alliance", "watchdog", "charity"),
        "organization",
    ),
    **dict.fromkeys(("court", "tribunal"), "jud"),
}
_BODIES = frozenset(KINDS.values())
# Of these a country has one, whatever the word: "the premier" after "the chancellor".
OFFICES = frozenset({"premier", "monarch"})
_FAITHS = frozenset("MOS SHI SUN CHR CTH PRO DOX JEW HIN BUD SIK".split())
_ARMED = frozenset({"REB", "INS", "SEP", "UAF", "IMG"})
# Where the family name stands first: "Kim" is Kim Jong Un.
_FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "VNM", "SGP"})
_STATES = frozenset({"country", "nation", "state", "neighbour", "neighbor", "ally"})
_STATE_KINDS = frozenset({"country", "state", "actor"})


@dataclass(slots=True)
class Context:
    """What an article has said so far about who is who.

    Attributes:
        surnames: last word of a person's name to the mention that had it in full.
        definites: head noun to the coded mention it stood for; None where it stood for several.
        bodies: each named body that is no country, by name.
        acronyms: what brackets after a name say it is called.
        countries: all countries named so far, the latest first.
        home: the country of the dateline; empty where there is none.
        dateline: the place where the report was written, as printed.
        remembered: when what the article commemorates happened, the day of publication where it
            does not say; None where it commemorates nothing.
        era: the years of an article that tells of the past, None for any other.
        dyad: the two actors of the latest event between different actors.
        acts: by root, who did what was told last of it; None where several did.
        previous: whom the sentence before spoke of.
    """

    surnames: dict[str, Mention | None] = field(default_factory=dict)
    definites: dict[str, Mention | None] = field(default_factory=dict)
    bodies: dict[str, Mention] = field(default_factory=dict)
    acronyms: dict[str, Mention] = field(default_factory=dict)
    dyad: tuple[Mention, Mention] | None = None
    countries: tuple[str, ...] = ()
    dateline: str | None = None
    home: tuple[str, ...] = ()
    remembered: When | None = None
    era: Era | None = None
    acts: dict[str, Mention | None] = field(default_factory=dict)
    previous: Scene = Scene()

    def meet(self, sides: Iterable[tuple[Mention, Mention]]) -> None:
        """Remember the two actors of a sentence's events, nobody where there are more than two.

        Args:
            sides: source and target of each event.
        """
        pairs = [(a, b) for a, b in sides if a.code != b.code]
        if pairs:
            alone = len({frozenset((a.code, b.code)) for a, b in pairs}) == 1
            self.dyad = pairs[0] if alone else None

    def act(self, doers: Iterable[tuple[str, Mention]]) -> None:
        """Remember who did what a sentence tells.

        Args:
            doers: root of each of its events, and the source.
        """
        told: dict[str, Mention | None] = {}
        for root, doer in doers:
            known = told.get(root, doer)
            told[root] = doer if known and doer.country and known.code == doer.code else None
        self.acts.update(told)

    def follow(self, scene: Scene) -> None:
        """Remember whom the sentence just read spoke of."""
        self.previous = scene

    def scene(self) -> Scene:
        """Return whom the sentence before spoke of."""
        return self.previous

    @staticmethod
    def takes(mention: Mention) -> bool:
        """Tell whether a mention is remembered: it has a code of its own, and is no thing."""
        named = mention.code and mention.link not in (None, "coreference")
        return bool(named) and "thing" not in mention.kinds

    def note(self, nouns: list[str], text: str, mention: Mention, *, person: bool = False) -> None:
        """Remember a mention that :meth:`takes` by its nouns, and a person by surname.

        Args:
            nouns: its head noun, and the title of a name.
            text: its words; the last is the surname of a person.
            mention: who it is.
            person: whether the words are a name that no codebook lists.
        """
        if mention.link in ("agent", "context") and mention.country:
            for noun in nouns:
                self._remember(self.definites, noun, mention)
        body = mention.kinds & _BODIES and "person" not in mention.kinds
        if body and mention.link == "name" and mention.name is not None:
            self.bodies.setdefault(mention.name, mention)
        if "person" in mention.kinds and mention.name is not None:
            names = mention.name.split()
            self._remember(self.surnames, names[-1], mention)
            if mention.country in _FAMILY_FIRST and len(names) > 1:
                self._remember(self.surnames, names[0], mention)
        elif person or ("person" in mention.kinds and len(text.split()) > 1):
            self._remember(self.surnames, text.split()[-1], mention)

    @staticmethod
    def _remember(table: dict[str, Mention | None], key: str, mention: Mention) -> None:
        known = table.get(key, mention)
        same = known is not None and known.code == mention.code
        table[key] = mention if same else None

    def pair(self, head: str) -> tuple[Mention, ...]:
        """Return the two actors that "the two sides" are; "the two countries" are theirs."""
        if self.dyad is None or head not in PAIR_NOUNS:
            return ()
        if any(m.code is None or m.code.startswith("---") for m in self.dyad):
            return ()
        if head == "government" and not all(m.country for m in self.dyad):
            return ()
        if head not in _STATES:
            return self.dyad
        states = tuple(
            replace(m, code=m.country, roles=(), kinds=_STATE_KINDS) for m in self.dyad if m.country
        )
        return states if len({m.code for m in states}) == 2 else ()

    def person(self, surname: str) -> Mention | None:
        """Return the person with this surname, None where none or several were named."""
        return self.surnames.get(surname)

    def only_person(self) -> tuple[Mention, ...]:
        """Return the one person whom the article has named, empty for none or several."""
        if len(self.surnames) != 1:
            return ()
        return tuple(m for m in self.surnames.values() if m)

    def definite(self, head: str) -> Mention | None:
        """Return who "the minister" or "the group" is, None where none or several were named."""
        return self.definites.get(head)

    def body(self, head: str, roles: tuple[str, ...] = ()) -> Mention | None:
        """Return the one named body that "the group" or "the court" can be, None for none.

        Args:
            head: the noun.
            roles: what the phrase says that it is: "the rights group" is HRI.
        """
        kinds = {KINDS.get(head, "")} | ({"organization"} if roles and head == "group" else set())
        fit = [m for m in self.bodies.values() if m.kinds & kinds and is_one(m, roles)]
        return fit[0] if len({m.code for m in fit}) == 1 else None


def is_one(known: Mention, roles: tuple[str, ...]) -> bool:
    """Tell whether somebody may be called by these roles.

    Of armed groups one is like another, and a code may leave the faith out.
    """
    own = {*known.roles, *([known.code[:3]] if known.code else [])}
    return all(
        role in own
        or (role in _ARMED and bool(own & _ARMED))
        or (role in _FAITHS and not own & _FAITHS)
        for role in roles
    )


def linked(earlier: Mention, text: str, start: int, end: int) -> Mention:
    """Return a mention of these words for somebody named before."""
    return replace(earlier, text=text, start=start, end=end, link="coreference")
