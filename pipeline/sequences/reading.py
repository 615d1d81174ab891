"""From verbs and the words around them to who did what to whom, by the order of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.actors.mentions import Mentions
from pipeline.codebook.load import Codebook
from pipeline.codebook.ordered import PlacedVerb
from pipeline.codebook.sequences import ActionCode, VerbForms, WordOrder, read_sequence
from pipeline.patterns.readings import Act
from pipeline.sequences.matching import Found, Side
from pipeline.sequences.phrases import NounPhrase, Phrases
from pipeline.sequences.synsets import Synsets
from pipeline.syntax.grammar import Grammar
from pipeline.syntax.negation import NOT
from pipeline.types import Mention, Tree

Row = tuple[Mention | None, Mention | None, str]

# Pronouns that stand for a body named before; "he" stands for a person.
_BODIES = frozenset({"it", "they", "which", "that", "who"})


@dataclass(slots=True, kw_only=True)
class Deed(Act):
    """An act read by word order.

    Attributes:
        rows: source, target and code of each row it gives.
        reason: why it gives none.
        weight: -1 counts only where nothing else does, 1 alone counts.
    """

    rows: tuple[Row, ...]
    reason: str
    weight: int = 0

    def without(self, reason: str) -> Deed:
        """Return it without rows, and why."""
        return replace(self, rows=(), reason=reason)


@dataclass(frozen=True, slots=True)
class _Order:
    """A sequence with its code, its codebook line, and the words without which it cannot stand."""

    order: WordOrder
    code: str
    line: str
    needed: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb of an entry: its words in lower case, which of them inflects, and its other forms."""

    entry: PlacedVerb
    words: tuple[str, ...]
    main: int
    forms: frozenset[tuple[str, ...]] | None
    code: str
    orders: tuple[_Order, ...]

    def find(self, tree: Tree, i: int) -> tuple[int, int] | None:
        """Return the half-open span of the verb whose inflecting word is ``i``, None for none."""
        start, end = i - self.main, i - self.main + len(self.words)
        if start < 0 or end > len(tree.words):
            return None
        texts = tuple(word.text.lower() for word in tree.words[start:end])
        if texts == self.words or (self.forms is not None and texts in self.forms):
            return start, end
        if self.forms is None and tree.words[i].lemma.lower() == self.words[self.main]:
            rest = (*texts[: self.main], self.words[self.main], *texts[self.main + 1 :])
            return (start, end) if rest == self.words else None
        return None


