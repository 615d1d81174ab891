"""What the word before a word tells: after an article or a preposition there is no verb."""

from __future__ import annotations

from collections.abc import Sequence

_OWNERS = "the an my your his its our their whose".split()
_ARTICLES = frozenset({"a", *_OWNERS, *map(str.capitalize, _OWNERS)})
# None of these is ever a particle or a conjunction.
_PREPOSITIONS = frozenset(
    "of at from into with for against between among amid during despite under without within toward"
    " towards onto upon".split()
)
_BE = frozenset({"is", "are", "was", "were", "been", "being"})
_PARTICIPLES = ("d", "n", "t", "g", "k", "m", "made", "done", "gone", "borne", "come")
_MANY = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen hundred thousand".split()
)


def cannot_be_verb(words: Sequence[str], i: int) -> bool:
    """Tell whether a word is no verb whatever it is: "the second half", "under pressure".

    Participles before a noun ("the injured men") are none either; what follows a preposition is
    one only as "-ing".

    Args:
        words: of the sentence, as printed.
        i: position of the word.
    """
    if not i:
        return False
    before = words[i - 1]
    if before in _ARTICLES or (before == "A" and i == 1):
        return True
    if before in _PREPOSITIONS:
        return not words[i].endswith("ing")
    if before in _BE:
        # Only participles follow it, and all end so: "was struck", "has been held".
        return not words[i].endswith(_PARTICIPLES)
    return words[i].endswith("s") and _counts(words, i - 1)


def _counts(words: Sequence[str], i: int) -> bool:
    """Tell whether a number counts what follows: "55 seconds", not "Channel 4", "Group of 7"."""
    if words[i].isdigit():
        return words[i] != "1" and (not i or (words[i - 1].islower() and words[i - 1] != "of"))
    return words[i] in _MANY
