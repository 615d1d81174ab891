"""What stands around a trigger: where a pattern looks for each of its elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.actors.mentions import PARTITIVE
from pipeline.codebook.pattern import Part, may_precede
from pipeline.codebook.templates import Element, Phrase, Slot
from pipeline.syntax.grammar import Grammar
from pipeline.syntax.once import once
from pipeline.syntax.subjects import BESIDE_WHICH

_CLAUSES = frozenset({"acl", "advcl", "ccomp", "xcomp", "conj", "parataxis", "nsubj"})
_AMOUNTS = PARTITIVE - {"body"} | frozenset(
    "worth load truckload planeload boatload barrel litre liter kilogram kg metre meter"
    " convoy cargo delivery volume quantity amount detachment platoon brigade team squad crew fleet"
    " tranche stock stockpile last first remainder percentage night day week month wave round"
    " string spate bout barrage flurry type kind sort version variant".split()
)
_NO_PARTICLES = frozenset("in on to for with by at of from".split())
_TALKS = frozenset({"call", "conversation"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "parataxis"})
_PLACED = frozenset({"in", "at", "near", "outside", "of", "across"})


@dataclass(slots=True, eq=False)
class Draft:
    """A match in the making.

    Attributes:
        trigger: position of the trigger's head.
        words: the pattern's own words, the trigger's first.
        slots: what fills its slots.
        event: head of the inner event, None for none.
        constrained, owned, bound: what counts for its rank.
        further: by part, the draft with that part filled, None where nothing fills it: patterns
            that begin alike are tried together.
        free: by what is asked for, the heads that may still fill a slot.
    """

    trigger: int
    words: tuple[int, ...]
    slots: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    event: int | None = None
    constrained: int = 0
    owned: int = 0
    bound: int = 0
    further: dict[Part, Draft | None] = field(default_factory=dict)
    free: dict[tuple[object, ...], list[int]] = field(default_factory=dict)

    def add(
        self,
        words: tuple[int, ...] = (),
        slots: Mapping[str, tuple[int, ...]] | None = None,
        event: int | None = None,
        constrained: int = 0,
        owned: int = 0,
    ) -> Draft:
        """Return it with these words and fillers added."""
        return Draft(
            self.trigger, self.words + words, {**self.slots, **(slots or {})},
            self.event if event is None else event,
            self.constrained + constrained, self.owned + owned, self.bound,
        )  # fmt: skip

    @property
    def taken(self) -> set[int]:
        """All positions that are in use."""
        heads = {i for filled in self.slots.values() for i in filled}
        return heads.union(self.words, () if self.event is None else (self.event,))


class Surroundings:
    """Finds candidates for the elements of a pattern around a word of one sentence."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.tree = grammar, grammar.tree
        self._forms = frozenset(grammar.tree.forms)

    def participants(self, draft: Draft, element: Element) -> Iterator[int]:
        """Yield heads that may fill a slot, the best first."""
        i = draft.trigger
        frame = self.grammar.frame(i)
        if element.relation == "subject":
            yield from frame.subjects
        elif element.relation == "owner":
            yield from frame.owners
            if not frame.owners:
                yield from frame.subjects
            elif not self.grammar.below(i, "nmod:poss"):
                # "A rocket attack by rebels": what stands before a noun may name nobody.
                # "In a telephone call with Malta, the minister said": it is his.
                case, noun = self.grammar.case(i), self.tree.lemmas[i]
                aside = case in BESIDE_WHICH or (case == "in" and noun in _TALKS)
                yield from frame.subjects if aside else self.grammar.agents(i)
            target = isinstance(element.filler, Slot) and element.filler.name == "TARGET"
            if target and set(frame.owners) <= set(draft.words):
                yield from (b.head for b in frame.bound if b.preposition == "of")
        elif element.relation == "object":
            yield from frame.objects
            if element.prepositions:
                yield from self.bound(draft, element.prepositions)
            for word in draft.words[1:]:
                verb = self.tree.words[word].pos == "VERB"
                # "Set free a journalist": hung on the adjective.
                yield from (
                    self.grammar.frame(word).objects if verb else self.grammar.below(word, "obj")
                )
            for b in frame.bound:
                if not set(draft.words).isdisjoint(self.grammar.below(b.head, "case")):
                    yield b.head
        elif element.relation == "preposition":
            yield from self.bound(draft, element.prepositions)

    def words(self, draft: Draft, element: Element) -> Iterator[int]:
        """Yield words that may be the pattern's own."""
        i = draft.trigger
        frame = self.grammar.frame(i)
        if element.relation == "subject":
            yield from frame.subjects
            for subject in frame.subjects:
                yield from self.measured(subject)
            return
        if element.relation == "preposition":
            for head in self.bound(draft, element.prepositions, certain=True):
                yield head
                yield from self.measured(head)
            return
        if element.relation == "infinitive":
            for anchor in draft.words:
                yield from self._infinitives(anchor)
                # "let planes use bases": an infinitive without "to".
                yield from (
                    c
                    for c in self.grammar.below(anchor, "xcomp")
                    if self.tree.words[c].tag in ("VB", "VBP")
                )
            for filled in draft.slots.values():
                for head in filled:
                    yield from self._infinitives(head)
            return
        yield from frame.objects
        # "Deployed hundreds of policemen": the policemen were deployed.
        yield from (m for head in frame.objects for m in self.measured(head))
        # "Sent oil and cash": the cash was sent.
        yield from (j for head in frame.objects for j in self.grammar.joined(head)[1:])
        for anchor in draft.words:
            for c in self.tree.children[anchor]:
                dep = self.tree.relations[c]
                bound = dep in ("obl", "nmod") and self.grammar.case(c)
                if dep in ("nsubj", "conj", "punct") or bound or self.grammar.infinitive(c):
                    continue
                yield c
        filler = element.filler
        adjective = isinstance(filler, Phrase) and filler.lexemes[-1].pos == "a"
        # A particle is often taken for the preposition of what follows: "shot down a plane",
        # "cracked down on rebels".
        for head in frame.objects:
            yield from self.grammar.below(head, "case", "advmod")
            for owner in self.grammar.below(head, "nmod:poss"):
                yield from self.grammar.below(owner, "case")
            # "held Iran responsible", "set free a journalist": what is said of the object.
            said = self.grammar.below(head, "amod")
            yield from (c for c in said if c > head or (c == i + 1 and adjective))
        verbal = self.tree.words[i].pos == "VERB"
        for b in frame.bound:
            # "Forced the refugees back into the sea": hung on "sea".
            for c in self.grammar.below(b.head, "case", "advmod"):
                # "gave support to Egypt in the dispute" is not "gave in to Egypt".
                near = c <= i + 2 or self.tree.forms[c] not in _NO_PARTICLES
                if near and (c > i or not verbal):
                    yield c

    def measured(self, head: int) -> tuple[int, ...]:
        """Return what a number, amount or group consists of, the innermost last."""
        if self.tree.lemmas[head] not in _AMOUNTS and self.tree.words[head].tag != "CD":
            return ()
        inner = [c for c in self.grammar.below(head, "nmod") if self.grammar.case(c) == "of"]
        return tuple(m for c in inner for m in (c, *self.measured(c)))

    def events(self, draft: Draft, element: Element) -> Iterator[int]:
        """Yield words that may carry the event inside, the best first."""
        i, grammar = draft.trigger, self.grammar
        frame = grammar.frame(i)
        if element.relation == "infinitive":
            fillers = [h for filled in draft.slots.values() for h in filled]
            for anchor in dict.fromkeys([*draft.words, *fillers]):
                yield from self._infinitives(anchor)
            yield from self.bound(draft, ("to",))
            # "renewed an appeal to Belgium to extradite": hung on the verb above the noun.
            above = self.tree.words[i].head
            if self.tree.words[i].dep == "obj" and self.tree.words[above].pos == "VERB":
                yield from (
                    c for c in grammar.frame(above).clauses if grammar.infinitive(c) and c > i
                )
        elif element.relation == "preposition":
            yield from self.bound(draft, element.prepositions, certain=True)
            if self.tree.words[i].pos == "NOUN" and may_precede(element):
                yield from grammar.below(i, "compound")
        elif element.relation == "subject":
            yield from frame.subjects
        elif self.tree.words[i].dep.startswith("aux"):
            yield from frame.clauses
        else:
            yield from frame.objects
            # "Staged a second night of protests": protests were staged.
            yield from (m for head in frame.objects for m in self.measured(head))
            for word in draft.words[1:]:
                if self.tree.words[word].pos == "VERB":
                    yield from grammar.frame(word).objects
            yield from (
                c
                for c in frame.clauses
                if not grammar.infinitive(c)
                and (self.tree.words[c].dep in _COMPLEMENTS or self._content(c))
            )
            # "rejected claims that it had attacked": the content of the pattern's own noun.
            for word in draft.words[1:]:
                if self.tree.words[word].pos == "NOUN":
                    yield from (c for c in grammar.frame(word).clauses if self._content(c))
            # "discussed with a delegation enhancing trade": hung on the wrong word.
            for filled in draft.slots.values():
                yield from (
                    c
                    for c in grammar.frame(filled[0]).clauses
                    if self.tree.words[c].tag == "VBG" and self.tree.words[c].dep == "acl"
                )

    def _infinitives(self, anchor: int) -> Iterator[int]:
        helps = self.grammar.auxiliary(anchor)
        for c in self.grammar.frame(anchor).clauses:
            if self.grammar.infinitive(c) or (helps and "to" in self.grammar.marks(c)):
                yield c

    def bound(
        self, draft: Draft, prepositions: tuple[str, ...], certain: bool = False
    ) -> Iterator[int]:
        """Yield what these prepositions bind near the trigger, the closest tie first.

        Close is what hangs on the pattern's own words, the last first ("lift its ban on"); then
        on its participants, on the verb above a noun, and last anywhere in the trigger's clause:
        where a phrase hangs is what parsers get wrong most. "Of" is sought that far only where
        what it binds is ``certain`` to be meant: words of the pattern, or an event.
        """
        i, wanted = draft.trigger, set(prepositions)
        frame = self.grammar.frame(i)
        if self._forms.isdisjoint(wanted):
            if "to" in wanted and not draft.taken.isdisjoint(frame.objects[1:]):
                yield frame.objects[0]
            return
        words = self.tree.words

        def hung(anchor: int) -> list[int]:
            return [b.head for b in self.grammar.frame(anchor).bound if b.preposition in wanted]

        for anchor in [*reversed([w for w in draft.words if w != i]), i]:
            yield from hung(anchor)
        # "gave Egypt aid", not "gave Egypt a billion in aid" for "give in to".
        if "to" in wanted and not draft.taken.isdisjoint(frame.objects[1:]):
            yield frame.objects[0]
        if not wanted.isdisjoint(self._particles(i)):
            yield from frame.objects
        # "break off talks": a particle taken for the preposition of the object.
        yield from (o for o in frame.objects if self.grammar.case(o) in wanted)
        if wanted <= {"of"} and not certain:
            return
        # But for where it is, what is said of the subject before a verb is not what the verb
        # binds: "a spokesman for the bank criticized", but "workers in Chad went on strike".
        passed = words[i].pos == "VERB" and not wanted & _PLACED
        fillers = [
            h for name, filled in draft.slots.items() for h in filled
            if not (passed and name == "SOURCE" and h < i)
        ]  # fmt: skip
        # "a grant and a loan to Chad" are both for Chad.
        things = [joined for o in frame.objects for joined in self.grammar.joined(o)]
        for anchor in dict.fromkeys([*fillers, *things]):
            yield from hung(anchor)
        head = words[i].head
        if words[i].dep == "conj" and words[i].pos == words[head].pos == "VERB":
            yield from (h for h in hung(head) if h > i)  # "chant and demonstrate against Norway"
        if words[i].pos not in ("VERB", "AUX") and words[head].pos == "VERB":
            # "The demonstration was ended by the police": the police ended it.
            # "It was called a protest by the press": so the press called it.
            named = self.grammar.case(i) == "as" and self.grammar.passive(head)
            ended = "by" in wanted and (named or words[i].dep == "nsubj:pass")
            yield from (h for h in hung(head) if h != i and not ended)
        yield from (c for c, preposition in self._clause(i) if preposition in wanted)

    @once
    def _particles(self, i: int) -> tuple[str, ...]:
        return tuple(self.tree.forms[c] for c in self.grammar.below(i, "compound:prt", "advmod"))

    @once
    def _clause(self, i: int) -> tuple[tuple[int, str | None], ...]:
        """Return what prepositions bind after a verb, below it and in no other clause."""
        relations, found, todo = self.tree.relations, [], [i]
        while todo:
            for c in self.tree.children[todo.pop()]:
                if relations[c] not in _CLAUSES:
                    todo.append(c)
                    if c > i and self.tree.words[c].dep in ("nmod", "obl"):
                        found.append(c)
        return tuple((c, self.grammar.case(c)) for c in sorted(found))

    def _content(self, clause: int) -> bool:
        """Tell whether a clause is the content of a noun: "the demand that Iran withdraw"."""
        return self.tree.relations[clause] == "acl" and any(
            self.tree.forms[c] == "that" for c in self.grammar.below(clause, "mark")
        )
