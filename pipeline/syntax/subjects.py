"""Who does what a word says, where its sentence tells it elsewhere too."""

from __future__ import annotations

from pipeline.syntax.once import once
from pipeline.syntax.phrases import Phrases
from pipeline.types import Tree

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_OBJECT_CONTROL = frozenset(
    "accuse advise allow appeal ask authorise authorize beg beseech blame call cause caution"
    " challenge coax command commission compel condemn convict convince criticise criticize direct"
    " empower enable encourage entreat exhort expect force forbid get help implore instruct invite"
    " let lobby make oblige order permit persuade plead press pressure prevent prod prohibit prompt"
    " push remind request require stop suspect task teach tell train urge want warn watch"
    " see hear find catch keep leave lead praise commend laud hail applaud"
    " rule sue fine jail sentence punish arrest detain charge prosecute slam rap rebuke chide fault"
    " denounce censure sanction expel fire sack dismiss execute imprison try lash hit rail"
    " thank congratulate honor honour credit salute defend forgive reward pardon".split()
)
_OBJECT_MARKS = frozenset({"of", "for", "from", "into", "on", "with"})
_PARTNERS = frozenset({"with", "to"})
BESIDE_WHICH = frozenset({"after", "during", "before", "following"})
_OCCASIONS = frozenset({"after", "during", "in", "on", "at", "before", "following"})
_CONCERNING = frozenset({"over", "about", "for", "of"})
_PLOTS = frozenset({"plot", "conspiracy", "scheme"})
_HATCHING = frozenset(
    "hatch have devise concoct mastermind lead form join make launch carry prepare".split()
)
PREVENTING = frozenset(
    "foil thwart avert prevent abort disrupt uncover expose reveal discover detect stop".split()
)


