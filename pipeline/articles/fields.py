"""Makes an article out of the fields that a reader found, or says why it cannot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.articles.dates import parse_date
from pipeline.articles.english import is_english, names_english
from pipeline.articles.refusal import Refusal
from pipeline.types import Article, Reject

FIELDS = ("id", "date", "text", "title", "url", "publisher", "language")
MAX_CHARACTERS = 64 * 1024 * 1024
MAX_STRETCH = 100_000

_STRETCH = re.compile(r"[^.!?…\n\r]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said about all inputs.

    Attributes:
        default_date: day of publication of articles that name none.
        columns: our field name to its spelling in CSV, JSONL and Parquet.
    """

    default_date: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def pick(self, found: Mapping[str, object]) -> dict[str, object]:
        """Return our fields among those found; names match whatever their case."""
        lowered = {name.strip().lower(): value for name, value in found.items()}
        names = {name: self.columns.get(name, name).strip().lower() for name in FIELDS}
        return {ours: lowered[theirs] for ours, theirs in names.items() if theirs in lowered}


def build_article(
    fields: Mapping[str, object], *, file: str, line: int, fallback_id: str, options: Options
) -> Article | Reject:
    """Return the article, its text kept character for character, or the reason to reject it.

    Args:
        fields: values by our field names, as the reader found them.
        file: where they come from, as the user named it.
        line: 1-based line or record in that file.
        fallback_id: id for an article that has none of its own.
        options: what the user said about all inputs.
    """
    article_id = fallback_id
    try:
        article_id = _read_label(fields, "id") or fallback_id
        return Article(
            id=article_id,
            date=_read_date(fields, options),
            text=_read_text(fields, _read_label(fields, "language")),
            title=_read_label(fields, "title"),
            url=_read_label(fields, "url"),
            publisher=_read_label(fields, "publisher"),
            language=_read_label(fields, "language"),
            origin=file,
            line=line,
        )
    except Refusal as refusal:
        return refusal.reject(file, line, article_id)


def _is_absent(value: object) -> bool:
    # NaN and NaT differ from themselves.
    return value is None or value != value or (isinstance(value, str) and not value.strip())


def _read_label(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    if _is_absent(value):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refusal(f"the {name} is not a piece of text", "write it as a string, or leave it out")
    label = str(value).strip()
    _refuse_broken(label, name)
    return label


def _read_date(fields: Mapping[str, object], options: Options) -> date:
    value = fields.get("date")
    if not _is_absent(value):
        return parse_date(value)
    if options.default_date is None:
        raise Refusal(
            "no date",
            "give each article its day of publication, such as 2024-09-23;"
            " where the field has another name, --column date=NAME",
        )
    return options.default_date


def _read_text(fields: Mapping[str, object], language: str | None) -> str:
    text = fields.get("text")
    if _is_absent(text):
        cure = "give it a text; where the field has another name, --column text=NAME"
        raise Refusal("no text", cure)
    if not isinstance(text, str):
        raise Refusal("the text is not a string", "write the body of the article as one string")
    _refuse_broken(text, "text")
    if len(text) > MAX_CHARACTERS:
        raise Refusal(f"more than {MAX_CHARACTERS:,} characters", "cut it into articles")
    if _longest_stretch(text) > MAX_STRETCH:
        raise Refusal(
            f"no sentence end in {MAX_STRETCH:,} characters", "check that it is prose, and cut it"
        )
    if language and not names_english(language):
        raise Refusal(f"not English: the language is {language!r}", "only English can be coded")
    if not is_english(text, trusted=language is not None):
        cure = "only English can be coded; if it is English, say so: language en"
        raise Refusal("not English, as far as its words show", cure)
    return text


def _refuse_broken(value: str, name: str) -> None:
    if "\0" in value:
        raise Refusal(f"a NUL byte in the {name}", "check the file; it is binary or damaged")
    if _SURROGATE.search(value):
        raise Refusal(f"wrong encoding in the {name}", "save it as UTF-8")


def _longest_stretch(text: str) -> int:
    if len(text) <= MAX_STRETCH:
        return len(text)
    return max((match.end() - match.start() for match in _STRETCH.finditer(text)), default=0)
