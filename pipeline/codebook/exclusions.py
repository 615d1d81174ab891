"""Rules that keep rows out: what is no event for who takes part in it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.codebook.model import Example, Flag, Strict, Words

NOBODY = "nobody"
SOMETHING = "something"
SPEAKER = "speaker"
NONE = "none"
UNPLACED = "unplaced"
NAMELESS = "nameless"


class Exclusion(Strict):
    """Rows of these codes between these sides are left out, and counted in the ledger.

    A side is asked for by words: a kind of actor, a synset that holds the head of its phrase,
    ``nobody`` where the sentence names none, ``something`` for a thing, a thought or a deed (a
    common noun in no codebook), ``speaker`` for "I", "we" and "you" who are nobody known,
    ``none`` for "no part" and the like, ``unplaced`` for a role of no known country,
    ``nameless`` for whatever is in no codebook and no name.

    Attributes:
        codes: codes, or their beginnings.
        source, target: one of these must hold; any side where none is given.
        but_source, but_target: none of these may hold.
        clause: only what stands in an infinitive: of ``purpose`` ("sent aid to support") or of a
            ``noun`` ("an effort to support"); or a bare noun of ``manner`` ("left in protest");
            or ``joined`` to what somebody agrees or means to do ("agreed to meet and cooperate");
            or an ``adjective`` ("willing"); or what a ``figure`` counts that heads no sentence
            ("Number of towns that they bombed: 3"); or what is so in ``general`` ("rebels kill").
        above, but_above: synsets one of which must, and none of which may, hold that noun.
        same: only where both are of one country.
        bare: only where a verb of asking, promising or refusing says no event that is known.
        examples: sentences with the rows that are left of them.
    """

    codes: Annotated[Words, Field(min_length=1)]
    source: Words = ()
    target: Words = ()
    but_source: Words = ()
    but_target: Words = ()
    clause: (
        Literal["purpose", "noun", "joined", "manner", "adjective", "figure", "general"] | None
    ) = None
    above: Words = ()
    but_above: Words = ()
    bare: Flag = False
    same: Flag = False
    examples: tuple[Example, ...] = ()
    note: str | None = None
