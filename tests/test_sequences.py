"""Sentences read by the order of words, with dictionaries imported into a codebook."""

from __future__ import annotations

from datetime import date

import pytest
from dictionaries import ACTORS, AGENTS, VERBS, folder
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.cli import codebook as _codebook  # noqa: F401  registers the command
from pipeline.cli import validate as _validate  # noqa: F401  registers the command
from pipeline.codebook.load import load_codebook
from pipeline.codebook.sequences import ActionCode, SequenceError, read_sequence
from pipeline.coder import Coder
from pipeline.legacy.importer import Options, import_dictionaries
from pipeline.types import Article


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    path = tmp_path_factory.mktemp("import")
    old = folder(path / "old", actors=ACTORS, agents=AGENTS, verbs=VERBS, discards="+CUP FINAL")
    import_dictionaries([old], path / "mine", Options())
    return path / "mine"


@pytest.fixture(scope="module")
def coded(mine, parser):
    coder = Coder(load_codebook([mine]), parser)

    def code(text, day=date(1935, 6, 15)):
        return coder.code_article(Article("a", day, text))

    return code


@pytest.fixture(scope="module")
def rows(coded):
    def code(text, day=date(1935, 6, 15)):
        events = coded(text, day).events
        return sorted(f"{e.source.code} {e.code} {e.target.code}" for e in events)

    return code


class TestSequences:
    def test_blanks_allow_words_between_and_underscores_do_not(self):
        order = read_sequence("SOURCE said_not VERB <gifts>_now to TARGET")
        assert [(s.text, s.kind, s.joined) for s in order.before] == [
            ("SOURCE", "slot", False), ("said", "word", False), ("not", "word", True),
        ]  # fmt: skip
        assert [(s.text, s.joined) for s in order.after] == [
            ("gifts", False), ("now", True), ("to", False), ("TARGET", False),
        ]  # fmt: skip
        assert read_sequence("VERB <army_coup>_now").synsets == ("army_coup",)

    @pytest.mark.parametrize("text", ["talks", "VERB talks VERB", "VERB WITH"])
    def test_what_cannot_be_read_is_refused(self, text):
        with pytest.raises(SequenceError):
            read_sequence(text)

    def test_codes(self):
        assert ActionCode.read("032:033") == ActionCode("032", "033")
        assert ActionCode.read("025?") == ActionCode("025", None, -1)
        assert ActionCode.read("none:120!").parts == ("120",)

    def test_faults_name_their_line(self, tmp_path):
        (tmp_path / "sequences").mkdir()
        (tmp_path / "sequences" / "a.yaml").write_text(
            '- verbs: [go]\n  code: "999"\n  sequences:\n    VERB <nothing>: "998"\n'
        )
        faults = load_codebook([tmp_path], strict=False).faults
        assert [(f.line, f.message) for f in faults] == [
            (2, "'999' is no code of the ontology"),
            (4, "'998' is no code of the ontology"),
            (4, "synset <nothing> is not defined; add it to synsets.yaml"),
        ]

    def test_actor_codes_are_checked_unless_the_settings_free_them(self, tmp_path):
        (tmp_path / "actors").mkdir()
        (tmp_path / "actors" / "a.yaml").write_text("- name: A\n  kind: group\n  code: AB1/CD\n")
        assert load_codebook([tmp_path], strict=False).faults
        (tmp_path / "settings.yaml").write_text("actor_codes: free\n")
        assert not load_codebook([tmp_path], strict=False).faults


