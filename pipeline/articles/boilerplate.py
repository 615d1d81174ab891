"""Paragraphs of web pages and feeds that belong to no article: bylines, credits, calls to read on.

Each rule is a form of words that web publishing uses, whatever the news; none looks at what a
paragraph tells, and each is so narrow that a sentence of an article does not fall under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NAME = r"(?:[A-Z][\w.'’-]*|de|van|von|al|el|bin|and|in|for|at|&|/|\|)"
_NAMES = rf"{_NAME}(?:,? {_NAME})*"
_CREDIT = (
    r"(?i:(?:additional |further )?(?:reporting|writing|edit(?:ing|ed)|compiled|translated|written"
    r"|photo(?:graph)?s?|illustrations?|graphics?|video)(?: and (?:writing|editing))? by)"
)
_MOMENT = (
    r"(?:\d{1,4}(?:st|nd|rd|th)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|[ap]\.?m\.?|gmt|utc"
    r"|[a-z]{1,3}t|at|on|of)"
)
_FORMS = (
    # By Anna Berg and John Doe, Foreign Affairs Correspondent
    rf"(?:[Bb]y|BY) {_NAMES}\.?",
    # (Reporting by Anna Berg in Oslo; Editing by John Doe)
    rf"[(\[]?{_CREDIT} {_NAMES}(?:[;,.]? (?:and )?{_CREDIT} {_NAMES})*\.?[)\]]?\.?",
    # Photo: ..., Image credit: ..., File photo: ...
    r"(?i:(?:file )?(?:photo|image|picture|video|credit|caption|source)s?(?: credits?)? ?[:|©]).*",
    # Read more: ..., Watch: ..., Related: ..., and the first two also without a colon
    r"(?i:(?:read|see|watch|listen|also|related|recommended|more)(?: more| also| next| on| now"
    r"| stories| articles| news)? ?[:>»|]).*",
    r"(?i:also read|read also|read more|continue reading|most read|up next)\b[^.]{0,100}",
    r"(?i:advertisement|sponsored|related|recommended|trending|comments?|share|register|log in"
    r"|sign in|donate|download)(?i: now| here| stories| articles)?(?: ?\(?\d+\)?)?[.!:]?",
    # Subscribe to ..., Sign up for ..., Follow us on ..., Share this ...
    r"(?i:subscribe (?:to|now|here)|sign up (?:to|for|here)|follow us|follow .{0,40} on (?:twitter"
    r"|facebook|x|instagram|telegram|whatsapp)|share this|click here|tap here|join our|get our"
    r"|support our|skip to)\b.{0,120}",
    # The post X appeared first on Y.
    r"(?i:the post) .+ (?i:appeared first on|first appeared on) .+",
    # Published on 14 May 2024, Last updated: 14:05 GMT
    rf"(?i:(?:first )?(?:published|posted|updated|last (?:updated|modified))"
    rf"(?:[ ,:./|–-]+{_MOMENT})+\.?)",
    # © 2024 ..., All rights reserved
    r"(?:©|(?i:\(c\) ?\d|copyright (?:©|\(c\)|\d))).*",
    r"(?i:.{0,120}all rights reserved.{0,60}|our standards: .*)",
    r"(?i:this (?:story|article) (?:was|has been) (?:originally |first )published (?:by|in|on)) .*",
)
_BOILERPLATE = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.DOTALL)
_LONG = 400


def drop_boilerplate(paragraphs: Iterable[str]) -> Iterator[str]:
    """Yield the paragraphs that may be part of the article.

    Args:
        paragraphs: plain text, a paragraph each.
    """
    for paragraph in paragraphs:
        text = paragraph.strip()
        if text and not is_boilerplate(text):
            yield text


def is_boilerplate(paragraph: str) -> bool:
    """Tell whether a paragraph is a byline, a credit, or some other thing around an article."""
    return len(paragraph) < _LONG and bool(_BOILERPLATE.fullmatch(paragraph))
