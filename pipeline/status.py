"""Whether and when a sentence says that an event happened."""

from __future__ import annotations

from pipeline.grammar import Grammar
from pipeline.readings import Act

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_HYPOTHETICAL = frozenset({"would", "could", "may", "might", "should", "can", "ca", "'d", "must"})
_CONDITIONS = frozenset({"if", "whether", "unless", "lest"})
_EXPECTED = frozenset(
    {"expect", "schedule", "due", "plan", "set", "slate", "go", "intend", "prepare"}
)


def status_of(reading: Act, grammar: Grammar) -> str:
    """Return ``negated``, ``hypothetical``, ``future`` or ``actual``, the first that applies."""
    if reading.negated:
        return "negated"
    cues = set(_cues(reading.trigger, grammar))
    for status in ("hypothetical", "future"):
        if status in cues:
            return status
    return "actual"


def _cues(trigger: int, grammar: Grammar) -> set[str]:
    words = grammar.tree.words
    found: set[str] = set()
    i = trigger
    while True:
        for c in grammar.below(i, "aux", "mark", "advmod"):
            text = words[c].text.lower()
            if text in _FUTURE:
                found.add("future")
            elif text in _HYPOTHETICAL and words[c].dep.startswith("aux") or text in _CONDITIONS:
                found.add("hypothetical")
        dep, head = words[i].dep.split(":")[0], words[i].head
        if dep == "xcomp" and words[head].lemma.lower() in _EXPECTED and grammar.infinitive(i):
            found.add("future")
        if dep not in ("xcomp", "advcl", "conj", "obj", "obl", "nmod") or head == i:
            return found
        if dep == "advcl":
            return found
        i = head
