"""Where a codebook speaks of a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Actor, Agent, Modifier, Verb
from pipeline.codebook.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a codebook that holds a word.

    Attributes:
        where: its codebook line.
        kind: ``pattern``, ``synset``, ``actor``, ``agent`` or ``modifier``.
        text: what stands there.
        meaning: the code, or the class of a composition.
    """

    where: str
    kind: str
    text: str
    meaning: str


def find_word(codebook: Codebook, word: str) -> Iterator[Entry]:
    """Yield every line that holds a word or phrase, by itself or through a synset.

    Args:
        codebook: where to look.
        word: a word as the codebook writes it (a lemma), or a name; case does not matter.
    """
    wanted = word.lower()
    holding = {n for n in codebook.lexicon.synsets if wanted in map(str.lower, _all(codebook, n))}
    for name in sorted(holding):
        own = wanted in map(str.lower, codebook.lexicon.synsets[name])
        where = codebook.synset_lines.get(name, "")
        yield Entry(where, "synset", f"<{name}>", "" if own else "through another synset")
    for pattern in codebook.patterns:
        if _holds(pattern, wanted, holding):
            entry = pattern.entry
            meaning = entry.code if isinstance(entry, Verb) else f"class {entry.name}"
            yield Entry(pattern.where, "pattern", pattern.text, meaning)
    for placed in codebook.actors:
        actor: Actor = placed.entry
        names = (actor.name, *actor.also, *actor.adjectives, *actor.people, *actor.capital,
                 *actor.seats, *actor.places)  # fmt: skip
        if any(wanted == n.lower() or wanted in n.lower().split() for n in names):
            codes = ", ".join(c.code for c in actor.dated_codes())
            yield Entry(placed.where, "actor", actor.name, codes)
    for kind, entries in (("agent", codebook.agents), ("modifier", codebook.modifiers)):
        for placed in entries:
            one: Agent | Modifier = placed.entry
            words = one.nouns if isinstance(one, Agent) else one.words
            if wanted in map(str.lower, words):
                yield Entry(placed.where, kind, ", ".join(words), one.code or "")


def _all(codebook: Codebook, name: str) -> tuple[str, ...]:
    return codebook.lexicon.expand(name)


def _holds(pattern: Pattern, word: str, synsets: set[str]) -> bool:
    template = pattern.template
    lexemes = [*template.trigger.lexemes]
    prepositions: set[str] = set()
    for element in template.elements:
        lexemes += getattr(element.filler, "lexemes", ())
        prepositions.update(element.prepositions)
    return word in prepositions or any(
        (lexeme.synset in synsets) if lexeme.synset else word in lexeme.words for lexeme in lexemes
    )