class Subjects(Phrases):
    """The subjects of one sentence's words: shared, controlled and left out ones supplied."""

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
        self._open: set[int] = set()

    @once
    def subjects(self, i: int) -> tuple[int, ...]:
        """Return who does what word ``i`` says, best first."""
        word = self.tree.words[i]
        if self.auxiliary(i):
            return self.subjects(word.head)
        if word.pos in ("VERB", "AUX"):
            return tuple(self.agents(i)) if self.passive(i) else self.surface_subject(i)
        predicative = word.pos == "ADJ" and word.dep == "xcomp"
        own = self.surface_subject(i) if predicative or self.below(i, "cop", "nsubj") else ()
        return own or tuple(self.agents(i)) or self.origins(i) or self._occasion(i)

    def surface_subject(self, i: int) -> tuple[int, ...]:
        """Return the grammatical subject, shared or controlled from above where it has none."""
        if i in self._open:
            return ()
        self._open.add(i)
        try:
            return self._surface_subject(i)
        finally:
            self._open.discard(i)

    def _surface_subject(self, i: int) -> tuple[int, ...]:
        words = self.tree.words
        word, dep = words[i], words[i].dep
        own = self.below(i, "nsubj", "csubj")
        if own:
            return tuple(self._antecedent(s, i) for s in own if self.tree.relations[s] == "nsubj")
        wanted = self.wanted(i)
        if wanted:
            return wanted
        if word.head == i:
            return ()
        head, base = word.head, self.tree.relations[i]
        if dep.endswith("relcl"):
            return (head,)
        if base == "conj":
            return self.surface_subject(head)
        if base in ("xcomp", "ccomp", "advcl"):
            return self._control(i, head)
        if base == "acl":
            if words[head].pos in ("VERB", "AUX"):
                return self._control(i, head)
            if self.infinitive(i):
                return self._holder(head)
            return (head, *self._author(head)) if words[i].tag == "VBG" else (head,)
        return ()

    def wanted(self, i: int) -> tuple[int, ...]:
        """Return whom "for" makes the subject of an infinitive: "the time for Iran to act"."""
        if not self.infinitive(i):
            return ()
        to = next(c for c in self.below(i, "mark", "aux") if self.tree.forms[c] == "to")
        above = self.tree.words[i].head
        beside = self.below(above, "obl", "nmod") if self.tree.words[above].pos == "ADJ" else ()
        bound = [c for c in (*self.below(i, "obl"), *beside) if c < to and self.case(c) == "for"]
        marked = self.below(i, "nsubj") if "for" in self.marks(i) else ()
        return (*marked, *bound)[:1]

    def _control(self, i: int, head: int) -> tuple[int, ...]:
        if self.tree.words[i].dep == "advcl" and self.finite(i):
            return ()
        objects = (
            [
                o
                for o in self.below(head, "obj", "iobj", "obl")
                if self.tree.words[o].dep != "obl"
                or self.case(o) in ("on", "to", "upon", "against", "at")
            ]
            if self._takes_object_control(i, head)
            else []
        )
        if objects and self.tree.words[head].pos == "VERB" and objects[0] < i:
            return (objects[0],)
        return self.surface_subject(head)

    def _takes_object_control(self, i: int, head: int) -> bool:
        """Tell whether whom a verb is done to does what its complement says.

        "Urged Iran to sign": Iran signs. "Called Iran to congratulate it": the caller does. "Call"
        takes the first form only with "on".
        """
        lemma = self.lemma(head)
        if self.passive(head) or lemma not in _OBJECT_CONTROL:
            return False
        if lemma == "call" and any(
            self.tree.words[o].dep == "obj" for o in self.below(head, "obj")
        ):
            return False
        return (
            self.infinitive(i)
            or self.tree.relations[i] == "xcomp"
            or (self.case(i) in _OBJECT_MARKS)
        )

    def _holder(self, noun: int) -> tuple[int, ...]:
        """Return whose plan, bid or call it is: its possessor, or the subject of its verb.

        "A decision by Norway to withdraw" is Norway's; what somebody was arrested over, or what was
        foiled, is not that of whoever did so.
        """
        owners = self.below(noun, "nmod:poss") or tuple(self._by(noun, "nmod"))
        if owners:
            return owners[:1]
        head = self.tree.words[noun].head
        others = self.case(noun) in _CONCERNING or self.lemma(head) in PREVENTING
        if self.lemma(noun) in _PLOTS and self.lemma(head) not in _HATCHING:
            return ()
        if head != noun and self.tree.words[head].pos == "VERB" and not others:
            return self.subjects(head)
        return ()

    def _author(self, noun: int) -> tuple[int, ...]:
        """Return who made what a participle describes: "issued a report accusing the army"."""
        above = self.tree.words[noun].head
        if self.tree.words[noun].dep == "obj" and self.tree.words[above].pos == "VERB":
            return self.subjects(above)
        return ()

    def _antecedent(self, subject: int, verb: int) -> int:
        words = self.tree.words
        relative = self.tree.forms[subject] in _RELATIVE
        if relative and words[verb].dep.startswith(("acl", "advcl:relcl")):
            return words[verb].head
        return subject

    def agents(self, i: int) -> list[int]:
        """Return who does it: what "by" binds, also where it was hung on a word beside.

        "Were given aid by Norway", "were shot dead by troops", "was accused of treason by Iran",
        "the killing of a student by soldiers".
        """
        found = self._by(i, "obl", "nmod")
        if not found and self.tree.words[i].pos == "VERB":
            of = [o for o in self.below(i, "obl", "advcl") if self.case(o) == "of"]
            of += [c for o in of for c in self.below(o, "obj")]
            beside = (*self.below(i, "obj", "obl", "xcomp", "advmod"), *of)
        else:
            beside = self.below(i, "nmod")
        near = (n for o in dict.fromkeys(beside) if o > i for n in self._by(o, "obl", "nmod"))
        return found or list(near)

    def _by(self, i: int, *deps: str) -> list[int]:
        return [
            o for o in self.below(i, *deps)
            if (self.case(o) == "by" or self.tree.words[o].dep == "obl:agent")
            and not self.says_when(o)
        ]  # fmt: skip

    def origins(self, i: int) -> tuple[int, ...]:
        """Return where something is from: "criticism from the UN", "missiles fired from Yemen"."""
        return tuple(c for c in self.below(i, "nmod", "obl") if self.case(c) == "from")

    def _occasion(self, i: int) -> tuple[int, ...]:
        """Return who does something on the occasion of a noun: "said after talks with Iran".

        What is done "in" an event is part of it; before and after it, only what names the other
        side is one's own: "said after the attack" does not say whose it was.
        """
        word = self.tree.words[i]
        above = self.tree.words[word.head]
        case = self.case(i)
        if case in BESIDE_WHICH and word.dep == "nmod" and above.dep in ("obj", "obl"):
            # "Inspected troops during a visit": hung on the noun before.
            above = self.tree.words[above.head]
        elif word.dep != "obl":
            return ()
        if above.pos != "VERB" or case not in _OCCASIONS:
            return ()
        beside = {self.case(c) for c in self.below(i, "nmod")}
        if case == "in" and not self.passive(above.i) or beside & _PARTNERS:
            return self.surface_subject(above.i)
        return ()