class TestRows:
    def test_the_subject_does_it_to_the_next_actor(self, rows):
        assert rows("Freedonia praised Sylvania on Monday.") == ["FRD 051 SYL"]

    def test_a_verb_may_have_its_own_code(self, rows):
        assert rows("Freedonia hailed Sylvania.") == ["FRD 052 SYL"]

    def test_listed_forms_are_the_only_ones(self, rows):
        assert rows("Freedonia gave Sylvania a present.") == ["FRD 070 SYL"]

    def test_a_sequence_wins_over_the_verb_alone(self, rows):
        assert rows("Freedonia gave money to Sylvania.") == ["FRD 071 SYL"]
        assert rows("Freedonia gave gold coins to Sylvania.") == ["FRD 071 SYL"]
        assert rows("Freedonia gave a sack full of grain to Sylvania.") == ["FRD 071 SYL"]

    def test_words_joined_stand_at_once(self, rows):
        assert rows("Freedonia seized the house of lords in Sylvania.") == ["FRD 175 SYL"]
        assert rows("Freedonia seized the house of old lords in Sylvania.") == ["FRD 170 SYL"]

    def test_a_null_code_blocks(self, coded):
        assert coded("Freedonia gave nothing to Sylvania.").ledger[0].outcome == "blocked"

    def test_paired_codes_give_a_row_back(self, rows):
        assert rows("Freedonia visited Sylvania.") == ["FRD 042 SYL", "SYL 043 FRD"]

    def test_verbs_of_several_words(self, rows):
        assert rows("Freedonia called on Sylvania.") == ["FRD 042 SYL", "SYL 043 FRD"]

    def test_joined_actors_do_it_to_each_other(self, rows):
        assert rows("Freedonia and Sylvania visited each other.") == ["FRD 040 SYL", "SYL 040 FRD"]

    def test_slots_say_who_is_who(self, rows):
        assert rows("Sylvania was seized on Monday by Freedonia.") == ["FRD 171 SYL"]

    def test_a_noun_phrase_may_be_skipped(self, rows):
        text = "Freedonia seized land from the friends of Sylvania."
        assert rows(text) == ["FRD 172 SYL"]

    def test_the_passive_is_turned(self, rows):
        assert rows("Sylvania was praised by Freedonia.") == ["FRD 051 SYL"]

    def test_all_joined_actors_take_part(self, rows):
        assert rows("Freedonia, Marshovia and Grand Fenwick praised Sylvania and Osterlich.") == [
            "FEN 051 OST", "FEN 051 SYL", "FRD 051 OST", "FRD 051 SYL", "MSH 051 OST",
            "MSH 051 SYL",
        ]  # fmt: skip

    def test_a_name_may_stand_for_two(self, rows):
        assert rows("The Twin Cities praised Osterlich.") == ["FRD 051 OST", "SYL 051 OST"]

    def test_a_name_without_a_code_hides_nobody_else(self, rows):
        assert rows("Freedonia praised Nobody Special and Sylvania.") == ["FRD 051 SYL"]

    def test_subordinate_codes_count_only_alone(self, rows):
        assert rows("Freedonia reported Sylvania.") == ["FRD 010 SYL"]
        assert rows("Freedonia reported that Sylvania praised Osterlich.") == ["SYL 051 OST"]

    def test_rows_need_both_sides_and_the_ledger_says_so(self, coded):
        assert coded("Freedonia praised the weather.").ledger[0].outcome == "no target"

    def test_a_row_names_the_line_of_the_codebook(self, coded, mine):
        event = coded("Freedonia gave money to Sylvania.").events[0]
        file, line = event.pattern.split(":")
        assert "VERB <gifts>" in (mine / file).read_text().splitlines()[int(line) - 1]


class TestDiscards:
    @pytest.fixture
    def outcomes(self, tmp_path_factory, parser):
        path = tmp_path_factory.mktemp("discards")
        old = folder(path / "old", actors=ACTORS, verbs=VERBS, discards="+CUP FINAL\nBALL-GAME\n")
        import_dictionaries([old], path / "mine", Options())
        coder = Coder(load_codebook([path / "mine"]), parser)

        def code(text):
            coded = coder.code_article(Article("a", date(1935, 6, 15), text))
            return [line.outcome for line in coded.ledger], len(coded.events)

        return code

    def test_a_sentence_is_discarded_alone(self, outcomes):
        text = "Freedonia praised Sylvania. Freedonia praised Sylvania for a Ball game."
        assert outcomes(text) == (["coded", "discarded"], 1)

    def test_an_article_is_discarded_whole(self, outcomes):
        text = "Freedonia praised Sylvania. It was the cup final."
        assert outcomes(text) == (["discarded", "discarded"], 0)

    def test_a_part_of_a_word_does_not_discard(self, outcomes):
        assert outcomes("Freedonia praised Sylvania's ball games.") == (["coded"], 1)


