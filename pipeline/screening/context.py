"""What an article has said, where some of its sentences were not parsed."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import date

from pipeline.actors.links import KINDS, OFFICES, Context
from pipeline.actors.roster import Roster
from pipeline.actors.scenes import Scene
from pipeline.circumstances import find_home
from pipeline.screening.sentences import Screened, names_body, names_person
from pipeline.types import Mention


class UnparsedError(Exception):
    """A sentence leans on what earlier ones may say, and these were not parsed.

    Attributes:
        sentences: which must be parsed, by their position among the article's.
    """

    def __init__(self, sentences: list[int]) -> None:
        super().__init__(f"sentences {sentences} must be parsed")
        self.sentences = sentences


@dataclass(slots=True)
class SparseContext(Context):
    """The context of an article of which only some sentences were parsed.

    What the others tell by their words alone, their countries and dateline, is known at once.
    Asked for more, it names the sentences that may know.

    Attributes:
        skipped: the sentences that were not parsed, by their position among the article's.
        unread: the sentence before, where it was not parsed.
    """

    skipped: dict[int, Screened] = field(default_factory=dict)
    unread: int | None = None

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
        self.unread = i

    def follow(self, scene: Scene) -> None:
        """Remember whom the sentence just read spoke of."""
        Context.follow(self, scene)
        self.unread = None

    def scene(self) -> Scene:
        """Return whom the sentence before spoke of, as ``Context`` does."""
        if self.unread is not None:
            raise UnparsedError([self.unread])
        return Context.scene(self)

    def copied(self) -> SparseContext:
        """Return a context that is told apart from this one from here on."""
        other = copy(self)
        for name in ("surnames", "definites", "bodies", "acronyms", "skipped"):
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
        self._ask(lambda s: s.agents and (office or any(head in f.forms for f in s.facts)))
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


def _may_note_person(screened: Screened, surname: str) -> bool:
    """Tell whether a sentence may name a person by this last word."""
    return surname in screened.sentence.text or any(
        sense.actor.name.split()[-1] == surname for hit in screened.names for sense in hit.value
    )


def _may_shorten(screened: Screened, acronym: str) -> bool:
    """Tell whether a sentence may say in brackets what somebody is called for short."""
    return acronym in screened.cut.words
