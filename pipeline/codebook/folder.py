"""Reading the files of one codebook folder: entries with the lines they stand on, and faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, overload

from pydantic import ValidationError

from pipeline.codebook.cache import pack, unpack
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
from pipeline.codebook.yaml import Source, read_source
from pipeline.errors import Fault, shown

Item = TypeVar("Item", bound=Strict)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with the codebook line it stands on: ``verbs/04_consult.yaml:37``."""

    entry: Any
    where: str
    settings: Settings = Settings()


class Deferred(Sequence[Placed]):
    """Entries of which few are ever asked for: each is unpacked when it first is.

    Args:
        entries: all of them.
    """

    def __init__(self, entries: Iterable[Placed]) -> None:
        self._packed = [(pack(one.entry), one.where, one.settings) for one in entries]
        self._made: dict[int, Placed] = {}

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, i: int) -> Placed: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[Placed]: ...
    def __getitem__(self, i: int | slice) -> Placed | Sequence[Placed]:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        if i not in self._made:
            packed, where, settings = self._packed[i]
            self._made[i] = Placed(unpack(packed), where, settings)
        return self._made[i]


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
            return model.model_validate(
                data, context={"free_codes": self.settings.actor_codes == "free"}
            )
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


def list_files(folder: Path) -> dict[str, bytes]:
    """Return what the files of a codebook folder hold by their paths in it, the settings first."""
    paths = sorted(folder.rglob("*.yaml"), key=lambda path: (path.name != "settings.yaml", path))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def is_known(inside: str) -> bool:
    """Tell by its path in the folder whether a file is one that a codebook knows."""
    return _kind(inside) in _READERS


def _kind(inside: str) -> str:
    return inside.partition("/")[0].removesuffix(".yaml")


def read_folder(folder: Path, files: Mapping[str, bytes]) -> Folder:
    """Read all files of a codebook folder.

    Args:
        folder: the folder.
        files: what its files hold, by their paths in it.
    """
    found = Folder(folder)
    for inside, content in files.items():
        if is_known(inside):
            read_file(found, inside, content)
        else:
            shown_as = shown(folder / inside)
            found.faults.append(Fault(shown_as, 0, "not a file that a codebook knows", "warning"))
    _share_codes(found)
    return found


def read_file(into: Folder, inside: str, content: bytes) -> None:
    """Add to a folder what a file of it holds; the first part of its path says what that is."""
    _READERS[_kind(inside)](into, into.read(into.path / inside, content))


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
    for entry, i in into.entries(Actor, source):
        where = into.where(source, source.line((i,)))
        into.actors.append(Placed(entry, where, into.settings))


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
