"""Cuts an article into sentences: exact slices of its text, the same on every path.

``syntok`` finds the sentence ends inside a paragraph; this module adds what news needs around it:
paragraphs and wrapped lines, datelines, and the abbreviations of offices and ranks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from syntok import segmenter
from syntok.tokenizer import Tokenizer

from pipeline.types import Sentence

MAX_CHARACTERS = 3000
"""A longer sentence is a list or a table rather than prose; it is returned all the same."""

_WRAP_WIDTH = 120

Span = tuple[int, int]


class Dateline(NamedTuple):
    """What stands before the first sentence of a report.

    Attributes:
        length: characters up to the first word of the sentence proper.
        place: as printed, ``TRIPOLI, Libya``; empty where only an agency is named.
    """

    length: int
    place: str


def split(text: str) -> list[Sentence]:
    """Return the sentences of a text, in order.

    Blank lines always end a sentence. A line break does so too, unless the lines are wrapped at
    a fixed width or the next one goes on in lower case.

    Args:
        text: the body of an article, as it was written.

    Returns:
        Slices of ``text`` that are not empty, are trimmed of surrounding white space, do not
        overlap, and hold every other character of ``text``.
    """
    found: list[Sentence] = []
    for begin, end in _paragraphs(text):
        for start, stop in _cut(text, begin, end):
            found.append(Sentence(len(found), start, stop, text[start:stop]))
    return found


# --- paragraphs ------------------------------------------------------------------------------

_ENDED = re.compile(r"""[.!?…:]["'”’»)\]]*$""")
_BULLET = re.compile(r"[-–—*•·‣▪●]\s|\(?\d{1,2}[.)]\s")
_HANGING = re.compile(
    r"(?:,|\b(?:a|an|and|at|but|by|for|from|in|of|on|or|that|the|to|which|who|whose|with))$"
)
# "al-Shabaab" opens a paragraph as well as any capital does.
_GOES_ON = re.compile(r"(?!(?:al|el|an|as|ad|ar)-)[a-z]")


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield the spans that a sentence cannot leave."""
    block: list[Span] = []
    position = 0
    for line in text.splitlines(keepends=True):
        span = _trimmed(text, position, position + len(line))
        position += len(line)
        if span[0] < span[1]:
            block.append(span)
        elif block:
            yield from _unwrapped(text, block)
            block = []
    if block:
        yield from _unwrapped(text, block)


def _unwrapped(text: str, lines: list[Span]) -> Iterator[Span]:
    """Join the lines of a block that were broken for width only.

    A line is full that had no room for the first word of the next. A block with mostly full
    lines, none longer than a page is wide, is wrapped; there only a short line, or one that ends
    a sentence with room to spare, ends a paragraph.
    """
    width = max(end - start for start, end in lines)
    breaks = [(text[a:b], text[c:d]) for (a, b), (c, d) in pairwise(lines)]
    full = [len(line) + 1 + len(below.split(maxsplit=1)[0]) > width for line, below in breaks]
    wrapped = width <= _WRAP_WIDTH and 2 * sum(full) >= len(full)
    begin = lines[0][0]
    for i, (line, below) in enumerate(breaks):
        unfinished = not _ENDED.search(line)
        goes_on = unfinished and bool(_HANGING.search(line) or _GOES_ON.match(below))
        fits = wrapped and (full[i] or (unfinished and 2 * len(line) > width))
        if _BULLET.match(below) or not (goes_on or fits):
            yield begin, lines[i][1]
            begin = lines[i + 1][0]
    yield begin, lines[-1][1]


# --- sentences inside a paragraph ------------------------------------------------------------

# Stand before a name and never end a sentence.
_TITLE = (
    r"Adm|Amb|Asst|Atty|Brig|Capt|Cmdr|Col|Cpl|Cpt|Dep|Det|Dr|Fr|Ft|Gen|Gov|Hon|Insp|Lt|Maj|Mlle"
    r"|Mme|Mr|Mrs|Ms|Messrs|Msgr|Mt|Pfc|Pres|Prof|Pvt|Rep|Reps|Rev|Sen|Sens|Sgt|Spc|Ste?|Supt|vs"
)
# Stand before a number.
_COUNTED = (
    r"[Aa]pprox|Art|[Cc]a|Ch|Figs?|Nos?|Op|pp?|Res|Secs?|[Vv]ol"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
)
_COMPANY = r"(?:(?:Inc|Corp|Co|Ltd)\.|(?:LLC|PLC|Plc)\b)"
# Words that open a sentence and are never the name that an abbreviation could stand before.
_OPENER = (
    r"(?:A|After|Although|An|And|As|At|Because|Before|Both|But|By|During|For|From|He|Her|His|How"
    r"|However|If|In|It|Its|Last|Many|Meanwhile|More|Most|Neither|Nobody|On|One|Others?|Several"
    r"|She|Since|So|Some|That|The|Their|Then|There|These|They|This|Those|Two|Under|Until|We|What"
    r"|When|Where|While|With|You)"
)
_CLOCK_NAME = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|Eastern|Central|Mountain|Pacific|Greenwich|Moscow|Beijing|London|Paris|[A-Z]{2,4}\b)"
)

_NO_END = re.compile(
    rf"(?:;|\b(?:{_TITLE})\.|^\(?(?:\d{{1,3}}|[A-Za-z])[.)])$",
)
_NO_END_BEFORE_NUMBER = re.compile(rf"\b(?:{_COUNTED})\.$")
_NO_START = re.compile(rf"[-–—]+\s|\(\d{{4}}|{_COMPANY}|\W*$")
_STRAY = re.compile(r"""[.!?]+["'”’)\]]*(?:\s+|$)""")

