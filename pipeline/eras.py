"""Articles that tell of the past: a chapter of history, a life, an obituary of long ago.

News names days of its week, or none; history names years. An article that names years long past,
and neither a recent year nor any word of the present, tells what happened then, also in the
sentences that have no year of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.types import When

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|spring|summer|autumn|fall|winter"
)
_YEAR = re.compile(
    rf"(?:\b(?:in|since|until|till|from|during|early|late|before|after|around|and|{_MONTHS})"
    r",? (?:\d\d?(?:st|nd|rd|th)?,? )?|[(–-])(1\d\d\d|20\d\d)\b(?! ?%)(?=[^\w\s]|\s+[^a-z\s]|$"
    r"|\s+(?:and|or|the|a|an|to|in|on|at|by|with|when|where|as|he|she|it|they|after|before|for)\b)",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:yesterday|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:this|last|next) (?:week|weekend|month|year))\b",
    re.IGNORECASE,
)
_CENTURY = re.compile(
    r"\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teenth|1?\dth|1st|2nd|3rd)[- ]century"
    r"|1[0-8]\d0s|middle ages|antiquity|bronze age|(?:first|second) world war"
    r"|world war (?:i|ii|one|two)|cold war|centuries ago|\d+ (?:bc|bce|b\.c\.))\b",
    re.IGNORECASE,
)
_LONG = 5
_FEWEST = 2
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Era:
    """The years that an article of history names.

    Attributes:
        years: the years, each with the place in the text where it stands.
    """

    years: tuple[tuple[int, int], ...]

    def at(self, place: int) -> When:
        """Return the year last named before a place in the text, or else the first named."""
        before = [year for start, year in self.years if start < place]
        return When(date((before or [self.years[0][1]])[-1], 1, 1), "text", "year")


def find_era(text: str, published: date) -> Era | None:
    """Return the years of an article that tells of the past, None for any other.

    Args:
        text: of the article.
        published: its day of publication.
    """
    named = [(match.start(1), int(match[1])) for match in _YEAR.finditer(text)]
    past = tuple(one for one in named if one[1] < published.year - _LONG)
    if len(past) < _FEWEST or len(past) < _MOST * len(named) or _PRESENT.search(text):
        return None
    return Era(past)


def is_long_past(text: str) -> bool:
    """Tell whether words name a time long before any news: "the second century", "44 BC"."""
    return bool(_CENTURY.search(text))
