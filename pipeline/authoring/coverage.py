"""What a codebook lacks: verbs between known actors, and names beside known verbs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml

from pipeline.actors.mentions import PARTITIVE, Mentions
from pipeline.coder import Coder, SentenceCoding
from pipeline.syntax.phrases import NOMINAL
from pipeline.types import Article, Candidate, Mention

_UNKNOWN = frozenset({"coded", "no actor in a codebook", "source in no codebook", "no source"})
_EXAMPLES = 3
_LIGHT = frozenset({"be", "have", "do", "say", "tell"})


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that a codebook has no entry for.

    Attributes:
        kind: ``pattern`` (a verb or noun between two known actors), ``actor`` (a name beside a
            known verb) or ``agent`` (a common noun beside a known verb).
        words: the pattern, the name or the noun.
        count: how often it was met.
        examples: the first sentences it was met in, with source and target codes where known.
        entry: a codebook entry to paste, as YAML; its ``CODE`` is for the author to decide.
    """

    kind: str
    words: str
    count: int
    examples: tuple[str, ...]
    entry: str


@dataclass(slots=True)
class _Met:
    count: int = 0
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, sentence: str, row: str) -> None:
        self.count += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.setdefault(" ".join(sentence.split()), row)


def find_gaps(coder: Coder, articles: Iterable[Article]) -> list[Gap]:
    """Code articles and list what no entry took, the most frequent first.

    Args:
        coder: its codebook is looked at.
        articles: what to read; every sentence of them is parsed.
    """
    met: dict[tuple[str, str], _Met] = {}
    for article in articles:
        for coding in coder.read_trees(article, coder.parse(article)):
            for kind, words, row in _gaps_of(coding):
                met.setdefault((kind, words), _Met()).add(coding.tree.sentence.text, row)
    gaps = [
        Gap(kind, words, one.count, tuple(one.examples), _entry(kind, words, one))
        for (kind, words), one in met.items()
    ]
    return sorted(gaps, key=lambda gap: (-gap.count, gap.kind, gap.words))


def _gaps_of(coding: SentenceCoding) -> Iterator[tuple[str, str, str]]:
    """Yield kind, words and row of everything in a sentence that no entry took."""
    taken = [c for c in coding.line.candidates if c.outcome != "no pattern"]
    for word in coding.tree.words:
        if any(c.start <= word.start and word.end <= c.end for c in taken):
            continue
        if word.pos == "VERB" and word.lemma not in _LIGHT:
            yield from _verb_gap(word.i, coding.resolved)
        elif word.pos == "NOUN":
            yield from _noun_gap(word.i, coding.resolved)
    for candidate in taken:
        if candidate.outcome in _UNKNOWN:
            known = {c.start for c in coding.line.candidates}
            yield from _unknown_beside(candidate, known, coding.resolved)


def _known(heads: Iterable[int], mentions: Mentions) -> tuple[int, Mention] | None:
    for head in heads:
        for mention in mentions.at(head):
            if mention.code and mention.link in ("name", "agent") and "thing" not in mention.kinds:
                return head, mention
    return None


def _verb_gap(i: int, mentions: Mentions) -> Iterator[tuple[str, str, str]]:
    """Yield the pattern that would take a verb whose subject and object are known actors."""
    grammar = mentions.grammar
    frame = grammar.frame(i)
    source = _known(frame.subjects, mentions)
    if source is None:
        return
    particles = [grammar.tree.words[c].text.lower() for c in grammar.below(i, "compound:prt")]
    verb = " ".join([grammar.lemma(i), *particles])
    target = _known(frame.objects, mentions)
    if target is None:
        nouns = [o for o in frame.objects if grammar.tree.words[o].pos == "NOUN"]
        for bound in [*frame.bound, *(b for o in nouns for b in grammar.frame(o).bound)]:
            target = _known([bound.head], mentions)
            if target:
                thing = [grammar.lemma(o) for o in nouns[:1]]
                verb = " ".join([verb, *thing, bound.preposition])
                break
    if target and target[1].code != source[1].code:
        yield "pattern", f"SOURCE {verb} TARGET", f"{source[1].code} CODE {target[1].code}"


def _noun_gap(i: int, mentions: Mentions) -> Iterator[tuple[str, str, str]]:
    """Yield the pattern that would take a noun between its owner and whom it is bound to."""
    frame = mentions.grammar.frame(i)
    source = _known(frame.owners, mentions)
    for bound in frame.bound:
        target = _known([bound.head], mentions)
        if source and target and target[1].code != source[1].code:
            words = f"SOURCE's {mentions.grammar.lemma(i)} {bound.preposition} TARGET"
            yield "pattern", words, f"{source[1].code} CODE {target[1].code}"
            return


def _unknown_beside(
    candidate: Candidate, known: set[int], mentions: Mentions
) -> Iterator[tuple[str, str, str]]:
    """Yield names and nouns that take part in what a known word says, but are in no codebook."""
    words = mentions.tree.words
    heads: dict[int, None] = {}
    for word in words:
        if candidate.start <= word.start and word.end <= candidate.end:
            frame = mentions.grammar.frame(word.i)
            near = (*frame.subjects, *frame.objects, *frame.owners)
            heads.update(dict.fromkeys(h for h in near if words[h].pos in NOMINAL))
    for head in heads:
        inside = candidate.start <= words[head].start < candidate.end
        if (
            inside
            or words[head].start in known
            or mentions.grammar.says_when(head)
            or any(m.code for m in mentions.party(head))
        ):
            continue
        if words[head].pos == "PROPN":
            yield "actor", _name_at(head, mentions), ""
        elif words[head].pos == "NOUN" and words[head].lemma not in PARTITIVE:
            yield "agent", mentions.grammar.lemma(head), ""


def _name_at(head: int, mentions: Mentions) -> str:
    words = mentions.tree.words
    first = last = head
    while first and words[first - 1].pos == "PROPN":
        first -= 1
    while last + 1 < len(words) and words[last + 1].pos == "PROPN":
        last += 1
    return " ".join(word.text for word in words[first : last + 1])


def _entry(kind: str, words: str, met: _Met) -> str:
    if kind == "pattern":
        examples = [{"text": text, "events": [row]} for text, row in met.examples.items()]
        return _as_yaml([{"code": "CODE", "patterns": [words], "examples": examples[:1]}])
    if kind == "actor":
        return _as_yaml([{"name": words, "kind": "KIND", "code": "CODE"}])
    return _as_yaml([{"code": "CODE", "nouns": [words]}])


def _as_yaml(entries: list[dict[str, object]]) -> str:
    text: str = yaml.dump(entries, allow_unicode=True, sort_keys=False, width=1000)
    return text
