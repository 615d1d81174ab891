"""Dictionaries of other coders, read and made into a codebook."""

from __future__ import annotations

from datetime import date

import pytest
from codings import rows_of
from dictionaries import ACTORS, AGENTS, TABARI, VERBS, VERBS2, folder
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.cli import load_commands
from pipeline.codebook.load import load_codebook
from pipeline.coder import Coder
from pipeline.errors import InputError
from pipeline.legacy.actors import merge, read_actors
from pipeline.legacy.agents import read_agents
from pipeline.legacy.discards import read_discards
from pipeline.legacy.importer import REPORT, Options, import_dictionaries
from pipeline.legacy.issues import read_issues
from pipeline.legacy.kinds import guess_kind
from pipeline.legacy.lines import read_lines
from pipeline.legacy.verbs import VerbReader
from pipeline.legacy.verbs2 import Verb2Reader
from pipeline.syntax.parsing import Parser
from pipeline.types import Article


@pytest.fixture
def read(tmp_path):
    """Write a dictionary and return its lines, with what was said of reading them."""

    def write(text, name="dictionary.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_lines(path)

    return write


def reasons(losses):
    return [f"{loss.line}: {loss.reason}" for loss in losses]


def verbs_of(read, text, **options):
    lines, _ = read(text)
    return VerbReader(**options).feed(lines)


def sequences_of(read, text, **options):
    verbs, losses = verbs_of(read, text, **options)
    found = {s: code for block in verbs.blocks for s, (code, _) in block.sequences.items()}
    return found, reasons(losses)


class TestLines:
    def test_comments_are_left_out_but_not_within_brackets(self, read):
        lines, losses = read(
            "<!-- one\ntwo --> A [AAA] # three\n# four\nB [###] ; five\n<! six\n/ seven\nC [CCC]"
        )
        assert [(line.number, line.text.strip()) for line in lines] == [
            (2, "A [AAA]"), (4, "B [###]"), (7, "C [CCC]"),
        ]  # fmt: skip
        assert losses == []

    @pytest.mark.parametrize("mark", ["~FINISH", "---STOP---"])
    def test_nothing_is_read_after_the_end_mark(self, read, mark):
        lines, _ = read(f"A [AAA]\n{mark}\nB [BBB]")
        assert len(lines) == 1

    def test_a_comment_that_is_never_closed_costs_only_its_line(self, read):
        lines, losses = read("A [AAA]\n<!-- open\nB [BBB]")
        assert [line.text for line in lines] == ["A [AAA]", "B [BBB]"]
        assert reasons(losses) == ["2: comment not closed: taken to end with its line"]

    def test_marks_latin_letters_and_odd_line_ends_are_read(self, read):
        lines, losses = read("\ufeffA [AAA]\r\nB [BBB]\rC [CCC]".encode())
        assert [line.number for line in lines] == [1, 2, 3]
        assert lines[0].text == "A [AAA]"
        lines, losses = read("A [AAA]\nC\u00d4TE [CIV]".encode("latin-1"))
        assert lines[1].text == "C\u00d4TE [CIV]"
        assert reasons(losses) == ["2: not UTF-8: read as Latin-1; check the names"]

    def test_nul_bytes_and_wrong_encodings_are_told(self, read):
        lines, losses = read("A\0B [AAA]\nMINIST\u00c3\u2030RE [GOV]\nMINIST\u00c3\u0089RE [GOV]")
        assert lines[0].text == "AB [AAA]"
        assert [loss.line for loss in losses] == [1, 2, 3, 3]


class TestActors:
    def actors(self, read, text, **options):
        actors, losses = read_actors(read(text)[0], **options)
        return actors, reasons(losses)

    def test_names_synonyms_and_dated_codes(self, read):
        actors, losses = self.actors(read, ACTORS)
        assert losses == []
        by_name = {actor.names[0]: actor for actor in actors}
        assert by_name["FREEDONIA"].names == ["FREEDONIA", "FREEDONIAN", "LAND OF FREEDONIA"]
        assert [(c.code, c.start, c.end) for c in by_name["RUFUS FIREFLY"].codes] == [
            ("FRDOPP", None, date(1933, 1, 1)),
            ("FRDGOV", date(1933, 1, 1), date(1936, 12, 31)),
            ("FRDELI", date(1937, 1, 1), None),
            ("FRD", None, None),
        ]
        assert by_name["TRENTINO"].codes[0].start == date(1948, 1, 1)
        assert by_name["NOBODY SPECIAL"].codes[0].code == "none"

    def test_the_last_entry_of_a_file_is_kept(self, read):
        actors, _ = self.actors(read, ACTORS)
        assert actors[-1].names == ["LAST OF ALL"]

    def test_two_digit_years_turn_at_thirty(self, read):
        actors, _ = self.actors(read, "A [AAA >300101]\nB [BBB >310101]")
        assert [a.codes[0].start.year for a in actors] == [2030, 1931]

    def test_half_open_ranges_end_a_day_earlier(self, read):
        actors, _ = self.actors(read, "A [AAA 200101-200131]", half_open=True)
        assert actors[0].codes[0].end == date(2020, 1, 30)

    @pytest.mark.parametrize(
        ("entry", "reason"),
        [
            ("A [AAA >201005011]", "PETRARCH reads it as 2010-05-01"),
            ("A [AAA >2004017]", "PETRARCH reads it as 2020-04-01"),
            ("A [AAA <17041975]", "is no date"),
            ("A [AAA 20100101-20090101]", "ends before it begins"),
            ("A [AAA 20100101]", "is no code with dates"),
            ("A [AAA >]", "is no date"),
            ("A [A-B]", "is no actor code"),
            ("A AAA]", "a closing bracket without an opening one"),
            ("A", "no code that could be read"),
            ("A [###]", "marks a discard"),
            ("A [AAA] x", "stands outside the brackets"),
            ("+B [BBB]", "a synonym before any name"),
            ("\t[AAA]", "a code before any name"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_its_line(self, read, entry, reason):
        _, losses = self.actors(read, f"# first\n{entry}\n")
        assert any(loss.startswith("2: ") and reason in loss for loss in losses), losses

    def test_an_undated_code_before_dated_ones_is_told(self, read):
        actors, losses = self.actors(read, "A [AAA]\n [AAAGOV >200101]")
        assert len(actors[0].codes) == 2
        assert losses == ["1: undated code before dated ones: used where none of them holds"]

    def test_small_letters_become_capitals_and_are_told(self, read):
        actors, losses = self.actors(read, "A [aaa]")
        assert actors[0].codes[0].code == "AAA"
        assert losses == ["1: code 'aaa': written in capitals"]

    def test_a_name_with_two_codes_keeps_the_first(self, read):
        actors, _ = read_actors(read("A [AAA]\nB [BBB]\n+A\n")[0])
        losses = []
        kept = merge(actors, losses)
        assert [a.names for a in kept] == [["A"], ["B"]]
        assert reasons(losses) == ["2: A has another code already at dictionary.txt:1"]


class TestAgents:
    def test_plurals_sets_and_the_place_of_the_code(self, read):
        agents, losses = read_agents(read(AGENTS)[0])
        assert losses == []
        found = {agent.nouns: (agent.code, agent.before) for agent in agents}
        assert found == {
            ("police",): ("COP", False),
            ("minister", "ministers"): ("GOV", False),
            ("attorney general", "attorneys general"): ("JUD", False),
            ("agency", "agencies"): ("GOV", False),
            ("army", "armies"): ("MIL", False),
            ("congressman", "congresswoman"): ("LEG", False),
            ("aid group", "aid groups"): ("NGO", True),
            ("human rights activist", "human rights activists"): ("HRI", False),
        }

    def test_a_set_may_stand_alone(self, read):
        agents, _ = read_agents(read("!M! = MINISTER, MINISTRY\n!M!_OF_TEA [~GOV]")[0])
        assert agents[0].nouns == ("minister of tea", "ministry of tea")

    @pytest.mark.parametrize(
        ("entry", "reason"),
        [
            ("BARON {~ELI}", "no agent"),
            ("BARON [ELI]", "needs one ~"),
            ("BARON [~ELI~]", "needs one ~"),
            ("BARON [~ELIT]", "parts of three letters"),
            ("!X!MAN [~ELI]", "!X! is not defined before it is used"),
            ("[~ELI]", "no phrase"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_its_line(self, read, entry, reason):
        agents, losses = read_agents(read(f"# first\n{entry}")[0])
        assert agents == []
        assert reasons(losses)[0].startswith("2: ")
        assert reason in losses[0].reason


class TestVerbs:
    def test_blocks_codes_and_forms(self, read):
        verbs, losses = verbs_of(read, VERBS)
        assert [line for line in reasons(losses) if not line.startswith("8:")] == []
        first, second, third = verbs.blocks[:3]
        assert first.code == "070"
        assert (first.verbs[0].words, first.verbs[0].forms) == (
            "give", ["gave", "given", "gives", "giving"],
        )  # fmt: skip
        assert [(v.words, v.code) for v in second.verbs] == [("praise", None), ("hail", "052")]
        assert (third.code, [v.words for v in third.verbs]) == ("042:043", ["visit", "call.v on"])
        assert verbs.synsets["gifts"] == ["money", "gold_coins", "sack of grain"]

    def test_patterns_in_our_notation(self, read):
        found, _ = sequences_of(read, VERBS)
        assert found == {
            "VERB <gifts>": "071",
            "VERB nothing": "none",
            "not_VERB": "none:120",
            "BOTH VERB each other": "040",
            "TARGET was VERB by SOURCE": "171",
            "VERB land from SKIP of TARGET": "172",
            "VERB house_of_lords": "175",
        }

    def test_a_synset_name_is_the_longest_defined(self, read):
        found, losses = sequences_of(
            read,
            "&ARMY\n+ARMY\n&ARMY_COUP\n+PUTSCH\n--- DO [010] ---\nDO\n"
            "- * &ARMY_COUP_NOW [020]\n- * &ARMY_BASE [021]\n- * &NAVY [022]\n",
        )  # fmt: skip
        assert found == {"VERB <army_coup>_now": "020", "VERB <army>_base": "021"}
        assert losses == ["9: synset &NAVY is not defined anywhere"]

    def test_a_synset_cannot_contain_itself(self, read):
        verbs, losses = verbs_of(read, "&A\n+B\n+&C\n&C\n+D\n+&A\n+&A_\n+&C\n")
        assert verbs.synsets == {"a": ["b", "<c>"], "c": ["d"]}
        assert [loss.line for loss in losses] == [6, 7, 8]

    @pytest.mark.parametrize(
        ("pattern", "reason"),
        [
            ("- * * [020]", "a pattern with 2 *"),
            ("- TALKS [020]", "a pattern with 0 *"),
            ("- * TALKS", "a pattern with no code"),
            ("- * TALKS [02", "bracket is not closed"),
            ("- * TALKS [080! 100!]", "is no event code"),
            ("- * { A | B } [020]", "alternatives in braces"),
            ("- * @ [020]", "no counterpart"),
            ("- * (IN TOWN) [020]", "is no word of a pattern"),
            ("- * TALKS [+++]", "has no meaning in PETRARCH"),
            ("~ a (b . ATTACK) SAY = a b 112", "composition.yaml"),
            ("?? [020]", "is no verb"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_its_line(self, read, pattern, reason):
        found, losses = sequences_of(read, f"--- DO [010] ---\nDO\n{pattern}\n- * WELL [030]\n")
        assert found == {"VERB well": "030"}
        assert losses[0].startswith("3: ")
        assert reason in losses[0]

    def test_the_same_words_with_two_codes_keep_the_first(self, read):
        found, losses = sequences_of(
            read, "--- DO [010] ---\nDO\n- * A [020]\n- * A [021]\n- * A [020]\n"
        )
        assert found == {"VERB a": "020"}
        assert losses == ["4: the same words have code 020 already at dictionary.txt:3"]

    def test_two_stars_are_one_and_told(self, read):
        found, losses = sequences_of(read, "--- DO [010] ---\nDO\n- ** WELL [030]\n")
        assert found == {"VERB well": "030"}
        assert losses == ["3: ** is read as *"]

    def test_gaps_are_a_switch(self, read):
        found, _ = sequences_of(read, "--- DO [010] ---\nDO\n- * A_B C [020]\n", adjacent=False)
        assert found == {"VERB a b c": "020"}

    def test_contractions_and_hyphens_are_cut_as_the_parser_does(self, read):
        found, _ = sequences_of(read, "--- DO [010] ---\nDO\n- DON'T * ANTI-WAR [020]\n")
        assert found == {"do_n't VERB anti_war": "020"}

    def test_a_multiword_verb_may_inflect_at_its_end(self, read):
        verbs, losses = verbs_of(
            read, "--- DO [010] ---\nWIRE_+TAP {WIRE_+TAPPED TAPPING}\nHOLD {}\n"
        )
        assert (verbs.blocks[0].verbs[0].words, verbs.blocks[0].verbs[0].forms) == (
            "wire tap.v", ["wire tapped"],
        )  # fmt: skip
        assert verbs.blocks[0].verbs[1].forms == []
        assert "has not all the words" in losses[0].reason

    def test_a_block_with_two_codes_is_told(self, read):
        verbs, losses = verbs_of(read, "--- DO [010] [020:021] ---\nDO\n")
        assert verbs.blocks[0].code == "010"
        assert "more than one code" in losses[0].reason

    def test_tabari(self, read):
        verbs, losses = verbs_of(read, TABARI, tabari=True)
        assert [b.verbs[0].words for b in verbs.blocks] == ["arise", "strike", "attack"]
        assert [v.forms for v in verbs.blocks[0].verbs] == [[], ["arose", "arisen"]]
        assert {s: c for s, (c, _) in verbs.blocks[1].sequences.items()} == {
            "VERB with <weapon>": "194",
            "VERB by <weapon>": "194",
            "VERB hard_blow": "193",
            "VERB soft_blow": "193",
        }
        assert verbs.blocks[2].code == "190!"
        assert reasons(losses) == ["10: @ (attribution) has no counterpart"]


class TestVerbs2:
    def test_patterns_become_templates(self, read):
        reader = Verb2Reader(read(VERBS2)[0])
        assert [(text, code) for block in reader.blocks for text, code, _ in block.templates] == [
            ("SOURCE abandon|quit.v <talk>", "164"),
            ("SOURCE desert.v <talk>", "164"),
            ("SOURCE abandon|quit.v peace effort with TARGET", "165"),
            ("SOURCE desert.v peace effort with TARGET", "165"),
            ("peace talk abandon|quit.v (TARGET)", "166"),
            ("peace talk desert.v (TARGET)", "166"),
            ("SOURCE abandon|quit.v (TARGET) for <topic> table", "042"),
            ("SOURCE desert.v (TARGET) for <topic> table", "042"),
            ("SOURCE abandon|quit.v <talk> room", "167"),
            ("SOURCE desert.v <talk> room", "167"),
            ("SOURCE abandon|quit.v (TARGET)", "100"),
            ("SOURCE desert.v (TARGET)", "101"),
            ("SOURCE crack.v down (TARGET)", "170"),
        ]
        assert reader.synsets == {
            "talk": ["talks", "peace negotiation"], "topic": ["border", "<talk>"],
        }  # fmt: skip

    def test_what_cannot_be_read_is_told_with_its_line(self, read):
        reader = Verb2Reader(read(VERBS2)[0])
        assert sorted((loss.line, loss.reason, loss.kept) for loss in reader.losses) == [
            (16, "code 043 for the passive is left out, 042 kept", True),
            (17, "'+' is a token of older dialects, without a meaning here", False),
            (18, "synset &NOPE is not defined anywhere", False),
            (19, "'^' is a token of older dialects, without a meaning here", False),
            (21, "a transformation: write it as a class of composition.yaml", False),
            (24, "code 172 for the passive alone has no counterpart", False),
            (25, ") is missing", False),
            (26, "'onwards' is no preposition", False),
            (27, "a pattern with 2 * for its verb, needs one", False),
            (28, "a pattern without a code in brackets at its end", False),
            (29, "a block without a verb", False),
        ]

    def test_they_code_by_grammar(self, tmp_path, parser):
        old = folder(tmp_path / "old", actors=ACTORS, agents=AGENTS, verbs=VERBS2)
        import_dictionaries([old], tmp_path / "mine", Options())
        coder = Coder(load_codebook([tmp_path / "mine"]), parser)

        def rows(text):
            return sorted(rows_of(coder, text, date(1935, 6, 15)))

        assert rows("Freedonia abandoned talks with Sylvania.") == ["FRD 164 SYL"]
        assert rows("Sylvania was abandoned by the Freedonian army.") == ["FRDMIL 100 SYL"]
        assert rows("The Freedonian aid group deserted the Twin Cities.") == [
            "NGOFRD 101 FRD", "NGOFRD 101 SYL",
        ]  # fmt: skip
        assert rows("Freedonia deserted Nobody Special.") == ["FRD 101 ---"]


def test_issues(read):
    text = "n:CAR_BOMB [TERROR]\nCEASE+FIRE [PEACE]\nv:riot in the street [RIOT] # x\n"
    found, losses = read_issues(read(text + "TRUCE [PEACE]\n~\nFOOTBALL [~SPORT]\nNAME\n")[0])
    assert [(issue.code, issue.phrases) for issue in found] == [
        ("TERROR", ["car bomb"]),
        ("PEACE", ["cease fire", "cease-fire", "truce"]),
        ("RIOT", ["riot in the street"]),
    ]
    assert [loss.line for loss in losses] == [5, 6, 7]
    assert "not supported" in losses[1].reason


def test_imported_issues_are_found(tmp_path):
    old = folder(tmp_path / "old", actors=ACTORS, verbs=VERBS)
    (old / "my.issues").write_text("n:CEASE+FIRE [PEACE]\n")
    imported = import_dictionaries([old], tmp_path / "mine", Options())
    assert imported.counts["issues"] == 1
    codebook = load_codebook([tmp_path / "mine"])
    assert codebook.version == "imported 0.1"
    coder = Coder(codebook, Parser())
    article = Article("a", date(1934, 5, 5), "Freedonia praised Sylvania for the cease-fires.")
    assert [event.issues for event in coder.code_article(article).events] == [("PEACE",)]


def test_discards(read):
    lists, losses = read_discards(read("+WORLD CUP\nBALL_GAME\n1945\n")[0])
    assert (lists.articles, lists.sentences) == (["world cup"], ["ball game"])
    assert losses[0].line == 3
    lists, _ = read_discards(read("1945")[0], years=True)
    assert lists.sentences == ["1945"]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("x.actors.txt", ACTORS, "actors"),
        ("x.txt", ACTORS, "actors"),
        ("x.txt", AGENTS, "agents"),
        ("x.txt", VERBS, "petrarch1"),
        ("x.txt", TABARI, "tabari"),
        ("x.txt", VERBS2, "petrarch2"),
        ("my.discards.txt", "A\nB", "discards"),
        ("x.txt", "words\nand words", None),
    ],
)
def test_kinds_are_told_by_name_or_content(read, tmp_path, name, text, kind):
    lines, _ = read(text, name)
    assert guess_kind(tmp_path / name, lines) == kind


class TestImport:
    @pytest.fixture
    def dictionaries(self, tmp_path):
        return folder(
            tmp_path / "old", actors=ACTORS, agents=AGENTS, verbs=VERBS, discards="+CUP FINAL"
        )

    def test_the_codebook_passes_its_check(self, dictionaries, tmp_path):
        out = tmp_path / "mine"
        result = CliRunner().invoke(
            load_commands(), ["codebook", "import", str(dictionaries), "-o", str(out)]
        )
        assert result.exit_code == 0, result.output
        result = CliRunner().invoke(load_commands(), ["codebook", "check", str(out)])
        assert result.exit_code == 0, result.output

    def test_every_rule_names_its_line(self, dictionaries, tmp_path):
        import_dictionaries([dictionaries], tmp_path / "mine", Options())
        text = (tmp_path / "mine" / "sequences" / "verbs.yaml").read_text()
        assert "    VERB nothing: none  # verbs.txt:13" in text.splitlines()

    def test_the_same_dictionaries_give_the_same_bytes(self, dictionaries, tmp_path):
        for name in ("a", "b"):
            import_dictionaries([dictionaries], tmp_path / name, Options())
        files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
        assert files
        for file in files:
            assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()

    def test_losses_stand_in_a_table(self, dictionaries, tmp_path):
        (dictionaries / "verbs.txt").write_text("--- DO [010] ---\nDO\n- * * [020]\n")
        import_dictionaries([dictionaries], tmp_path / "mine", Options())
        rows = [r.split("\t") for r in (tmp_path / "mine" / REPORT).read_text().splitlines()]
        assert rows[0][:2] == ["file", "line"]
        assert [(r[0].endswith("verbs.txt"), r[1], r[2]) for r in rows[1:]] == [(True, "3", "no")]

    def test_codes_that_are_cameo_keep_its_names(self, dictionaries, tmp_path):
        import_dictionaries([dictionaries], tmp_path / "mine", Options())
        codes = load_codebook([tmp_path / "mine"]).codes
        assert codes["042"].quad == 1
        import_dictionaries([dictionaries], tmp_path / "own", Options(ontology="own"))
        assert load_codebook([tmp_path / "own"]).codes["042"].quad is None

    def test_foreign_codes_make_an_ontology_of_its_own(self, tmp_path):
        old = folder(tmp_path / "old", verbs="--- DO [777] ---\nDO\n- * WELL [778]\n")
        imported = import_dictionaries([old], tmp_path / "mine", Options())
        assert "none of CAMEO's" in imported.notes[-1]
        assert set(load_codebook([tmp_path / "mine"]).codes) == {"777", "778"}

    def test_a_folder_with_something_in_it_is_not_overwritten(self, dictionaries, tmp_path):
        with pytest.raises(InputError, match="not empty"):
            import_dictionaries([dictionaries], dictionaries, Options())

    def test_a_file_of_no_clear_kind_is_told(self, tmp_path):
        old = folder(tmp_path / "old", notes="remember the milk")
        imported = import_dictionaries([old], tmp_path / "mine", Options())
        assert "--as KIND=FILE" in imported.losses[0].reason

    def test_files_of_other_kinds_are_told(self, dictionaries, tmp_path):
        (dictionaries / "notes.docx").write_text("x")
        imported = import_dictionaries([dictionaries], tmp_path / "mine", Options())
        assert [loss.reason for loss in imported.losses if "notes" in loss.file] == [
            ".docx is no dictionary's suffix: name the file to import it"
        ]

    def test_a_kind_may_be_said(self, tmp_path):
        old = folder(tmp_path / "old", notes="remember the milk")
        command = ["codebook", "import", str(old), "-o", str(tmp_path / "mine")]
        command += ["--as", f"discards={old / 'notes.txt'}"]
        assert CliRunner().invoke(load_commands(), command).exit_code == 0
        discards = load_codebook([tmp_path / "mine"]).discards
        assert discards.sentences == ("remember the milk",)
        options = Options(kinds={tmp_path / "other.txt": "agents"})
        with pytest.raises(InputError, match="not among the dictionaries"):
            import_dictionaries([old], tmp_path / "other", options)

    def test_unknown_switches_and_kinds_are_refused(self, dictionaries, tmp_path):
        for option in (["--legacy", "magic"], ["--as", "spells=x"], ["--ontology", "new"]):
            command = ["codebook", "import", str(dictionaries), "-o", str(tmp_path / "m"), *option]
            assert CliRunner().invoke(load_commands(), command).exit_code == 2


PIECES = [
    "[", "]", "{", "}", "&", "+", "-", "---", "*", "%", "$", "^", "~", "!", "#", ";", "<!--", "-->",
    "<", ">", "|", "_", ":", "=", " ", "\t", "\0", "A", "AAA", "GOV", "ATTACK", "20010101",
    "[~COP]", "[042:043]", "&X", "é", "’", "(IN X)", "/", ".", "?",
]  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=8).map("".join)),
    st.sampled_from(["actors", "agents", "verbs", "discards", "issues", "other", "verbs2"]),
)
def test_any_lines_are_imported_or_told(tmp_path_factory, lines, stem):
    path = tmp_path_factory.mktemp("random")
    head = {"verbs": "--- DO [010] ---\nDO\n", "verbs2": "~ a\n--- DO [010] ---\nDO\n"}.get(
        stem, ""
    )
    text = head + "\n".join(lines)
    old = folder(path / "old", **{stem: text.encode("utf-8", "surrogatepass")})
    import_dictionaries([old], path / "mine", Options())
    assert load_codebook([path / "mine"], strict=False).faults == ()
