"""Reading the files of one codebook folder: entries with the lines they stand on, and faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from pipeline.codebook.cache import keep, load_kept, make_key, read_source
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
from pipeline.codebook.sequences import Discards, OrderedVerb, Settings
from pipeline.codebook.yaml import Source
from pipeline.errors import Fault, shown

Item = TypeVar("Item", bound=Strict)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with the codebook line it stands on: ``verbs/04_consult.yaml:37``."""

    entry: Any
    where: str
    settings: Settings = Settings()


class Deferred(Placed):
    """An entry that is known to be right, made when it is first asked for."""

    __slots__ = ("_data", "_made", "_model")
    _model: type[Strict]
    _data: Any
    _made: Any

    def __init__(self, model: type[Strict], data: Any, where: str, settings: Settings) -> None:
        for name, value in zip(
            ("_model", "_data", "_made", "where", "settings"),
            (model, data, None, where, settings),
            strict=True,
        ):
            object.__setattr__(self, name, value)

    @property
    def entry(self) -> Any:
        """The entry."""
        if self._made is None:
            object.__setattr__(self, "_made", _validate(self._model, self._data, self.settings))
        return self._made


def _validate(model: type[Item], data: Any, settings: Settings) -> Item:
    return model.model_validate(data, context={"free_codes": settings.actor_codes == "free"})


@dataclass
class Folder:
    """What the files of a folder hold, as it is read."""

    path: Path
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

    @property
    def version(self) -> str:
        """Name and version of the codebook."""
        return f"{self.release.name} {self.release.version}" if self.release else "unversioned"

    def where(self, source: Source, line: int) -> str:
        """Return the line of a file as it is shown: ``verbs/04_consult.yaml:37``."""
        if source.file not in self.names:
            self.names[source.file] = _relative(source.file, self.path)
        return f"{self.names[source.file]}:{line}"

    def read(self, path: Path, content: bytes) -> Source:
        """Read a file as YAML; its faults are kept."""
        source, faults = read_source(path, content)
        self.faults.extend(faults)
        return source

    def entry(
        self, model: type[Item], data: Any, source: Source, loc: tuple[Any, ...]
    ) -> Item | None:
        """Read one entry; None, with a fault kept, where it is not what the model asks for."""
        try:
            return _validate(model, data, self.settings)
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
        """Read a list of entries, each with its place in the list."""
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


def read_folder(folder: Path, digest: Callable[[bytes], object]) -> Folder:
    """Read all files of a codebook folder, the settings first; ``digest`` gets all they hold."""
    found = Folder(folder)
    paths = sorted(folder.rglob("*.yaml"), key=lambda path: (path.name != "settings.yaml", path))
    for path in paths:
        inside = path.relative_to(folder)
        kind = inside.parts[0].removesuffix(".yaml")
        if kind not in _READERS:
            found.faults.append(
                Fault(shown(path), 0, "not a file that a codebook knows", "warning")
            )
            continue
        content = path.read_bytes()
        digest(inside.as_posix().encode() + b"\0" + content)
        read_file(found, kind, path, content)
    _share_codes(found)
    return found


def read_file(into: Folder, kind: str, path: Path, content: bytes) -> None:
    """Add to a folder what a file holds; the kind of a file is the first part of its name."""
    _READERS[kind](into, into.read(path, content))


def _share_codes(into: Folder) -> None:
    """Give the classes that are ``like`` another the codes of that one, under their own."""
    tables = {entry.name: entry.codes for entry, _, _ in into.governors}
    for k, (entry, source, i) in enumerate(into.governors):
        if entry.like is None:
            continue
        shared = tables.get(entry.like)
        if not isinstance(shared, dict) or not isinstance(entry.codes, dict):
            line = source.line((i, "like"))
            into.faults.append(Fault(source.file, line, f"no class {entry.like!r} with codes"))
            continue
        codes = {**shared, **entry.codes}
        into.governors[k] = (entry.model_copy(update={"codes": codes}), source, i)


def _read_release(into: Folder, source: Source) -> None:
    into.release = into.entry(Release, source.data or {}, source, ())


