"""When an event happened: the date expressions of its sentence that belong to it by grammar.

Expressions are found in the words, since parsers cut them up ("2 August 1990", "the day before
yesterday"); what an expression hangs on is read from the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from pipeline.actors.phrases import slice_text
from pipeline.dates import (
    MONTHS,
    NUMBERS,
    SHIFTS,
    TIME_WORDS,
    WEEKDAYS,
    Direction,
    resolve,
    shift_days,
)
from pipeline.patterns.readings import Act, Reading
from pipeline.syntax.grammar import Grammar
from pipeline.syntax.phrases import CLAUSAL
from pipeline.types import When, Word

MONTH_AGO = timedelta(days=31)
"""What lies further back is historical."""

_GLUE = frozenset(
    {"the", "of", "in", "early", "late", "earlier", "later", "mid", "ago", "before", "after", "and"}
    | {"or", "to", "from", "now", "hence", "time", "'s", "-", "–", "/", ",", "half", "end", "start"}
    | {"beginning", "middle", "first", "second", "spring", "summer", "autumn", "fall", "winter"}
    | {"about", "some", "nearly", "almost", "until", "a.m", "p.m", "noon", "midnight", "dawn"}
    | {*SHIFTS, *NUMBERS}
)
_NUMBER = re.compile(
    r"\d{1,4}(?:st|nd|rd|th|s)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[-–]\d{1,2}"
)
_LONG_NUMBER = re.compile(r"[12]\d{3}s?|\d{1,2}(?:st|nd|rd|th)|\d+[-/.]\d+[-/.]\d+")
_BOUNDS = frozenset({"until", "till", "by", "before", "after", "for", "every", "each", "following"})
_RECKONED = re.compile(
    r"(?:the )?(?:same|next|following|previous) day"
    r"|(?:the day|\S+ (?:day|week)s?) (?:later|earlier|before)"
)
_LONGEST = 9
_VERBAL = ("01", "02", "04", "05", "09", "10", "11", "12", "13")


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of a sentence that say when.

    Attributes:
        first, last: positions of its words.
        text: as printed.
        head: the word it hangs on, None at the root of the sentence.
        preposition: what stands before it, in lower case; empty for none.
    """

    first: int
    last: int
    text: str
    head: int | None
    preposition: str


