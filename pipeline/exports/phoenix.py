"""Phoenix event files as written by the Phoenix pipeline: 26 columns, no header."""

from __future__ import annotations

from pipeline.exports.base import (
    Field,
    Format,
    Told,
    cameo_actor,
    column,
    issue_counts,
    round_score,
)

ROLES = "GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL".split()
PENTA = {
    **dict.fromkeys(("01", "02"), 0),
    **dict.fromkeys(("03", "04", "05"), 1),
    **dict.fromkeys(("06", "07", "08"), 2),
    **dict.fromkeys(("09", "10", "11", "12", "13", "16"), 3),
    **dict.fromkeys(("14", "15", "17", "18", "19", "20"), 4),
}


def split_actor(code: str | None) -> tuple[str | None, str | None, str | None]:
    """Split an actor code into entity, role and the rest.

    The entity is the first triple, a country or IGO, NGO, IMG, MNC; the role is the second
    triple if it is one of Phoenix' roles; what is left is the attribute, joined by ``;``.
    """
    if not code:
        return None, None, None
    triples = [code[i : i + 3] for i in range(0, len(code), 3)]
    entity, rest = triples[0], triples[1:]
    role = rest.pop(0) if rest and rest[0] in ROLES else None
    return (None if entity == "---" else entity), role, ";".join(rest) or None


def _actor(side: str, name: str) -> tuple[Field, ...]:
    def part(i: int) -> Field:
        kind = ("Entity", "Role", "Attribute")[i]

        def value(told: Told) -> str | None:
            return split_actor(cameo_actor(told.row, side))[i]

        return Field(f"{name}Actor{kind}", value, (f"{side}_code", f"{side}_roles"))

    whole = Field(
        f"{name}ActorFull", lambda t: cameo_actor(t.row, side), (f"{side}_code", f"{side}_country"),
        "CAMEO's list of countries",
    )  # fmt: skip
    return (whole, *map(part, range(3)))


def _joined(name: str, attribute: str, ours: str) -> Field:
    return Field(name, lambda t: ";".join(getattr(t, attribute)) or None, (ours,))


PHOENIX = Format(
    "phoenix",
    (
        Field("EventID", lambda t: f"{t.number}_{t.version}", (), "counted anew in each export"),
        Field("Date", lambda t: f"{t.day:%Y%m%d}", ("event_date",)),
        Field("Year", lambda t: t.day.year, ("event_date",)),
        Field("Month", lambda t: t.day.month, ("event_date",)),
        Field("Day", lambda t: t.day.day, ("event_date",)),
        *_actor("source", "Source"),
        *_actor("target", "Target"),
        column("EventCode", "event_code"),
        column("EventRootCode", "event_root"),
        Field("PentaClass", lambda t: PENTA[t.row["event_root"]], ("event_root", "quad_class"),
              "Phoenix counts root 16 as verbal conflict"),
        Field("GoldsteinScore", lambda t: round_score(t.row["goldstein"]), ("goldstein",),
              "our scores: Phoenix' table differs for 016, 124, 1246, 163, 164 and 166"),
        Field("Issues", issue_counts, ("issues",), "each issue is counted once"),
        column("Lat", "latitude"),
        column("Lon", "longitude"),
        column("LocationName", "place_name"),
        column("StateName", "place_admin1", "GeoNames' code of the division, not its name"),
        column("CountryCode", "place_country"),
        _joined("SentenceID", "sentences", "sentence_index"),
        _joined("URLs", "urls", "url"),
        _joined("NewsSources", "publishers", "publisher"),
    ),
)  # fmt: skip
