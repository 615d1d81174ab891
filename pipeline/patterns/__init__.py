"""Patterns of a codebook, matched against the grammatical surroundings of a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pipeline.actors.mentions import Mentions
from pipeline.codebook.pattern import Part, Pattern
from pipeline.codebook.templates import Element, Phrase, Slot, Template
from pipeline.codebook.words import Lexicon, WordSet
from pipeline.patterns.matches import Match, Miss
from pipeline.patterns.surroundings import Draft, Surroundings
from pipeline.patterns.triggers import Branch
from pipeline.syntax.grammar import Grammar
from pipeline.syntax.once import once
from pipeline.syntax.phrases import NOMINAL
from pipeline.syntax.wordorder import cannot_be_verb

InnerCode = Callable[[int], str | None]


_MEASURES = frozenset(
    "million billion trillion number euro dollar pound sterling yen yuan rouble ruble rupee percent"
    " cent ton tonne mile kilometer kilometre km acre hectare barrel litre liter".split()
)
# A home in a town is the town's; a bomb in a town is not from there. Aid from somebody is his.
# "The release of prisoners by Belarus" is that of Belarus.
_OWNING = {True: ("of", "by", "from"), False: ("of", "in", "by")}


# What one does to oneself is done to nobody: "ready to kill themselves".
_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "myself", "ourselves"})


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
        self._printed = [word.text for word in self.tree.words]
        self._drafts: dict[tuple[int, tuple[int, ...]], Draft] = {}
        self._known_kinds: dict[tuple[int, str], bool] = {}

    def match(self, pattern: Pattern, i: int) -> Match | Miss:
        """Try a pattern with word ``i`` as head of its trigger."""
        draft = self._begin(pattern, i)
        if draft is None:
            return Miss(pattern)
        for part in pattern.parts:
            further = self._grow(draft, part, pattern.mutual)
            if further is None:
                return Miss(pattern, part.element)
            draft = further
        return self._finish(draft, pattern)

    def match_all(self, branches: Iterable[Branch], i: int) -> list[Match]:
        """Return the matches of many patterns with word ``i`` as head of their trigger, in order.

        They are what :meth:`match` finds for each.
        """
        found: list[Match] = []
        verb, pos = self._is_verb(i), self.tree.words[i].pos
        todo: list[tuple[Draft | None, Branch]] = [
            (self._begin(branch.first, i), branch)
            for branch in branches
            if (verb if branch.verbal else branch.pos or pos != "VERB")
            and (not branch.pos or pos in branch.pos)
            and (not branch.passive or self.grammar.passive(i))
        ]
        for draft, branch in todo:
            if draft is None:
                continue
            for pattern in branch.whole:
                match = self._finish(draft, pattern)
                if isinstance(match, Match):
                    found.append(match)
            for further in branch.further.values():
                if part := further.part:
                    todo.append((self._grow(draft, part, further.first.mutual), further))
        found.sort(key=lambda match: match.pattern.order)
        return found

    def _grow(self, draft: Draft, part: Part, mutual: bool) -> Draft | None:
        """Return a draft with one more part, itself where it may lack it, None where it may not."""
        further = draft.further.get(part, draft)
        if further is draft:
            further = draft.further[part] = self._fill(draft, part)
        mutually = mutual and self._reciprocal(draft, part.element)
        if further is None:
            return draft if part.optional or mutually else None
        return draft if mutually and self._is_aside(further) else further

    def _finish(self, draft: Draft, pattern: Pattern) -> Match | Miss:
        """Return the match of a pattern all of whose parts are found."""
        i = draft.trigger
        if self._foreign_particle(draft, pattern):
            return Miss(pattern)
        slots = self._close_pair(draft) if pattern.mutual else draft.slots
        if wrong := self._object_of_infinitive(draft, slots, pattern):
            return Miss(pattern, wrong)
        score = (
            len(draft.words) + draft.owned + draft.bound,
            draft.constrained,
            sum(1 for filled in slots.values() if filled) + (draft.event is not None),
        )
        return Match(pattern, i, slots, draft.event, draft.words, score)

    def _begin(self, pattern: Pattern, i: int) -> Draft | None:
        """Return the draft of all patterns with the same trigger at a word, None where it is not.

        The trigger must be of the right part of speech.
        """
        own = self._trigger(pattern.trigger, pattern.template, i)
        if own is None:
            return None
        draft = self._drafts.get((i, own))
        if draft is None:
            draft = self._drafts[i, own] = Draft(i, own)
        return draft

    def _in_name(self, i: int) -> bool:
        """Tell whether a verb is only part of a name: "the Group to Support Islam"."""
        hit = self.mentions.spots.names.get(i)
        return hit is not None and hit.end - hit.start > 1 and self.tree.words[i].text.istitle()

    def _trigger(
        self, trigger: tuple[WordSet, ...], template: Template, i: int
    ) -> tuple[int, ...] | None:
        word = self.tree.words[i]
        if word.pos == "VERB" and self._in_name(i):
            return None
        if template.verbal:
            if not self._is_verb(i) or (template.passive and not self.grammar.passive(i)):
                return None
        elif word.pos == "VERB" and not trigger[-1].pos:
            return None
        head = trigger[-1].find(self.tree, i)
        if head is None or len(trigger) == 1:
            return head
        found = list(head)
        for before in trigger[:-1]:
            hits = [
                c for c in range(max(0, i - 4), i) if before.find(self.tree, c) and c not in found
            ]
            if not hits:
                return None
            found.append(hits[-1])
        return tuple(found)

    @once
    def _is_verb(self, i: int) -> bool:
        word = self.tree.words[i]
        verb = word.pos in ("VERB", "AUX") and word.dep != "amod"
        return verb and not cannot_be_verb(self._printed, i)

    def _reciprocal(self, draft: Draft, element: Element) -> bool:
        """Tell whether two joined sources do to each other what the pattern wants a target for."""
        if not isinstance(element.filler, Slot) or element.filler.name != "TARGET":
            return False
        if element.prepositions and "with" not in element.prepositions:
            return False
        sources = draft.slots.get("SOURCE", ())
        kind = element.filler.kind
        if kind and not all(kind in m.kinds for h in sources for m in self.mentions.at(h)):
            return False
        return len(sources) > 1 or sum(len(self.mentions.at(h)) for h in sources) > 1

    def _is_aside(self, draft: Draft) -> bool:
        """Tell whether it was a thing with which two joined sources did it to each other."""
        targets = draft.slots["TARGET"]
        named = (m.code or "named" in m.kinds for head in targets for m in self.mentions.at(head))
        return not any(named) and self.grammar.case(targets[0]) == "with"

    def _fill(self, draft: Draft, part: Part) -> Draft | None:
        """Return a draft with one more part filled, None where nothing fills it."""
        element = part.element
        if isinstance(element.filler, Phrase):
            filled = self._fill_words(draft, element, part.words)
        elif isinstance(element.filler, tuple):
            filled = self._fill_pair(draft, element, element.filler)
        elif element.filler.name == "EVENT":
            filled = self._fill_event(draft, element, element.filler)
        else:
            filled = self._fill_slot(draft, element, element.filler)
        if filled is not None and element.relation == "preposition":
            filled.bound += 1
        return filled

    def _fill_slot(self, draft: Draft, element: Element, slot: Slot) -> Draft | None:
        relation = element.relation
        heads = [h for h in self._free(draft, element, slot) if self._fits(h, slot, relation)]
        if not heads:
            return None
        if relation == "subject" and len(heads) > 1:
            heads.sort(key=lambda head: not self.mentions.coded(head))
        return draft.add(
            slots={slot.name: self.grammar.joined(heads[0])}, constrained=bool(slot.kind)
        )

    def _free(self, draft: Draft, element: Element, slot: Slot) -> list[int]:
        """Return the heads that may fill a slot and do not serve the pattern otherwise."""
        key = element.relation, element.prepositions, slot.name == "TARGET"
        if key not in draft.free:
            taken, measured = draft.taken, self.around.measured
            draft.free[key] = [
                head
                for one in dict.fromkeys(self.around.participants(draft, element))
                for head in ((one, *measured(one)) if self._is_measure(one) else (one,))
                if head not in taken
                and not ((parts := measured(head)) and set(draft.words) & set(parts))
            ]
        return draft.free[key]

    def _fits(self, head: int, slot: Slot, relation: str) -> bool:
        if not self._names(head):
            return False
        if slot.name == "TARGET" and self.tree.forms[head] in _REFLEXIVE:
            return False
        # "Asked Niger to stand by it": by whoever asks.
        if slot.name == "THIRD" and relation != "subject" and self.tree.words[head].pos == "PRON":
            return False
        if relation == "owner" and not self._owns(head, slot):
            return False
        return slot.kind is None or self._is(head, slot.kind)

    @once
    def _names(self, head: int) -> bool:
        """Tell whether a word may name a participant: no time, no measure."""
        word = self.tree.words[head]
        return (
            word.pos in NOMINAL and not self.grammar.says_when(head) and not self._is_measure(head)
        )

    def _is_measure(self, head: int) -> bool:
        """Tell whether a word only measures: "seized two tonnes of cocaine"."""
        return self.tree.lemmas[head] in _MEASURES

    def _owns(self, head: int, slot: Slot) -> bool:
        # "Its airspace" is the speaker's, "its pledge" of whoever pledged.
        word = self.tree.words[head]
        if word.pos == "PRON":
            return slot.name == "SOURCE" and self.mentions.coded(head)
        return word.dep == "nmod:poss" or self.mentions.coded(head)

    def _is(self, head: int, kind: str) -> bool:
        """Tell whether a phrase is of a kind, or its head a word of the synset of this name."""
        key = head, kind
        if key not in self._known_kinds:
            words = self.lexicon.named(kind) if self.lexicon.has(kind) else None
            listed = words and any(
                words.find(self.tree, i) for i in (head, *self.around.measured(head))
            )
            self._known_kinds[key] = bool(listed) or any(
                kind in mention.kinds for mention in self.mentions.at(head)
            )
        return self._known_kinds[key]

    def _close_pair(self, draft: Draft) -> Mapping[str, tuple[int, ...]]:
        """Make what is "between A and B" the affair of those two, whoever brings it about."""
        targets = draft.slots.get("TARGET", ())
        if len(targets) > 1 and self.grammar.case(targets[0]) == "between":
            return {**draft.slots, "SOURCE": targets}
        return draft.slots

    def _object_of_infinitive(
        self, draft: Draft, slots: Mapping[str, tuple[int, ...]], pattern: Pattern
    ) -> Element | None:
        """Return the object that belongs to a later infinitive: "asked to help Kenya".

        It is not the one who is asked, as in "asked Kenya to help".
        """
        for element in pattern.asked:
            heads = isinstance(element.filler, Slot) and slots.get(element.filler.name)
            if not heads:
                continue
            verb = self.tree.words[heads[0]].head
            if verb != draft.trigger and verb in draft.words and heads[0] > verb:
                return element
        return None

    def _foreign_particle(self, draft: Draft, pattern: Pattern) -> bool:
        """Tell whether the verb has a particle that the pattern lacks: "call off" is not "call"."""
        particles = self.grammar.below(draft.trigger, "compound:prt")
        if not particles:
            return False
        known = pattern.prepositions
        return any(c not in draft.words and self.tree.forms[c] not in known for c in particles)

    def _fill_words(
        self, draft: Draft, element: Element, words: tuple[WordSet, ...]
    ) -> Draft | None:
        head_set = words[-1]
        for c in self.around.words(draft, element):
            found = head_set.find(self.tree, c)
            if found is None or not set(found).isdisjoint(draft.words):
                continue
            extra: list[int] = []
            for before in words[:-1]:
                hits = [k for k in range(max(0, c - 4), c) if before.find(self.tree, k)]
                if not hits:
                    break
                extra.append(hits[-1])
            else:
                above = self.tree.words[c].head
                measures = above not in draft.words and c in self.around.measured(above)
                own = tuple(dict.fromkeys((*found, *extra, *((above,) if measures else ()))))
                if not element.owner:
                    return draft.add(words=own)
                owner = self._owner(c, element.owner)
                if owner is not None:
                    slots = {element.owner.name: self.grammar.joined(owner)}
                    return draft.add(words=own, slots=slots, owned=1)
        return None

    def _owner(self, noun: int, slot: Slot) -> int | None:
        frame = self.grammar.frame(noun)
        owning = _OWNING[slot.name == "SOURCE"]
        bound = [b for b in frame.bound if b.preposition in owning]
        bound.sort(key=lambda b: b.preposition != "by")
        candidates = [*frame.owners, *(b.head for b in bound)]
        return next(
            (
                c
                for c in candidates
                if self._fits(c, slot, "owner")
                or (self.tree.words[c].pos in NOMINAL and self.grammar.case(c) == "of")
            ),
            None,
        )

    def _fill_pair(self, draft: Draft, element: Element, pair: tuple[Slot, Slot]) -> Draft | None:
        plain = Element(element.relation, pair[0], element.prepositions)
        if element.relation == "subject" and self._with_another(draft.trigger):
            return None
        taken = draft.taken
        for head in self.around.participants(draft, plain):
            heads = self.grammar.joined(head)
            if head in taken or not self._fits(head, Slot(pair[0].name), element.relation):
                continue
            if len(heads) == 1 and len(self.mentions.at(head)) < 2:
                continue
            if pair[0].kind != pair[1].kind:
                if unlike := self._fill_unlike(draft, heads, element.relation, pair):
                    return unlike
                continue
            # "Armenian and Azerbaijani forces": one head for both.
            both = heads * 2 if len(heads) == 1 else heads
            if all(self._fits(h, s, element.relation) for h, s in zip(both, pair, strict=False)):
                return draft.add(
                    slots={slot.name: heads for slot in pair},
                    constrained=1 + any(slot.kind for slot in pair),
                )
        return None

    def _with_another(self, i: int) -> bool:
        """Tell whether joined subjects did it with a third: "met with", not with each other."""
        return any(
            b.preposition in ("with", "against") and self.mentions.coded(b.head)
            for b in self.grammar.frame(i).bound
        )

    def _fill_unlike(
        self, draft: Draft, heads: tuple[int, ...], relation: str, pair: tuple[Slot, Slot]
    ) -> Draft | None:
        """Fill slots of different kinds in either order: "clashes between police and rebels"."""
        first, second = (tuple(h for h in heads if self._fits(h, s, relation)) for s in pair)
        if not first or not second or set(first) & set(second):
            return None
        return draft.add(slots={pair[0].name: first, pair[1].name: second}, constrained=2)

    def _fill_event(self, draft: Draft, element: Element, slot: Slot) -> Draft | None:
        key = element.relation, element.prepositions
        if key not in draft.free:
            inner = dict.fromkeys(self.around.events(draft, element))
            draft.free[key] = [
                c for c in inner
                if c not in draft.words
                and not (self.grammar.says_when(c) and self.grammar.case(c) != "to")
            ]  # fmt: skip
        candidates = draft.free[key]
        for c in candidates:
            code = self.inner_code(c)
            if code and (slot.kind is None or code.startswith(slot.kind)):
                return draft.add(event=c, constrained=bool(slot.kind))
        if slot.kind is None:
            for c in candidates:
                return draft.add(event=c)
        return None
