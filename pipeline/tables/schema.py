"""The event table: its columns and its Arrow schemas.

Each column is described here once; the schemas, the documentation and the reader follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

STRING, INT, FLOAT, DAY = pa.string(), pa.int32(), pa.float64(), pa.timestamp("ms")
WORDS = pa.list_(STRING)
CHOICE = pa.dictionary(pa.int32(), STRING)
PLAIN = {CHOICE: STRING, DAY: pa.date32()}
KINDS = {
    CHOICE: "string (dictionary)",
    WORDS: "list<string>",
    FLOAT: "float64",
    pa.float32(): "float32",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the event table: its name, its Arrow type and what it means."""

    name: str
    type: pa.DataType
    meaning: str

    @property
    def kind(self) -> str:
        """The type as the documentation writes it."""
        return KINDS.get(self.type, str(self.type))


def _describe_side(side: str) -> list[Column]:
    return [
        Column(
            f"{side}_code",
            STRING,
            "CAMEO actor code, such as LBYGOV; null where the actor is named but in no codebook",
        ),
        Column(
            f"{side}_country", STRING, "ISO 3166-1 alpha-3 code of the actor's country, or null"
        ),
        Column(f"{side}_roles", WORDS, "the role parts of the code in order, such as [GOV]"),
        Column(f"{side}_name", STRING, "canonical name of the codebook entry, null for none"),
        Column(f"{side}_text", STRING, f"the words of the article that name the {side}"),
        Column(f"{side}_start", INT, f"first character of {side}_text in the article's text"),
        Column(f"{side}_end", INT, f"the character after {side}_text in the article's text"),
    ]


def _describe_entry(side: str) -> Column:
    return Column(
        f"{side}_entry", STRING, f"actor codebook line that gave {side}_code, null for none"
    )


def _describe_link(side: str) -> Column:
    return Column(
        f"{side}_link",
        CHOICE,
        "how the words came to the code: name, agent (a role with its country in the phrase), "
        "coreference (tied to an earlier mention), context (country inferred from the article); "
        "null where there is no code",
    )


COLUMNS: tuple[Column, ...] = (
    Column(
        "event_id",
        STRING,
        "stable hash of article, sentence and the spans of source, action and target, not of "
        "the code: recoding an event keeps it",
    ),
    Column(
        "event_date",
        DAY,
        "day on which the event happened or is to happen, as far as the text says; the first day "
        "of a week, month or year; else the publication date",
    ),
    Column(
        "date_method",
        CHOICE,
        "publication, or text when an expression in the sentence moved the date",
    ),
    Column("date_precision", CHOICE, "day, week, month or year"),
    Column("publication_date", DAY, "the article's date"),
    Column("article_id", STRING, "the article's id"),
    Column("sentence_index", INT, "0-based sentence in the article"),
    Column("sentence", STRING, "the sentence"),
    *_describe_side("source"),
    Column("event_code", STRING, "CAMEO event code, as text: 036, 0312"),
    Column("event_root", STRING, "first two digits of the event code"),
    Column("event_label", STRING, "name of the event code"),
    Column(
        "quad_class",
        pa.int8(),
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    ),
    Column("goldstein", pa.float32(), "Goldstein score of the event code, from -10 to 10"),
    Column("plover_event", STRING, "PLOVER event type of the code"),
    Column("plover_mode", STRING, "PLOVER mode: the code's, unless the pattern says a finer one"),
    Column("plover_context", WORDS, "PLOVER contexts of the code and of the issues found"),
    Column("action_text", STRING, "the words that carry the action"),
    Column("action_start", INT, "first character of action_text in the article's text"),
    Column("action_end", INT, "the character after action_text in the article's text"),
    *_describe_side("target"),
    Column(
        "status",
        CHOICE,
        "actual, negated, future, hypothetical or historical (over a month before publication): "
        "whether and when the sentence says that it happened",
    ),
    Column("reported_by", STRING, "the words for whoever says so, where the event is attributed"),
    Column(
        "confidence",
        pa.float32(),
        "measured share of rows of this kind that are right, null where none was measured",
    ),
    Column(
        "pattern",
        STRING,
        "codebook line that fired, and where verbs were combined the second one after a +",
    ),
    _describe_entry("source"),
    _describe_entry("target"),
    _describe_link("source"),
    _describe_link("target"),
    Column("issues", WORDS, "issue codes found in the sentence"),
    Column("place_name", STRING, "where it happened, null where the text does not say"),
    Column("place_country", STRING, "ISO 3166-1 alpha-3 code of the place's country"),
    Column("latitude", FLOAT, "latitude of the place in degrees"),
    Column("longitude", FLOAT, "longitude of the place in degrees"),
    Column("place_geonames_id", INT, "GeoNames id of the place"),
    Column("place_admin1", STRING, "GeoNames code of the place's first-order division"),
    Column("place_precision", CHOICE, "city, region or country"),
    Column(
        "place_method",
        CHOICE,
        "text (the event's own words say where), target (the target is a place) or dateline; "
        "null for none",
    ),
    Column("killed", INT, "least number of killed that the sentence supports, null for none"),
    Column("wounded", INT, "least number of wounded that the sentence supports, null for none"),
    Column("arrested", INT, "least number of arrested that the sentence supports, null for none"),
    Column("crowd", INT, "least number of people in a crowd, null where the sentence gives none"),
    Column("counts_text", STRING, "the words that gave those numbers"),
    Column(
        "duplicate_of",
        STRING,
        "event_id of the earlier report of the same event, null for the first",
    ),
    Column("title", STRING, "the article's title"),
    Column("url", STRING, "the article's address"),
    Column("publisher", STRING, "the article's publisher"),
    Column("language", STRING, "the article's language"),
)


