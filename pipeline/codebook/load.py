"""Reading a folder of YAML into one codebook, with every fault found on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from pipeline.codebook.cache import read_source, read_templates
from pipeline.codebook.confidence import Confidence, Measurements
from pipeline.codebook.model import (
    Actor,
    Agents,
    Code,
    Cue,
    Governor,
    Issue,
    Release,
    Strict,
    Tally,
    Verb,
)  # fmt: skip
from pipeline.codebook.ordered import PlacedVerb, check_verb, join_discards, place_verb
from pipeline.codebook.pattern import Compiler, Pattern
from pipeline.codebook.sequences import Discards, OrderedVerb, Settings
from pipeline.codebook.templates import TemplateError
from pipeline.codebook.words import Lexicon
from pipeline.codebook.yaml import Source
from pipeline.errors import CodebookError, Fault, shown

Item = TypeVar("Item", bound=Strict)


def default_codebook() -> Path:
    """Return the folder of the codebook that comes with the package."""
    here = Path(__file__).resolve().parent.parent
    inside = here / "codebooks" / "cameo"
    return inside if inside.is_dir() else here.parent / "codebooks" / "cameo"


def read_version(folder: Path) -> str:
    """Return name and version of a codebook, from its ``codebook.yaml`` alone."""
    build, path = _Build(folder), folder / "codebook.yaml"
    if path.is_file():
        _read_release(build, build.read(path, path.read_bytes()))
    return _name_version(build.release)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with the codebook line it stands on: ``verbs/04_consult.yaml:37``."""

    entry: Any
    where: str
    settings: Settings = Settings()


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


@dataclass
class _Build:
    folder: Path
    faults: list[Fault] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)
    verbs: list[tuple[Verb, Source, int]] = field(default_factory=list)
    governors: list[tuple[Governor, Source, int]] = field(default_factory=list)
    synsets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    synset_lines: dict[str, str] = field(default_factory=dict)
    actors: list[Placed] = field(default_factory=list)
    agents: list[Placed] = field(default_factory=list)
    modifiers: list[Placed] = field(default_factory=list)
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cues: list[Placed] = field(default_factory=list)
    issues: list[Placed] = field(default_factory=list)
    tallies: list[Placed] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    confidence: Confidence | None = None
    release: Release | None = None
    settings: Settings = Settings()
    ordered: list[tuple[OrderedVerb, Source, int]] = field(default_factory=list)
    discards: list[Discards] = field(default_factory=list)
    exclusions: list[Placed] = field(default_factory=list)
    own_examples: list[Placed] = field(default_factory=list)

    def where(self, source: Source, line: int) -> str:
        if source.file not in self.names:
            self.names[source.file] = _relative(source.file, self.folder)
        return f"{self.names[source.file]}:{line}"

    def read(self, path: Path, content: bytes) -> Source:
        source, faults = read_source(path, content)
        self.faults.extend(faults)
        return source

    def entry(
        self, model: type[Item], data: Any, source: Source, loc: tuple[Any, ...]
    ) -> Item | None:
        try:
            free = self.settings.actor_codes == "free"
            return model.model_validate(data, context={"free_codes": free})
        except ValidationError as error:
            for problem in error.errors():
                line = source.line((*loc, *problem["loc"]))
                place = ".".join(str(part) for part in problem["loc"])
                message = problem["msg"].removeprefix("Value error, ")
                if problem["type"] == "extra_forbidden":
                    message = f"unknown key {place!r}; remove it or mend its spelling"
                elif place and problem["type"] != "value_error":
                    message = f"{place}: {message}"
                self.faults.append(Fault(source.file, line, message))
            return None

    def entries(self, model: type[Item], source: Source) -> Iterable[tuple[Item, int]]:
        if source.data is None:
            return
        if not isinstance(source.data, list):
            self.faults.append(Fault(source.file, 1, "must be a list of entries, each with a -"))
            return
        for i, data in enumerate(source.data):
            entry = self.entry(model, data, source, (i,))
            if entry is not None:
                yield entry, i


def _relative(file: str, folder: Path) -> str:
    path = Path(file)
    for base in (folder, folder.resolve(), Path(shown(folder))):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()


