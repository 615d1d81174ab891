"""The tools of those who write codebooks: find, coverage, diff, and the checks of patterns."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from pipeline.authoring.changes import compare, count_changes
from pipeline.authoring.coverage import find_gaps
from pipeline.checks import check_codebook, check_lemmas
from pipeline.cli import app, codebook, coverage, diff  # noqa: F401  registers commands
from pipeline.codebook.load import load_codebook
from pipeline.codebook.search import find_word
from pipeline.coder import Coder
from pipeline.types import Article

FILES = {
    "ontology.yaml": 'codes:\n  "190": {name: Fight, quad: 4}\n  "040": {name: Consult, quad: 1}\n',
    "synsets.yaml": "hit_verb: [bomb, <shell_verb>]\nshell_verb: [shell, mortar]\n",
    "actors/a.yaml": "- {name: Norway, code: NOR, kind: country, adjectives: [Norwegian]}\n"
    "- {name: Sweden, code: SWE, kind: country, people: [Swedes]}\n",
    "agents.yaml": "agents:\n  - {code: MIL, nouns: [army, soldier]}\n",
    "verbs/19.yaml": "- code: '190'\n  patterns:\n    - SOURCE <hit_verb> TARGET\n"
    "    - SOURCE attack TARGET\n",
}


def make(folder: Path, **changed: str) -> Path:
    for name, text in (
        FILES | {f"{k}.yaml".replace("__", "/"): v for k, v in changed.items()}
    ).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def articles(*texts: str) -> list[Article]:
    return [Article(f"a{i}", date(2020, 6, 15), text) for i, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("mortar", {("synsets.yaml:1", "synset"), ("synsets.yaml:2", "synset"),
                    ("verbs/19.yaml:3", "pattern")}),
        ("attack", {("verbs/19.yaml:4", "pattern")}),
        ("swedes", {("actors/a.yaml:2", "actor")}),
        ("soldier", {("agents.yaml:2", "agent")}),
        ("parachute", set()),
    ],
)  # fmt: skip
def test_find_names_every_line(tmp_path, word, expected):
    found = find_word(load_codebook([make(tmp_path)]), word)
    assert {(entry.where, entry.kind) for entry in found} == expected


def test_a_verb_between_known_actors_is_a_gap_with_an_entry_to_paste(tmp_path, parser):
    coder = Coder(load_codebook([make(tmp_path)]), parser)
    gaps = find_gaps(
        coder,
        articles("Norway besieged Sweden. Norway attacked Sweden.", "Sweden besieged Norway."),
    )
    assert [(gap.kind, gap.words, gap.count) for gap in gaps] == [
        ("pattern", "SOURCE besiege TARGET", 2)
    ]
    entry = gaps[0].entry.replace("CODE", "'190'", 1).replace("CODE", "190")
    make(tmp_path, verbs__20=entry)
    after = Coder(load_codebook([tmp_path]), parser)
    coded = after.code_article(articles("Norway besieged Sweden.")[0])
    assert [event.row for event in coded.events] == ["NOR 190 SWE"]
    assert find_gaps(after, articles("Norway besieged Sweden.")) == []


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("Norway handed over documents to Sweden.", "SOURCE hand over document to TARGET"),
        ("Norway quarreled with Sweden.", "SOURCE quarrel with TARGET"),
        ("Sweden was besieged by Norway.", "SOURCE besiege TARGET"),
        ("The Norwegian blockade of Sweden went on.", "SOURCE's blockade of TARGET"),
    ],
)
def test_gaps_read_like_patterns(tmp_path, parser, text, gap):
    coder = Coder(load_codebook([make(tmp_path)]), parser)
    assert gap in [one.words for one in find_gaps(coder, articles(text))]


def test_unknown_names_and_nouns_beside_known_verbs_are_gaps(tmp_path, parser):
    coder = Coder(load_codebook([make(tmp_path)]), parser)
    gaps = find_gaps(
        coder, articles("Norway attacked the Kormak Front. Masked pirates attacked Sweden.")
    )
    assert {(gap.kind, gap.words) for gap in gaps} == {
        ("actor", "Kormak Front"),
        ("agent", "pirate"),
    }
    assert yaml.safe_load(next(g.entry for g in gaps if g.kind == "agent")) == [
        {"code": "CODE", "nouns": ["pirate"]}
    ]


def test_rows_won_lost_and_recoded(tmp_path, parser):
    old = Coder(load_codebook([make(tmp_path / "old")]), parser)
    verbs = (
        "- code: '040'\n  patterns: [SOURCE attack TARGET]\n"
        "- code: '190'\n  patterns: [SOURCE besiege TARGET]\n"
    )
    new = Coder(load_codebook([make(tmp_path / "new", verbs__19=verbs)]), parser)
    text = "Norway attacked Sweden. Norway besieged Sweden. Norway shelled Sweden. Norway slept."
    changes = list(compare(old, new, articles(text)))
    told = {(c.kind, c.old and c.old.row, c.new and c.new.row) for c in changes}
    assert told == {
        ("recoded", "NOR 190 SWE", "NOR 040 SWE"),
        ("won", None, "NOR 190 SWE"),
        ("lost", "NOR 190 SWE", None),
    }
    assert count_changes(changes) == {
        "04": {"recoded": 1},
        "19": {"won": 1, "lost": 1},
    }
    assert list(compare(old, old, articles(text))) == []


def messages(folder: Path, parser) -> list[str]:
    loaded = load_codebook([folder], strict=False)
    found = [*check_codebook(loaded), *check_lemmas(loaded, parser)]
    return [f"{f.severity} {Path(f.file).name}:{f.line} {f.message}" for f in found]


@pytest.mark.parametrize(
    ("patterns", "fault"),
    [
        (
            "SOURCE shell TARGET",
            "warning 20.yaml:3 'SOURCE shell TARGET' is never reached for 'shell': 'SOURCE"
            " <hit_verb> TARGET' at verbs/19.yaml:3 takes it with another code; drop the word"
            " from one",
        ),
        (
            "SOURCE strafed TARGET",
            "warning 20.yaml:3 'SOURCE strafed TARGET': 'strafed' is a form of 'strafe';"
            " write the lemma",
        ),
    ],
)
def test_patterns_that_cannot_win_or_be_found_are_told(tmp_path, parser, patterns, fault):
    make(tmp_path, verbs__20=f"- code: '040'\n  patterns:\n    - {patterns}\n")
    assert messages(tmp_path, parser) == [fault]


@pytest.mark.parametrize(
    "pattern",
    ["SOURCE shell TARGET:police", "SOURCE shell TARGET with rocket", "SOURCE strafe TARGET"],
)
def test_more_specific_patterns_are_reached(tmp_path, parser, pattern):
    make(tmp_path, verbs__20=f"- code: '040'\n  patterns:\n    - {pattern}\n")
    assert messages(tmp_path, parser) == []


def test_a_word_that_the_tokenizer_cuts_is_an_error(tmp_path, parser):
    synsets = FILES["synsets.yaml"] + 'aim: ["women\'s right", u.n. mission]\n'
    verbs = "- code: '040'\n  patterns:\n    - SOURCE seek <aim>\n"
    make(tmp_path, synsets=synsets, verbs__20=verbs)
    assert [m for m in messages(tmp_path, parser) if m.startswith("error")] == [
        "error 20.yaml:3 'SOURCE seek <aim>': \"women's\" is never found; the parser reads"
        ' "women \'s"'
    ]


def test_the_round_trip_of_an_author(tmp_path):
    old, new = make(tmp_path / "old"), tmp_path / "new"
    (tmp_path / "a.jsonl").write_text(
        '{"id": "1", "date": "2020-06-15", "text": "Norway besieged Sweden."}\n'
        '{"id": "2", "date": "2020-06-15", "text": "Sweden besieged Norway."}\nbroken\n',
        encoding="utf-8",
    )
    run = CliRunner()
    told = run.invoke(app, ["coverage", str(tmp_path / "a.jsonl"), "-c", str(old)])
    assert told.exit_code == 0
    assert "# 2 times" in told.stdout
    assert "broken" not in told.stdout
    assert "a.jsonl:3:" in told.stderr
    shutil.copytree(old, new)
    pasted = yaml.safe_load(told.stdout)
    assert pasted == [
        {
            "code": "CODE",
            "patterns": ["SOURCE besiege TARGET"],
            "examples": [{"text": "Norway besieged Sweden.", "events": ["NOR CODE SWE"]}],
        }
    ]
    (new / "verbs" / "20.yaml").write_text(told.stdout, encoding="utf-8")
    unready = run.invoke(app, ["codebook", "check", str(new)])
    assert unready.exit_code == 1
    assert "'CODE' is no code of the ontology" in unready.stdout
    text = told.stdout.replace("code: CODE", "code: '190'").replace(" CODE ", " 190 ")
    (new / "verbs" / "20.yaml").write_text(text, encoding="utf-8")
    assert run.invoke(app, ["codebook", "check", str(new)]).exit_code == 0
    seen = run.invoke(app, ["diff", str(old), str(new), str(tmp_path / "a.jsonl")])
    assert "won: nothing -> NOR 190 SWE (verbs/20.yaml:" in seen.stdout
    assert run.invoke(app, ["codebook", "find", "besiege", "-c", str(new)]).exit_code == 0
    assert run.invoke(app, ["codebook", "find", "besiege", "-c", str(old)]).exit_code == 1


def test_a_codebook_that_adds_to_another_is_checked_and_compared_for_itself(tmp_path):
    base, mine = make(tmp_path / "base"), tmp_path / "mine"
    # The base has a pattern that is never reached: its warning is not that of the addition.
    (base / "verbs" / "20.yaml").write_text(
        "- code: '040'\n  patterns:\n    - SOURCE shell TARGET\n", encoding="utf-8"
    )
    (mine / "verbs").mkdir(parents=True)
    (mine / "verbs" / "a.yaml").write_text(
        "- code: '190'\n  patterns:\n    - SOURCE besieged TARGET\n", encoding="utf-8"
    )
    (tmp_path / "a.jsonl").write_text(
        '{"id": "1", "date": "2020-06-15",'
        ' "text": "Norway besieged Sweden. Norway shelled Sweden."}\n',
        encoding="utf-8",
    )
    run = CliRunner()
    assert "1 warnings" in run.invoke(app, ["codebook", "check", str(base)]).stdout
    told = run.invoke(app, ["codebook", "check", str(base), str(mine)]).stdout
    assert "write the lemma" in told
    assert "never reached" not in told
    (mine / "verbs" / "a.yaml").write_text(
        "- code: '190'\n  patterns:\n    - SOURCE besiege TARGET\n", encoding="utf-8"
    )
    seen = run.invoke(app, ["diff", str(base), str(mine), str(tmp_path / "a.jsonl"), "--add"])
    assert "won: nothing -> NOR 190 SWE (verbs/a.yaml:3)" in seen.stdout
    assert "lost" not in seen.stdout.partition("won:")[2]
