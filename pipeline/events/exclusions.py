"""Which rows are no event, by the rules of the codebook on who takes part."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.actors.mentions import PARTITIVE, Mentions
from pipeline.codebook.exclusions import (
    NAMELESS,
    NOBODY,
    NONE,
    SOMETHING,
    SPEAKER,
    UNPLACED,
    Exclusion,
)
from pipeline.codebook.load import Codebook
from pipeline.patterns.readings import Reading
from pipeline.types import Mention

_ORDINAL = frozenset({"first", "second", "third", "last", "latest", "next", "only"})
_QUANTITIES = PARTITIVE | {"more"}
_THINGS = frozenset({"it", "this", "that"})
_SPEAKERS = frozenset({"i", "we", "you", "me", "us", "myself", "ourselves", "yourself"})


class Exclusions:
    """The rules of a codebook, asked for one row after another.

    Args:
        codebook: holds the rules and the synsets that they name.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._lexicon = codebook.lexicon
        self._rules: list[tuple[Exclusion, str]] = [
            (placed.entry, placed.where) for placed in codebook.exclusions
        ]
        self._rules_for: dict[str, list[tuple[Exclusion, str]]] = {}

    def find(
        self,
        reading: Reading,
        code: str,
        source: Mention | None,
        target: Mention | None,
        mentions: Mentions,
    ) -> str | None:
        """Return the codebook line of the first rule that leaves a row out, None for none."""
        bare = reading.verb is None and reading.inner is None
        if code not in self._rules_for:
            self._rules_for[code] = [r for r in self._rules if code.startswith(r[0].codes)]
        for rule, where in self._rules_for[code]:
            if rule.bare and not bare:
                continue
            if rule.same and not (source and target and source.country == target.country):
                continue
            if rule.clause and not self._stands_in(rule, reading, mentions):
                continue
            if self._fits(source, rule.source, rule.but_source, mentions) and self._fits(
                target, rule.target, rule.but_target, mentions
            ):
                return where
        return None

    def _stands_in(self, rule: Exclusion, reading: Reading, mentions: Mentions) -> bool:
        """Tell whether the trigger is the infinitive that a rule asks for.

        "The first country to recognize" is not meant: it does so.
        """
        grammar, words = mentions.grammar, mentions.tree.words
        if rule.clause == "manner":
            return _is_manner(reading.trigger, mentions)
        if rule.clause == "adjective":
            return words[reading.trigger].pos == "ADJ"
        if rule.clause == "purpose" and _is_aim(reading, mentions):
            return True
        if rule.clause == "joined":
            return _is_joined(reading.trigger, mentions)
        if rule.clause == "general":
            return _is_general(reading.trigger, mentions)
        if rule.clause == "figure":
            return self._is_counted(rule, reading.trigger, mentions)
        word = words[_infinitive_of(reading.trigger, mentions)]
        above = words[word.head]
        if not grammar.infinitive(word.i) or above.i in reading.words:
            return False
        if rule.clause == "purpose":
            return word.dep == "advcl" and above.pos == "VERB"
        if word.dep != "acl" or above.pos != "NOUN":
            return False
        if any(grammar.lemma(c) in _ORDINAL for c in grammar.below(above.i, "amod")):
            return False

        def among(synsets: Sequence[str]) -> bool:
            return any(self._lexicon.named(s).find(mentions.tree, above.i) for s in synsets)

        return not among(rule.but_above) and (not rule.above or among(rule.above))

    def _is_counted(self, rule: Exclusion, i: int, mentions: Mentions) -> bool:
        """Tell whether a word belongs to a figure that a list gives, not to a sentence."""
        words, grammar = mentions.tree.words, mentions.grammar
        path = [i]
        while words[i].head != i:
            i = words[i].head
            path.append(i)
        if words[i].pos in ("VERB", "AUX") or grammar.below(i, "nsubj", "cop"):
            return False
        return any(
            self._lexicon.named(s).find(mentions.tree, above) for above in path[-2:]
            for s in rule.above
        )  # fmt: skip

    def _fits(
        self,
        side: Mention | None,
        wanted: Sequence[str],
        unwanted: Sequence[str],
        mentions: Mentions,
    ) -> bool:
        if wanted and not any(self._is(side, word, mentions) for word in wanted):
            return False
        return not any(self._is(side, word, mentions) for word in unwanted)

    def _is(self, side: Mention | None, word: str, mentions: Mentions) -> bool:
        if side is None or word == NOBODY:
            return side is None and word == NOBODY
        if word in side.kinds:
            return True
        if word == NAMELESS:
            return not side.code and "named" not in side.kinds
        if word == UNPLACED:
            return side.code is not None and side.code.startswith("---")
        head = mentions.head_of(side)
        if head is None:
            return False
        if word == SOMETHING:
            return _is_something(side, head, mentions)
        if word == NONE:
            return _is_none(side, head, mentions)
        if word == SPEAKER:
            return not side.code and mentions.tree.words[head].text.lower() in _SPEAKERS
        if not self._lexicon.has(word):
            return False
        named = self._lexicon.named(word)
        return any(named.find(mentions.tree, i) for i in (head, *_parts(head, mentions)))