def load_codebook(folders: Sequence[Path] = (), strict: bool = True) -> Codebook:
    """Read one or more codebook folders into one codebook; later ones add to earlier ones.

    Args:
        folders: codebook folders; the package's own where none is given.
        strict: raise on any error; otherwise keep what is right and list the faults.

    Raises:
        CodebookError: with all that is wrong, each with file and line.
    """
    folders = tuple(folders) or (default_codebook(),)
    builds, digest = [], hashlib.sha256()
    for folder in folders:
        if not folder.is_dir():
            raise CodebookError([Fault(shown(folder), 0, "no such codebook folder")])
        builds.append(_read_folder(folder, digest.update))
    for kind, reader in {"status": _read_cues, "counts": _read_tallies}.items():
        if not any(build.cues if kind == "status" else build.tallies for build in builds):
            _read_own(builds[0], kind, reader, digest.update)
    codebook = _join(builds, digest.hexdigest()[:16])
    errors = [fault for fault in codebook.faults if fault.severity == "error"]
    if strict and errors:
        raise CodebookError(errors)
    return codebook


def _read_folder(folder: Path, digest: Callable[[bytes], object]) -> _Build:
    build = _Build(folder)
    readers: dict[str, Callable[[_Build, Source], None]] = {
        "codebook": _read_release, "ontology": _read_ontology, "synsets": _read_synsets,
        "agents": _read_agents, "composition": _read_composition, "verbs": _read_verbs,
        "actors": _read_actors, "confidence": _read_confidence,
        "settings": _read_settings, "sequences": _read_sequences, "discards": _read_discards,
        "status": _read_cues, "issues": _read_issues, "counts": _read_tallies,
    }  # fmt: skip
    paths = sorted(folder.rglob("*.yaml"), key=lambda path: (path.name != "settings.yaml", path))
    for path in paths:
        inside = path.relative_to(folder)
        reader = readers.get(inside.parts[0].removesuffix(".yaml"))
        if reader is None:
            build.faults.append(
                Fault(shown(path), 0, "not a file that a codebook knows", "warning")
            )
            continue
        content = path.read_bytes()
        digest(inside.as_posix().encode() + b"\0" + content)
        reader(build, build.read(path, content))
    _share_codes(build)
    return build


def _share_codes(build: _Build) -> None:
    """Give the classes that are ``like`` another the codes of that one, under their own."""
    tables = {entry.name: entry.codes for entry, _, _ in build.governors}
    for k, (entry, source, i) in enumerate(build.governors):
        if entry.like is None:
            continue
        shared = tables.get(entry.like)
        if not isinstance(shared, dict) or not isinstance(entry.codes, dict):
            line = source.line((i, "like"))
            build.faults.append(Fault(source.file, line, f"no class {entry.like!r} with codes"))
            continue
        codes = {**shared, **entry.codes}
        build.governors[k] = (entry.model_copy(update={"codes": codes}), source, i)


def _read_release(build: _Build, source: Source) -> None:
    build.release = build.entry(Release, source.data or {}, source, ())


def _read_settings(build: _Build, source: Source) -> None:
    build.settings = build.entry(Settings, source.data or {}, source, ()) or build.settings


def _read_sequences(build: _Build, source: Source) -> None:
    build.ordered.extend((entry, source, i) for entry, i in build.entries(OrderedVerb, source))


def _read_discards(build: _Build, source: Source) -> None:
    discards = build.entry(Discards, source.data or {}, source, ())
    if discards is None:
        return
    build.discards.append(discards)
    for i, rule in enumerate(discards.rows):
        build.exclusions.append(Placed(rule, build.where(source, source.line(("rows", i)))))
        for k, example in enumerate(rule.examples):
            line = source.line(("rows", i, "examples", k))
            build.own_examples.append(Placed(example, build.where(source, line)))


def _read_own(
    build: _Build,
    kind: str,
    reader: Callable[[_Build, Source], None],
    digest: Callable[[bytes], object],
) -> None:
    """Read what is English rather than CAMEO from the package's codebook, where others lack it."""
    path = default_codebook() / f"{kind}.yaml"
    content = path.read_bytes()
    digest(content)
    reader(build, build.read(path, content))


def _read_ontology(build: _Build, source: Source) -> None:
    codes = source.data.get("codes") if isinstance(source.data, dict) else None
    if not isinstance(codes, dict):
        build.faults.append(Fault(source.file, 1, "needs a mapping `codes:`"))
        return
    for key, data in codes.items():
        code = build.entry(Code, data, source, ("codes", key))
        if code is not None:
            build.codes[key] = code


def _read_synsets(build: _Build, source: Source) -> None:
    for name, members in (source.data or {}).items():
        words = members if isinstance(members, list) else [members]
        build.synsets[name] = build.synsets.get(name, ()) + tuple(map(str, words))
        build.synset_lines.setdefault(name, build.where(source, source.line((name,))))


