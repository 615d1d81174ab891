"""Rows that the rules of discards.yaml leave out: what is no event for who takes part in it."""

from __future__ import annotations

import pytest
from codings import DAY, events_of, rows_of

from pipeline.codebook.load import load_codebook
from pipeline.coder import Coder
from pipeline.errors import CodebookError
from pipeline.types import Article


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The Kenyan minister visited the idea.", []),
        ("Robert Marsh traveled to Norway.", []),
        ("The Kenyan foreign minister traveled to Norway.", ["KENGOV 042 NOR", "NOR 043 KENGOV"]),
        ("Norway conquered science.", []),
        ("Norway conquered a village.", ["NOR 192 ---"]),
        ("A Kenyan farmer denied it.", []),
        ("The Kenyan government denied it.", ["KENGOV 016 ---"]),
        ("Norway supported the new colours.", []),
        ("Norway supported the peace plan.", ["NOR 051 ---"]),
        ("A Norwegian company investigated the possibilities.", []),
        ("The Norwegian police investigated the claims.", ["NORCOP 091 ---"]),
        ("Norway sent a team to investigate Kenya.", []),
        ("Norway praised Kenya's efforts to help Uganda.", ["NOR 051 KEN"]),
        ("The Kenyan teachers left the hall in protest at the speech.", []),
        ("Chad's efforts to persuade Kenya to bomb Uganda failed.", []),
        ("Kenyan rebels sing and demonstrate against Norway.", ["KENREB 141 NOR"]),
        ("Norway is furious that Kenya has become so rich.", ["NOR 110 KEN"]),
        (
            "Norway agreed to release the hostages and help Kenya.",
            ["NOR 0353 ---CVL", "NOR 033 KEN"],
        ),
        ("Norway took no part in it.", []),
        ("A company gave its employees one day.", []),
        ("Norway rejected an attack on Kenya.", ["NOR 120 ---"]),
        ("The Kenyan army suppressed the revolt.", ["KENMIL 175 ---"]),
        ("Residents of Nairobi condemned the massacre.", ["KENCVL 111 ---"]),
        ("Norwegian officers had a chance to seize Nairobi.", []),
        ("Norway led efforts to persuade Chad to sign a pact and not to attack Kenya.", []),
        ("7 - Number of villages that Norway has attacked in Kenya.", []),
        ("A number of villages were attacked by Norway.", ["NOR 190 ---"]),
        ("The judge agreed to a delay.", []),
        ("Reviewers attacked the Kenyan film.", []),
        ("A bakery conquered the Kenyan market.", []),
        ("Norwegian troops attacked the Kenyan port.", ["NORMIL 190 KEN"]),
        ("The Kenyan government paid the Kenyan army 3 million dollars.", []),
        ("The Kenyan government paid the Ugandan army 3 million dollars.", ["KENGOV 071 UGAMIL"]),
        ("The judge agreed to release the Kenyan rebels.", ["---JUD 0353 KENREB"]),
        ("Robert Marsh legalised same-sex marriage in Kenya.", []),
        ("The Kenyan parliament legalised same-sex marriage.", ["KENLEG 0833 ---"]),
        ("The Kenyan minister resigned as defence minister.", ["KENGOV 0831 ---"]),
        ("The Kenyan minister resigned from his leadership post.", ["KENGOV 0831 ---"]),
        ("Gunmen kidnapped the Kenyan minister's cousin.", ["---UAF 181 KENCVL"]),
        ("Robert Marsh, president of the Guild of Master Bakers, praised Uganda.", ["--- 051 UGA"]),
    ],
)
def test_no_event_for_who_takes_part(coder: Coder, text: str, left: list[str]) -> None:
    assert rows_of(coder, text) == left


def test_what_is_left_out_is_counted_with_the_rule(coder: Coder) -> None:
    coded = coder.code_article(Article("a", DAY, "Robert Marsh traveled to Norway."))
    line = coded.ledger[0]
    assert line.outcome == "no event between these"
    assert [c.reason for c in line.candidates if c.outcome == line.outcome] == [
        next(p.where for p in coder.codebook.exclusions if p.entry.codes == ("042",))
    ]


def test_a_rule_without_codes_is_a_fault(tmp_path) -> None:
    (tmp_path / "discards.yaml").write_text("rows:\n  - target: something\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"discards\.yaml:2"):
        load_codebook([tmp_path])


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway never did anything to help Kenya.", "negated"),
        ("Norway did nothing to help Kenya.", "negated"),
        ("Norway did everything to help Kenya.", "actual"),
        ("Any Kenyan attack on Norway is a mistake.", "hypothetical"),
    ],
)
def test_what_is_said_not_to_have_been_done(coder: Coder, text: str, status: str) -> None:
    events = events_of(coder, text)
    assert {event.status for event in events} == {status}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A spokesman for the Kenyan bank criticized Norway.", "NOR"),
        ("Malta has maintained a policy which Norway has criticized.", "MLT"),
        ("A Norwegian expert on Kenya called for a truce in Chad.", "TCD"),
        ("The Norwegian minister condemned the killing of Kenyans.", None),
        ("The Norwegian minister condemned Marsh's murder of Kenyans.", None),
        ("The Norwegian minister condemned the killing of Kenyans by Chad.", "TCD"),
    ],
)
def test_whom_it_concerns(coder: Coder, text: str, expected: str | None) -> None:
    events = events_of(coder, text)
    found = [e.target.code if e.target else None for e in events if e.code[:2] not in ("18", "19")]
    assert expected in found
    assert not {"KEN", "KENCVL"} & set(found)


def test_he_is_no_newspaper(coder: Coder) -> None:
    events = events_of(coder, "The Kenyan newspaper reported that she was arrested in Oslo.")
    assert not [e for e in events if e.target and e.target.code]


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian police arrested three men over a plot to bomb the Kenyan embassy.",
        "The Norwegian police foiled a plot to bomb the Kenyan embassy.",
        "Officials spoke of a plot, foiled by Norway, to bomb the Kenyan embassy.",
    ],
)
def test_a_plot_is_not_that_of_whoever_foils_it(coder: Coder, text: str) -> None:
    assert not [row for row in rows_of(coder, text) if " 195 " in row or " 18" in row]


def test_a_plot_is_that_of_whoever_hatches_it(coder: Coder) -> None:
    assert "NOR 195 KENGOV" in rows_of(coder, "Norway hatched a plot to bomb the Kenyan embassy.")


def test_what_is_called_a_protest_is_not_that_of_who_calls_it_so(coder: Coder) -> None:
    text = "The gathering was described by the Kenyan police as a demonstration."
    assert not [row for row in rows_of(coder, text) if row.startswith("KENCOP 14")]
