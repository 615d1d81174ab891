"""Dictionaries in, a codebook folder out, with a list of what could not be carried over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.errors import InputError, shown
from pipeline.legacy import translate
from pipeline.legacy.actors import NamedActor, merge, read_actors
from pipeline.legacy.agents import AgentNoun, read_agents
from pipeline.legacy.discards import DiscardLists, read_discards
from pipeline.legacy.issues import IssueWords, read_issues
from pipeline.legacy.kinds import SUFFIXES, Kind, guess_kind
from pipeline.legacy.lines import Line, Loss, read_lines
from pipeline.legacy.verbs import VerbReader, Verbs
from pipeline.legacy.verbs2 import TemplateBlock, Verb2Reader
from pipeline.legacy.writing import write

Ontology = Literal["auto", "cameo", "own"]
SWITCHES = {
    "half-open-dates": "the last day of a range does not belong to it (PETRARCH 2)",
    "gaps": "words joined by _ may stand apart in sequences, as in PETRARCH 1's program",
    "stems": "names are found at the beginning of words, as in TABARI",
    "former-in-office": 'an agent after "former" keeps its code, as in PETRARCH',
    "year-discards": "keep years standing alone as discards",
}
REPORT = "not-carried-over.tsv"


@dataclass(frozen=True, slots=True)
class Options:
    """How to import.

    Attributes:
        ontology: ``cameo``: codes that CAMEO has get its names and scores; ``own``: none does;
            ``auto``: own where more than a tenth of the codes are none of CAMEO's.
        legacy: names of ``SWITCHES`` that are on.
        kinds: by file, what it holds, where that is said.
    """

    ontology: Ontology = "auto"
    legacy: frozenset[str] = frozenset()
    kinds: dict[Path, Kind] = field(default_factory=dict)


@dataclass(slots=True)
class Imported:
    """What an import gave: how much of each kind, and what was left behind or changed."""

    counts: Counter[str] = field(default_factory=Counter)
    losses: list[Loss] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Dictionaries:
    actors: list[NamedActor] = field(default_factory=list)
    agents: list[AgentNoun] = field(default_factory=list)
    verbs: Verbs = field(default_factory=Verbs)
    templates: list[TemplateBlock] = field(default_factory=list)
    discards: DiscardLists = field(default_factory=DiscardLists)
    issues: list[IssueWords] = field(default_factory=list)
    dialects: set[str] = field(default_factory=set)


def import_dictionaries(paths: Sequence[Path], out: Path, options: Options) -> Imported:
    """Import dictionaries into a new codebook folder.

    Args:
        paths: dictionaries, or folders of them; of two entries for a name the first counts.
        out: the folder to make; it must not exist, or be empty.
        options: how.

    Raises:
        InputError: there is nothing to read, or the folder holds something.
    """
    imported, read = Imported(), _Dictionaries()
    files = list(_files(paths, imported.losses))
    if not files:
        raise InputError("no dictionaries found: name files, or a folder with .txt files")
    kinds = {path.resolve(): kind for path, kind in options.kinds.items()}
    for path in set(kinds) - {path.resolve() for path in files}:
        raise InputError(
            f"{shown(path)} is not among the dictionaries: name it, or its folder, too"
        )
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(f"{shown(out)} exists and is not empty: name a new folder")
    for path in files:
        lines, losses = read_lines(path)
        imported.losses += losses
        kind = kinds.get(path.resolve()) or guess_kind(path, lines)
        if kind is None:
            reason = "unclear what it holds: say so with --as KIND=FILE"
            imported.losses.append(Loss(shown(path), 0, reason))
            continue
        imported.notes.append(f"{shown(path)}: {kind}, {len(lines)} lines")
        imported.losses += _read(kind, lines, read, options)
    read.actors = merge(read.actors, imported.losses)
    _write(read, out, options, imported)
    return imported


def _files(paths: Iterable[Path], losses: list[Loss]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            for inside in sorted(p for p in path.iterdir() if p.is_file()):
                if inside.suffix in SUFFIXES:
                    yield inside
                else:
                    reason = (
                        f"{inside.suffix} is no dictionary's suffix: name the file to import it"
                    )
                    losses.append(Loss(shown(inside), 0, reason))
        elif path.is_file():
            yield path
        else:
            raise InputError(f"{shown(path)}: no such file or folder")


def _read(kind: Kind, lines: list[Line], read: _Dictionaries, options: Options) -> list[Loss]:
    if kind == "actors":
        actors, losses = read_actors(lines, "half-open-dates" in options.legacy)
        read.actors += actors
    elif kind == "agents":
        agents, losses = read_agents(lines)
        read.agents += agents
    elif kind == "discards":
        lists, losses = read_discards(lines, "year-discards" in options.legacy)
        read.discards.sentences += lists.sentences
        read.discards.articles += lists.articles
    elif kind == "issues":
        issues, losses = read_issues(lines)
        read.issues += issues
    elif kind in ("petrarch1", "tabari"):
        reader = VerbReader(kind == "tabari", "gaps" not in options.legacy)
        verbs, losses = reader.feed(lines)
        read.dialects.add(kind)
        read.verbs.synsets |= verbs.synsets
        read.verbs.blocks += verbs.blocks
    else:
        reader2 = Verb2Reader(lines)
        losses = reader2.losses
        read.dialects.add(kind)
        read.verbs.synsets |= reader2.synsets
        read.templates += reader2.blocks
    return losses


def _write(read: _Dictionaries, out: Path, options: Options, imported: Imported) -> None:
    counts = imported.counts
    counts["actors"] = len(read.actors)
    counts["agents"] = len(read.agents)
    counts["verbs"] = sum(len(block.verbs) for block in read.verbs.blocks)
    counts["sequences"] = sum(len(block.sequences) for block in read.verbs.blocks)
    counts["patterns"] = sum(len(block.templates) for block in read.templates)
    counts["discards"] = len(read.discards.sentences) + len(read.discards.articles)
    counts["issues"] = len(read.issues)
    write(out / "codebook.yaml", translate.release())
    write(out / "settings.yaml", translate.settings(read.dialects, options.legacy))
    codes = translate.codes_of(read.verbs, read.templates)
    lines, note = translate.ontology(codes, options.ontology)
    imported.notes += note
    write(out / "ontology.yaml", lines)
    if read.actors:
        for stem, actors in translate.by_file(read.actors):
            write(out / "actors" / f"{stem}.yaml", translate.actors(actors))
    if read.agents:
        write(out / "agents.yaml", translate.agents(read.agents))
    if read.verbs.synsets:
        write(out / "synsets.yaml", translate.synsets(read.verbs.synsets))
    if read.verbs.blocks:
        for stem, blocks in translate.by_file(read.verbs.blocks):
            write(out / "sequences" / f"{stem}.yaml", translate.sequences(blocks))
    for stem, group in translate.by_file(read.templates):
        write(out / "verbs" / f"{stem}.yaml", translate.templates(group))
    if read.discards.sentences or read.discards.articles:
        write(out / "discards.yaml", translate.discards(read.discards))
    if read.issues:
        write(out / "issues.yaml", translate.issues(read.issues))
    imported.losses = sorted(set(imported.losses))
    write(out / REPORT, translate.report(imported.losses))