def _read_settings(into: Folder, source: Source) -> None:
    into.settings = into.entry(Settings, source.data or {}, source, ()) or into.settings


def _read_sequences(into: Folder, source: Source) -> None:
    into.ordered.extend((entry, source, i) for entry, i in into.entries(OrderedVerb, source))


def _read_discards(into: Folder, source: Source) -> None:
    discards = into.entry(Discards, source.data or {}, source, ())
    if discards is None:
        return
    into.discards.append(discards)
    for i, rule in enumerate(discards.rows):
        into.exclusions.append(Placed(rule, into.where(source, source.line(("rows", i)))))
        for k, example in enumerate(rule.examples):
            line = source.line(("rows", i, "examples", k))
            into.own_examples.append(Placed(example, into.where(source, line)))


def _read_ontology(into: Folder, source: Source) -> None:
    codes = source.data.get("codes") if isinstance(source.data, dict) else None
    if not isinstance(codes, dict):
        into.faults.append(Fault(source.file, 1, "needs a mapping `codes:`"))
        return
    for key, data in codes.items():
        code = into.entry(Code, data, source, ("codes", key))
        if code is not None:
            into.codes[key] = code


def _read_synsets(into: Folder, source: Source) -> None:
    for name, members in (source.data or {}).items():
        words = members if isinstance(members, list) else [members]
        into.synsets[name] = into.synsets.get(name, ()) + tuple(map(str, words))
        into.synset_lines.setdefault(name, into.where(source, source.line((name,))))


def _read_confidence(into: Folder, source: Source) -> None:
    found = into.entry(Measurements, source.data, source, ())
    if found is not None:
        measured = ((one.kind, one.rows, one.right) for one in found.kinds)
        into.confidence = Confidence.of(found.least, measured)


def _read_agents(into: Folder, source: Source) -> None:
    agents = into.entry(Agents, source.data, source, ())
    if agents is None:
        return
    for key, entries in (("agents", into.agents), ("modifiers", into.modifiers)):
        for i, entry in enumerate(getattr(agents, key)):
            where = into.where(source, source.line((key, i)))
            entries.append(Placed(entry, where, into.settings))
    into.kinds.update(agents.kinds)


def _read_actors(into: Folder, source: Source) -> None:
    settings = into.settings
    right = make_key("right", source.key, settings.model_dump_json())
    if source.key and load_kept(right):
        into.actors.extend(
            Deferred(Actor, data, into.where(source, source.line((i,))), settings)
            for i, data in enumerate(source.data)
        )
        return
    before = len(into.faults)
    for entry, i in into.entries(Actor, source):
        where = into.where(source, source.line((i,)))
        into.actors.append(Placed(entry, where, settings))
    if source.key and source.data and len(into.faults) == before:
        keep(right, True)


def _read_verbs(into: Folder, source: Source) -> None:
    into.verbs.extend((entry, source, i) for entry, i in into.entries(Verb, source))


def _read_composition(into: Folder, source: Source) -> None:
    into.governors.extend((entry, source, i) for entry, i in into.entries(Governor, source))


def _read_cues(into: Folder, source: Source) -> None:
    into.cues.extend(_place(into, Cue, source))


def _read_issues(into: Folder, source: Source) -> None:
    into.issues.extend(_place(into, Issue, source))


def _read_tallies(into: Folder, source: Source) -> None:
    into.tallies.extend(_place(into, Tally, source))


def _place(into: Folder, model: type[Strict], source: Source) -> Iterable[Placed]:
    for entry, i in into.entries(model, source):
        yield Placed(entry, into.where(source, source.line((i,))))


_READERS: dict[str, Callable[[Folder, Source], None]] = {
    "codebook": _read_release, "ontology": _read_ontology, "synsets": _read_synsets,
    "agents": _read_agents, "composition": _read_composition, "verbs": _read_verbs,
    "actors": _read_actors, "confidence": _read_confidence, "settings": _read_settings,
    "sequences": _read_sequences, "discards": _read_discards, "status": _read_cues,
    "issues": _read_issues, "counts": _read_tallies,
}  # fmt: skip