_MISSED_END = re.compile(
    rf"""
      [^\W\d_][?!]\s+(?=[A-Z][a-z])(?!{_COMPANY})         # to see art? Which
    | (?:\w\w|["”’)\]])\.["”’)\]]*\s+(?={_OPENER}\s+['"“‘]?[\w$])  # World War II. Many died
    | \b(?:[A-Z]\.){{2,9}}\s+(?={_OPENER}\s+['"“‘]?[\w$])  # the U.S. The army
    | \b[ap]\.m\.\s+(?=[A-Z])(?!{_CLOCK_NAME})            # at 5 p.m. Police
    | \d[.,]\d+\.\s+(?=[A-Z])                             # to $2.50. Oil
    | [.!?]\]\s+(?=[A-Z])                                 # according to Reuters.] Both
    | \.(?:\[\d+\])+\s+(?=[A-Z])                          # in Idlib.[1] The army
    | \w{{3}}[.!?]["”]?\s+(?=(?:al|el)-[A-Z])             # Haram. al-Shabaab
    """,
    re.VERBOSE,
)
_NO_MISSED_END = re.compile(
    rf"(?:\b(?:{_TITLE})\.|(?:^|[.!?]\W*\s)(?:About|After|Around|At|Before|By|From|Until)"
    r" [\d:]+ [ap]\.m\.)\s+$"
)

_TOKENIZER = Tokenizer(replace_not_contraction=False)
# Nothing in it can end a sentence but its end: there is no need to look closer.
_IN_ONE = re.compile(r"""[\w\s,:'’"“”%$£€/&–—-]*[.!?]""")
# Whether a mark ends a sentence, the words beside it tell: those between others say nothing.
_INNER = re.compile(r"(?<=\w )(?:[\w,:'’%$£€/&–—-]+ )+(?=\w)")
_BRACKETS = segmenter.State.opening_brackets | segmenter.State.closing_brackets


def _cut(text: str, begin: int, end: int) -> Iterator[Span]:
    """Yield the spans of the sentences of the paragraph ``text[begin:end]``."""
    paragraph = re.sub(r"\s", " ", text[begin:end])
    head = dateline(paragraph)
    opening = head.length if head else 0
    slid = (_slid(paragraph, start) for start in _propose(paragraph))
    starts = {start for start in slid if not _is_false(paragraph, start)}
    starts.update(_missed(paragraph))
    bounds = [0, *sorted(start for start in starts if start > opening), len(paragraph)]
    for start, stop in pairwise(bounds):
        span = _trimmed(text, begin + start, begin + stop)
        if span[0] < span[1]:
            yield span


