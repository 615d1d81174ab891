"""What was read from dictionaries, as the lines of a codebook's files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Protocol, TypeVar

from pipeline.codebook.load import default_codebook
from pipeline.codebook.model import Code
from pipeline.codebook.sequences import ActionCode
from pipeline.codebook.yaml import read_yaml
from pipeline.legacy.actors import CodedDays, NamedActor
from pipeline.legacy.agents import AgentNoun
from pipeline.legacy.discards import DiscardLists
from pipeline.legacy.issues import IssueWords
from pipeline.legacy.lines import Line, Loss
from pipeline.legacy.names import printed
from pipeline.legacy.verbs import VerbBlock, Verbs, VerbWord
from pipeline.legacy.verbs2 import TemplateBlock
from pipeline.legacy.writing import entry, inline, scalar

_OTHERS = {
    "IGO": "organization", "NGO": "organization", "NGM": "organization", "INT": "organization",
    "UIS": "organization", "IMG": "group", "MNC": "company",
}  # fmt: skip
_FOREIGN = 0.1


class _Placed(Protocol):
    line: Line


Item = TypeVar("Item", bound=_Placed)


def by_file(items: Iterable[Item]) -> Iterator[tuple[str, list[Item]]]:
    """Yield items by the stem of the file they stand in, in file order."""
    for file, group in groupby(items, key=lambda item: item.line.file):
        yield Path(file).name.replace(" ", "_").removesuffix(".txt"), list(group)


def release() -> Iterator[str]:
    """Yield ``codebook.yaml``."""
    yield "name: imported"
    yield 'version: "0.1"'


def settings(dialects: set[str], legacy: frozenset[str]) -> Iterator[str]:
    """Yield ``settings.yaml``."""
    yield "actor_codes: free"
    yield f"names: {'stems' if 'stems' in legacy else 'folded'}"
    yield f"words: {'lemmas' if dialects == {'tabari'} else 'exact'}"
    if "former-in-office" in legacy:
        yield "former: kept"
    yield f"dialect: {' '.join(sorted(dialects)) or 'none'}"
    if legacy:
        yield f"note: imported with --legacy {' --legacy '.join(sorted(legacy))}"


def codes_of(verbs: Verbs, templates: Iterable[TemplateBlock]) -> list[str]:
    """Return all event codes, sorted."""
    found = {code for block in templates for _, code, _ in block.templates if code != "none"}
    for block in verbs.blocks:
        named = [block.code, *(v.code for v in block.verbs if v.code)]
        named += [code for code, _ in block.sequences.values()]
        found.update(part for code in named for part in ActionCode.read(code).parts)
    return sorted(found)


def ontology(codes: Sequence[str], kind: str) -> tuple[list[str], list[str]]:
    """Return ``ontology.yaml``, and what is to be said about it.

    Args:
        codes: the event codes of the dictionaries.
        kind: ``cameo``, ``own`` or ``auto``.
    """
    known = _cameo()
    foreign = [code for code in codes if code not in known]
    if kind == "auto":
        kind = "own" if len(foreign) > _FOREIGN * len(codes) else "cameo"
    lines = ["codes:"]
    for code in codes:
        if kind == "cameo" and code in known:
            lines.append(f"  {scalar_code(code)}: {_code(known[code])}")
        else:
            lines.append(f"  {scalar_code(code)}: {{name: code {code}}}")
    notes = []
    if kind == "own" and codes:
        notes.append(
            f"{len(foreign)} of {len(codes)} event codes are none of CAMEO's: the codebook has an "
            "ontology of its own, without names and scores; fill in ontology.yaml, or import with "
            "--ontology cameo"
        )
    elif foreign:
        notes.append(f"event codes that CAMEO lacks, without name and score: {' '.join(foreign)}")
    return lines if codes else ["codes: {}"], notes


@cache
def _cameo() -> dict[str, Code]:
    source, _ = read_yaml(default_codebook() / "ontology.yaml")
    return {code: Code.model_validate(data) for code, data in source.data["codes"].items()}


def scalar_code(code: str) -> str:
    """Return an event code as YAML, always quoted."""
    return f'"{code}"' if code != "none" else code


def _code(code: Code) -> str:
    fields = [f"name: {scalar(code.name)}"]
    fields += [f"quad: {code.quad}"] if code.quad is not None else []
    fields += [f"goldstein: {code.goldstein}"] if code.goldstein is not None else []
    fields += [f"plover: {code.plover}"] if code.plover else []
    fields += [f"mode: {scalar(code.mode)}"] if code.mode else []
    fields += [f"contexts: {inline(code.contexts)}"] if code.contexts else []
    return "{" + ", ".join(fields) + "}"


def actors(items: Iterable[NamedActor]) -> Iterator[str]:
    """Yield a file of actors."""
    for item in items:
        names = list(dict.fromkeys(map(printed, item.names)))
        single = len(item.codes) == 1 and not item.codes[0].dated
        yield from entry(
            {
                "name": names[0],
                "kind": kind_of(item.codes),
                "code": item.codes[0].code if single else None,
                "codes": None if single else [_dated(code) for code in item.codes],
                "also": names[1:],
            },
            item.line.where,
        )


def kind_of(codes: Sequence[CodedDays]) -> str:
    """Return what kind of actor codes tell of: three letters are a country."""
    code = next((c.code for c in codes if c.code != "none"), "")
    if code[:3] in _OTHERS:
        return _OTHERS[code[:3]]
    return "country" if len(code) == 3 else "organization"


def _dated(code: CodedDays) -> str:
    start = f" from {code.start.isoformat()}" if code.start else ""
    end = f" until {code.end.isoformat()}" if code.end else ""
    return code.code + start + end


def agents(items: Iterable[AgentNoun]) -> Iterator[str]:
    """Yield ``agents.yaml``."""
    yield "agents:"
    for item in items:
        fields: dict[str, str | Sequence[str] | None] = {"code": item.code, "nouns": item.nouns}
        fields["before"] = "true" if item.before else None
        yield from (f"  {line}" for line in entry(fields, item.line.where))


def synsets(found: dict[str, list[str]]) -> Iterator[str]:
    """Yield ``synsets.yaml``."""
    for name, members in found.items():
        yield f"{scalar(name)}: {inline(members)}"


def sequences(blocks: Iterable[VerbBlock]) -> Iterator[str]:
    """Yield a file of ordered verbs."""
    for block in blocks:
        yield f"- code: {scalar_code(block.code)}  # {block.line.where}"
        yield "  verbs:"
        yield from (f"    - {_verb(verb)}" for verb in block.verbs)
        if block.sequences:
            yield "  sequences:"
            for text, (code, line) in block.sequences.items():
                yield f"    {scalar(text)}: {scalar_code(code)}  # {line.where}"


def templates(blocks: Iterable[TemplateBlock]) -> Iterator[str]:
    """Yield a file of verbs with templates, one entry for each code of a block."""
    for block in blocks:
        codes = dict.fromkeys(code for _, code, _ in block.templates)
        for wanted in codes:
            yield f"- code: {scalar_code(wanted)}  # {block.line.where}"
            yield "  patterns:"
            seen: set[str] = set()
            for text, code, line in block.templates:
                if code == wanted and text not in seen:
                    seen.add(text)
                    yield f"    - {scalar(text)}  # {line.where}"


def _verb(verb: VerbWord) -> str:
    if verb.forms is None and verb.code is None:
        return scalar(verb.words)
    fields = [f"words: {scalar(verb.words)}"]
    fields += [f"forms: {inline(verb.forms)}"] if verb.forms is not None else []
    fields += [f"code: {scalar_code(verb.code)}"] if verb.code is not None else []
    return "{" + ", ".join(fields) + "}"


def discards(lists: DiscardLists) -> Iterator[str]:
    """Yield ``discards.yaml``."""
    for key, phrases in (("sentences", lists.sentences), ("articles", lists.articles)):
        if phrases:
            yield f"{key}:"
            yield from (f"  - {scalar(phrase)}" for phrase in phrases)


def issues(items: Iterable[IssueWords]) -> Iterator[str]:
    """Yield ``issues.yaml``."""
    for item in items:
        yield from entry({"issue": item.code, "words": item.phrases}, item.line.where)


def report(losses: Iterable[Loss]) -> Iterator[str]:
    """Yield the table of what was not carried over, or not as it stood."""
    yield "file\tline\tcarried over\treason\ttext"
    for loss in losses:
        text = " ".join(loss.text.split())
        yield f"{loss.file}\t{loss.line}\t{'changed' if loss.kept else 'no'}\t{loss.reason}\t{text}"
