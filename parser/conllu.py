"""Read Universal Dependencies treebanks in CoNLL-U format."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

KEPT_SUBTYPES = frozenset({"pass", "poss", "relcl", "agent", "prt", "unmarked"})
ROOT = "ROOT"


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` indexes into its sentence and is the word's own at the root."""

    form: str
    space: bool
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str


Tree: TypeAlias = list[Word]
Row: TypeAlias = list[str]


def find_part(folder: Path, part: str) -> Path:
    """The file of one part (train, dev or test) in a treebank folder, gzipped or not."""
    for name in (f"en-{part}.conllu.gz", f"en-{part}.conllu"):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"no en-{part}.conllu or en-{part}.conllu.gz in {folder}")


def read_trees(path: Path) -> Iterator[Tree]:
    """Every sentence of a CoNLL-U file."""
    for rows in _blocks(path):
        yield _tree(rows)


def _blocks(path: Path) -> Iterator[list[Row]]:
    """The token lines of each sentence, comments left out."""
    rows: list[Row] = []
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                yield rows
                rows = []
    if rows:
        yield rows


def _tree(rows: list[Row]) -> Tree:
    words = [row for row in rows if row[0].isdigit()]
    forms, spaces = _surface(words, [row for row in rows if "-" in row[0]])
    return [
        Word(
            form=form,
            space=space,
            lemma=row[2],
            pos=row[3] if row[3] != "_" else "X",
            tag=row[4] if row[4] != "_" else row[3],
            morph=row[5] if row[5] != "_" else "",
            head=int(row[6]) - 1 if row[6] != "0" else index,
            dep=_label(row),
        )
        for index, (row, form, space) in enumerate(zip(words, forms, spaces, strict=True))
    ]


def _surface(words: list[Row], joined: list[Row]) -> tuple[list[str], list[bool]]:
    """Forms and following spaces, as they stand in the text.

    A multiword token ("don't") lies over syntactic words ("do", "n't"); where these only differ
    from it by case, they are cut from it.
    """
    forms = [row[1] for row in words]
    spaces = ["SpaceAfter=No" not in row[9] for row in words]
    for row in joined:
        first, last = (int(number) - 1 for number in row[0].split("-"))
        if "".join(forms[first : last + 1]).lower() == row[1].lower():
            start = 0
            for index in range(first, last + 1):
                end = start + len(forms[index])
                forms[index], start = row[1][start:end], end
        spaces[first:last] = [False] * (last - first)
        spaces[last] = "SpaceAfter=No" not in row[9]
    return forms, spaces


def _label(row: Row) -> str:
    """The dependency label, without the subtypes that the coder has no use for."""
    if row[6] == "0":
        return ROOT
    name, _, subtype = row[7].partition(":")
    return row[7] if subtype in KEPT_SUBTYPES else name
