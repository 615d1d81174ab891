"""Imports go one way: from the values outwards to the command line."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "pipeline"

LAYERS = [
    {"types", "errors", "digests", "page"},
    {"codebook", "sentences", "dates", "crosswalk"},
    {"syntax", "gazetteer", "articles", "eras"},
    {"actors", "tables"},
    {"patterns"},
    {"circumstances", "sequences"},
    {"events"},
    {"screening"},
    {"coder"},
    {"authoring", "checks", "engines", "explain", "legacy"},
    {"run"},
    {"report"},
    {"evaluation", "exports"},
    {"cli"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def name_module(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path, *, at_once: bool = False) -> set[str]:
    """The modules of the package that a file imports, by their names within it.

    With ``at_once`` only those that it imports before any function of it is called.
    """
    found = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if at_once else ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pipeline":
            base = PACKAGE.joinpath(*node.module.split(".")[1:])
            for alias in node.names:
                inner = base / alias.name
                is_module = inner.is_dir() or inner.with_suffix(".py").exists()
                found.add(name_module(inner if is_module else base))
    return found - {"."}


def test_layers_import_only_what_lies_below():
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        layer = name_module(path).split(".")[0]
        if layer == "__init__":
            continue
        wrong += [
            f"{path.relative_to(PACKAGE)} imports {name}"
            for name in sorted(imports(path))
            if (other := name.split(".")[0]) not in (layer, "") and LEVEL[other] >= LEVEL[layer]
        ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle():
    graph = {name_module(path): imports(path, at_once=True) for path in PACKAGE.rglob("*.py")}
    TopologicalSorter({name: needed - {name} for name, needed in graph.items()}).prepare()


def test_every_module_has_its_layer():
    modules = {p.relative_to(PACKAGE).parts[0].removesuffix(".py") for p in PACKAGE.rglob("*.py")}
    assert modules - {"__init__"} == set(LEVEL)
