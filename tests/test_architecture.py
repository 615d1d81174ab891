"""Imports go one way: from the values outwards to the command line."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "pipeline"

LAYERS = [
    {"types", "errors", "frames", "once"},
    {
        *("codebook", "table", "sentences", "labels", "dates", "places", "digests"),
        "eras",
        "wordorder",
        "tablefiles",
        "countries",
        "page",
    },
    {
        *(
            "articles",
            "discards",
            "parsing",
            "grammar",
            "gazetteer",
            "duplicates",
            "shares",
            "labelled",
            "rows",
        ),
        *("withheld", "repairs", "matches"),
    },
    {"parsecache"},
    {"actors"},
    {"negation", "surroundings", "triggers"},
    {"patterns"},
    {"readings"},
    {"clauses"},
    {"chart"},
    {"governors", "verbs"},
    {"composition"},
    {"sequences"},
    {"counts", "issues", "status", "timing", "whereabouts"},
    {"circumstances"},
    {"addressees"},
    {"answers", "opponents"},
    {"exclusions", "kinds", "participants"},
    {"events"},
    {"screening"},
    {"coder"},
    {
        "changes",
        "checks",
        "coverage",
        "engines",
        "explain",
        "journal",
        "legacy",
        "previous",
        "selection",
    },
    {"store"},
    {"report", "run"},
    {"sparkrun"},
    {"exports", "panels", "quality", "scoring"},
    {"cli"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline"):
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found


def test_imports_go_one_way():
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if module == "__init__":
            continue
        wrong += [
            f"{path.relative_to(PACKAGE)} imports {name}"
            for name in sorted(imports(path))
            if name != module and LEVEL[name] >= LEVEL[module]
        ]
    assert wrong == []


def test_every_module_has_its_layer():
    modules = {p.relative_to(PACKAGE).parts[0].removesuffix(".py") for p in PACKAGE.rglob("*.py")}
    assert modules - {"__init__"} == set(LEVEL)