class SequenceReader:
    """Reads sentences with the sequences of a codebook.

    Args:
        codebook: a codebook; its ordered verbs and synsets are used.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._by_word: dict[str, list[_Verb]] = {}
        self._synsets = Synsets(codebook.lexicon)
        for placed in codebook.ordered:
            orders = tuple(
                _make_order(text, code, line)
                for (text, code), line in zip(
                    placed.entry.sequences.items(), placed.lines, strict=True
                )
            )
            for forms in placed.entry.verbs:
                verb = _make_verb(placed, forms, orders)
                keys = {verb.words[verb.main], *(f[verb.main] for f in verb.forms or ())}
                for key in keys:
                    self._by_word.setdefault(key, []).append(verb)

    def __bool__(self) -> bool:
        return bool(self._by_word)

    def read(self, mentions: Mentions, day: date) -> list[Deed]:
        """Return what the verbs of a sentence say was done, in the order of the text.

        Args:
            mentions: the sentence.
            day: the day of the article.
        """
        if not self:
            return []
        tree, deeds, phrases = mentions.tree, list[Deed](), dict[bool, Sentence]()
        for word in tree.words:
            if word.pos not in ("VERB", "AUX"):
                continue
            verbs = self._verbs_at(tree, word.i)
            if not verbs:
                continue
            elite = verbs[0][0].entry.settings.former == "elite"
            if elite not in phrases:
                phrases[elite] = Sentence(mentions, Phrases(mentions, day, elite).read())
            deeds.append(self._read_verb(phrases[elite], word.i, verbs))
        return _weigh(_take_in(deeds, mentions.grammar))

    def _verbs_at(self, tree: Tree, i: int) -> list[tuple[_Verb, tuple[int, int]]]:
        """Return the verbs at a word with their spans, only those of the most words."""
        word = tree.words[i]
        keys = dict.fromkeys((word.text.lower(), word.lemma.lower()))
        tried = {id(v): v for key in keys for v in self._by_word.get(key, ())}
        found = [(verb, span) for verb in tried.values() if (span := verb.find(tree, i))]
        longest = max((len(verb.words) for verb, _ in found), default=0)
        return [(verb, span) for verb, span in found if len(verb.words) == longest]

    def _read_verb(
        self, sentence: Sentence, i: int, verbs: Sequence[tuple[_Verb, tuple[int, int]]]
    ) -> Deed:
        best: tuple[Found, str, str] | None = None
        for verb, span in verbs:
            side = Side(
                sentence.tree, span, sentence.limit(i), sentence.phrases,
                self._synsets.at(sentence.tree),
                lemmas=verb.entry.settings.words == "lemmas",
            )  # fmt: skip
            for one in verb.orders:
                found = side.match(one.order) if one.needed <= sentence.forms else None
                if found is None or not sentence.serves(found):
                    continue
                if best is None or found.size > best[0].size:
                    best = found, one.code, one.line
        if best is None:
            plain = next((v for v, _ in verbs if v.code != "none"), verbs[0][0])
            best = Found(), plain.code, plain.entry.where
        found, code, line = best
        dyads = verbs[0][0].entry.settings.dyads == "required"
        return sentence.make(i, verbs[0][1], found, ActionCode.read(code), line, dyads)


def _make_order(text: str, code: str, line: str) -> _Order:
    order = read_sequence(text)
    words = (step.text for step in (*order.before, *order.after) if step.kind == "word")
    return _Order(order, code, line, frozenset(words))


def _make_verb(placed: PlacedVerb, forms: VerbForms, orders: tuple[_Order, ...]) -> _Verb:
    words = forms.words.lower().split()
    main = next((k for k, word in enumerate(words) if word.endswith(".v")), 0)
    listed = forms.forms
    return _Verb(
        placed,
        tuple(word.removesuffix(".v") for word in words),
        main,
        None
        if listed is None
        else frozenset(f for form in listed if len(f := tuple(form.lower().split())) == len(words)),
        forms.code or placed.entry.code,
        orders,
    )


def _take_in(deeds: list[Deed], grammar: Grammar) -> list[Deed]:
    """Take out what infinitives say beneath a verb that gives rows: it is part of that event."""
    coded = {deed.trigger for deed in deeds if deed.rows}
    return [
        deed.without("part of another event")
        if deed.rows and _above(deed.trigger, coded, grammar)
        else deed
        for deed in deeds
    ]


def _above(i: int, coded: set[int], grammar: Grammar) -> bool:
    """Tell whether an infinitive hangs on one of the verbs, or on its object."""
    words = grammar.tree.words
    while True:
        dep = words[i].dep.split(":")[0]
        verbal = words[i].pos in ("VERB", "AUX")
        hangs = dep == "xcomp" or (dep in ("acl", "advcl") and grammar.infinitive(i))
        if words[i].head == i or not (hangs if verbal else dep in ("obj", "obl", "nmod", "xcomp")):
            return False
        i = words[i].head
        if i in coded:
            return True


def _weigh(deeds: list[Deed]) -> list[Deed]:
    """Let dominant codes alone count, and subordinate ones only where there are no others."""
    most = max((deed.weight for deed in deeds if deed.rows), default=0)
    return [
        deed.without("part of another event") if deed.rows and deed.weight < min(most, 1) else deed
        for deed in deeds
    ]


class Sentence:
    """The noun phrases of a sentence and the verbs' way among them.

    Args:
        mentions: the sentence.
        phrases: its noun phrases.
    """

    def __init__(self, mentions: Mentions, phrases: list[NounPhrase]) -> None:
        self.mentions, self.phrases = mentions, phrases
        self.grammar, self.tree = mentions.grammar, mentions.tree
        self.forms = {f.lower() for word in self.tree.words for f in (word.text, word.lemma)}

    def limit(self, i: int) -> int:
        """Return the position after the last word of a verb and of those it is an infinitive of."""
        words = self.tree.words
        while self._reaches_up(i):
            i = words[i].head
        return max(i, *self.tree.subtree(i)) + 1

    def _reaches_up(self, i: int) -> bool:
        """Tell whether what belongs to the word above belongs to a verb too.

        An infinitive's verb; in "has broken relations" a participle taken for an adjective.
        """
        words = self.tree.words
        if words[i].dep.split(":")[0] == "xcomp":
            return words[words[i].head].pos == "VERB"
        return words[i].dep == "amod" and i > 0 and words[i - 1].lemma.lower() == "have"

    def serves(self, found: Found) -> bool:
        """Tell whether the phrase of BOTH joins two actors."""
        both = found.slot("BOTH")
        return both is None or len(self.actors(both)) > 1

    def actors(self, phrase: NounPhrase) -> list[Mention]:
        """Return the actors of a phrase and of all that it is joined with, none twice."""
        members = [p for p in self.phrases if p.group == phrase.group] or [phrase]
        return list({(m.code, m.start): m for p in members for m in p.actors}.values())

    def make(
        self, i: int, span: tuple[int, int], found: Found, code: ActionCode, line: str, dyads: bool
    ) -> Deed:
        """Return what a verb says was done.

        Args:
            i: the verb's inflecting word.
            span: all its words, half-open.
            found: what the sequence found.
            code: what it means.
            line: the codebook line.
            dyads: whether rows need both sides.
        """
        words = (i, *(k for k in range(*span) if k != i), *found.words)
        while self.tree.words[i].head in range(*span) and self.tree.words[i].head != i:
            i = self.tree.words[i].head
        source, target = self._sides(i, found)
        rows: list[Row] = []
        reason = "no source" if code.parts else "blocked"
        if reason != "blocked":
            rows, reason = self._rows(source, target, code, dyads)
        return Deed(
            trigger=i, code=code.forth, weight=code.weight, patterns=(line,),
            source=(source.head,) if source else None, target=(target.head,) if target else None,
            words=tuple(dict.fromkeys(words)), negated=self._negated(i, found),
            rows=tuple(rows), reason=reason,
        )  # fmt: skip

    def _rows(
        self, source: NounPhrase | None, target: NounPhrase | None, code: ActionCode, dyads: bool
    ) -> tuple[list[Row], str]:
        sources = self.actors(source) if source else []
        targets = self.actors(target) if target else []
        both = source is not None and source is target
        if dyads and not (sources and targets):
            return [], "no target" if sources else "no source"
        rows: list[Row] = []
        lefts: Sequence[Mention | None] = sources or [None]
        rights: Sequence[Mention | None] = targets or [None]
        for a in lefts:
            for b in rights:
                if (a or b) and (a is None or b is None or a.code != b.code):
                    rows += [(a, b, code.forth)] if code.forth != "none" else []
                    rows += [(b, a, code.back)] if code.back and not both else []
        return rows, "source is target"

    def _sides(self, i: int, found: Found) -> tuple[NounPhrase | None, NounPhrase | None]:
        both = found.slot("BOTH")
        source, target = found.slot("SOURCE"), found.slot("TARGET")
        if both:
            if both.head > i and not source:
                source = next(self._sources(i, both), None)
            return source or both, both
        if not source and not target and self.grammar.passive(i):
            agent = next(
                (p for h in self.grammar.frame(i).subjects if (p := self._around(h)) and p.actors),
                None,
            )
            if agent:
                return agent, next(self._sources(i, agent), None)
        if source is None:
            source = next(self._sources(i, target), None)
        if target is None:
            target = next(self._targets(i, source), None)
        return source, target

    def _around(self, head: int) -> NounPhrase | None:
        return next((p for p in self.phrases if p.start <= head < p.end), None)

    def _sources(self, i: int, other: NounPhrase | None) -> Iterator[NounPhrase]:
        """Yield phrases with actors before a verb: its subject, those of verbs above, others."""
        verb = i
        while True:
            for head in self.grammar.surface_subject(verb):
                for k in (head, *self.grammar.below(head, "appos", "flat")):
                    phrase = self._around(k)
                    if phrase and k < i and self.actors(phrase) and self._differ(phrase, other):
                        yield phrase
            above = self.tree.words[verb].head
            if above == verb:
                break
            verb = above
        if any(
            self.tree.words[c].text.lower() not in _BODIES for c in self.grammar.below(i, "nsubj")
        ):
            return
        for phrase in self.phrases:
            if phrase.actors and phrase.head < i and self._differ(phrase, other):
                yield phrase

    def _targets(self, i: int, source: NounPhrase | None) -> Iterator[NounPhrase]:
        """Yield phrases with actors after a verb."""
        for phrase in self.phrases:
            if i < phrase.head < self.limit(i) and phrase.actors and self._differ(phrase, source):
                yield phrase

    def _differ(self, phrase: NounPhrase, other: NounPhrase | None) -> bool:
        if other is None:
            return True
        if phrase.group == other.group:
            return False
        codes = {m.code for m in self.actors(other)}
        return any(m.code not in codes for m in self.actors(phrase))

    def _negated(self, i: int, found: Found) -> bool:
        below = self.grammar.below(i, "advmod", "aux")
        return any(self.tree.words[c].text.lower() in NOT and c not in found.words for c in below)