def _propose(paragraph: str) -> Iterator[int]:
    """Yield where ``syntok`` would let sentences begin."""
    if _IN_ONE.fullmatch(paragraph):
        return
    if _BRACKETS.isdisjoint(paragraph):
        paragraph = _INNER.sub(lambda words: " " * len(words[0]), paragraph)
    for sentence in segmenter.segment(_TOKENIZER.tokenize(paragraph)):
        yield sentence[0].offset


def _slid(paragraph: str, start: int) -> int:
    """Move a start past punctuation that belongs to the sentence before it."""
    match = _STRAY.match(paragraph, start)
    return match.end() if match else start


def _is_false(paragraph: str, start: int) -> bool:
    before = paragraph[max(0, start - 40) : start].rstrip()
    after = paragraph[start : start + 40]
    if _NO_END.search(before) or _NO_START.match(after):
        return True
    return after[:1].isdigit() and bool(_NO_END_BEFORE_NUMBER.search(before))


def _missed(paragraph: str) -> Iterable[int]:
    return (
        match.end()
        for match in _MISSED_END.finditer(paragraph)
        if not _NO_MISSED_END.search(paragraph[max(0, match.end() - 40) : match.end()])
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


# --- datelines -------------------------------------------------------------------------------

_AGENCY = re.compile(
    r"(?:AA|AFP|ANI|ANSA|AP|APP|BBC|Anadolu|Associated Press|Bloomberg|CNN|DPA|dpa|EFE|IANS|IRIN"
    r"|Interfax|ITAR-TASS|KUNA|Kyodo|MAP|MENA|PTI|Reuters|RIA|SANA|SPA|TASS|Thomson Reuters"
    r"|Thomson Reuters Foundation|UPI|VOA|WAM|Xinhua|Yonhap)(?: News(?: Agency)?)?"
)
_DATELINE = re.compile(
    r"""\s*
    (?P<place>[^\W\d_][^()\[\]"“”:;!?]{1,70}?)?
    \s*(?:\((?P<agency>[^\W\d_][^()]{1,40})\))?
    (?:\s*(?:--|[—–])\s*|\s+-\s+)
    (?=\S)""",
    re.VERBOSE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(
    rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}(?: \d{{4}})?|\d{{4}}|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day)"
)
_REGION = re.compile(r"[^\W\d_a-z][\w.'’/-]*(?: (?:of |and |the )?[^\W\d_a-z][\w.'’-]*){0,3}")
_NOT_PLACES = re.compile(
    r"(?:ADVISORY|ANALYSIS|BREAKING|COMMENT|CORRECTED|CORRECTION|EDITORIAL|EXCLUSIVE|EXPLAINER"
    r"|FACTBOX|FEATURE|INTERVIEW|LIVE|NATO|OPINION|PHOTOS|PROFILE|REFILE"
    r"|REVIEW|TIMELINE|UPDATE|URGENT|VIDEO|WATCH|WRAPUP)\b"
)


def dateline(sentence: str) -> Dateline | None:
    """Return the dateline that a sentence opens with, None for none.

    ``TRIPOLI, Libya (AP) -- Rebels`` gives 23 and ``TRIPOLI, Libya``; days and agencies are not
    part of the place. A place in lower case is believed only before a known news agency.
    """
    match = _DATELINE.match(sentence)
    if match is None:
        return None
    agency = match["agency"] or ""
    known = bool(_AGENCY.fullmatch(agency))
    if not match["place"]:
        return Dateline(match.end(), "") if known else None
    city, *others = (part.strip() for part in match["place"].split(","))
    regions = [part for part in others if not _DAY.fullmatch(part)]
    if not all(_REGION.fullmatch(part) for part in [city, *regions]) or len(regions) > 2:
        return None
    if _NOT_PLACES.match(city) or len(city) < 3 or not (city.isupper() or known):
        return None
    following = sentence[match.end() :].lstrip("\"“'‘")
    if not (agency or others or following[:1].isupper()):
        return None
    return Dateline(match.end(), ", ".join([city, *regions]))
