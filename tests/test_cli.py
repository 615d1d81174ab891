"""The command line, from arguments to files and exit codes.

Commands run in this process through ``main``, as the installed command does; one runs as a process
of its own. Most use a codebook of a few lines, so that they are quick.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from folders import write

from pipeline.cli import main
from pipeline.tables.frames import read_events
from pipeline.tables.schema import columns

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
RUN = "from pipeline.cli import main; main()"
BESIDE = ["articles.parquet", "events.parquet", "ledger.parquet", "manifest.json", "rejects.jsonl"]

CODEBOOK = {
    "ontology.yaml": 'codes:\n  "190": {name: Fight, quad: 4, goldstein: -10, plover: ASSAULT}\n',
    "actors/a.yaml": (
        "- {name: Norway, code: NOR, kind: country, adjectives: [Norwegian]}\n"
        "- {name: Sweden, code: SWE, kind: country}\n"
    ),
    "verbs/19.yaml": (
        '- code: "190"\n'
        "  patterns:\n"
        "    - SOURCE attack TARGET\n"
        "  examples:\n"
        "    - text: Norway attacked Sweden.\n"
        "      events: [NOR 190 SWE]\n"
    ),
}
ARTICLES = [
    {"id": "b", "date": "2020-03-02", "text": "Norway attacked Sweden. The weather was fine."},
    {"id": "a", "date": "2020-03-01", "text": "Sweden attacked Norway on Monday."},
]


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line and return exit code and both outputs."""

    def call(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["events", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setenv("COLUMNS", "200")
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        told = capsys.readouterr()
        return Result(code, told.out, told.err)

    return call


@pytest.fixture
def codebook(tmp_path) -> Path:
    return write(tmp_path / "codebook", CODEBOOK)


@pytest.fixture
def articles(tmp_path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES), encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "out" / "events.parquet"


# --- the seeds, with the package's own codebook -------------------------------------------------


@pytest.fixture(scope="session")
def seeds(tmp_path_factory) -> tuple[Path, dict]:
    """Code the seeds as ``make events`` does, in a process of its own; once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    out, done = shared / "seeds" / "new" / "events.parquet", shared / "seeds-done.json"
    try:
        (shared / "seeds").mkdir()
    except FileExistsError:
        for _ in range(3000):
            if done.exists():
                break
            time.sleep(0.1)
    else:
        ran = subprocess.run(
            [sys.executable, "-c", RUN, "code", "seeds", "-o", str(out)],
            cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        told = {"code": ran.returncode, "out": ran.stdout, "err": ran.stderr.strip()}
        done.with_suffix(".part").write_text(json.dumps(told), encoding="utf-8")
        done.with_suffix(".part").rename(done)
    return out, json.loads(done.read_text(encoding="utf-8"))


def test_the_seeds_are_coded(seeds):
    out, done = seeds
    assert (done["code"], done["err"]) == (0, "")
    assert sorted(path.name for path in out.parent.iterdir()) == BESIDE
    assert str(out) in done["out"].replace("\n", "")


def test_the_seed_table_has_every_column(seeds):
    frame = read_events(seeds[0])
    assert list(frame.columns) == [column.name for column in columns()]
    assert len(frame) > 0


def test_the_seed_says_who_met_whom(seeds):
    """The article tells of talks between Libya and an American delegation in Tripoli."""
    frame = read_events(seeds[0])
    assert set(frame["publication_date"]) == {pd.Timestamp(2024, 9, 23)}
    first = frame[frame["sentence_index"] == 0]
    dyads = set(map(tuple, first[["source_country", "event_root", "target_country"]].to_numpy()))
    assert {("LBY", "04", "USA"), ("USA", "04", "LBY")} <= dyads
    assert "LBYGOV" in set(first["source_code"])


def test_seed_offsets_slice_the_article(seeds):
    (path,) = SEEDS.glob("*.txt")
    text = path.read_text(encoding="utf-8")
    frame = read_events(seeds[0])
    ledger = pq.read_table(seeds[0].with_name("ledger.parquet")).to_pandas()
    spans = ledger.set_index("sentence_index")
    for row in frame.to_dict("records"):
        for side in ("source", "action", "target"):
            if isinstance(row[f"{side}_text"], str):
                start, end = row[f"{side}_start"], row[f"{side}_end"]
                assert text[start:end] == row[f"{side}_text"]
        line = spans.loc[row["sentence_index"]]
        assert text[line["start"] : line["end"]] == row["sentence"]


def test_the_seed_ledger_has_one_line_a_sentence(seeds):
    out = seeds[0]
    manifest = json.loads(out.with_name("manifest.json").read_text(encoding="utf-8"))
    ledger = pq.read_table(out.with_name("ledger.parquet")).to_pandas()
    frame = read_events(out)
    assert list(ledger["sentence_index"]) == list(range(8))
    counts = manifest["counts"]
    assert counts["articles"] == 1
    assert counts["sentences"] == len(ledger) == sum(counts["outcomes"].values())
    assert counts["events"] == len(frame)
    assert counts["rejects"] == 0
    assert counts["outcomes"].get("coded", 0) == frame["sentence_index"].nunique()
    assert out.with_name("rejects.jsonl").read_text(encoding="utf-8") == ""


# --- articles in, tables out -------------------------------------------------------------------


def test_articles_become_rows(run, codebook, articles, out):
    done = run("code", articles, "-o", out, "-c", codebook)
    assert (done.code, done.err.strip()) == (0, "")
    frame = read_events(out)
    told = frame[["article_id", "source_code", "event_code", "target_code"]].to_numpy().tolist()
    assert told == [["a", "SWE", "190", "NOR"], ["b", "NOR", "190", "SWE"]]
    assert "NOR" in done.out
    assert "190" in done.out


def test_the_same_input_gives_the_same_bytes(run, codebook, articles, tmp_path):
    backwards = tmp_path / "backwards.jsonl"
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    backwards.write_text("".join(reversed(lines)), encoding="utf-8")
    outs = [tmp_path / name / "events.parquet" for name in ("one", "two", "three")]
    for given, out in zip([articles, articles, backwards], outs, strict=True):
        assert run("code", given, "-o", out, "-c", codebook, "-q").code == 0
    first, *others = ([path.with_name(name).read_bytes() for name in BESIDE] for path in outs)
    assert others == [first, first]


def test_quiet_says_nothing(run, codebook, articles, out):
    done = run("code", articles, "-o", out, "-c", codebook, "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert out.is_file()


def test_titles_are_coded_only_when_asked_for(run, codebook, tmp_path, out):
    path = tmp_path / "a.jsonl"
    line = {"id": "a", "date": "2020-03-01", "title": "Norway attacked Sweden", "text": "Rain."}
    path.write_text(json.dumps(line), encoding="utf-8")
    assert run("code", path, "-o", out, "-c", codebook).code == 0
    assert len(read_events(out)) == 0
    assert run("code", path, "-o", out, "-c", codebook, "--titles").code == 0
    assert list(read_events(out)["sentence_index"]) == [-1]


def test_columns_may_have_other_names(run, codebook, tmp_path, out):
    path = tmp_path / "a.csv"
    path.write_text("key,day,body\nx7,2020-03-01,Norway attacked Sweden.\n", encoding="utf-8")
    renamed = ["--column", "text=body", "--column", "date=day", "--column", "id=key"]
    assert run("code", path, "-o", out, "-c", codebook, *renamed).code == 0
    assert list(read_events(out)["article_id"]) == ["x7"]


def test_a_date_for_articles_without_one(run, codebook, tmp_path, out):
    path = tmp_path / "a.txt"
    path.write_text("Norway attacked Sweden.", encoding="utf-8")
    assert run("code", path, "-o", out, "-c", codebook, "--date", "2019-02-03").code == 0
    assert list(read_events(out)["publication_date"]) == [pd.Timestamp(2019, 2, 3)]


@pytest.mark.parametrize(
    "given",
    [
        b"Norway attacked Sweden.",
        b'{"id": "x", "date": "2019-02-03", "text": "Norway attacked Sweden."}\n',
    ],
    ids=["text", "jsonl"],
)
def test_standard_input(run, codebook, out, given):
    done = run("code", "-", "-o", out, "-c", codebook, "--date", "2019-02-03", stdin=given)
    assert done.code == 0
    assert list(read_events(out)["target_code"]) == ["SWE"]


def test_packed_files_are_read(run, codebook, articles, tmp_path, out):
    packed = tmp_path / "packed.jsonl.gz"
    packed.write_bytes(gzip.compress(articles.read_bytes()))
    assert run("code", packed, "-o", out, "-c", codebook).code == 0
    assert len(read_events(out)) == 2


def test_a_table_of_another_name_has_its_own_company(run, codebook, articles, tmp_path):
    assert run("code", articles, "-o", tmp_path / "x" / "march.parquet", "-c", codebook).code == 0
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == [
        "march.articles.parquet", "march.ledger.parquet", "march.manifest.json", "march.parquet",
        "march.rejects.jsonl",
    ]  # fmt: skip


def test_several_codebooks_add_up(run, codebook, tmp_path, out):
    more = write(
        tmp_path / "more",
        {"actors/b.yaml": "- {name: Denmark, code: DNK, kind: country}\n"},
    )
    path = tmp_path / "a.txt"
    path.write_text("Norway attacked Denmark.", encoding="utf-8")
    both = ["-c", codebook, "-c", more, "--date", "2020-01-01"]
    assert run("code", path, "-o", out, *both).code == 0
    frame = read_events(out)
    assert list(frame["target_code"]) == ["DNK"]
    assert list(frame["target_entry"]) == ["actors/b.yaml:1"]


# --- rejects -----------------------------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path) -> Path:
    folder = tmp_path / "mixed"
    write(
        folder,
        {
            "2020-03-01_good.txt": "Norway attacked Sweden.",
            "undated.txt": "Norway attacked Sweden.",
            "2020-03-02_empty.txt": "",
            "notes.docx": "Norway attacked Sweden.",
            "lines.jsonl": '{"id": "ok", "date": "2020-03-03", "text": "Sweden attacked Norway."}\n'
            "{broken\n",
        },
    )
    (folder / "2020-03-04_latin.txt").write_bytes("Norway attacked S\xe3o.".encode("latin-1"))
    return folder


REJECTED = {"undated.txt", "2020-03-02_empty.txt", "2020-03-04_latin.txt", "lines.jsonl"}


def read_rejects(out: Path) -> list[dict]:
    text = out.with_name("rejects.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_good_articles_are_coded_beside_bad_ones(run, codebook, mixed, out):
    done = run("code", mixed, "-o", out, "-c", codebook)
    assert done.code == 0
    assert len(read_events(out)) == 2
    rejects = read_rejects(out)
    assert {Path(reject["file"]).name for reject in rejects} >= REJECTED
    for reject in rejects:
        assert reject["reason"]
        assert reject["cure"]
    (line,) = [r["line"] for r in rejects if r["file"].endswith("lines.jsonl")]
    assert line == 2
    manifest = json.loads(out.with_name("manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["rejects"] == len(rejects)
    assert manifest["counts"]["articles"] == 2
    assert f"{len(rejects)} inputs rejected" in done.out


def test_strict_makes_rejects_an_error(run, codebook, mixed, out):
    done = run("code", mixed, "-o", out, "-c", codebook, "--strict")
    assert done.code == 1
    assert len(read_events(out)) == 2
    first = read_rejects(out)[0]
    assert first["file"] in (done.out + done.err).replace("\n", "")


def test_strict_without_rejects_is_fine(run, codebook, articles, out):
    assert run("code", articles, "-o", out, "-c", codebook, "--strict").code == 0


# --- what goes wrong ----------------------------------------------------------------------------

USAGE = [
    pytest.param(["code"]),
    pytest.param(["code", "seeds", "--nonsense"]),
    pytest.param(["code", "seeds", "--date", "3 March"]),
    pytest.param(["code", "seeds", "--column", "textbody"]),
    pytest.param(["code", "seeds", "--column", "nosuchfield=body"]),
    pytest.param(["nonsense"]),
    pytest.param(["explain"]),
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage_is_exit_2(run, arguments, tmp_path, codebook):
    extra = ["-c", codebook, "-o", tmp_path / "o.parquet"] if "seeds" in arguments else []
    done = run(*arguments, *extra)
    assert done.code == 2
    assert done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "o.parquet").exists()


def test_missing_input_is_one_line_and_exit_3(run, codebook, tmp_path, out):
    done = run("code", tmp_path / "nowhere", "-o", out, "-c", codebook)
    assert done.code == 3
    (line,) = done.err.strip().splitlines()
    assert "nowhere" in line
    assert not out.exists()


def test_a_broken_codebook_is_exit_3_with_file_and_line(run, codebook, articles, out):
    (codebook / "verbs" / "19.yaml").write_text(
        '- code: "999"\n  patterns: [SOURCE attack TARGET]\n', encoding="utf-8"
    )
    done = run("code", articles, "-o", out, "-c", codebook)
    assert done.code == 3
    assert "19.yaml:1:" in done.err
    assert "'999' is no code of the ontology" in done.err
    assert "Traceback" not in done.err
    assert not out.exists()


@pytest.mark.parametrize("option", ["--codebook", "--parser"])
def test_what_is_not_there_is_exit_3(run, articles, codebook, tmp_path, out, option):
    given = ["--codebook", codebook] if option == "--parser" else []
    done = run("code", articles, "-o", out, *given, option, tmp_path / "nowhere")
    assert done.code == 3
    assert "nowhere" in done.err
    assert "Traceback" not in done.err


def test_an_output_that_cannot_be_written_is_exit_3(run, codebook, articles, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("code", articles, "-o", tmp_path / "file" / "events.parquet", "-c", codebook)
    assert done.code == 3
    assert "Traceback" not in done.err


def test_a_failed_run_leaves_the_old_table(run, codebook, articles, tmp_path, out):
    assert run("code", articles, "-o", out, "-c", codebook).code == 0
    before = {path.name: path.read_bytes() for path in out.parent.iterdir()}
    assert run("code", tmp_path / "nowhere", "-o", out, "-c", codebook).code == 3
    assert {path.name: path.read_bytes() for path in out.parent.iterdir()} == before


def test_a_process_ends_with_the_exit_code(tmp_path, codebook):
    done = subprocess.run(
        [sys.executable, "-c", RUN, "code", "nowhere", "-c", str(codebook)],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1
    assert "nowhere" in done.stderr


# --- the other commands ---------------------------------------------------------------------------


def test_explain_shows_parse_mentions_patterns_and_events(run, codebook):
    done = run("explain", "Norway attacked Sweden.", "--date", "2020-03-01", "-c", codebook)
    assert done.code == 0
    for shown in ("Norway attacked Sweden.", "nsubj", "SOURCE attack TARGET", "verbs/19.yaml:3",
                  "fits best: 190", "actors/a.yaml:1", "Outcome: coded"):  # fmt: skip
        assert shown in done.out


def test_explain_says_why_there_is_no_event(run, codebook):
    done = run("explain", "The storm attacked a tent.", "--date", "2020-03-01", "-c", codebook)
    assert done.code == 0
    assert "no actor in a codebook" in done.out


def test_a_good_codebook_passes_the_check(run, codebook):
    done = run("codebook", "check", codebook)
    assert done.code == 0
    assert "1 patterns, 2 actors, 0 agents, 1 examples: 0 errors" in done.out


def test_a_bad_codebook_fails_the_check_with_file_and_line(run, codebook):
    write(codebook, {"actors/b.yaml": "\n- {name: Oslo, code: NGR, kind: person}\n"})
    done = run("codebook", "check", codebook)
    assert done.code == 1
    assert "b.yaml:2: country 'NGR' is no ISO code" in done.out.replace("\n", "")


def test_an_example_that_fails_fails_the_check(run, codebook):
    text = CODEBOOK["verbs/19.yaml"].replace("NOR 190 SWE", "SWE 190 NOR")
    write(codebook, {"verbs/19.yaml": text})
    done = run("codebook", "check", codebook)
    assert done.code == 1
    assert "19.yaml:5:" in done.out
    assert "NOR 190 SWE" in done.out
    assert run("codebook", "check", codebook, "--no-examples").code == 0


def test_columns_lists_every_column(run):
    done = run("columns")
    assert done.code == 0
    for column in columns():
        assert column.name in done.out


HELP = [
    (["--help"], "codebook"),
    (["code", "--help"], "Exit codes: 0 done"),
    (["explain", "-h"], "SENTENCE"),
    (["codebook", "check", "-h"], "Exit code 1 if there is any error"),
]


@pytest.mark.parametrize(("arguments", "told"), HELP, ids=[" ".join(a) for a, _ in HELP])
def test_help(run, arguments, told):
    done = run(*arguments)
    assert done.code == 0
    assert "Usage:" in done.out
    assert told in done.out


def test_status_keeps_some_and_counts_the_rest(run, codebook, out, tmp_path):
    articles = [
        {"id": "a", "date": "2020-03-01", "text": "Norway attacked Sweden. All was quiet."},
        {"id": "b", "date": "2020-03-01", "text": "Norway did not attack Sweden."},
        {"id": "c", "date": "2020-03-01", "text": "Norway will attack Sweden."},
        {"id": "d", "date": "2020-03-01", "text": "Norway would attack Sweden."},
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    options = ["--status", "actual", "--status", "negated"]
    result = run("code", source, "-o", out, "--codebook", codebook, *options)
    assert result.code == 0
    assert read_events(out)["status"].tolist() == ["actual", "negated"]
    manifest = json.loads(out.with_name("manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["left_out"] == {"future": 1, "hypothetical": 1}
    assert manifest["counts"]["events"] == 2
    assert manifest["counts"]["articles"] == 4
    assert "left out by their status: 1 future, 1 hypothetical" in result.out


@pytest.mark.parametrize(
    "command",
    ["code x", "panel x", "sample x", "export x --to icews -o y"],
)
def test_an_unknown_status_is_wrong_usage(run, command):
    result = run(*command.split(), "--status", "maybe")
    assert result.code == 2
    assert "historical" in result.err


def test_versions_are_shown(run, codebook):
    told = run("--version")
    assert told.code == 0
    assert re.fullmatch(r"cameo-events \S+, codebook cameo [\d.]+\n", told.out)
    (codebook / "codebook.yaml").write_text("name: nordic\nversion: '2.1'\n", encoding="utf-8")
    assert run("codebook", "check", codebook).out.startswith("nordic 2.1 (")
    (codebook / "codebook.yaml").write_text("name: nordic\nversion: new\n", encoding="utf-8")
    told = run("codebook", "check", codebook)
    assert told.code == 1
    assert "codebook.yaml:2: version: " in told.out


def test_the_version_of_the_codebook_stands_in_table_and_manifest(run, articles, codebook, out):
    (codebook / "codebook.yaml").write_text("name: nordic\nversion: '2.1'\n", encoding="utf-8")
    assert run("code", articles, "-o", out, "--codebook", codebook).code == 0
    manifest = json.loads(out.with_name("manifest.json").read_text(encoding="utf-8"))
    assert manifest["versions"]["codebook_version"] == "nordic 2.1"
    assert pq.read_schema(out).metadata[b"codebook_version"] == b"nordic 2.1"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--engine", "hadoop"], "no engine 'hadoop'"),
        (["--engine", "spark", "--update"], "not for --engine spark"),
        (["--engine", "spark", "--setting", "x"], "write KEY=VALUE"),
        (["--update", "--status", "actual"], "what --update must keep"),
    ],
)
def test_options_that_do_not_go_together_are_exit_2(run, articles, out, arguments, told):
    done = run("code", articles, "-o", out, *arguments)
    assert done.code == 2
    assert told in done.err
    assert not out.exists()
