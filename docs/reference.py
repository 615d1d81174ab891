"""The generated pages: ``cli.md`` from the commands themselves, ``columns.md`` from the schemas."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pyarrow as pa
import typer
from typer.models import ArgumentInfo

from pipeline.cli import load_commands
from pipeline.tables.schema import CODED, EVENTS, KINDS, LEDGER, OUTCOMES

Command = Callable[..., Any]
DOCS = Path(__file__).resolve().parent
NOTE = "<!-- Written by `make docs`; do not edit it here. -->\n"
ABOUT_COMMANDS = """\
`events COMMAND --help` shows the same in the terminal, `events --version` the versions of the coder
and of its codebook. Exit codes: 0 done; 1 a check failed (each command says which); 2 wrong usage;
3 it could not start or finish, with one line that says why.
"""
ABOUT_COLUMNS = """\
`events columns` shows the first table in the terminal, and each column's meaning stands in the
Parquet file itself, as `description` in the metadata of its field. How the values are decided:
[how codes are decided](how-codes-are-decided.md), [dates, places, status](dates-places-status.md),
[confidence](confidence.md), [duplicates](duplicates.md).
"""
ABOUT_OUTCOMES = """\
A candidate is a word that could tell of an event: `trigger`, `start` and `end` (in the article),
`outcome`, the codebook line `pattern` of what fitted, and the `reason` where it gave no event.
Outcomes, of sentences and of candidates:
"""


def write_references() -> None:
    """Write both pages."""
    for name, text in references().items():
        (DOCS / name).write_text(text, encoding="utf-8")


def references() -> dict[str, str]:
    """Return the pages by name."""
    return {"cli.md": "\n".join(_commands()), "columns.md": "\n".join(_columns())}


@dataclass(frozen=True, slots=True)
class Parameter:
    """An option or an argument of a command.

    Attributes:
        name: how the user writes it, with its value.
        meaning: its help, with what holds if it is left out.
        is_option: whether it is an option.
    """

    name: str
    meaning: str
    is_option: bool


def _commands() -> Iterator[str]:
    app = load_commands()
    yield "# The commands\n"
    yield NOTE
    yield ABOUT_COMMANDS
    commands = sorted(_walk(app, ()))
    for title, _ in commands:
        yield f"- [`{title}`](#{title.replace(' ', '-')})"
    yield ""
    bar = r"\|"
    for title, command in commands:
        parameters = list(_parameters(command))
        arguments = [one.name for one in parameters if not one.is_option]
        yield f"## {title}\n"
        yield f"```text\n{' '.join([title, '[OPTIONS]', *arguments])}\n```\n"
        yield f"{_plain(command.__doc__)}\n"
        for is_option, kind in ((False, "argument"), (True, "option")):
            chosen = [one for one in parameters if one.is_option is is_option]
            if chosen:
                yield f"| {kind} | |\n| --- | --- |"
                for one in chosen:
                    yield f"| `{one.name.replace('|', bar)}` | {one.meaning} |"
                yield ""


def _walk(app: typer.Typer, names: tuple[str, ...]) -> Iterator[tuple[str, Command]]:
    for info in app.registered_commands:
        if info.callback:
            own = info.name or info.callback.__name__
            yield " ".join(("events", *names, own)), info.callback
    for group in app.registered_groups:
        if group.typer_instance:
            yield from _walk(group.typer_instance, (*names, str(group.name)))


def _parameters(command: Command) -> Iterator[Parameter]:
    hints = get_type_hints(command, include_extras=True)
    for name, parameter in inspect.signature(command).parameters.items():
        kind, info = get_args(hints[name])[:2]
        if isinstance(info, ArgumentInfo):
            yield Parameter(str(info.metavar or name.upper()), _cell(info.help), False)
            continue
        plain = f"--{name.replace('_', '-')}"
        # Within Annotated the first name stands where the default does otherwise.
        names = [one for one in (info.default, *(info.param_decls or ())) if isinstance(one, str)]
        names = names or [f"{plain}/--no-{plain[2:]}" if kind is bool else plain]
        value = "" if kind is bool else f" {info.metavar or _value(kind)}"
        default = _default(parameter.default)
        yield Parameter(f"{', '.join(names)}{value}", _cell(info.help) + default, True)


def _value(kind: Any) -> str:
    """Return what stands for an option's value."""
    kinds = [one for one in get_args(kind) if one is not type(None)]
    if kinds:
        return _value(kinds[0])
    if issubclass(kind, Enum):
        return "/".join(str(one.value) for one in kind)
    return {Path: "PATH", int: "N", float: "X"}.get(kind, "TEXT")


def _default(value: Any) -> str:
    if value is inspect.Parameter.empty:
        return " Required."
    if value is None or isinstance(value, bool):
        return ""
    return f" If left out: `{value.value if isinstance(value, Enum) else value}`."


def _plain(text: str | None) -> str:
    """Return help text as Markdown."""
    paragraphs = re.split(r"\n\s*\n", (text or "").strip())
    joined = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return re.sub(r"\[bold\](.*?)\[/bold\]", r"`\1`", "\n\n".join(joined))


def _cell(text: str | None) -> str:
    return _plain(text).replace("\n\n", " ").replace("|", r"\|")


def _columns() -> Iterator[str]:
    yield "# What each column means\n"
    yield NOTE
    yield ABOUT_COLUMNS
    titles = {
        "events.parquet: a row an event": EVENTS,
        "ledger.parquet: a row a sentence": LEDGER,
        "articles.parquet: a row an article": CODED,
    }
    for title, schema in titles.items():
        yield f"## {title}\n"
        yield "| column | type | meaning |\n| --- | --- | --- |"
        for field in schema:
            meaning = field.metadata[b"description"].decode().replace("|", r"\|")
            yield f"| `{field.name}` | {_type(field.type)} | {meaning} |"
        yield ""
        if schema is LEDGER:
            yield from _outcomes()


def _outcomes() -> Iterator[str]:
    yield ABOUT_OUTCOMES
    yield "| outcome | meaning |\n| --- | --- |"
    for name, meaning in OUTCOMES.items():
        yield f"| {name} | {meaning} |"
    yield ""


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
        return "list of candidates"
    return KINDS.get(kind, str(kind))