class Times:
    """The date expressions of one sentence, found when they are first asked for.

    Args:
        grammar: the sentence.
        published: day of publication.
        triggers: positions of all its events.
    """

    def __init__(self, grammar: Grammar, published: date, triggers: frozenset[int]) -> None:
        self.grammar, self.tree, self.published = grammar, grammar.tree, published
        self.triggers = triggers

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """All date expressions, in the order of the sentence."""
        return tuple(self._find())

    def _find(self) -> Iterator[Expression]:
        words, i = self.tree.words, 0
        while i < len(words):
            end = i
            while end < len(words) and end - i < 2 * _LONGEST and _temporal(words[end]):
                end += 1
            found = self._longest(i, end) if end > i else None
            if found:
                yield found
                i = found.last + 1
            else:
                i = max(end, i + 1) if end - i < 2 * _LONGEST else i + 1

    def _longest(self, begin: int, end: int) -> Expression | None:
        """Return the first, then longest expression in a run of words."""
        words = self.tree.words
        if not any(map(_tells, words[begin:end])):
            return None
        for first in range(begin, end):
            for last in range(min(end, first + _LONGEST) - 1, first - 1, -1):
                run = words[first : last + 1]
                if not any(map(_tells, run)) or not _sound(run):
                    continue
                text = slice_text(self.tree, run[0].start, run[-1].end)
                if resolve(text, self.published, "future") or _RECKONED.fullmatch(text.lower()):
                    return self._make(first, last, text)
        return None

    def _make(self, first: int, last: int, text: str) -> Expression:
        words = self.tree.words
        outer = [w for w in words[first : last + 1] if not first <= w.head <= last]
        outer = [w for w in outer if w.dep not in ("case", "punct", "mark")] or outer
        head = outer[-1].head if outer else None
        if outer and outer[-1].dep == "nsubj" and first and words[first - 1].pos != "PUNCT":
            # "The attack on Syria last week was": the parser takes the week for the subject.
            left = [c for c in self.grammar.below(outer[-1].head, "nsubj") if c < first]
            head = left[-1] if left else head
        before = words[first - 1].text.lower() if first else ""
        if text.lower().startswith(("after ", "before ", "until ")):
            before = text.split()[0].lower()
        return Expression(first, last, text, head, before)

    def when(self, reading: Act, future: bool) -> When:
        """Return the day or period that an event's own words give, else the day of publication.

        Args:
            reading: the event.
            future: whether it lies ahead.
        """
        direction: Direction = "future" if future or self._present(reading) else "past"
        own = self._reckoned(reading, direction)
        for expression in self._tied(reading) if own is None else ():
            found = self._resolve(expression, direction, reading)
            if found:
                return found
        return own or When(self.published)

    def remembered(self, occasions: tuple[int, ...], before: When | None) -> When:
        """Return when what is commemorated happened: "the 30th anniversary", "of 1994".

        Args:
            occasions: the words that tell of an anniversary, none in a later sentence.
            before: what an earlier sentence said; the day of publication for what it did not say.
        """
        words = self.tree.words
        for i in occasions:
            for c in self.tree.children[i]:
                count = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", words[c].text.lower())
                if count and int(count[1]) < self.published.year:
                    return When(date(self.published.year - int(count[1]), 1, 1), "text", "year")
        if before is None or before.method == "publication":
            for e in self.expressions:
                found = resolve(e.text, self.published, "past")
                if found and is_historical(found, self.published):
                    return found
        return before or When(self.published)

    def _resolve(self, e: Expression, direction: Direction, reading: Act) -> When | None:
        if e.preposition in _BOUNDS:
            return None
        found = resolve(e.text, self.published, direction)
        if found is None and _RECKONED.fullmatch(e.text.lower()):
            return self._from_another(e)
        if found and e.preposition == "since" and found.day < self.published - MONTH_AGO:
            return None
        ahead = found and found.day > self.published
        if ahead and direction == "past" and reading.code.startswith(_VERBAL):
            return None
        return found

    def _from_another(self, e: Expression) -> When | None:
        """Reckon "a day later" from the expression before it."""
        base = [b for b in self.expressions if b.last < e.first and b.preposition not in _BOUNDS]
        days = shift_days(e.text)
        if not base or days is None:
            return None
        start = resolve(base[-1].text, self.published, "past")
        return _moved(start, days)

    def _reckoned(self, reading: Act, direction: Direction) -> When | None:
        """Reckon the day of "Ukraine accused" in "on Monday, a day after Ukraine accused"."""
        words, verb = self.tree.words, reading.trigger
        for i in range(verb - 1, 1, -1):
            if words[i].pos == "VERB" or words[i].text in (",", ";"):
                return None
            if words[i].text.lower() in ("after", "before"):
                amount = f"{words[i - 2].text} {words[i - 1].text} ago"
                back = shift_days(amount)
                if back is None:
                    return self._years_on(amount, words[i].text.lower())
                left = [e for e in self.expressions if e.last < i - 2]
                right = [e for e in self.expressions if e.first > verb]
                if not (base := (left or right)[-1:]):
                    return None
                start = resolve(base[0].text, self.published, direction)
                return _moved(start, back if words[i].text.lower() == "after" else -back)
        return None

    def _years_on(self, amount: str, mark: str) -> When | None:
        """Read "thirty years after", which reckons from now where nothing else is said."""
        if mark != "after" or not re.search(r"year|decade", amount):
            return None
        return resolve(amount, self.published, "past")

    def _tied(self, reading: Act) -> Iterator[Expression]:
        """Yield the expressions that belong to an event, the closest tie first."""
        anchors = list(self._anchors(reading))
        for anchor in anchors:
            yield from (e for e in self.expressions if e.head == anchor)
        yield from (e for e in self.expressions if self._passes(e, reading, anchors))
        yield from self._shared(reading)
        yield from self._inherited(reading)

    def _anchors(self, reading: Act) -> Iterator[int]:
        words, trigger = self.tree.words, reading.trigger
        yield trigger
        if self.grammar.auxiliary(trigger):
            yield words[trigger].head
        inner = reading.inner if isinstance(reading, Reading) else None
        ahead = reading.code.startswith("03") or self.grammar.auxiliary(trigger)
        if inner is None or inner.code == reading.code or ahead:
            yield from (i for i in reading.words if i != trigger)
        else:
            yield from (i for i in reading.words if i != trigger and i not in inner.words)
        head = words[trigger].head
        if words[trigger].pos == "NOUN" and words[head].pos == "VERB" and head not in self.triggers:
            yield head

    def _passes(self, e: Expression, reading: Act, anchors: list[int]) -> bool:
        """Tell whether an expression was hung on somebody or something within the event's clause.

        "Bombed Syria on Monday" is often read as "Syria on Monday". What is praised or
        condemned may have a day of its own, though.
        """
        words, i = self.tree.words, e.head
        while i is not None and i not in anchors:
            word = words[i]
            if i in self.triggers or word.head == i or self.tree.relations[i] in CLAUSAL:
                return False
            if word.pos in ("VERB", "AUX") or (
                word.pos == "NOUN" and reading.code.startswith(_VERBAL)
            ):
                return False
            if word.dep == "nmod:poss" or e.first < i:
                return False
            i = word.head
        return i is not None and e.head not in anchors

    def _shared(self, reading: Act) -> Iterator[Expression]:
        """Yield what stands before the first of several verbs: "On Monday they met and signed".

        Of what is long ago also what stands behind it: the story goes on in the past.
        """
        i = reading.trigger
        while (
            self.tree.words[i].dep == "conj"
            and self.grammar.below(i, "cc")
            and not self.grammar.below(i, "nsubj")
        ):
            i = self.tree.words[i].head
            found = [e for e in self.expressions if e.head == i]
            yield from (e for e in found if e.first < i or self._long_ago(e))

    def _long_ago(self, e: Expression) -> bool:
        when = resolve(e.text, self.published, "past")
        return when is not None and is_historical(when, self.published)

    def _inherited(self, reading: Act) -> Iterator[Expression]:
        """Yield the time of an occasion whose event is told: "the 1994 massacre, in which".

        Only where the clause tells what happened in it or when: "the 1994 treaty that they broke"
        was broken at another time.
        """
        words, i = self.tree.words, reading.trigger
        for _ in range(len(words)):
            word = words[i]
            if word.dep == "acl:relcl" and self._tells_of(i, word.head):
                yield from (e for e in self.expressions if e.head == word.head)
                if words[words[word.head].head].pos == "NOUN":
                    above = words[word.head].head
                    yield from (e for e in self.expressions if e.head == above and e.last < i)
            if word.dep == "advcl" and self._begins_with(i, "when"):
                yield from (e for e in self.expressions if e.head == word.head)
            if word.head == i or word.dep.split(":")[0] not in ("acl", "advcl", "conj", "xcomp"):
                return
            i = word.head

    def _tells_of(self, i: int, noun: int) -> bool:
        if any(self._begins_with(i, w) for w in ("when", "where")):
            return True
        for c in self.tree.children[i]:
            word = self.tree.words[c]
            if word.text.lower() in ("which", "that") and word.dep == "nsubj":
                return True
            if word.text.lower() in ("which", "whom") and self.grammar.case(c) in ("in", "during"):
                return self.grammar.case(c) is not None and self.tree.words[noun].pos == "NOUN"
        return False

    def _begins_with(self, i: int, mark: str) -> bool:
        return any(self.tree.words[c].text.lower() == mark for c in self.tree.children[i])

    def _present(self, reading: Act) -> bool:
        """Tell whether the event's verb is in the present: with a weekday it speaks of a plan."""
        word = self.tree.words[reading.trigger]
        if word.tag in ("VBZ", "VBP"):
            return True
        aux = [self.tree.words[c] for c in self.grammar.below(word.i, "aux", "cop")]
        return word.tag == "VBG" and any(a.tag in ("VBZ", "VBP") and a.lemma == "be" for a in aux)


