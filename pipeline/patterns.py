"""Patterns of a codebook, matched against the words of a sentence.

A dictionary from trigger lemma to its patterns, then a look at the grammatical surroundings of
that word: the cost does not grow with the number of patterns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.actors.mentions import Mentions
from pipeline.codebook.load import Codebook
from pipeline.codebook.model import Verb
from pipeline.codebook.pattern import Pattern
from pipeline.codebook.templates import Element, Phrase, Slot
from pipeline.codebook.words import Lexicon, WordSet
from pipeline.grammar import NOMINAL, Grammar
from pipeline.surroundings import Draft, Surroundings
from pipeline.types import Tree

InnerCode = Callable[[int], str | None]


_MEASURES = frozenset(
    "million billion trillion euro dollar pound sterling yen yuan rouble ruble rupee percent cent"
    " ton tonne mile kilometer kilometre km acre hectare barrel litre liter".split()
)
# A home in a town is the town's; a bomb in a town is not from there. Aid from somebody is his.
_OWNING = {True: ("of", "by", "from"), False: ("of", "in")}


# What one does to oneself is done to nobody: "ready to kill themselves".
_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "myself", "ourselves"})


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found at a trigger.

    Attributes:
        pattern: the pattern.
        trigger: position of the trigger's head.
        slots: heads that fill SOURCE, TARGET, THIRD and PLACE, conjoined ones included.
        event: head of the inner event, None for none.
        words: positions of the pattern's own words, the trigger's first.
        score: (own words and prepositions, constrained slots, filled slots), larger is better.
    """

    pattern: Pattern
    trigger: int
    slots: dict[str, tuple[int, ...]]
    event: int | None
    words: tuple[int, ...]
    score: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Miss:
    """A pattern that does not fit: at its trigger (``element`` None) or at an element."""

    pattern: Pattern
    element: Element | None = None

    def __str__(self) -> str:
        if self.element is None:
            return "the word is not used as the pattern wants it"
        filler = self.element.filler
        if isinstance(filler, Slot):
            name = filler.name + (f":{filler.kind}" if filler.kind else "")
        elif isinstance(filler, Phrase):
            name = " ".join(
                x.synset and f"<{x.synset}>" or "|".join(x.words) for x in filler.lexemes
            )
        else:
            name = " and ".join(slot.name for slot in filler)
        bound = "|".join(self.element.prepositions)
        return f"no {bound + ' ' if bound else ''}{name} ({self.element.relation})"


class PatternIndex:
    """The patterns of a codebook by the lemma of their trigger."""

    def __init__(self, codebook: Codebook) -> None:
        self._by_lemma: dict[str, list[Pattern]] = {}
        for pattern in codebook.patterns:
            for lemma in pattern.trigger[-1].heads:
                self._by_lemma.setdefault(lemma, []).append(pattern)

    def at(self, tree: Tree, i: int) -> list[Pattern]:
        """Return the patterns that word ``i`` may trigger."""
        word = tree.words[i]
        forms = dict.fromkeys((word.lemma.lower(), word.text.lower()))
        found = {p.order: p for form in forms for p in self._by_lemma.get(form, ())}
        return [found[order] for order in sorted(found)]