def columns() -> list[Column]:
    """Return the columns of the event table, in their order."""
    return list(COLUMNS)


def _field(column: Column, *, plain: bool = False) -> pa.Field:
    kind = PLAIN.get(column.type, column.type) if plain else column.type
    return pa.field(column.name, kind, metadata={"description": column.meaning})


CANDIDATE = pa.struct(
    [
        ("trigger", STRING),
        ("start", INT),
        ("end", INT),
        ("outcome", STRING),
        ("pattern", STRING),
        ("reason", STRING),
    ]
)
OUTCOMES = {
    "coded": "gave at least one event",
    "no trigger": "no word that a pattern knows",
    "no pattern": "a word that patterns know, but none of them fits",
    "no actor in a codebook": "a pattern fits, but its actors are in no codebook",
    "source in no codebook": "who did it is named, but in no codebook",
    "no source": "the sentence does not say who did it",
    "no target": "the sentence does not say to whom (codebooks that require both sides)",
    "no event between these": "a rule of the codebook: between these two it is no event",
    "source is target": "both sides are the same actor",
    "blocked": "a pattern says that these words are no event",
    "part of another event": "belongs to another event, as what is urged, promised or denied",
    "part of no event": "an event only inside another, and it is in none",
    "discarded": "holds a phrase that the codebook discards",
    "too long": "longer than the parser takes",
}
"""What may become of a sentence, or of a trigger in it, and what that means."""

LEDGER_COLUMNS = (
    Column("article_id", STRING, "the article's id"),
    Column("sentence_index", INT, "0-based sentence in the article"),
    Column("start", INT, "first character of the sentence in the article's text"),
    Column("end", INT, "the character after the sentence in the article's text"),
    Column("outcome", CHOICE, "what became of the sentence"),
    Column(
        "candidates", pa.list_(CANDIDATE), "every trigger tried, with its outcome and the reason"
    ),
)
ARTICLE_COLUMNS = (
    Column("article_id", STRING, "the article's id"),
    Column("digest", STRING, "hash of all that was read of the article: tells whether it changed"),
    Column("sentences", INT, "how many sentences it has"),
    Column("events", INT, "how many events were coded in it"),
)
EVENTS = pa.schema([_field(column) for column in COLUMNS])
LEDGER = pa.schema([_field(column) for column in LEDGER_COLUMNS])
CODED = pa.schema([_field(column) for column in ARTICLE_COLUMNS])
REJECT = pa.struct(
    [("file", STRING), ("line", INT), ("reason", STRING), ("cure", STRING), ("article_id", STRING)]
)
BATCH = pa.schema(
    [
        pa.field("article_id", STRING),
        pa.field("digest", STRING),
        pa.field("file", STRING),
        pa.field("line", pa.int64()),
        pa.field("events", pa.list_(pa.struct([_field(c, plain=True) for c in COLUMNS]))),
        pa.field("ledger", pa.list_(pa.struct([_field(c, plain=True) for c in LEDGER_COLUMNS]))),
        pa.field("rejects", pa.list_(REJECT)),
    ]
)
"""What a worker hands on: one row an article, its rows of each table nested in it.

It holds neither dictionary types, which Spark refuses, nor timestamps, to which it gives a zone;
the writer makes them.
"""
