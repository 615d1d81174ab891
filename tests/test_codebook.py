"""Codebooks: what a bad one is told, with file and line."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.actors.roster import Roster
from pipeline.checks import check_codebook, check_examples
from pipeline.checks.actors import NamesMeanOne, OfficesEnd
from pipeline.codebook.load import load_codebook
from pipeline.codebook.model import DatedCode, read_day
from pipeline.coder import Coder
from pipeline.errors import CodebookError

ONTOLOGY = 'codes:\n  "190": {name: Fight, quad: 4}\n  "040": {name: Consult, quad: 1}\n'
ACTORS = "- {name: Norway, code: NOR, kind: country, adjectives: [Norwegian]}\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in ({"ontology": ONTOLOGY, "actors__a": ACTORS} | files).items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    found = check_codebook(load_codebook([folder], strict=False))
    return [f"{Path(f.file).relative_to(folder)}:{f.line}: {f.message}" for f in found]


def test_a_good_codebook_has_no_faults(tmp_path):
    write(tmp_path, verbs__19="- code: '190'\n  patterns:\n    - SOURCE attack TARGET\n")
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"verbs__19": "- code: 19\n  patterns: [SOURCE attack TARGET]\n"},
            "verbs/19.yaml:1: '19' is no code of the ontology",
        ),
        (
            {"composition": "- class: plan\n  like: nothing\n  patterns: [SOURCE plan EVENT]\n"},
            "composition.yaml:2: no class 'nothing' with codes",
        ),
        (
            {"verbs__19": "- code: '190'\n  patterns:\n    - SOURCE attack <army>\n"},
            "verbs/19.yaml:3: synset <army> is not defined; add it to synsets.yaml",
        ),
        (
            {"verbs__19": "- code: '190'\n  pattern: [SOURCE attack TARGET]\n"},
            "verbs/19.yaml:2: unknown key 'pattern'; remove it or mend its spelling",
        ),
        (
            {"actors__b": "- {name: Oslo, code: NGR, kind: place}\n"},
            "actors/b.yaml:1: country 'NGR' is no ISO code; did you mean 'NOR'?",
        ),
        (
            {"actors__b": "- {name: X, code: nor, kind: person}\n"},
            "actors/b.yaml:1: 'nor' is no actor code; write parts of three capitals, as LBYGOV",
        ),
        (
            {"actors__b": "- name: X\n  kind: person\n  codes: [NOR from 2020 until 2010]\n"},
            "actors/b.yaml:3: 'NOR from 2020 until 2010' ends before it begins",
        ),
        (
            {"actors__b": "- name: X\n  name: Y\n  kind: person\n  code: NOR\n"},
            "actors/b.yaml:2: key 'name' occurs twice; keep one",
        ),
        (
            {"actors__b": "- name: [X\n"},
            "actors/b.yaml:2: not YAML: did not find expected ',' or ']'",
        ),
        (
            {
                "verbs__19": "- code: '190'\n  patterns: [SOURCE hit TARGET]\n"
                "- code: '040'\n  patterns:\n    - SOURCE hit TARGET\n"
            },
            "verbs/19.yaml:5: 'SOURCE hit TARGET' stands already at verbs/19.yaml:2"
            " with another code; the first wins, remove one",
        ),
    ],
)
def test_each_fault_has_file_line_and_cure(tmp_path, files, expected):
    assert expected in faults(write(tmp_path, **files))


@pytest.mark.parametrize(
    ("entry", "complaints"),
    [
        ("codes: [NORGOV from 2001-10-19]", ["'X' is NORGOV since 2001-10-19 without an end"]),
        ("codes: [NORGOV from 2001-10-19]\n  checked: 2023-05", []),
        ("codes: [NORGOV from 2001-10-19 until 2005-10-17]", []),
        ("codes: [NORGOV from 2020-10-19]", []),
        ("codes: [NOROPP from 2001-10-19]", []),
    ],
)
def test_an_old_office_without_an_end_is_told(tmp_path, entry, complaints):
    write(tmp_path, actors__b=f"- name: X\n  kind: person\n  {entry}\n")
    found = list(OfficesEnd(date(2024, 1, 5)).run(load_codebook([tmp_path])))
    assert [fault.message.split(";")[0] for fault in found] == complaints
    assert all("b.yaml" in fault.file and fault.line == 1 for fault in found)


@pytest.mark.parametrize(
    ("entry", "day", "code"),
    [
        ("codes: [NORGOV from 2001-10-19]", date(2013, 10, 1), "NORGOV"),
        ("codes: [NORGOV from 2001-10-19]", date(2013, 11, 1), "NOR"),
        ("codes: [NORGOV from 2001-10-19]\n  checked: 2023-05", date(2024, 1, 5), "NORGOV"),
        ("codes: [NOROPP from 2001-10-19]", date(2024, 1, 5), "NOROPP"),
    ],
)
def test_an_old_office_without_an_end_lapses(tmp_path, entry, day, code):
    country = "- name: Norway\n  kind: country\n  code: NOR\n"
    write(tmp_path, actors__b=f"{country}- name: X\n  kind: person\n  {entry}\n")
    roster = Roster(load_codebook([tmp_path]), str.split)
    (actor,) = [p.entry for p in load_codebook([tmp_path]).actors if p.entry.name == "X"]
    assert roster.code_on(actor, day) == code


@pytest.mark.parametrize(
    ("kind", "codes", "told"),
    [
        ("party", ("MYSOPPPTY", "MDAOPPPTY"), False),
        ("party", ("MYSOPPPTY", "MYSGOVPTY"), True),
        ("person", ("MYSGOV", "MDAGOV"), True),
    ],
)
def test_bodies_of_two_countries_may_share_a_name(tmp_path, kind, codes, told):
    entry = "- name: {}\n  also: [PAS]\n  kind: {}\n  code: {}\n"
    both = "".join(entry.format(f"P{i}", kind, code) for i, code in enumerate(codes))
    write(tmp_path, actors__b=both)
    assert bool(list(NamesMeanOne().run(load_codebook([tmp_path])))) == told


def test_all_errors_are_told_at_once(tmp_path):
    write(tmp_path, verbs__19="- code: '999'\n  patterns: [with TARGET]\n")
    with pytest.raises(CodebookError) as caught:
        load_codebook([tmp_path])
    assert str(caught.value).splitlines()[-1].endswith("errors in the codebook")
    assert len(caught.value.faults) >= 1


def test_yaml_traps_do_not_bite(tmp_path):
    write(tmp_path, actors__b="- {name: NO, code: NOR, kind: organization, also: [010, yes]}\n")
    actor = load_codebook([tmp_path]).actors[-1].entry
    assert (actor.name, actor.also) == ("NO", ("010", "yes"))


def test_examples_are_run(tmp_path, parser):
    text = (
        "- code: '190'\n  patterns: [SOURCE attack TARGET]\n  examples:\n"
        "    - text: Norway attacked Norwegian rebels.\n      events: [NOR 040 NOR]\n"
    )
    write(tmp_path, verbs__19=text)
    coder = Coder(load_codebook([tmp_path]), parser)
    messages = [fault.message for fault in check_examples(coder)]
    assert messages == [
        "gives [NOR 190 NOR] instead of [NOR 040 NOR]: Norway attacked Norwegian rebels."
    ]


@pytest.mark.parametrize(
    ("text", "end", "day"),
    [
        ("2021", False, date(2021, 1, 1)),
        ("2021", True, date(2021, 12, 31)),
        ("2021-03", False, date(2021, 3, 1)),
        ("2024-02", True, date(2024, 2, 29)),
        ("2021-12", True, date(2021, 12, 31)),
        ("2021-03-10", True, date(2021, 3, 10)),
    ],
)
def test_days_may_be_years_and_months(text, end, day):
    assert read_day(text, end) == day


def test_dated_codes_hold_to_both_ends():
    code = DatedCode.model_validate("LBYGOV from 2021-03-10 until 2022-05")
    assert code.holds(date(2021, 3, 10))
    assert code.holds(date(2022, 5, 31))
    assert not code.holds(date(2021, 3, 9))
    assert not code.holds(date(2022, 6, 1))
