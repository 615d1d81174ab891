"""A light test whether a text is English."""

from __future__ import annotations

import re

# Frequent in any English prose and rare in other languages that use the Latin script.
_WORDS = frozenset(
    ["the", "and", "to", "that", "for", "with", "from", "by", "at", "his", "said", "are", "were"]
    + ["been", "have", "has", "this", "which", "its", "it", "they", "their", "be", "he", "after"]
    + ["not", "will", "would", "who", "but", "you", "she", "her", "had", "about", "or"]
    + ["him", "them", "says", "could", "should", "being", "when", "what", "into", "than"]
)
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = re.compile(r"(?:en|eng|english)(?:[-_ (].*)?", re.IGNORECASE)

_SAMPLE = 20_000
_SHORT = 200
_FEWEST = 0.03


def names_english(language: str) -> bool:
    """Tell whether a language field means English: ``en``, ``eng``, ``en-GB``, ``English``."""
    return bool(_ENGLISH.fullmatch(language.strip()))


def is_english(text: str, *, trusted: bool) -> bool:
    """Tell whether a text may be English; a short one always may.

    Args:
        text: the body of an article.
        trusted: somebody said that it is English, so only the script is looked at.
    """
    sample = text[:_SAMPLE]
    if len(sample) <= _SHORT:
        return True
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if 2 * sum(len(word) for word in words if word.isascii()) < letters:
        return False
    return trusted or sum(word in _WORDS for word in words) >= _FEWEST * len(words)
