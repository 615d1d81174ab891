"""What an article has said, where some of its sentences were not parsed."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import date

from pipeline.actors.links import KINDS, OFFICES, Context
from pipeline.actors.roster import Roster
from pipeline.actors.scenes import BODIES, Party, Scene
from pipeline.circumstances import find_home
from pipeline.screening.sentences import Screened, names_body, names_person
from pipeline.screening.words import NAMED, PERSON, PLACED, TIME
from pipeline.types import Mention


class UnparsedError(Exception):
    """A sentence leans on what earlier ones may say, and these were not parsed.

    Attributes:
        sentences: which must be parsed, by their position among the article's.
    """

    def __init__(self, sentences: list[int]) -> None:
        super().__init__(f"sentences {sentences} must be parsed")
        self.sentences = sentences


class UnreadScene(Scene):
    """Whom a sentence that was not parsed spoke of: nobody, where its words tell so.

    Asked for what only the parsed sentence tells, it names the sentence.

    Args:
        i: its position among the article's.
        screened: the sentence.
    """

    _i: int
    _screened: Screened

    def __init__(self, i: int, screened: Screened) -> None:
        object.__setattr__(self, "_i", i)
        object.__setattr__(self, "_screened", screened)

    @property
    def people(self) -> tuple[Party, ...]:
        """No single persons, not even such as have no code."""
        return self._nobody(_may_tell_person(self._screened, coded=False))

    @property
    def bodies(self) -> tuple[Party, ...]:
        """No countries and bodies."""
        return self._nobody(self._screened.speaks)

    @property
    def groups(self) -> tuple[Party, ...]:
        """No groups."""
        return self._nobody(self._screened.speaks)

    @property
    def pair(self) -> Party:
        """No two who act together."""
        return self._nobody(self._screened.speaks)

    @property
    def places(self) -> tuple[str, ...]:
        """No countries as the place of something."""
        return self._nobody(self._screened.names and self._screened.signs & PLACED)

    def person(self) -> Party:
        """Return the one person spoken of, as ``Scene`` does."""
        return self._nobody(_may_tell_person(self._screened, coded=True))

    def countries(self) -> tuple[str, ...]:
        """Return the countries of all who were spoken of, as ``Scene`` does."""
        return self._nobody(self._screened.speaks)

    def _nobody(self, unless: object) -> tuple[()]:
        if unless:
            raise UnparsedError([self._i])
        return ()


@dataclass(slots=True)
class SparseContext(Context):
    """The context of an article of which only some sentences were parsed.

    What the others tell by their words alone, their countries and dateline, is known at once.
    Asked for more, it names the sentences that may know.

    Attributes:
        skipped: the sentences that were not parsed, by their position among the article's.
        unread: the sentence before, where it was not parsed, with its position.
    """

    skipped: dict[int, Screened] = field(default_factory=dict)
    unread: tuple[int, Screened] | None = None

    def skip(self, i: int, screened: Screened, roster: Roster, day: date) -> None:
        """Take note of a sentence that was not parsed.

        Raises:
            UnparsedError: it must be, for it may tell when what is commemorated happened.
        """
        if self.remembered is not None and self.remembered.method == "publication":
            raise UnparsedError([i])
        note_dateline(screened.cut.dateline, self)
        if screened.names:
            here = roster.countries_of(screened.names, day)
            self.countries = tuple(dict.fromkeys([*here, *self.countries]))
        if screened.names or screened.agents:
            self.skipped[i] = screened
        self.unread = i, screened

    def follow(self, scene: Scene) -> None:
        """Remember whom the sentence just read spoke of."""
        Context.follow(self, scene)
        self.unread = None

    def scene(self) -> Scene:
        """Return whom the sentence before spoke of, as ``Context`` does."""
        if self.unread is not None:
            return UnreadScene(*self.unread)
        return Context.scene(self)

    def copied(self) -> SparseContext:
        """Return a context that is told apart from this one from here on."""
        other = copy(self)
        for name in ("surnames", "definites", "bodies", "acronyms", "acts", "skipped"):
            setattr(other, name, dict(getattr(self, name)))
        return other

    def person(self, surname: str) -> Mention | None:
        """Return the person with this surname, as ``Context`` does."""
        self._ask(lambda s: _may_note_person(s, surname) or _may_shorten(s, surname))
        return Context.person(self, surname)

    def only_person(self) -> tuple[Mention, ...]:
        """Return the one person whom the article has named, as ``Context`` does."""
        self._ask(names_person)
        return Context.only_person(self)

    def definite(self, head: str) -> Mention | None:
        """Return who "the minister" is, as ``Context`` does."""
        office = head in OFFICES
        self._ask(
            lambda s: s.placed and s.agents and (office or any(head in f.forms for f in s.facts))
        )
        return Context.definite(self, head)

    def body(self, head: str, roles: tuple[str, ...] = ()) -> Mention | None:
        """Return the one body that "the group" can be, as ``Context`` does."""
        if head in KINDS:
            self._ask(names_body)
        return Context.body(self, head, roles)

    def _ask(self, may_know: Callable[[Screened], bool]) -> None:
        asked = [i for i, screened in self.skipped.items() if may_know(screened)]
        if asked:
            raise UnparsedError(asked)


def note_dateline(place: str | None, context: Context) -> None:
    """Tell a context of a sentence's dateline, None for none; the first of an article counts."""
    if context.dateline is None and place is not None:
        context.dateline = place
        context.home = find_home(place)


def _may_tell_person(screened: Screened, *, coded: bool) -> bool:
    """Tell whether a sentence may speak of a person: of one that is ``coded``, or of any.

    A country that is named is none.
    """
    if screened.speaks and not (screened.only_named and _are_bodies(screened)):
        return True
    within = {i for hit in screened.names for i in range(hit.start, hit.end)}
    return not coded and (
        bool(screened.signs & PERSON)
        or any(
            fact.signs & NAMED and not fact.signs & TIME and i not in within
            for i, fact in enumerate(screened.facts)
        )
    )


def _are_bodies(screened: Screened) -> bool:
    return all(sense.actor.kind in BODIES for hit in screened.names for sense in hit.value)


def _may_note_person(screened: Screened, surname: str) -> bool:
    """Tell whether a sentence may name a person by this last word, or first one."""
    if screened.agents and screened.called and surname in screened.cut.words:
        return True
    return any(
        sense.actor.kind == "person" and surname in sense.actor.name.split()
        for hit in screened.names
        for sense in hit.value
    )


def _may_shorten(screened: Screened, acronym: str) -> bool:
    """Tell whether a sentence may say in brackets what somebody is called for short."""
    words = screened.cut.words
    return any(word == acronym and words[i - 1] in ("(", "[") for i, word in enumerate(words))