class Matcher:
    """Tries patterns on one sentence.

    Args:
        mentions: resolves noun phrases, for slots that ask for a kind.
        lexicon: the synsets, which may stand for a kind.
        inner_code: gives the code already found at a word, for EVENT slots.
    """

    def __init__(self, mentions: Mentions, lexicon: Lexicon, inner_code: InnerCode) -> None:
        self.mentions, self.lexicon, self.inner_code = mentions, lexicon, inner_code
        self.grammar: Grammar = mentions.grammar
        self.tree = self.grammar.tree
        self.around = Surroundings(self.grammar)

    def match(self, pattern: Pattern, i: int) -> Match | Miss:
        """Try a pattern with word ``i`` as head of its trigger."""
        own = self._trigger(pattern, i)
        if own is None:
            return Miss(pattern)
        draft = Draft(list(own))
        for part in pattern.parts:
            element = part.element
            if self._fill(draft, i, element, part.words):
                draft.bound += element.relation == "preposition"
                continue
            if self._may_miss(element, pattern):
                continue
            if not self._reciprocal(draft, element, pattern):
                return Miss(pattern, element)
        self._close_pair(draft, pattern)
        if self._foreign_particle(draft, i, pattern):
            return Miss(pattern)
        if wrong := self._object_of_infinitive(draft, i, pattern):
            return Miss(pattern, wrong)
        score = (
            len(draft.words) + draft.owned + draft.bound,
            draft.constrained,
            sum(1 for filled in draft.slots.values() if filled) + (draft.event is not None),
        )
        return Match(pattern, i, draft.slots, draft.event, tuple(draft.words), score)

    def _trigger(self, pattern: Pattern, i: int) -> tuple[int, ...] | None:
        """Return the trigger's words if word ``i`` heads it and is of the right part of speech."""
        words = self.tree.words
        verb = words[i].pos in ("VERB", "AUX")
        if pattern.template.verbal:
            if not verb or words[i].dep == "amod":
                return None
            if pattern.template.passive and not self.grammar.passive(i):
                return None
        elif verb and not pattern.trigger[-1].pos and words[i].pos == "VERB":
            return None
        head = pattern.trigger[-1].find(self.tree, i)
        if head is None:
            return None
        found = list(head)
        for before in pattern.trigger[:-1]:
            hits = [
                c for c in range(max(0, i - 4), i) if before.find(self.tree, c) and c not in found
            ]
            if not hits:
                return None
            found.append(hits[-1])
        return tuple(found)

    def _may_miss(self, element: Element, pattern: Pattern) -> bool:
        """Tell whether an element may be absent: participants that the context may supply."""
        if element.optional:
            return True
        filler = element.filler
        if element.relation in ("subject", "owner"):
            return isinstance(filler, Slot) and not filler.kind
        return element.relation == "preposition" and element.prepositions == ("by",)

    def _reciprocal(self, draft: Draft, element: Element, pattern: Pattern) -> bool:
        """Tell whether two joined sources do to each other what the pattern wants a target for."""
        mutual = isinstance(pattern.entry, Verb) and pattern.entry.mutual
        if not mutual or not isinstance(element.filler, Slot) or element.filler.name != "TARGET":
            return False
        if element.prepositions and "with" not in element.prepositions:
            return False
        sources = draft.slots.get("SOURCE", ())
        kind = element.filler.kind
        if kind and not all(kind in m.kinds for h in sources for m in self.mentions.at(h)):
            return False
        return len(sources) > 1 or sum(len(self.mentions.at(h)) for h in sources) > 1

    def _fill(self, draft: Draft, i: int, element: Element, words: tuple[WordSet, ...]) -> bool:
        if isinstance(element.filler, Phrase):
            return self._fill_words(draft, i, element, words)
        if isinstance(element.filler, tuple):
            return self._fill_pair(draft, i, element, element.filler)
        slot = element.filler
        if slot.name == "EVENT":
            return self._fill_event(draft, i, element, slot)
        heads = [
            head
            for one in dict.fromkeys(self.around.participants(draft, i, element))
            for head in (one, *(self.around.measured(one) if self._is_measure(one) else ()))
            if head not in draft.taken and self._fits(head, slot, element.relation)
        ]
        if element.relation == "subject" and len(heads) > 1:
            heads.sort(key=lambda head: not self.mentions.coded(head))
        for head in heads:
            draft.slots[slot.name] = tuple(self.grammar.joined(head))
            draft.constrained += bool(slot.kind)
            return True
        return False

    def _fits(self, head: int, slot: Slot, relation: str) -> bool:
        word = self.tree.words[head]
        if word.pos not in NOMINAL or self.grammar.says_when(head) or self._is_measure(head):
            return False
        if slot.name == "TARGET" and word.text.lower() in _REFLEXIVE:
            return False
        if relation == "owner" and (
            word.pos == "PRON" or (word.dep != "nmod:poss" and not self.mentions.coded(head))
        ):
            return False
        if slot.kind is None:
            return True
        if self.lexicon.has(slot.kind) and self.lexicon.named(slot.kind).find(self.tree, head):
            return True
        return any(
            slot.kind in m.kinds for h in self.grammar.joined(head)[:1] for m in self.mentions.at(h)
        )

    def _is_measure(self, head: int) -> bool:
        """Tell whether a word only measures: "seized two tonnes of cocaine"."""
        return self.tree.words[head].lemma.lower() in _MEASURES

    def _close_pair(self, draft: Draft, pattern: Pattern) -> None:
        """Make what is "between A and B" the affair of those two, whoever brings it about."""
        targets = draft.slots.get("TARGET", ())
        mutual = isinstance(pattern.entry, Verb) and pattern.entry.mutual
        if mutual and len(targets) > 1 and self.grammar.case(targets[0]) == "between":
            draft.slots["SOURCE"] = targets

    def _object_of_infinitive(self, draft: Draft, i: int, pattern: Pattern) -> Element | None:
        """Return the object that belongs to a later infinitive: "asked to help Kenya".

        It is not the one who is asked, as in "asked Kenya to help".
        """
        elements = pattern.template.elements
        for k, element in enumerate(elements):
            heads = isinstance(element.filler, Slot) and draft.slots.get(element.filler.name)
            if element.relation != "object" or not heads:
                continue
            verb = self.tree.words[heads[0]].head
            later = any(e.relation == "infinitive" for e in elements[k + 1 :])
            if later and verb != i and verb in draft.words and heads[0] > verb:
                return element
        return None

    def _foreign_particle(self, draft: Draft, i: int, pattern: Pattern) -> bool:
        """Tell whether the verb has a particle that the pattern lacks: "call off" is not "call"."""
        known = {p for element in pattern.template.elements for p in element.prepositions}
        return any(
            c not in draft.words and self.tree.words[c].text.lower() not in known
            for c in self.grammar.below(i, "compound:prt")
            if self.tree.words[c].dep == "compound:prt"
        )

    def _fill_words(
        self, draft: Draft, i: int, element: Element, words: tuple[WordSet, ...]
    ) -> bool:
        head_set = words[-1]
        for c in self.around.words(draft, i, element):
            found = head_set.find(self.tree, c)
            if found is None or set(found) & set(draft.words):
                continue
            extra: list[int] = []
            for before in words[:-1]:
                hits = [k for k in range(max(0, c - 4), c) if before.find(self.tree, k)]
                if not hits:
                    break
                extra.append(hits[-1])
            else:
                owner = self._owner(c, element.owner) if element.owner else None
                if element.owner and owner is None:
                    continue
                if element.owner and owner is not None:
                    draft.slots[element.owner.name] = tuple(self.grammar.joined(owner))
                    draft.owned += 1
                draft.words.extend([*found, *extra])
                return True
        return False

    def _owner(self, noun: int, slot: Slot) -> int | None:
        frame = self.grammar.frame(noun)
        candidates = [
            *frame.owners,
            *(b.head for b in frame.bound if b.preposition in _OWNING[slot.name == "SOURCE"]),
        ]
        return next(
            (
                c
                for c in candidates
                if self._fits(c, slot, "owner")
                or (self.tree.words[c].pos in NOMINAL and self.grammar.case(c) == "of")
            ),
            None,
        )

    def _fill_pair(self, draft: Draft, i: int, element: Element, pair: tuple[Slot, Slot]) -> bool:
        plain = Element(element.relation, pair[0], element.prepositions)
        if element.relation == "subject" and self._with_another(i):
            return False
        for head in self.around.participants(draft, i, plain):
            heads = self.grammar.joined(head)
            if head in draft.taken or not self._fits(head, Slot(pair[0].name), element.relation):
                continue
            if len(heads) == 1 and len(self.mentions.at(head)) < 2:
                continue
            # "Armenian and Azerbaijani forces": one head for both.
            both = heads * 2 if len(heads) == 1 else heads
            if not all(
                self._fits(h, s, element.relation) for h, s in zip(both, pair, strict=False)
            ):
                continue
            draft.slots[pair[0].name] = draft.slots[pair[1].name] = tuple(heads)
            draft.constrained += 1 + any(slot.kind for slot in pair)
            return True
        return False

    def _with_another(self, i: int) -> bool:
        """Tell whether joined subjects did it with a third: "met with", not with each other."""
        return any(
            b.preposition in ("with", "against") and self.mentions.coded(b.head)
            for b in self.grammar.frame(i).bound
        )

    def _fill_event(self, draft: Draft, i: int, element: Element, slot: Slot) -> bool:
        candidates = list(dict.fromkeys(self.around.events(draft, i, element)))
        candidates = [c for c in candidates if c not in draft.words]
        coded = [c for c in candidates if self.inner_code(c)]
        if slot.kind:
            coded = [c for c in coded if (self.inner_code(c) or "").startswith(slot.kind)]
            if not coded:
                return False
        if not candidates:
            return False
        draft.event = (coded or candidates)[0]
        draft.constrained += bool(slot.kind)
        return True
