"""English grammar over a Universal Dependencies tree: who does what to whom.

Everything here holds for any verb or noun; what is particular to a word stands in a codebook.
A frame gives the logical participants of one word: passive turned active, the objects of
conjoined and relative clauses supplied, as their subjects are (subjects).
"""

from __future__ import annotations

from pipeline.syntax.frames import Bound, Frame
from pipeline.syntax.once import once
from pipeline.syntax.phrases import NOMINAL
from pipeline.syntax.subjects import Subjects

_CAUSATIVE = frozenset({"let", "make", "help", "have"})
# "US-led strikes", "a Taliban-claimed bomb" are theirs; "US-backed rebels" are not.
_DONE_BY = frozenset({"lead", "claim", "launch", "fire", "plant"})


class Grammar(Subjects):
    """Frames of one sentence, each made once."""

    @once
    def frame(self, i: int) -> Frame:
        """Return the frame of word ``i``."""
        if self.auxiliary(i):
            # "Will" is read as a verb that takes the clause it belongs to.
            return Frame(subjects=self.subjects(i), clauses=(self.tree.words[i].head,))
        return self._verb(i) if self.tree.words[i].pos in ("VERB", "AUX") else self._noun(i)

    def _verb(self, i: int) -> Frame:
        return Frame(
            subjects=self.subjects(i),
            objects=tuple(dict.fromkeys(self._objects(i))) or self._shared_objects(i),
            bound=tuple(self._bound(i)),
            clauses=self.below(i, "xcomp", "ccomp", "advcl", "acl", "parataxis"),
        )

    def _noun(self, i: int) -> Frame:
        return Frame(
            subjects=self.subjects(i),
            bound=tuple(self._bound(i)),
            clauses=self.below(i, "acl", "ccomp", "xcomp", "advcl"),
            owners=tuple(self._owners(i)),
        )

    def _owners(self, i: int) -> list[int]:
        words = self.tree.words
        owners = [*self.below(i, "nmod:poss")]
        for c in self.below(i, "amod", "compound", "nmod", "acl"):
            if c > i or c in owners:
                continue
            if self.lemma(c) in _DONE_BY and words[c].pos in ("VERB", "ADJ"):
                owners.extend(x for x in self.tree.children[c] if words[x].pos in NOMINAL)
            elif not self.case(c) and words[c].dep != "acl":
                owners.append(c)
        return owners

    def _objects(self, i: int) -> tuple[int, ...]:
        direct = [self._antecedent(o, i) for o in self.below(i, "iobj")]
        direct += [self._antecedent(o, i) for o in self.below(i, "obj")]
        if self.lemma(i) in _CAUSATIVE:
            direct += [s for c in self.below(i, "xcomp", "ccomp") for s in self.below(c, "nsubj")]
        surface = self.surface_subject(i)
        if self.passive(i):
            return (*surface, *direct)
        return (*direct, *self._gap(i, surface, bool(direct)))

    def _gap(self, i: int, surface: tuple[int, ...], has_object: bool) -> tuple[int, ...]:
        """Return the antecedent of a relative clause that lacks its object."""
        word = self.tree.words[i]
        if word.dep.endswith("relcl") and not has_object and word.head not in surface:
            return (word.head,)
        return ()

    def _shared_objects(self, i: int) -> tuple[int, ...]:
        """Return the object of another conjoined verb ("attacked and looted the town").

        What has a complement of its own lacks none: "pledged to work and sent aid".
        """
        words = self.tree.words
        if self.below(i, "xcomp", "ccomp"):
            return ()
        for c in self.below(i, "conj"):
            if words[c].pos == "VERB" and not self.below(c, "nsubj") and not self.passive(c):
                return self.below(c, "obj")
        first = words[i].head
        if words[i].dep == "conj" and words[first].pos == "VERB" and not self.below(i, "nsubj"):
            return tuple(o for o in self.below(first, "obj") if o > i)
        return ()

    def _bound(self, i: int) -> list[Bound]:
        found = []
        # What comes before a verb says where and when, rather than what the verb binds.
        tied = self.below(i, "obl", "nmod", "advcl", "acl", "ccomp", "xcomp")
        for c in sorted(tied, key=lambda c: c < i) if tied and tied[0] < i else tied:
            preposition = self.case(c)
            if preposition:
                found.append(Bound(preposition, self._antecedent(c, i)))
        for c in self.below(i, "conj"):
            if self.tree.words[c].pos == self.tree.words[i].pos == "VERB" and not found:
                found.extend(self._bound(c))
        return found
