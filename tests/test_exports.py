"""Other coders' formats: their columns, in their order, with values of their kind."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tables import run, write_events

from pipeline.exports import FORMATS
from pipeline.exports.gdelt import sort_roles
from pipeline.exports.phoenix import PENTA, split_actor
from pipeline.exports.polecat import intensity
from pipeline.exports.write import write_export

ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
    "Type2Code Type3Code"
).split()
GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
GDELT2 = [
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{part}" for n in (1, 2) for part in ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in GEO),
    *"DATEADDED SOURCEURL".split(),
]
ICEWS = (
    "Event ID · Event Date · Source Name · Source Sectors · Source Country · Event Text"
    " · CAMEO Code · Intensity · Target Name · Target Sectors · Target Country · Story ID"
    " · Sentence Number · Publisher · City · District · Province · Country · Latitude · Longitude"
).split(" · ")
PHOENIX = (
    "EventID Date Year Month Day SourceActorFull SourceActorEntity SourceActorRole "
    "SourceActorAttribute TargetActorFull TargetActorEntity TargetActorRole TargetActorAttribute "
    "EventCode EventRootCode PentaClass GoldsteinScore Issues Lat Lon LocationName StateName "
    "CountryCode SentenceID URLs NewsSources"
).split()
POLECAT = (
    "Event ID · Event Date · Event Type · Event Mode · Intensity · Quad Code · Contexts"
    " · Actor Name · Actor Country · Actor COW · Primary Actor Sector · Actor Sectors · Actor Title"
    " · Actor Name Raw · Wikipedia Actor ID · Recipient Name · Recipient Country · Recipient COW"
    " · Primary Recipient Sector · Recipient Sectors · Recipient Title · Recipient Name Raw"
    " · Wikipedia Recipient ID · Placename · City · District · Province · Country · Latitude"
    " · Longitude · GeoNames ID · Raw Placename · Feature Type · Source · Publication Date"
    " · Story People · Story Organizations · Story Locations · Language · Version"
).split(" · ")
COLUMNS = {
    "gdelt1": [name for name in GDELT2 if "ADM2Code" not in name],
    "gdelt2": GDELT2,
    "icews": ICEWS,
    "phoenix": PHOENIX,
    "polecat": POLECAT,
    "petrarch": "date source target code issues ids url StorySource".split(),
}
EVENT = {
    "event_id": "00000000000000ff",
    "event_date": date(2024, 5, 13),
    "publication_date": date(2024, 5, 14),
    "article_id": "story1",
    "sentence_index": 0,
    "source_code": "ROUGOV",
    "source_country": "ROU",
    "source_roles": ["GOV"],
    "source_name": "Romanian government",
    "event_code": "1621",
    "event_label": "Reduce or stop economic assistance",
    "quad_class": 4,
    "goldstein": -5.6,
    "plover_event": "SANCTION",
    "plover_mode": "aid",
    "plover_context": ["economic", "diplomatic"],
    "target_code": "IGOUNO",
    "target_country": None,
    "target_roles": ["IGO", "UNO"],
    "target_text": "the\tUN\nin Geneva",
    "issues": ["AID", "ECON"],
    "place_name": "Lyon",
    "place_country": "FRA",
    "place_admin1": "84",
    "place_precision": "city",
    "place_geonames_id": 2996944,
    "latitude": 45.75,
    "longitude": 4.85,
    "publisher": "AFP",
    "url": "https://example.org/1",
    "language": "en",
    "killed": 3,
}
AGAIN = {
    **EVENT,
    "event_id": "0000000000000fff",
    "article_id": "story2",
    "sentence_index": 4,
    "publisher": "Reuters",
    "url": "https://example.org/2",
    "duplicate_of": EVENT["event_id"],
}
DENIED = {**EVENT, "event_id": "00000000000ffff0", "status": "negated"}
NOBODY = {
    **EVENT,
    "event_id": "00000000000fff00",
    "source_code": None,
    "source_country": None,
    "source_roles": [],
    "place_name": None,
    "place_country": None,
    "place_precision": None,
    "latitude": None,
    "longitude": None,
    "url": None,
    "publisher": None,
    "issues": [],
}


@pytest.fixture
def table(tmp_path):
    return write_events(tmp_path / "events.parquet", [EVENT, AGAIN, DENIED, NOBODY])


@pytest.fixture
def lines(table, tmp_path):
    def write(name: str) -> list[list[str]]:
        form = FORMATS[name]
        out = tmp_path / f"{name}.txt"
        write_export([table], form, out)
        rows = [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()]
        if form.header:
            assert rows.pop(0) == COLUMNS[name]
        return rows

    return write


@pytest.mark.parametrize("name", COLUMNS)
def test_columns(lines, name):
    assert [field.name for field in FORMATS[name].fields] == COLUMNS[name]
    rows = lines(name)
    assert len(rows) == (2 if FORMATS[name].merges else 3)
    widths = {len(row) for row in rows}
    assert widths == ({7, 8} if name == "petrarch" else {len(COLUMNS[name])})


def test_how_many_columns_there_are():
    counts = {"gdelt1": 58, "gdelt2": 61, "icews": 20, "phoenix": 26, "polecat": 40}
    assert {name: len(COLUMNS[name]) for name in counts} == counts


def test_gdelt(lines):
    first, nobody = (dict(zip(COLUMNS["gdelt2"], row, strict=True)) for row in lines("gdelt2"))
    assert {key: value for key, value in first.items() if value} == {
        "GLOBALEVENTID": "15",
        "SQLDATE": "20240513",
        "MonthYear": "202405",
        "Year": "2024",
        "FractionDate": "2024.4466",
        "Actor1Code": "ROMGOV",
        "Actor1Name": "ROMANIAN GOVERNMENT",
        "Actor1CountryCode": "ROM",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "IGOUNO",
        "Actor2Name": "THE UN IN GENEVA",
        "Actor2KnownGroupCode": "UNO",
        "Actor2Type1Code": "IGO",
        "IsRootEvent": "1",
        "EventCode": "1621",
        "EventBaseCode": "162",
        "EventRootCode": "16",
        "QuadClass": "4",
        "GoldsteinScale": "-5.6",
        "NumMentions": "2",
        "NumSources": "2",
        "NumArticles": "2",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Lyon, France",
        "ActionGeo_CountryCode": "FR",
        "ActionGeo_ADM1Code": "FR84",
        "ActionGeo_Lat": "45.75",
        "ActionGeo_Long": "4.85",
        "DATEADDED": "20240514000000",
        "SOURCEURL": "https://example.org/1",
    }
    assert nobody["Actor1Code"] == nobody["ActionGeo_Type"] == ""
    assert lines("gdelt1")[0][56] == "20240514"


def test_icews(lines):
    first, again, _ = lines("icews")
    assert first == [
        "15", "2024-05-13", "Romanian government", "Government", "Romania",
        "Reduce or stop economic assistance", "1621", "-5.6", "the UN in Geneva",
        "International Government Organization,UNO", "", "story1", "1", "AFP", "Lyon", "", "",
        "France", "45.75", "4.85",
    ]  # fmt: skip
    assert again[11:13] == ["story2", "5"]


def test_phoenix(lines):
    first, nobody = lines("phoenix")
    assert first == [
        "1_0", "20240513", "2024", "5", "13", "ROMGOV", "ROM", "GOV", "", "IGOUNO", "IGO", "",
        "UNO", "1621", "16", "3", "-5.6", "AID,1;ECON,1", "45.75", "4.85", "Lyon", "84", "FRA",
        "story1_1;story2_5", "https://example.org/1;https://example.org/2", "AFP;Reuters",
    ]  # fmt: skip
    assert nobody[5:9] == ["", "", "", ""]


def test_polecat(lines):
    first = dict(zip(COLUMNS["polecat"], lines("polecat")[0], strict=True))
    known = {key: value for key, value in first.items() if value != "None"}
    assert known["Event Type"] == "SANCTION"
    assert known["Intensity"] == "-6"
    assert known["Quad Code"] == "VERBAL CONFLICT"
    assert known["Contexts"] == "economic; diplomatic"
    assert known["Actor COW"] == "360"
    assert known["Recipient Sectors"] == "IGO; UNO"
    assert known["Country"] == "France"
    assert known["Feature Type"] == "PPL"
    assert known["GeoNames ID"] == "2996944"
    assert first["Actor Title"] == first["Recipient Country"] == "None"


def test_petrarch(lines):
    first, nobody = lines("petrarch")
    assert first == [
        "20240513", "ROMGOV", "IGOUNO", "1621", "AID,1;ECON,1", "story1_1;story2_5",
        "https://example.org/1;https://example.org/2", "AFP;Reuters",
    ]  # fmt: skip
    assert nobody == ["20240513", "---", "IGOUNO", "1621", "", "story1_1", "NULL"]


def test_the_first_report_counts_its_reports_also_from_above_it(tmp_path):
    """The first report by day of publication may stand below a later one in the table."""
    table = write_events(tmp_path / "events.parquet", [AGAIN, EVENT])
    write_export([table], FORMATS["petrarch"], tmp_path / "out.txt")
    (line,) = (tmp_path / "out.txt").read_text().splitlines()
    assert "story2_5;story1_1" in line


def test_an_event_whose_first_report_is_left_out_keeps_its_line(tmp_path):
    table = write_events(tmp_path / "e.parquet", [{**EVENT, "status": "historical"}, AGAIN])
    account = write_export([table], FORMATS["gdelt1"], tmp_path / "out.txt")
    assert (account.lines, account.merged) == (1, 0)


def test_what_is_lost_and_what_is_empty_is_told(table, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out.txt"
    assert run(monkeypatch, "export", table, "--to", "gdelt1", "-o", out) == 0
    told = capsys.readouterr().out
    assert "1 rows left out: negated" in told
    assert "1 more reports" in told
    assert "empty: AvgTone: tone is not measured" in told
    assert run(monkeypatch, "export", table, "--to", "gdelt1", "-o", out, "--json") == 0
    account = json.loads(capsys.readouterr().out)
    assert (account["lines"], account["merged"], account["left_out"]) == (2, 1, {"negated": 1})
    assert {"killed", "sentence", "place_geonames_id", "status"} <= set(account["lost"])
    assert not {"source_code", "event_code", "duplicate_of"} & set(account["lost"])
    assert "wounded" not in account["lost"]
    assert {"Actor1Geo_Lat", "AvgTone"} <= set(account["empty"])


def test_statuses_can_be_chosen(table, tmp_path):
    account = write_export([table], FORMATS["petrarch"], tmp_path / "o", ("actual", "negated"))
    assert account.lines == 3
    assert account.left_out == {}


def test_parts_of_actors():
    found = sort_roles(["REB", "MOS", "SUN", "KUR"])
    assert (found.types, found.religions, found.ethnic) == (("REB",), ("MOS", "SUN"), "KUR")
    assert split_actor("USAGOVLEGPTY") == ("USA", "GOV", "LEG;PTY")
    assert split_actor("NGOHRI") == ("NGO", None, "HRI")
    assert split_actor("---COP") == (None, "COP", None)
    assert split_actor(None) == (None, None, None)


def test_tables_of_classes():
    assert sorted(PENTA) == [f"{root:02}" for root in range(1, 21)]
    assert intensity("ASSAULT", "aerial") == -9.5
    assert intensity("ASSAULT", "no such mode") == -9
    assert intensity("ACCUSE", None) == -3
    assert intensity(None, None) is None