def _read_confidence(build: _Build, source: Source) -> None:
    found = build.entry(Measurements, source.data, source, ())
    if found is not None:
        measured = ((one.kind, one.rows, one.right) for one in found.kinds)
        build.confidence = Confidence.of(found.least, measured)


def _read_agents(build: _Build, source: Source) -> None:
    agents = build.entry(Agents, source.data, source, ())
    if agents is None:
        return
    for key, into in (("agents", build.agents), ("modifiers", build.modifiers)):
        for i, entry in enumerate(getattr(agents, key)):
            where = build.where(source, source.line((key, i)))
            into.append(Placed(entry, where, build.settings))
    build.kinds.update(agents.kinds)


def _read_actors(build: _Build, source: Source) -> None:
    for entry, i in build.entries(Actor, source):
        where = build.where(source, source.line((i,)))
        build.actors.append(Placed(entry, where, build.settings))


def _read_verbs(build: _Build, source: Source) -> None:
    build.verbs.extend((entry, source, i) for entry, i in build.entries(Verb, source))


def _read_composition(build: _Build, source: Source) -> None:
    build.governors.extend((entry, source, i) for entry, i in build.entries(Governor, source))


def _read_cues(build: _Build, source: Source) -> None:
    build.cues.extend(_place(build, Cue, source))


def _read_issues(build: _Build, source: Source) -> None:
    build.issues.extend(_place(build, Issue, source))


def _read_tallies(build: _Build, source: Source) -> None:
    build.tallies.extend(_place(build, Tally, source))


def _place(build: _Build, model: type[Strict], source: Source) -> Iterable[Placed]:
    for entry, i in build.entries(model, source):
        yield Placed(entry, build.where(source, source.line((i,))))


def _join(builds: list[_Build], digest: str) -> Codebook:
    faults = [fault for build in builds for fault in build.faults]
    synsets: dict[str, tuple[str, ...]] = {}
    codes: dict[str, Code] = {}
    kinds: dict[str, tuple[str, ...]] = {}
    for build in builds:
        codes |= build.codes
        kinds |= build.kinds
        for name, words in build.synsets.items():
            synsets[name] = synsets.get(name, ()) + words
    lexicon = Lexicon(synsets)
    compiler = Compiler(lexicon)
    patterns: list[Pattern] = []
    examples: list[Placed] = []
    governors: dict[str, Governor] = {}
    for build in builds:
        placed: list[tuple[Verb | Governor, Source, int]] = [*build.verbs, *build.governors]
        templates = read_templates([text for entry, _, _ in placed for text in entry.patterns])
        for entry, source, i in placed:
            faults.extend(_check_codes(entry, codes, source, i))
            for k, text in enumerate(entry.patterns):
                line = source.line((i, "patterns", k))
                try:
                    patterns.append(
                        compiler.compile(
                            text, templates[text], build.where(source, line), entry, len(patterns)
                        )
                    )
                except TemplateError as error:
                    faults.append(Fault(source.file, line, str(error)))
            for k, example in enumerate(entry.examples):
                line = source.line((i, "examples", k))
                examples.append(Placed(example, build.where(source, line)))
            if isinstance(entry, Governor):
                governors[entry.name] = entry
    examples += [p for b in builds for p in b.own_examples]
    ordered: list[PlacedVerb] = []
    for build in builds:
        for verb, source, i in build.ordered:
            faults.extend(check_verb(verb, source, i, codes, lexicon))
            ordered.append(place_verb(verb, source, i, build.where, build.settings))
    return Codebook(
        folders=tuple(build.folder for build in builds),
        codes=codes, patterns=tuple(patterns), governors=governors,
        actors=tuple(p for b in builds for p in b.actors),
        agents=tuple(p for b in builds for p in b.agents),
        modifiers=tuple(p for b in builds for p in b.modifiers),
        kinds=kinds, lexicon=lexicon,
        synset_lines={n: where for b in reversed(builds) for n, where in b.synset_lines.items()},
        examples=tuple(examples), digest=digest,
        version=", ".join(_name_version(build.release) for build in builds),
        confidence=next((b.confidence for b in builds if b.confidence), Confidence()),
        ordered=tuple(ordered), discards=join_discards(d for b in builds for d in b.discards),
        exclusions=tuple(p for b in builds for p in b.exclusions),
        cues=tuple(p for b in builds for p in b.cues),
        issues=tuple(p for b in builds for p in b.issues),
        tallies=tuple(p for b in builds for p in b.tallies),
        faults=tuple(sorted(set(faults))),
    )  # fmt: skip


def _name_version(release: Release | None) -> str:
    return f"{release.name} {release.version}" if release else "unversioned"


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
