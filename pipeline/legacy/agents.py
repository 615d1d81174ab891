"""Agent dictionaries: common nouns with codes that are added to an actor's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from pipeline.legacy.lines import Line, Loss
from pipeline.legacy.names import plain, pluralise

_ENTRY = re.compile(r"(?P<phrase>[^\[{]*?)\s*(?P<plural>\{[^}]*\})?\s*\[(?P<code>[^\]]*)\]$")
_SET = re.compile(r"!(\w+)!\s*=\s*(.*)$")
_MARK = re.compile(r"!(\w+)!")
_PARTS = re.compile(r"[A-Z]{3}(?:[A-Z]{3})*")


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """An agent in all its forms, with its code; ``before`` where that stands before the actor's."""

    line: Line
    nouns: tuple[str, ...]
    code: str
    before: bool


def read_agents(lines: list[Line]) -> tuple[list[AgentNoun], list[Loss]]:
    """Read an agent dictionary, with its substitution sets and its plurals."""
    agents: list[AgentNoun] = []
    losses: list[Loss] = []
    sets: dict[str, list[str]] = {}
    seen: dict[str, AgentNoun] = {}
    for line in lines:
        text = line.text.strip()
        defined = _SET.match(text)
        if defined:
            sets[defined[1]] = [w.strip() for w in defined[2].split(",") if w.strip()]
            continue
        found = _ENTRY.match(text)
        agent = _read_entry(found, line, sets, losses) if found else None
        if found is None:
            losses.append(line.loss("no agent: write PHRASE {PLURAL} [~CODE]"))
        if agent is None:
            continue
        fresh = tuple(noun for noun in agent.nouns if seen.setdefault(noun, agent) is agent)
        for noun in agent.nouns:
            if noun not in fresh:
                first = seen[noun]
                same = "the same" if first.code == agent.code else "another"
                losses.append(line.loss(f"{noun!r} has {same} code already at {first.line.where}"))
        if fresh:
            agents.append(AgentNoun(line, fresh, agent.code, agent.before))
    return agents, losses


def _read_entry(
    found: re.Match[str], line: Line, sets: dict[str, list[str]], losses: list[Loss]
) -> AgentNoun | None:
    code = found["code"].replace(" ", "")
    bare = code.replace("~", "", 1).upper()
    if code.count("~") != 1 or not (code[0] == "~" or code[-1] == "~"):
        losses.append(line.loss(f"[{code}] needs one ~, before or after the code"))
        return None
    if not _PARTS.fullmatch(bare):
        losses.append(line.loss(f"{bare!r} is not made of parts of three letters"))
        return None
    phrase = found["phrase"]
    undefined = [name for name in _MARK.findall(phrase) if name not in sets]
    if undefined or "!" in _MARK.sub("", phrase):
        names = " and ".join(f"!{name}!" for name in undefined) or "a single !"
        losses.append(line.loss(f"{names} is not defined before it is used"))
        return None
    nouns = _forms(phrase, found["plural"], sets)
    if not nouns:
        losses.append(line.loss("no phrase before the code"))
        return None
    return AgentNoun(line, nouns, bare, code[-1] == "~")


def _forms(phrase: str, plural: str | None, sets: dict[str, list[str]]) -> tuple[str, ...]:
    """Return a phrase in all its forms, in lower case.

    Of a phrase with substitutions there is no plural beside those listed.
    """
    pieces = _MARK.split(phrase)
    options = [sets[piece] if k % 2 else [piece] for k, piece in enumerate(pieces)]
    nouns = [plain("".join(choice)).lower() for choice in product(*options)]
    if plural is not None:
        nouns += [plain(form).lower() for form in re.split(r"[,\s]+", plural.strip("{} "))]
    elif len(pieces) == 1 and nouns[0]:
        nouns.append(pluralise(nouns[0]))
    return tuple(dict.fromkeys(noun for noun in nouns if noun))
