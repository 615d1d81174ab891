"""The documentation: what it tells to type runs, what it shows is what happens."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from pages import RUN, agrees, copy_repository, pages, read_steps, walk
from reference import references

from pipeline.codebook.load import read_version
from pipeline.coder import _OUTCOMES
from pipeline.legacy.importer import SWITCHES
from pipeline.legacy.kinds import KINDS
from pipeline.tables.schema import OUTCOMES

ROOT = Path(__file__).resolve().parent.parent
PAGES = [path.relative_to(ROOT).as_posix() for path in pages()]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(page: str) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.replace(" ", "-") for title in plain}


@pytest.mark.parametrize("name", sorted(references()))
def test_reference_pages_are_what_the_code_says(name):
    assert read(f"docs/{name}") == references()[name], "run `make docs`"


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    for target, anchor in LINK.findall(read(name)):
        path = (ROOT / name).parent / target if target else ROOT / name
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), f"{target}#{anchor}"


@pytest.mark.parametrize("name", PAGES)
def test_every_command_is_run_or_says_why_not(name):
    for step in read_steps(read(name)):
        if step.language in RUN:
            assert step.runs or step.order == "skip", f"line {step.line}"
        if step.language == "console":
            assert all(re.match(r"\$ |  ", line) for line in step.text.splitlines()), step.text
        if step.order == "skip":
            assert len(step.argument) > 5, f"line {step.line}: skipped without a reason"
        assert step.language, f"line {step.line}: say what the block holds"
    assert "$ events" not in re.sub(r"```\w+\n.*?```", "", read(name), flags=re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [name for name in PAGES if any(step.runs for step in read_steps(read(name)))]
)
def test_what_a_page_tells_to_type_gives_what_it_shows(name, tmp_path):
    copy_repository(tmp_path)
    for step, shown, found in walk(read(name), tmp_path):
        assert agrees(shown, found), f"line {step.line} shows\n{shown}but there is\n{found}"


@pytest.mark.parametrize(
    ("shown", "found", "same"),
    [
        ("a  b\n", "a b\n\n", True),
        ("a\n", "b\n", False),
        ("a\n", "a\nb\n", False),
        ("…\nb\n", "a\nb\n", True),
        ("…\nb\n", "a\nb\nc\n", False),
        ("a … c\n", "a b c\n", True),
        ("a … c\n", "a b\nc\n", False),
    ],
)
def test_outputs_are_compared_by_words(shown, found, same):
    assert agrees(shown, found) is same


def test_steps_are_read_from_a_page():
    page = (
        "<!-- run: mkdir x -->\n\n```console\n$ ls\n```\n\n```text\nx\n```\n"
        "<!-- fails: 2 -->\n```console\n$ ls y\n```\n<!-- file: a/b.txt -->\n```yaml\na: b\n```\n"
        "<!-- skip: no cluster -->\n```console\n$ spark-submit\n```\n\n```text\nno output\n```\n"
    )
    steps = [(s.language, s.order, s.runs, s.output) for s in read_steps(page)]
    assert steps == [
        ("hidden", "", True, False),
        ("console", "", True, False),
        ("text", "", False, True),
        ("console", "fails", True, False),
        ("yaml", "file", False, False),
        ("console", "skip", False, False),
        ("text", "", False, False),
    ]
    with pytest.raises(ValueError, match="line 1: nobody knows what 'jump'"):
        read_steps("<!-- jump: high -->\n```console\n$ ls\n```\n")


def test_what_a_page_shows_is_held_against_what_there_is(tmp_path):
    page = "```console\n$ echo a\n```\n\n```text\na\n```\n"
    assert [(shown, found) for _, shown, found in walk(page, tmp_path)] == [("a\n", "a\n")]
    with pytest.raises(ValueError, match="line 1: exit code 1"):
        list(walk("```console\n$ false\n```\n", tmp_path))


def test_all_outcomes_are_described():
    assert {*_OUTCOMES, "coded", "no trigger", "discarded", "too long"} == set(OUTCOMES)


def test_all_switches_and_kinds_of_an_import_are_described():
    page = read("docs/import-dictionaries.md")
    for name in (*SWITCHES, *KINDS):
        assert f"`{name}`" in page


def test_versions_are_the_same_everywhere():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    codebook = read_version(ROOT / "codebooks" / "cameo")
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["version"] == project["version"]
    assert f"cameo {citation['references'][0]['version']}" == codebook
    assert f"Coder {project['version']}, codebook {codebook}" in read("CHANGELOG.md")


def test_all_files_of_a_codebook_are_described():
    page = read("docs/codebook-tools.md")
    for path in (ROOT / "codebooks" / "cameo").iterdir():
        assert f"`{path.name}{'/' if path.is_dir() else ''}`" in page
