"""Questions about a word of one sentence that are answered once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

Reader = TypeVar("Reader")
Answer = TypeVar("Answer")


def once(find: Callable[[Reader, int], Answer]) -> Callable[[Reader, int], Answer]:
    """Keep what a method that is asked about a word says of it.

    Args:
        find: a method of an object that reads one sentence; its answer may depend on nothing but
            the word's position.
    """
    name = f"_once_{find.__name__}"

    @wraps(find)
    def ask(reader: Any, i: int) -> Answer:
        try:
            known: dict[int, Answer] = reader.__dict__[name]
        except KeyError:
            known = reader.__dict__[name] = {}
        if i in known:
            return known[i]
        answer = known[i] = find(reader, i)
        return answer

    return ask
