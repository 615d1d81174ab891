"""YAML whose every scalar is a string and whose every value knows its line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from pipeline.codebook.cache import keep, load_kept, make_key
from pipeline.errors import Fault, shown

Loc = tuple[str | int, ...]

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file as plain lists, mappings and strings.

    Attributes:
        file: the path as shown to the user.
        data: the content; None for an empty file.
        lines: 1-based line of every value, by its path of keys and positions.
    """

    file: str
    data: Any
    lines: dict[Loc, int]

    def line(self, loc: Loc) -> int:
        """Return the line of a value, or of the nearest value around it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)


def read_source(path: Path, content: bytes) -> tuple[Source, list[Fault]]:
    """Read a YAML file, unless what it holds was read before.

    Args:
        path: the file.
        content: its bytes.
    """
    name, key = f"source {path.resolve()}", make_key(content)
    known = load_kept(name, key)
    if isinstance(known, Source):
        return replace(known, file=shown(path)), []
    source, faults = read_yaml(path)
    if not faults:
        keep(name, key, source)
    return source, faults


def read_yaml(path: Path) -> tuple[Source, list[Fault]]:
    """Read a YAML file without YAML's own types; duplicate keys and aliases are faults."""
    file, faults = shown(path), list[Fault]()
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        return Source(file, None, {}), [
            Fault(file, 0, f"not UTF-8 at byte {error.start}; save the file as UTF-8")
        ]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return Source(file, None, {}), [Fault(file, line, f"not YAML: {error.problem}")]
    except yaml.YAMLError as error:
        return Source(file, None, {}), [Fault(file, 0, f"not YAML: {error}")]
    lines: dict[Loc, int] = {}
    seen: set[int] = set()

    def build(node: Any, loc: Loc) -> Any:
        line = node.start_mark.line + 1
        lines[loc] = line
        if not isinstance(node, yaml.ScalarNode):
            if id(node) in seen:
                faults.append(Fault(file, line, "aliases are not allowed; write the value out"))
                return None
            seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [build(item, (*loc, i)) for i, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            mapping: dict[str, Any] = {}
            for key, value in node.value:
                name = str(key.value)
                if name in mapping:
                    where = key.start_mark.line + 1
                    faults.append(Fault(file, where, f"key {name!r} occurs twice; keep one"))
                    continue
                mapping[name] = build(value, (*loc, name))
            return mapping
        return str(node.value)

    data = build(node, ()) if node is not None else None
    return Source(file, data, lines), faults
