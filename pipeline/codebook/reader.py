"""Reading the words of a template by the grammar in ``template.lark``."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import cast

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

from pipeline.codebook.templates import (
    Lexeme,
    Slot,
    Template,
    TemplateError,
    TemplateItem,
    build_template,
)


class _Reader(Transformer[Token, list[TemplateItem]]):
    def slot(self, parts: list[Token]) -> Slot:
        return Slot(str(parts[0]), str(parts[1]) if len(parts) > 1 else None)

    def joined(self, parts: list[Slot]) -> TemplateItem:
        return TemplateItem(pair=(parts[0], parts[1]))

    def slot_item(self, parts: list[Slot]) -> TemplateItem:
        return TemplateItem(slot=parts[0])

    def word(self, parts: list[Token]) -> TemplateItem:
        text, pos = str(parts[0]), None
        if text[-2:] in (".n", ".v", ".a"):
            text, pos = text[:-2], text[-1]
        return TemplateItem(lexeme=Lexeme(words=tuple(text.split("|")), pos=pos))

    def synset_item(self, parts: list[Lexeme]) -> TemplateItem:
        return TemplateItem(lexeme=parts[0])

    def synset(self, parts: list[Token]) -> Lexeme:
        return Lexeme(synset=str(parts[0]), pos=str(parts[1])[1:] if len(parts) > 1 else None)

    def possessive(self, _parts: list[Token]) -> TemplateItem:
        return TemplateItem()

    def optional(self, parts: list[TemplateItem]) -> list[TemplateItem]:
        return [replace(item, optional=True) for item in parts]

    def start(self, parts: list[TemplateItem | list[TemplateItem]]) -> list[TemplateItem]:
        flat: list[TemplateItem] = []
        for part in parts:
            flat.extend(part if isinstance(part, list) else [part])
        return flat


@cache
def _grammar() -> Lark:
    text = files("pipeline.codebook").joinpath("template.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", transformer=_Reader())


def read_template(text: str) -> Template:
    """Read one template.

    Raises:
        TemplateError: with what is wrong and what to write instead.
    """
    return build_template(text, read_items(text))


def read_items(text: str) -> list[TemplateItem]:
    """Read the words of a template.

    Raises:
        TemplateError: if the grammar does not know them.
    """
    try:
        return cast(list[TemplateItem], _grammar().parse(text))
    except UnexpectedInput as error:
        column = getattr(error, "column", 0)
        raise TemplateError(
            f"cannot read {text!r} at character {column}: write slots in upper case, words in "
            "lower case, synsets as <name>, optional parts in ( )"
        ) from None