def _infinitive_of(i: int, mentions: Mentions) -> int:
    """Return the infinitive that a verb belongs to: "an effort to persuade them to yield"."""
    words, grammar = mentions.tree.words, mentions.grammar
    while words[i].dep in ("xcomp", "conj") and words[words[i].head].pos == "VERB":
        above = words[i].head
        own = grammar.below(i, "aux", "nsubj") or not grammar.infinitive(i)
        joined = words[i].dep == "conj" and grammar.below(i, "mark", "aux", "nsubj") and own
        if not grammar.infinitive(above) or joined:
            break
        i = above
    return i


def _is_joined(i: int, mentions: Mentions) -> bool:
    """Tell whether a verb is joined to an infinitive that another verb governs."""
    words, grammar = mentions.tree.words, mentions.grammar
    first = words[words[i].head]
    governed = grammar.infinitive(first.i) and first.dep == "xcomp"
    bare = words[i].tag == "VB" and not grammar.below(i, "mark", "aux", "nsubj")
    return words[i].dep == "conj" and bare and governed


def _is_general(i: int, mentions: Mentions) -> bool:
    """Tell whether a verb says what is always so, or what a tale tells: "rebels kill the king"."""
    words, grammar = mentions.tree.words, mentions.grammar
    while words[i].dep in ("conj", "xcomp") and not grammar.below(i, "aux", "nsubj"):
        i = words[i].head
    return words[i].tag in ("VBP", "VBZ") and not grammar.below(i, "aux", "aux:pass")


def _is_manner(i: int, mentions: Mentions) -> bool:
    """Tell whether a bare noun says how: "resigned in protest"."""
    grammar = mentions.grammar
    return grammar.case(i) == "in" and not grammar.below(i, "det", "amod", "nmod:poss", "nummod")


def _is_aim(reading: Reading, mentions: Mentions) -> bool:
    """Tell whether a noun says what for: "visited Iran in a bid to boost trade"."""
    grammar, noun = mentions.grammar, reading.trigger
    if reading.inner is None or grammar.case(noun) != "in":
        return False
    meant = reading.inner.trigger
    return mentions.tree.words[meant].head == noun and grammar.infinitive(meant)


def _is_something(side: Mention, head: int, mentions: Mentions) -> bool:
    words = mentions.tree.words
    if words[head].text.lower() in _THINGS:
        return not side.code
    named = (words[c].pos == "PROPN" for c in mentions.grammar.below(head, "flat", "appos"))
    nameless = "named" not in side.kinds and not any(named)
    return not side.code and nameless and words[head].pos in ("NOUN", "VERB", "ADJ")


def _is_none(side: Mention, head: int, mentions: Mentions) -> bool:
    """Tell whether words say that there is nobody: "took no part", "to no avail"."""
    grammar = mentions.grammar
    return not side.code and "no" in map(grammar.lemma, grammar.below(head, "det"))


def _parts(head: int, mentions: Mentions) -> list[int]:
    """Return what a quantity is one of: "more of his records"."""
    grammar = mentions.grammar
    if grammar.lemma(head) not in _QUANTITIES:
        return []
    return [c for c in grammar.below(head, "nmod", "obl") if grammar.case(c) == "of"]