class TestActors:
    def test_agents_are_added_to_the_name_in_their_phrase(self, rows):
        assert rows("The Freedonian police praised the army of Sylvania.") == ["FRDCOP 051 SYLMIL"]
        assert rows("Freedonia's minister praised ministers from Sylvania.") == [
            "FRDGOV 051 SYLGOV"
        ]

    def test_an_agent_may_stand_before_the_code(self, rows):
        assert rows("The Freedonian aid group praised Sylvania.") == ["NGOFRD 051 SYL"]

    def test_a_part_stands_once(self, rows):
        assert rows("The Freedonian minister, of the agency, praised Sylvania.") == [
            "FRDGOV 051 SYL"
        ]

    def test_joined_agents_share_a_name(self, rows):
        assert rows("Ministers and police in Freedonia praised Sylvania.") == [
            "FRDCOP 051 SYL", "FRDGOV 051 SYL",
        ]  # fmt: skip

    def test_conjunctions_join_actors_and_adjectives(self, rows):
        assert rows("Freedonian and Sylvanian ministers praised Osterlich.") == [
            "FRDGOV 051 OST", "SYLGOV 051 OST",
        ]  # fmt: skip
        assert rows("Freedonia's brave and able minister praised Sylvania.") == ["FRDGOV 051 SYL"]
        assert rows("Freedonia's ministers and police praised Sylvania.") == [
            "FRDCOP 051 SYL", "FRDGOV 051 SYL",
        ]  # fmt: skip

    def test_an_agent_without_a_name(self, rows):
        assert rows("Freedonia praised ministers.") == ["FRD 051 ---GOV"]

    def test_former_agents_are_elites(self, rows):
        assert rows("A former Freedonian minister praised Sylvania.") == ["FRDELI 051 SYL"]

    def test_plurals_are_those_listed(self, rows):
        assert rows("Attorneys general of Freedonia praised Sylvania.") == ["FRDJUD 051 SYL"]
        assert rows("Freedonia praised polices of Sylvania.") == ["FRD 051 SYL"]

    def test_stems_are_a_switch(self, tmp_path, parser):
        old = folder(tmp_path / "old", actors="BULGAR [BUL]\nSYLVAN [SYL]\n", verbs=VERBS)
        text = "Bulgaria praised the Sylvanians."
        for name, legacy in (("plain", frozenset()), ("stems", frozenset({"stems"}))):
            import_dictionaries([old], tmp_path / name, Options(legacy=legacy))
            coder = Coder(load_codebook([tmp_path / name]), parser)
            events = coder.code_article(Article("a", date(1935, 6, 15), text)).events
            assert [e.code for e in events] == (["051"] if legacy else [])

    @pytest.mark.parametrize(
        ("day", "code"),
        [
            (date(1933, 1, 1), "FRDOPP"),
            (date(1936, 12, 31), "FRDGOV"),
            (date(1937, 1, 1), "FRDELI"),
        ],
    )
    def test_codes_hold_on_their_first_and_last_day(self, rows, day, code):
        assert rows("Rufus Firefly praised Sylvania.", day) == [f"{code} 051 SYL"]


RECORDS = """<Sentences>
<Sentence date="19350615" id="right"><EventCoding sourcecode="FRD" targetcode="SYL"
 eventcode="051"></EventCoding><EventCoding sourcecode="---" targetcode="SYL"
 eventcode="010"></EventCoding><Text>Freedonia praised Sylvania.</Text></Sentence>
<Sentence date="19350615" id="wrong"><EventCoding noevents="True"></EventCoding>
<Text>Freedonia hailed Sylvania.</Text></Sentence>
<Sentence date="19350615" id="error"><EventCoding error="dateline"></EventCoding>
<Text>Freedonia hailed Sylvania.</Text></Sentence>
<Sentence date="19350615" id="none"><Text>Freedonia hailed Sylvania.</Text></Sentence>
</Sentences>"""


class TestValidation:
    @pytest.fixture
    def validate(self, mine, tmp_path):
        def run(*options, records=RECORDS):
            path = tmp_path / "records.xml"
            path.write_text(records)
            return CliRunner().invoke(
                app, ["validate", str(path), "--codebook", str(mine), *options]
            )

        return run

    def test_it_lists_what_differs(self, validate, tmp_path):
        result = validate("-o", str(tmp_path / "all.tsv"))
        assert result.exit_code == 1
        assert result.output.splitlines() == [
            "wrong: Freedonia hailed Sylvania.",
            "  not in the record FRD 052 SYL",
            "1 of 2 records agree, 1 no coding, 1 tests an error",
        ]
        table = [line.split("\t") for line in (tmp_path / "all.tsv").read_text().splitlines()]
        assert [row[:2] for row in table[1:]] == [
            ["right", "agrees"], ["wrong", "differs"], ["error", "tests an error"],
            ["none", "no coding"],
        ]  # fmt: skip

    def test_enough_may_be_said(self, validate):
        assert validate("--at-least", "1").exit_code == 0

    def test_other_formats_are_refused(self, mine, tmp_path):
        (tmp_path / "a.txt").write_text("text")
        result = CliRunner().invoke(
            app, ["validate", str(tmp_path / "a.txt"), "--codebook", str(mine)]
        )
        assert result.exit_code != 0


def test_unit_tests_of_petrarch(shared, tmp_path):
    """The records of PETRARCH's own unit tests, with the dictionaries that they name."""
    out = tmp_path / "petrarch"
    command = ["codebook", "import", str(shared / "petrarch"), "-o", str(out)]
    assert CliRunner().invoke(app, command).exit_code == 0
    records = shared / "petrarch" / "PETR.UnitTest.records.xml"
    command = ["validate", str(records), "--codebook", str(out), "--at-least", "248"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert " of 276 records agree, 1 no coding, 7 tests an error" in result.output
