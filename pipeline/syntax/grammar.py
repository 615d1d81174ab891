"""English grammar over a Universal Dependencies tree: who does what to whom.

Everything here holds for any verb or noun; what is particular to a word stands in a codebook.
A frame gives the logical participants of one word: passive turned active, the subjects of
conjoined, controlled, participial and relative clauses supplied.
"""

from __future__ import annotations

from pipeline.dates import TIME_WORDS
from pipeline.syntax.frames import Bound, Frame
from pipeline.syntax.once import once
from pipeline.types import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"})
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
_CAUSATIVE = frozenset({"let", "make", "help", "have"})
_MODIFIERS = ("amod", "compound", "nmod")
_HYPHENS = frozenset("-–")
_OBJECT_MARKS = frozenset({"of", "for", "from", "into", "on", "with"})


# "US-led strikes", "a Taliban-claimed bomb" are theirs; "US-backed rebels" are not.
_DONE_BY = frozenset({"lead", "claim", "launch", "fire", "plant"})
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
# Months that people are called: "Theresa May".
_SURNAMES = frozenset({"may", "march", "august", "april", "june"})
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


class Grammar:
    """Frames of one sentence, each made once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._open: set[int] = set()

    @once
    def frame(self, i: int) -> Frame:
        """Return the frame of word ``i``."""
        if self.auxiliary(i):
            return self._auxiliary(i)
        return self._verb(i) if self.tree.words[i].pos in ("VERB", "AUX") else self._noun(i)

    def auxiliary(self, i: int) -> bool:
        """Tell whether a word only serves the verb above it: "will open", "is to open"."""
        if self.tree.relations[i] == "cop":
            head = self.tree.words[i].head
            return self.tree.words[head].pos == "VERB" and "to" in self.marks(head)
        return self.tree.relations[i] == "aux"

    def below(self, i: int, *deps: str) -> tuple[int, ...]:
        """Return the dependents of ``i`` in any of these relations, subtypes included."""
        related = self.tree.related[i]
        found: tuple[int, ...] = ()
        if not related:
            return found
        for dep in deps:
            if dep in related:
                more = related[dep]
                found = tuple(sorted({*found, *more})) if found else more
        return found

    def lemma(self, i: int) -> str:
        """Return the lemma of word ``i`` in lower case."""
        return self.tree.lemmas[i]

    @once
    def case(self, i: int) -> str | None:
        """Return the preposition or mark that binds word ``i``, None for none."""
        words = self.tree.words
        markers = [words[c] for c in self.below(i, "case", "mark") if words[c].text[0] not in "'’"]
        if not markers:
            return None
        before = [w for w in markers if w.i < i] or markers
        names = [w.text.lower() for w in before]
        if names[-1] == "out" and self.below(before[-1].i, "fixed"):
            return "of"
        if "to" in names and len(names) > 1:
            return names[0] if self._finite(i) else "to"
        return names[-1]

    @once
    def passive(self, i: int) -> bool:
        """Tell whether a verb is passive, also where its auxiliary is shared or left out."""
        word = self.tree.words[i]
        if word.tag == "VBD" and not self.below(i, "aux:pass"):
            return False
        if self.below(i, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        if word.tag != "VBN" or self.below(i, "aux", "nsubj"):
            return False
        if word.dep == "conj":
            return self.tree.words[word.head].tag == "VBN" and self.passive(word.head)
        return self.tree.relations[i] in ("acl", "advcl", "amod", "root", "parataxis", "xcomp")

    @once
    def infinitive(self, i: int) -> bool:
        """Tell whether a word heads a to-infinitive; not in "agreed that Iran was to blame"."""
        return "to" in self.marks(i) and not self._finite(i)

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

    def marks(self, i: int) -> list[str]:
        """Return the marks and auxiliaries of word ``i``, as printed in lower case."""
        return [self.tree.forms[c] for c in self.below(i, "mark", "aux")]

    @once
    def joined(self, i: int) -> tuple[int, ...]:
        """Return a head and all that is conjoined with it.

        A name between commas, joined by no conjunction, is an apposition that was read wrongly;
        in a headline ("Israel, Hamas agree") no second comma follows.
        """
        members = self.below(i, "conj")
        if not members:
            return self._hyphened(i) or (i,)
        together = any(self.below(c, "cc") for c in (i, *members))
        heads = [i]
        for c in members:
            nominal = self.tree.words[c].pos in NOMINAL and not self.below(c, "nsubj", "cop")
            if nominal and (together or not self._comma_after(c)):
                heads.extend(self.joined(c))
        return tuple(heads)

    def _hyphened(self, i: int) -> tuple[int, ...]:
        """Return two names that a hyphen joins: "Israeli-Palestinian talks"."""
        words = self.tree.words
        if self.tree.relations[i] not in _MODIFIERS:
            return ()
        for c in self.below(words[i].head, *_MODIFIERS):
            first, last = min(c, i), max(c, i)
            start = min((m for m in self.below(last, *_MODIFIERS) if m > first), default=last)
            end = max((m for m in self.below(first, *_MODIFIERS) if m < last), default=first)
            joined = start == max(first, end) + 2 and words[start - 1].text in _HYPHENS
            if c != i and joined and words[start].start - words[start - 2].end == 1:
                return (first, last)
        return ()

    def _comma_after(self, i: int) -> bool:
        last = self.tree.subtree(i)[-1]
        words = self.tree.words
        return words[last].text == "," or (last + 1 < len(words) and words[last + 1].text == ",")

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

    def _control(self, i: int, head: int) -> tuple[int, ...]:
        if self.tree.words[i].dep == "advcl" and self._finite(i):
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

    def _finite(self, i: int) -> bool:
        word = self.tree.words[i]
        return word.tag in ("VBD", "VBZ", "VBP", "MD") or bool(
            {self.tree.words[c].tag for c in self.below(i, "aux", "cop")}
            & {"VBD", "VBZ", "VBP", "MD"}
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
            return self.frame(head).subjects
        return ()

    def _author(self, noun: int) -> tuple[int, ...]:
        """Return who made what a participle describes: "issued a report accusing the army"."""
        above = self.tree.words[noun].head
        if self.tree.words[noun].dep == "obj" and self.tree.words[above].pos == "VERB":
            return self.frame(above).subjects
        return ()

    def in_name(self, i: int) -> bool:
        """Tell whether a proper noun is part of a name: "the Peace Talks Support Group"."""
        words = self.tree.words
        after = words[i - 1].pos != "PUNCT" if i else False
        letters = [w for w in words if w.text.isalpha()]
        prose = sum(w.text.islower() for w in letters) > len(letters) / 2
        return after and prose and words[i].text.istitle()

    def content(self, clause: int) -> bool:
        """Tell whether a relative clause lacks nothing: "claims that soldiers killed civilians"."""
        own = self.below(clause, "obl:unmarked")
        return bool(self.below(clause, "obj")) and any(self.tree.forms[c] == "that" for c in own)

    def _antecedent(self, subject: int, verb: int) -> int:
        words = self.tree.words
        relative = self.tree.forms[subject] in _RELATIVE
        if relative and words[verb].dep.startswith(("acl", "advcl:relcl")):
            return words[verb].head
        return subject

    def _auxiliary(self, i: int) -> Frame:
        """Read "will" as a verb that takes the clause it belongs to."""
        head = self.tree.words[i].head
        return Frame(subjects=self.frame(head).subjects, clauses=(head,))

    def _verb(self, i: int) -> Frame:
        passive = self.passive(i)
        surface = self.surface_subject(i)
        direct = [self._antecedent(o, i) for o in self.below(i, "iobj")]
        direct += [self._antecedent(o, i) for o in self.below(i, "obj")]
        if self.lemma(i) in _CAUSATIVE:
            direct += [s for c in self.below(i, "xcomp", "ccomp") for s in self.below(c, "nsubj")]
        if passive:
            subjects: tuple[int, ...] = tuple(self.agents(i))
            objects = (*surface, *direct)
        else:
            subjects = surface
            objects = (*direct, *self._gap(i, surface, bool(direct)))
        if not objects:
            objects = self._shared_objects(i)
        return Frame(
            subjects=subjects,
            objects=tuple(dict.fromkeys(objects)),
            bound=tuple(self._bound(i)),
            clauses=self.below(i, "xcomp", "ccomp", "advcl", "acl", "parataxis"),
        )

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

    @once
    def says_when(self, i: int) -> bool:
        """Tell whether a phrase says when: "Tuesday", "2017", "Nov. 2"."""
        word = self.tree.words[i]
        if word.dep.endswith(":unmarked"):
            return True
        if word.pos == "NUM":
            return (word.text.isdigit() and len(word.text) == 4) or any(
                self.says_when(c) for c in self.below(i, "nmod", "compound")
            )
        lemma = word.lemma.lower().rstrip(".")
        if lemma in _SEASONS:
            return self.case(i) in ("in", "during", "since", "by", "until")
        if lemma in _SURNAMES and any(
            self.tree.words[c].pos == "PROPN" and not self.says_when(c)
            for c in self.below(i, "flat", "compound", "nmod")
        ):
            return False
        return lemma in TIME_WORDS and word.pos not in ("VERB", "AUX")

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

    def _noun(self, i: int) -> Frame:
        words = self.tree.words
        owners = [*self.below(i, "nmod:poss")]
        for c in self.below(i, "amod", "compound", "nmod", "acl"):
            if c > i or c in owners:
                continue
            if self.lemma(c) in _DONE_BY and words[c].pos in ("VERB", "ADJ"):
                owners.extend(x for x in self.tree.children[c] if words[x].pos in NOMINAL)
            elif not self.case(c) and words[c].dep != "acl":
                owners.append(c)
        said_of = self.below(i, "cop", "nsubj") or (
            words[i].pos == "ADJ" and words[i].dep == "xcomp"
        )
        subjects = self.surface_subject(i) if said_of else ()
        return Frame(
            subjects=subjects or tuple(self.agents(i)) or self.origins(i) or self._occasion(i),
            bound=tuple(self._bound(i)),
            clauses=self.below(i, "acl", "ccomp", "xcomp", "advcl"),
            owners=tuple(owners),
        )
