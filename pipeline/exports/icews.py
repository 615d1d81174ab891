"""ICEWS event data as on Dataverse (28075): 20 columns with a header."""

from __future__ import annotations

from pipeline.exports.base import Field, Format, Told, column, country_name, round_score

SECTORS = {
    "GOV": "Government", "MIL": "Military", "COP": "Police", "JUD": "Judicial",
    "LEG": "Legislative / Parliamentary", "SPY": "State Intelligence Services",
    "PTY": "Parties", "OPP": "Opposition", "REB": "Rebel", "SEP": "Separatists",
    "INS": "Insurgents", "UAF": "Unidentified Forces", "CRM": "Criminals / Gangs",
    "CVL": "General Population / Civilian / Social", "REF": "Refugees / Displaced",
    "MED": "News", "BUS": "Business", "MNC": "Multinational Corporations", "LAB": "Labor",
    "EDU": "Education", "HLH": "Medical / Health", "AGR": "Agricultural", "ENV": "Environmental",
    "DEV": "Development", "HRI": "Human Rights", "REL": "Religious", "MOS": "Muslim",
    "CHR": "Christian", "JEW": "Jewish", "HIN": "Hindu", "BUD": "Buddhist", "ELI": "Elite",
    "IGO": "International Government Organization", "NGO": "Nongovernmental Organization",
    "IMG": "Organized Violent", "RAD": "Radicals / Extremists / Fundamentalists",
}  # fmt: skip


def _actor(side: str, name: str) -> tuple[Field, ...]:
    def named(told: Told) -> str | None:
        row = told.row
        return row[f"{side}_name"] or row[f"{side}_text"] or None

    def sectors(told: Told) -> str | None:
        roles = told.row[f"{side}_roles"] or ()
        return ",".join(dict.fromkeys(SECTORS.get(role, role) for role in roles)) or None

    return (
        Field(f"{name} Name", named, (f"{side}_name", f"{side}_text"),
              "the codebook's name, else the words of the text"),
        Field(f"{name} Sectors", sectors, (f"{side}_roles",),
              "the parts of our code under ICEWS' names; its finer sectors are not known"),
        Field(f"{name} Country", lambda told: country_name(told.row[f"{side}_country"]),
              (f"{side}_country",)),
    )  # fmt: skip


def _where(precision: str) -> Field:
    name = "City" if precision == "city" else "Province"

    def value(told: Told) -> str | None:
        return told.row["place_name"] if told.row["place_precision"] == precision else None

    return Field(name, value, ("place_name", "place_precision"))


ICEWS = Format(
    "icews",
    (
        Field("Event ID", lambda t: int(t.row["event_id"][:15], 16), ("event_id",),
              "first 15 hexadecimal digits of event_id as a number"),
        Field("Event Date", lambda t: t.day.isoformat(), ("event_date",)),
        *_actor("source", "Source"),
        column("Event Text", "event_label"),
        column("CAMEO Code", "event_code"),
        Field("Intensity", lambda t: round_score(t.row["goldstein"]), ("goldstein",)),
        *_actor("target", "Target"),
        column("Story ID", "article_id"),
        Field("Sentence Number", lambda t: t.row["sentence_index"] + 1, ("sentence_index",),
              "counted from 1"),
        column("Publisher", "publisher"),
        _where("city"),
        Field("District", note="no second-order divisions"),
        _where("region"),
        Field("Country", lambda t: country_name(t.row["place_country"]), ("place_country",)),
        column("Latitude", "latitude"),
        column("Longitude", "longitude"),
    ),
    header=True,
    merges=False,
)  # fmt: skip
