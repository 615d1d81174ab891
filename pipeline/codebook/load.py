"""Joining codebook folders into one codebook, with every fault found on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.codebook.cache import read_templates
from pipeline.codebook.confidence import Confidence
from pipeline.codebook.folder import Folder, Placed, read_file, read_folder
from pipeline.codebook.model import Code, Governor, Verb
from pipeline.codebook.ordered import PlacedVerb, check_verb, join_discards, place_verb
from pipeline.codebook.pattern import Compiler, Pattern
from pipeline.codebook.sequences import Discards
from pipeline.codebook.templates import TemplateError
from pipeline.codebook.words import Lexicon
from pipeline.codebook.yaml import Source
from pipeline.errors import CodebookError, Fault, shown


def default_codebook() -> Path:
    """Return the folder of the codebook that comes with the package."""
    here = Path(__file__).resolve().parent.parent
    inside = here / "codebooks" / "cameo"
    return inside if inside.is_dir() else here.parent / "codebooks" / "cameo"


def read_version(folder: Path) -> str:
    """Return name and version of a codebook, from its ``codebook.yaml`` alone."""
    found, path = Folder(folder), folder / "codebook.yaml"
    if path.is_file():
        read_file(found, "codebook", path, path.read_bytes())
    return found.version


@dataclass(frozen=True, slots=True)
class Codebook:
    """All that the coder needs to know of a codebook; see ``docs/codebook-*.md``."""

    folders: tuple[Path, ...]
    codes: Mapping[str, Code]
    patterns: tuple[Pattern, ...]
    governors: Mapping[str, Governor]
    actors: tuple[Placed, ...]
    agents: tuple[Placed, ...]
    modifiers: tuple[Placed, ...]
    kinds: Mapping[str, tuple[str, ...]]
    lexicon: Lexicon
    synset_lines: Mapping[str, str]
    examples: tuple[Placed, ...]
    cues: tuple[Placed, ...]
    issues: tuple[Placed, ...]
    tallies: tuple[Placed, ...]
    digest: str
    version: str = "unversioned"
    confidence: Confidence = Confidence()  # noqa: RUF009 - frozen
    ordered: tuple[PlacedVerb, ...] = ()
    discards: Discards = Discards()
    exclusions: tuple[Placed, ...] = ()
    faults: tuple[Fault, ...] = ()


def load_codebook(folders: Sequence[Path] = (), strict: bool = True) -> Codebook:
    """Read one or more codebook folders into one codebook; later ones add to earlier ones.

    Args:
        folders: codebook folders; the package's own where none is given.
        strict: raise on any error; otherwise keep what is right and list the faults.

    Raises:
        CodebookError: with all that is wrong, each with file and line.
    """
    folders = tuple(folders) or (default_codebook(),)
    read, digest = [], hashlib.sha256()
    for folder in folders:
        if not folder.is_dir():
            raise CodebookError([Fault(shown(folder), 0, "no such codebook folder")])
        read.append(read_folder(folder, digest.update))
    # What is English rather than CAMEO comes from the package's codebook, where others lack it.
    for kind, lacking in {
        "status": not any(one.cues for one in read),
        "counts": not any(one.tallies for one in read),
    }.items():
        if lacking:
            path = default_codebook() / f"{kind}.yaml"
            content = path.read_bytes()
            digest.update(content)
            read_file(read[0], kind, path, content)
    codebook = _join(read, digest.hexdigest()[:16])
    errors = [fault for fault in codebook.faults if fault.severity == "error"]
    if strict and errors:
        raise CodebookError(errors)
    return codebook


def _join(read: list[Folder], digest: str) -> Codebook:
    faults = [fault for folder in read for fault in folder.faults]
    synsets: dict[str, tuple[str, ...]] = {}
    codes: dict[str, Code] = {}
    kinds: dict[str, tuple[str, ...]] = {}
    for folder in read:
        codes |= folder.codes
        kinds |= folder.kinds
        for name, words in folder.synsets.items():
            synsets[name] = synsets.get(name, ()) + words
    lexicon = Lexicon(synsets)
    compiler = Compiler(lexicon)
    patterns: list[Pattern] = []
    examples: list[Placed] = []
    governors: dict[str, Governor] = {}
    for folder in read:
        placed: list[tuple[Verb | Governor, Source, int]] = [*folder.verbs, *folder.governors]
        templates = read_templates([text for entry, _, _ in placed for text in entry.patterns])
        for entry, source, i in placed:
            faults.extend(_check_codes(entry, codes, source, i))
            for k, text in enumerate(entry.patterns):
                line = source.line((i, "patterns", k))
                try:
                    patterns.append(
                        compiler.compile(
                            text, templates[text], folder.where(source, line), entry, len(patterns)
                        )
                    )
                except TemplateError as error:
                    faults.append(Fault(source.file, line, str(error)))
            for k, example in enumerate(entry.examples):
                line = source.line((i, "examples", k))
                examples.append(Placed(example, folder.where(source, line)))
            if isinstance(entry, Governor):
                governors[entry.name] = entry
    examples += [p for b in read for p in b.own_examples]
    ordered: list[PlacedVerb] = []
    for folder in read:
        for verb, source, i in folder.ordered:
            faults.extend(check_verb(verb, source, i, codes, lexicon))
            ordered.append(place_verb(verb, source, i, folder.where, folder.settings))
    return Codebook(
        folders=tuple(folder.path for folder in read),
        codes=codes, patterns=tuple(patterns), governors=governors,
        actors=tuple(p for b in read for p in b.actors),
        agents=tuple(p for b in read for p in b.agents),
        modifiers=tuple(p for b in read for p in b.modifiers),
        kinds=kinds, lexicon=lexicon,
        synset_lines={n: where for b in reversed(read) for n, where in b.synset_lines.items()},
        examples=tuple(examples), digest=digest,
        version=", ".join(folder.version for folder in read),
        confidence=next((b.confidence for b in read if b.confidence), Confidence()),
        ordered=tuple(ordered), discards=join_discards(d for b in read for d in b.discards),
        exclusions=tuple(p for b in read for p in b.exclusions),
        cues=tuple(p for b in read for p in b.cues),
        issues=tuple(p for b in read for p in b.issues),
        tallies=tuple(p for b in read for p in b.tallies),
        faults=tuple(sorted(set(faults))),
    )  # fmt: skip


def _check_codes(
    entry: Verb | Governor, codes: Mapping[str, Code], source: Source, i: int
) -> Iterable[Fault]:
    named: list[tuple[str | None, tuple[Any, ...]]] = []
    if isinstance(entry, Verb):
        named = [(entry.code if entry.code != "none" else None, ("code",))]
        named.append((entry.reverse, ("reverse",)))
        named += [(row.split()[1], ("events", k)) for k, row in enumerate(entry.events)]
    else:
        named = [(entry.default, ("default",))]
        if isinstance(entry.codes, dict):
            for inner, outer in entry.codes.items():
                named += [(inner, ("codes", inner)), (outer, ("codes", inner))]
    for code, loc in named:
        if code is not None and code not in codes:
            line = source.line((i, *loc))
            yield Fault(source.file, line, f"{code!r} is no code of the ontology")
