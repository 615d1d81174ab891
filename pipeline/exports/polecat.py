"""POLECAT event files: 40 columns with a header, ``None`` for nothing."""

from __future__ import annotations

from pipeline.crosswalk.countries import state_number
from pipeline.exports.base import Field, Format, Told, column, country_name

INTENSITY: dict[str, float] = {
    "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10,
    "RETREAT": 6.5, "REQUEST": 0, "ACCUSE": -3, "REJECT": -2, "THREATEN": -3.5, "PROTEST": -5,
    "SANCTION": -6, "MOBILIZE": -5.5, "COERCE": -7, "ASSAULT": -9,
}  # fmt: skip
MODES: dict[str, dict[str, float]] = {
    "CONSULT": {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5},
    "RETREAT": {"withdraw": 8, "disarm": 10, "ceasefire": 7.5, "resign": 4.5},
    "REQUEST": {"assist": 0.5, "change": -1, "yield": -1},
    "ACCUSE": {"disapprove": -2, "investigate": -3.5, "allege": -3.5},
    "REJECT": {"assist": -1.5},
    "THREATEN": {"restrict": -3, "territory": -4},
    "PROTEST": {"riot": -7, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5},
    "SANCTION": {"expel": -5.5},
    "MOBILIZE": {"weapons": -6.5, "militia": -6},
    "COERCE": {"censor": -6.5, "curfew": -6.5, "misinformation": -6.5, "martial-law": -7.5},
    "ASSAULT": {
        "abduct": -8.5, "torture": -8.5, "sexual": -8.5, "destroy": -8.5, "beat": -7.5,
        "crowd-control": -7.5, "primitive": -8, "targeted": -9.5, "suicide-attack": -9.5,
        "aerial": -9.5, "drone": -9.5, "heavy-weapons": -9.5, "unconventional": -10,
    },
}  # fmt: skip
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "VERBAL COOPERATION"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "MATERIAL COOPERATION"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "SANCTION", "THREATEN"), "VERBAL CONFLICT"),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"), "MATERIAL CONFLICT"),
}
FEATURES = {"city": "PPL", "region": "ADM1", "country": "PCLI"}
_WIKI = "no link to Wikipedia"
_STORY = "what the rest of the article names is not kept"


def intensity(event: str | None, mode: str | None) -> float | None:
    """Return PLOVER's score of an event type, or of its mode where that has one of its own."""
    if event is None or event not in INTENSITY:
        return None
    return MODES.get(event, {}).get(mode or "", INTENSITY[event])


def _actor(side: str, name: str, primary: str) -> tuple[Field, ...]:
    def sectors(told: Told) -> list[str]:
        return list(told.row[f"{side}_roles"] or ())

    def number(told: Told) -> int | None:
        iso3 = told.row[f"{side}_country"]
        return state_number(iso3, told.day, "cow") if iso3 else None

    roles = (f"{side}_roles",)
    return (
        column(f"{name} Name", f"{side}_name"),
        column(f"{name} Country", f"{side}_country"),
        Field(f"{name} COW", number, (f"{side}_country",)),
        Field(primary, lambda t: next(iter(sectors(t)), None), roles),
        Field(f"{name} Sectors", lambda t: "; ".join(sectors(t)) or None, roles),
        Field(f"{name} Title", note="titles are not kept apart from names"),
        column(f"{name} Name Raw", f"{side}_text"),
        Field(f"Wikipedia {name} ID", note=_WIKI),
    )


def _where(name: str, precision: str) -> Field:
    def value(told: Told) -> str | None:
        return told.row["place_name"] if told.row["place_precision"] == precision else None

    return Field(name, value, ("place_name", "place_precision"))


def _event_type(told: Told) -> str | None:
    event: str | None = told.row["plover_event"]
    return event.upper() if event else None


POLECAT = Format(
    "polecat",
    (
        Field("Event ID", lambda t: f"{t.row['article_id']}_{t.row['event_id']}",
              ("event_id", "article_id")),
        Field("Event Date", lambda t: t.day.isoformat(), ("event_date",)),
        Field("Event Type", _event_type, ("plover_event",)),
        column("Event Mode", "plover_mode"),
        Field("Intensity", lambda t: intensity(_event_type(t), t.row["plover_mode"]),
              ("plover_event", "plover_mode"), "PLOVER's scores, which are not Goldstein's"),
        Field("Quad Code", lambda t: QUADS.get(_event_type(t) or ""), ("plover_event",),
              "by PLOVER's types, which differ from CAMEO's quad class for sanctions"),
        Field("Contexts", lambda t: "; ".join(t.row["plover_context"] or ()) or None,
              ("plover_context",)),
        *_actor("source", "Actor", "Primary Actor Sector"),
        *_actor("target", "Recipient", "Primary Recipient Sector"),
        column("Placename", "place_name"),
        _where("City", "city"),
        Field("District", note="no second-order divisions"),
        _where("Province", "region"),
        Field("Country", lambda t: country_name(t.row["place_country"]), ("place_country",)),
        column("Latitude", "latitude"),
        column("Longitude", "longitude"),
        column("GeoNames ID", "place_geonames_id"),
        Field("Raw Placename", note="the place's words in the text are not kept"),
        Field("Feature Type", lambda t: FEATURES.get(t.row["place_precision"]),
              ("place_precision",), "PPL, ADM1 or PCLI"),
        column("Source", "publisher"),
        Field("Publication Date", lambda t: t.row["publication_date"].date().isoformat(),
              ("publication_date",)),
        Field("Story People", note=_STORY),
        Field("Story Organizations", note=_STORY),
        Field("Story Locations", note=_STORY),
        column("Language", "language"),
        Field("Version", lambda t: t.version, (), "this coder's"),
    ),
    header=True,
    missing="None",
    merges=False,
    notes=("written in UTF-8, where POLECAT's files are ISO-8859-1",),
)  # fmt: skip
