"""Patterns by the order of words, as TABARI and PETRARCH 1 have them, and how they are written.

A sequence reads from left to right: words as printed, ``<name>`` for a word of a synset, ``VERB``
for the verb of the entry. A blank allows other words between, ``_`` does not. ``SOURCE`` and
``TARGET`` are the next actor at that place, ``BOTH`` joined actors that do it to each other,
``SKIP`` a noun phrase passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from pipeline.codebook.exclusions import Exclusion
from pipeline.codebook.model import Strict, Words

SLOTS = frozenset({"SOURCE", "TARGET", "BOTH", "SKIP"})
VERB = "VERB"
_PART = re.compile(r"<[^>]*>|[^_]+")


class SequenceError(ValueError):
    """A sequence that cannot be read, with the reason and the cure."""


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a sequence.

    Attributes:
        text: the word in lower case, the name of a synset, or a slot in capitals.
        kind: which of these it is.
        joined: nothing may stand between it and the step before it.
    """

    text: str
    kind: Literal["word", "synset", "slot"]
    joined: bool = False


@dataclass(frozen=True, slots=True)
class WordOrder:
    """A sequence taken apart: what stands before the verb, and what after it, left to right.

    ``joined`` of the first step after the verb, and of the verb to the step before it
    (``verb_joined``), says that nothing stands between.
    """

    before: tuple[Step, ...]
    after: tuple[Step, ...]
    verb_joined: bool = False

    @property
    def slots(self) -> frozenset[str]:
        """The slots it names."""
        return frozenset(s.text for s in (*self.before, *self.after) if s.kind == "slot")

    @property
    def synsets(self) -> tuple[str, ...]:
        """The synsets it names, left to right."""
        return tuple(s.text for s in (*self.before, *self.after) if s.kind == "synset")


def read_sequence(text: str) -> WordOrder:
    """Read one sequence.

    Raises:
        SequenceError: if it has no VERB, or more than one.
    """
    sides: list[list[Step]] = [[]]
    verb_joined = False
    for group in text.split():
        for k, part in enumerate(_PART.findall(group)):
            if part == VERB:
                verb_joined = k > 0
                sides.append([])
            else:
                sides[-1].append(_step(part, k > 0, text))
    if len(sides) != 2:
        raise SequenceError(f"{text!r} needs VERB exactly once, where its verb stands")
    return WordOrder(tuple(sides[0]), tuple(sides[1]), verb_joined)


def _step(part: str, joined: bool, text: str) -> Step:
    if part in SLOTS:
        return Step(part, "slot", joined)
    if part.startswith("<") and part.endswith(">"):
        return Step(part[1:-1], "synset", joined)
    if part.isupper() and part.isalpha() and len(part) > 1:
        raise SequenceError(f"{text!r}: {part} is no slot; there are {', '.join(sorted(SLOTS))}")
    return Step(part.lower(), "word", joined)


@dataclass(frozen=True, slots=True)
class ActionCode:
    """What a sequence means: ``032:033`` from source to target and back, ``025?``, ``190!``.

    Attributes:
        forth: the code from source to target, ``none`` for none.
        back: the code from target to source, None for none.
        weight: -1 (``?``) counts only in a sentence without other events, 1 (``!``) alone counts.
    """

    forth: str
    back: str | None = None
    weight: int = 0

    @classmethod
    def read(cls, text: str) -> ActionCode:
        """Read it as a codebook writes it."""
        weight = {"?": -1, "!": 1}.get(text[-1:], 0)
        forth, _, back = text.rstrip("?!").partition(":")
        return cls(forth, back if back and back != "none" else None, weight)

    @property
    def parts(self) -> tuple[str, ...]:
        """The event codes in it."""
        return tuple(code for code in (self.forth, self.back) if code and code != "none")


class VerbForms(Strict):
    """A verb, or several words of which ``.v`` marks the one that inflects: ``cordon.v off``.

    Attributes:
        words: the verb as a dictionary has it.
        forms: all its other forms, where they are listed; otherwise those of its lemma.
        code: its own code, where it is not the entry's.
    """

    words: str = Field(min_length=1)
    forms: Words | None = None
    code: str | None = None


def _read_form(value: object) -> object:
    return {"words": value} if isinstance(value, str) else value


def _check_sequences(sequences: dict[str, str]) -> dict[str, str]:
    for text in sequences:
        read_sequence(text)
    return sequences


class OrderedVerb(Strict):
    """Verbs that share a code and sequences.

    Attributes:
        verbs: the verbs.
        code: what they mean where no sequence fits; ``032:033`` gives the other side its own.
        sequences: by sequence its code.
    """

    verbs: tuple[Annotated[VerbForms, BeforeValidator(_read_form)], ...] = Field(min_length=1)
    code: str = "none"
    sequences: Annotated[dict[str, str], AfterValidator(_check_sequences)] = {}
    note: str | None = None

    def codes(self) -> list[tuple[str, tuple[str | int, ...]]]:
        """Return every code it gives, with the place in the entry where it stands."""
        named: list[tuple[str, tuple[str | int, ...]]] = [(self.code, ("code",))]
        named += [(v.code, ("verbs", k, "code")) for k, v in enumerate(self.verbs) if v.code]
        named += [(code, ("sequences", text)) for text, code in self.sequences.items()]
        return [(part, where) for code, where in named for part in ActionCode.read(code).parts]


class Settings(Strict):
    """How the entries of one codebook folder are read, where not as ours.

    Attributes:
        actor_codes: ``free`` lets actor codes be of any length and of no known country.
        names: ``folded`` finds names and agents in any case, in the forms listed and no other;
            ``stems`` finds names also at the beginning of a word, as TABARI does.
        words: the words of sequences: ``exact`` as printed, ``lemmas`` also in other forms.
        dyads: ``required`` drops, and counts, what sequences give without source or target.
        former: ``elite`` makes an agent after "former" an ELI; ``kept`` leaves it in office.
        dialect: where it was imported from.
    """

    actor_codes: Literal["triples", "free"] = "triples"
    names: Literal["printed", "folded", "stems"] = "printed"
    words: Literal["exact", "lemmas"] = "exact"
    dyads: Literal["required", "optional"] = "required"
    former: Literal["elite", "kept"] = "elite"
    dialect: str | None = None
    note: str | None = None


class Discards(Strict):
    """What is not coded.

    Attributes:
        sentences, articles: phrases that keep a sentence, or a whole article, from being coded.
        rows: what is no event for who takes part in it.
    """

    sentences: Words = ()
    articles: Words = ()
    rows: tuple[Exclusion, ...] = ()
