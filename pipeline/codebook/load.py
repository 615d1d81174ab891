"""Joining codebook folders into one codebook, with every fault found on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.codebook.cache import keep, load_kept, make_key
from pipeline.codebook.confidence import Confidence
from pipeline.codebook.folder import (
    Deferred,
    Folder,
    Placed,
    is_known,
    list_files,
    read_file,
    read_folder,
)
from pipeline.codebook.model import Code, Governor, Verb
from pipeline.codebook.ordered import PlacedVerb, check_verb, join_discards, place_verb
from pipeline.codebook.pattern import Compiler, Pattern
from pipeline.codebook.sequences import Discards
from pipeline.codebook.templates import Template, TemplateError
from pipeline.codebook.words import Lexicon
from pipeline.codebook.yaml import Source
from pipeline.errors import CodebookError, Fault, shown

# What is English rather than CAMEO comes from the package's codebook, where others lack it.
_ENGLISH = {"status.yaml": "cues", "counts.yaml": "tallies"}


def default_codebook() -> Path:
    """Return the folder of the codebook that comes with the package."""
    here = Path(__file__).resolve().parent.parent
    inside = here / "codebooks" / "cameo"
    return inside if inside.is_dir() else here.parent / "codebooks" / "cameo"


def read_version(folder: Path) -> str:
    """Return name and version of a codebook, from its ``codebook.yaml`` alone."""
    found, path = Folder(folder), folder / "codebook.yaml"
    if path.is_file():
        read_file(found, path.name, path.read_bytes())
    return found.version


@dataclass(frozen=True, slots=True)
class Codebook:
    """All that the coder needs to know of a codebook; see ``docs/codebook-*.md``."""

    folders: tuple[Path, ...]
    codes: Mapping[str, Code]
    patterns: tuple[Pattern, ...]
    governors: Mapping[str, Governor]
    actors: Sequence[Placed]
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
    for folder in folders:
        if not folder.is_dir():
            raise CodebookError([Fault(shown(folder), 0, "no such codebook folder")])
    files = [list_files(folder) for folder in folders]
    english = {name: (default_codebook() / name).read_bytes() for name in _ENGLISH}
    name = "\0".join(["codebook", *(str(folder.resolve()) for folder in folders)])
    key = make_key(*(part for some in (*files, english) for part in _parts(some)))
    known = load_kept(name, key)
    if isinstance(known, Codebook):
        return replace(known, folders=folders)
    codebook = _read(folders, files, english)
    if not codebook.faults:
        kept = replace(codebook, folders=(), actors=Deferred(codebook.actors))
        keep(name, key, kept)
    errors = [fault for fault in codebook.faults if fault.severity == "error"]
    if strict and errors:
        raise CodebookError(errors)
    return codebook


def _parts(files: Mapping[str, bytes]) -> Iterable[str | bytes]:
    """Yield all that a folder holds, and how many files that is."""
    yield str(len(files))
    for inside, content in files.items():
        yield from (inside, content)


def _read(
    folders: Sequence[Path], files: Sequence[Mapping[str, bytes]], english: Mapping[str, bytes]
) -> Codebook:
    digest = hashlib.sha256()
    for some in files:
        for inside, content in some.items():
            if is_known(inside):
                digest.update(inside.encode() + b"\0" + content)
    read = [read_folder(folder, some) for folder, some in zip(folders, files, strict=True)]
    spare = Folder(default_codebook())
    for inside, content in english.items():
        if not any(getattr(one, _ENGLISH[inside]) for one in read):
            digest.update(content)
            read_file(spare, inside, content)
    read[0].cues += spare.cues
    read[0].tallies += spare.tallies
    return _join(read, digest.hexdigest()[:16])


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
        templates = _read_templates(
            folder.path, [text for entry, _, _ in placed for text in entry.patterns]
        )
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


def _read_templates(folder: Path, texts: Iterable[str]) -> dict[str, Template | TemplateError]:
    """Read the templates of a folder, but those that were read before."""
    name, key = f"templates {folder.resolve()}", make_key()
    kept: dict[str, Template] = load_kept(name, key) or {}
    read: dict[str, Template | TemplateError] = {
        text: kept.get(text) or _read_template(text) for text in texts
    }
    good = {text: one for text, one in read.items() if isinstance(one, Template)}
    if good.keys() != kept.keys():
        keep(name, key, good)
    return read


def _read_template(text: str) -> Template | TemplateError:
    # Slow to import, and seldom needed.
    from pipeline.codebook.reader import read_template

    try:
        return read_template(text)
    except TemplateError as error:
        return error


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
