"""GDELT 1.0 and 2.0 event files: 58 and 61 columns, no header, codes as text."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.actors.roster import BODIES
from pipeline.exports.base import (
    Field,
    Format,
    Row,
    Told,
    cameo_actor,
    cameo_country,
    column,
    country_name,
    fips_code,
    round_score,
)

RELIGIONS = frozenset("MOS CHR JEW HIN BUD SIK BAH DRZ TAO SHN ZRO ATH CON ITR REL".split())
ROLES = BODIES | frozenset(
    "GOV MIL REB OPP PTY AGR BUS CRM CVL COP EDU ELI ENV HLH HRI INS JUD LAB LEG MED REF MOD RAD "
    "SPY UAF SEP SET DEV TOP MID HAR AMN IRC GRP LAW".split()
)


@dataclass(frozen=True, slots=True)
class Parts:
    """An actor's roles as GDELT sorts them."""

    group: str | None = None
    ethnic: str | None = None
    religions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


def sort_roles(roles: list[str] | None) -> Parts:
    """Sort the parts of an actor code: known group, ethnic group, religions, types.

    A part that is no role and no religion is a known group after a body's (``IGO`` ``UNO``), a
    denomination after a religion's (``MOS`` ``SUN``), and else an ethnic group.
    """
    group = ethnic = None
    religions: list[str] = []
    types: list[str] = []
    before = ""
    for role in roles or ():
        if role in RELIGIONS:
            religions.append(role)
        elif role in ROLES:
            types.append(role)
        elif before in BODIES:
            group = group or role
        elif before in RELIGIONS:
            religions.append(role)
        else:
            ethnic = ethnic or role
        before = role
    return Parts(group, ethnic, tuple(religions), tuple(types))


def _pick(values: tuple[str, ...], i: int) -> str | None:
    return values[i] if i < len(values) else None


def _actor(side: str, name: str) -> tuple[Field, ...]:
    roles = f"{side}_roles"
    own = (f"{side}_code", f"{side}_country")

    def country(told: Told) -> str | None:
        iso3 = told.row[f"{side}_country"]
        return cameo_country(iso3) if iso3 else None

    def named(told: Told) -> str | None:
        found = told.row[f"{side}_name"] or told.row[f"{side}_text"]
        return found.upper() if found else None

    def parts(told: Told) -> Parts:
        return sort_roles(told.row[roles])

    def listed(kind: str, number: int, attribute: str) -> Field:
        def value(told: Told) -> str | None:
            return _pick(getattr(parts(told), attribute), number - 1)

        return Field(f"{name}{kind}{number}Code", value, (roles,))

    return (
        Field(f"{name}Code", lambda told: cameo_actor(told.row, side), own),
        Field(f"{name}Name", named, (f"{side}_name", f"{side}_text"), "upper case"),
        Field(f"{name}CountryCode", country, own, "CAMEO's list of countries"),
        Field(f"{name}KnownGroupCode", lambda told: parts(told).group, (roles,)),
        Field(f"{name}EthnicCode", lambda told: parts(told).ethnic, (roles,)),
        *(listed("Religion", n, "religions") for n in (1, 2)),
        *(listed("Type", n, "types") for n in (1, 2, 3)),
    )


def _geo_type(row: Row) -> int | None:
    american = row["place_country"] == "USA"
    kinds = {"country": 1, "region": 2 if american else 5, "city": 3 if american else 4}
    return kinds.get(row["place_precision"])


def _full_name(row: Row) -> str | None:
    if not row["place_name"]:
        return None
    country = country_name(row["place_country"])
    if row["place_precision"] == "country" or not country:
        return str(country or row["place_name"])
    return f"{row['place_name']}, {country}"


def _division(row: Row) -> str | None:
    fips = fips_code(row["place_country"])
    return f"{fips}{row['place_admin1'] or ''}" if fips else None


def _no_place(name: str, second: bool) -> tuple[Field, ...]:
    kinds = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    why = "the place of the event is known, that of its actors is not"
    return tuple(Field(f"{name}Geo_{k}", note=why) for k in kinds if second or k != "ADM2Code")


def _place(second: bool) -> tuple[Field, ...]:
    where = ("place_name", "place_country")
    fields = (
        Field("ActionGeo_Type", lambda t: _geo_type(t.row), ("place_precision",)),
        Field("ActionGeo_FullName", lambda t: _full_name(t.row), where),
        Field("ActionGeo_CountryCode", lambda t: fips_code(t.row["place_country"]), where, "FIPS"),
        Field(
            "ActionGeo_ADM1Code", lambda t: _division(t.row), ("place_admin1",),
            "FIPS country and GeoNames' division, which is not FIPS' everywhere",
        ),
        Field("ActionGeo_ADM2Code", note="no second-order divisions"),
        column("ActionGeo_Lat", "latitude"),
        column("ActionGeo_Long", "longitude"),
        Field("ActionGeo_FeatureID", note="a GNS or GNIS id; ours is of GeoNames"),
    )  # fmt: skip
    return tuple(f for f in fields if second or f.name != "ActionGeo_ADM2Code")


def _format(name: str, second: bool) -> Format:
    added = "%Y%m%d000000" if second else "%Y%m%d"
    return Format(
        name,
        (
            Field(
                "GLOBALEVENTID", lambda t: int(t.row["event_id"][:15], 16), ("event_id",),
                "first 15 hexadecimal digits of event_id as a number",
            ),
            Field("SQLDATE", lambda t: f"{t.day:%Y%m%d}", ("event_date",)),
            Field("MonthYear", lambda t: f"{t.day:%Y%m}", ("event_date",)),
            Field("Year", lambda t: t.day.year, ("event_date",)),
            Field(
                "FractionDate",
                lambda t: round(t.day.year + (t.day.month * 30 + t.day.day) / 365, 4),
                ("event_date",),
            ),
            *_actor("source", "Actor1"),
            *_actor("target", "Actor2"),
            Field(
                "IsRootEvent", lambda t: int(t.row["sentence_index"] <= 0), ("sentence_index",),
                "1 in title and first sentence",
            ),
            column("EventCode", "event_code"),
            Field("EventBaseCode", lambda t: t.row["event_code"][:3], ("event_code",)),
            column("EventRootCode", "event_root"),
            column("QuadClass", "quad_class"),
            Field("GoldsteinScale", lambda t: round_score(t.row["goldstein"]), ("goldstein",)),
            Field("NumMentions", lambda t: t.reports, ("duplicate_of",), "rows that tell it"),
            Field("NumSources", lambda t: len(t.publishers) or 1, ("publisher",)),
            Field("NumArticles", lambda t: len(t.articles), ("article_id",)),
            Field("AvgTone", note="tone is not measured"),
            *_no_place("Actor1", second),
            *_no_place("Actor2", second),
            *_place(second),
            Field("DATEADDED", lambda t: t.row["publication_date"].strftime(added),
                  ("publication_date",), "day of publication"),
            column("SOURCEURL", "url"),
        ),
    )  # fmt: skip


GDELT1 = _format("gdelt1", second=False)
GDELT2 = _format("gdelt2", second=True)