def is_historical(when: When, published: date) -> bool:
    """Tell whether an event lies more than a month before publication.

    A period counts by its middle, as far as it is over.
    """
    if when.method != "text":
        return False
    length = {"day": 1, "week": 7, "month": 30, "year": 365}[when.precision]
    last = min(when.day + timedelta(length), published)
    return when.day + (last - when.day) / 2 < published - MONTH_AGO


def _moved(start: When | None, days: int) -> When | None:
    if start is None or start.precision != "day":
        return None
    return When(start.day + timedelta(days), "text", "day")


def _temporal(word: Word) -> bool:
    return _is_part(word.text) or _says_when(word.text, word.lemma, word.pos)


def _tells(word: Word) -> bool:
    return _says_when(word.text, word.lemma, word.pos)


@lru_cache(maxsize=1 << 14)
def _is_part(text: str) -> bool:
    form = text.lower().rstrip(".")
    return form in _GLUE or bool(_NUMBER.fullmatch(form))


@lru_cache(maxsize=1 << 14)
def _says_when(text: str, lemma: str, pos: str) -> bool:
    form = text.lower().rstrip(".")
    if form in WEEKDAYS or form in MONTHS:
        return text[0].isupper() and pos not in ("VERB", "AUX")
    if form in ("last", "next"):
        return False
    return form in TIME_WORDS or (lemma.lower() in TIME_WORDS and pos == "NOUN") or bool(
        _LONG_NUMBER.fullmatch(form)
    )  # fmt: skip


def _sound(run: tuple[Word, ...]) -> bool:
    """Tell whether commas stand in a run of words only as in "Monday, May 6, 2019"."""
    for left, comma, right in zip(run, run[1:], run[2:], strict=False):
        if comma.text != ",":
            continue
        weekday = left.text.lower().rstrip(".") in WEEKDAYS and (
            right.text[0].isdigit() or right.text.lower().rstrip(".") in MONTHS
        )
        year = re.fullmatch(r"[12]\d{3}", right.text) and re.fullmatch(
            r"\d{1,2}(?:st|nd|rd|th)?|[A-Z][a-z]+\.?", left.text
        )
        if not (weekday or year):
            return False
    return run[0].text not in ",-–/" and run[-1].text not in ",-–/"
