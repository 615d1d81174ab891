"""Whether and when a sentence says that an event happened, by the cues of the codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.codebook.model import Cue
from pipeline.codebook.words import WordSet, make_wordset
from pipeline.patterns.readings import Act
from pipeline.syntax.grammar import Grammar
from pipeline.syntax.negation import NOT
from pipeline.syntax.phrases import CLAUSAL
from pipeline.types import STATUSES

_NOMINAL = frozenset({"obj", "iobj", "obl", "nmod", "nsubj", "appos", "root"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_BARE = frozenset({"VB", "VBN", "VBG"})
_INVERTED = frozenset({"had", "should", "were"})
_POS = re.compile(r"(.+)\.([nva])")
_STOP = frozenset({"stop", "cease", "halt", "end", "quit"})
_WH = frozenset({"why", "how", "when", "where"})
_ANYBODY = frozenset({"you", "one"})
_MEANS = frozenset({None, "by", "in", "through"})
_TOLD = frozenset({"in", "according"})
# "Has to attack": not yet; "had to attack": did so.
_NECESSARY = frozenset({"has", "have", "'ve", "’ve"})


class StatusCues:
    """The cues of a codebook, ready to be looked up.

    Args:
        cues: in any order.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        words: dict[tuple[str, str, str | None], list[str]] = {}
        for cue in cues:
            for word in cue.words:
                found = _POS.fullmatch(word)
                phrase, pos = found.groups() if found else (word, None)
                words.setdefault((cue.place, cue.status, pos), []).append(phrase)
        self._sets: dict[str, list[tuple[str, WordSet]]] = {}
        for (place, status, pos), phrases in words.items():
            self._sets.setdefault(place, []).append((status, make_wordset(phrases, pos)))
        self._heads = {
            place: frozenset().union(*(words.heads for _, words in sets))
            for place, sets in self._sets.items()
        }

    def may_hold(self, place: str, grammar: Grammar) -> bool:
        """Tell whether a sentence has the words of a cue in this place, wherever they stand."""
        heads, tree = self._heads.get(place, frozenset()), grammar.tree
        return not (heads.isdisjoint(tree.lemmas) and heads.isdisjoint(tree.forms))

    def at(self, place: str, grammar: Grammar, i: int) -> Iterator[str]:
        """Yield the statuses of which word ``i`` is a cue where it stands in this place."""
        tree = grammar.tree
        heads = self._heads.get(place, frozenset())
        if tree.lemmas[i] not in heads and tree.forms[i] not in heads:
            return
        for status, words in self._sets[place]:
            if words.find(tree, i):
                yield status


def find_occasions(grammar: Grammar, cues: StatusCues) -> tuple[int, ...]:
    """Return the words by which a sentence tells that something past is commemorated."""
    if not cues.may_hold("occasion", grammar):
        return ()
    return tuple(w.i for w in grammar.tree.words if any(cues.at("occasion", grammar, w.i)))


def is_below(i: int, heads: tuple[int, ...], grammar: Grammar) -> bool:
    """Tell whether a word depends on one of some others, through however many words."""
    words = grammar.tree.words
    for _ in range(len(words)):
        i = words[i].head
        if i in heads:
            return True
    return False


def status_of(reading: Act, grammar: Grammar, cues: StatusCues) -> str:
    """Return the first of ``STATUSES`` that applies; what the event's date says is not looked at.

    Args:
        reading: the event; what it was composed of ("will visit") is no cue any more.
        grammar: its sentence.
        cues: of the codebook.
    """
    if reading.negated:
        return "negated"
    found = set(_Search(reading, grammar, cues).climb())
    return next((status for status in STATUSES if status in found), "actual")


class _Search:
    """Climbs from an event to the root of its sentence, as far as its cues reach."""

    def __init__(self, reading: Act, grammar: Grammar, cues: StatusCues) -> None:
        self.reading, self.grammar, self.cues = reading, grammar, cues
        self.words = grammar.tree.words
        self.own = set(reading.words)

    def climb(self) -> Iterator[str]:
        i = self.reading.trigger
        if self.grammar.auxiliary(i):
            i = self.words[i].head
        yield from self._opening(i)
        yield from self._told(i)
        yield from self._beside(i)
        if self.grammar.wanted(i):
            yield "hypothetical"
        seen = {i}
        while True:
            dep, head = self.words[i].dep.split(":")[0], self.words[i].head
            if head == i:
                yield from self._asked(i)
                return
            if head in seen:
                return
            yield from self._above(i, head, dep)
            if any(self.words[c].text == "?" for c in self.grammar.tree.children[i]):
                yield from self._asked(i)
            if not self._goes_on(i, head, dep):
                return
            yield from self._beside(head, below=i)
            seen.add(head)
            i = head

    def _goes_on(self, i: int, head: int, dep: str) -> bool:
        """Tell whether what is said of a word is said of what hangs on it too."""
        if dep == "xcomp" and self.grammar.lemma(head) in _STOP:
            return False
        if dep == "xcomp":
            return head not in self.own or i in self.own
        if dep == "acl" and self.words[head].text.lower() == "anything":
            return True
        if dep == "advcl" and self._does(head, "anything"):
            return True
        if dep == "conj":
            if self.words[i].pos not in ("VERB", "AUX"):
                return True
            bare = self.words[i].tag in _BARE and not self.grammar.below(i, "aux", "nsubj", "mark")
            return bare or not self.grammar.below(i, "nsubj") and self._marked(head)
        if dep == "advcl":
            return self._shared(i, head)
        if dep == "csubj":
            return self.grammar.infinitive(i)
        return dep in _NOMINAL and self._open(i)

    def _shared(self, i: int, head: int) -> bool:
        """Tell whether a clause has the subject of its main clause, and so what is said of it.

        "Could retaliate by attacking", "may send planes to bomb"; not "left after attacking".
        """
        if self.grammar.infinitive(i):
            return not self.grammar.below(i, "nsubj")
        own = self.grammar.below(i, "nsubj", "aux")
        bound = self.grammar.case(i) in _MEANS
        return self.words[i].tag == "VBG" and i > head and bound and not own

    def _opening(self, i: int) -> Iterator[str]:
        """Yield what the whole sentence is said to be: "suppose that", "do you shoot somebody?"."""
        root = i
        while self.words[root].head != root:
            root = self.words[root].head
        if root == i:
            return
        subjects = [self.words[c].text.lower() for c in self.grammar.below(root, "nsubj")]
        if not subjects and self.words[root].tag in ("VB", "VBP"):
            yield from self.cues.at("opening", self.grammar, root)
        if self._question() and not _ANYBODY.isdisjoint(subjects):
            yield "hypothetical"

    def _told(self, i: int) -> Iterator[str]:
        """Yield what holds of all that a work tells: "in the film", "the novel tells how"."""
        own = True
        while True:
            works = [c for c in self.grammar.below(i, "obl") if self.grammar.case(c) in _TOLD]
            if not own:
                works += [i, *self.grammar.below(i, "nsubj")]
            for work in works:
                yield from self.cues.at("fiction", self.grammar, work)
            dep = self.words[i].dep.split(":")[0]
            shared = dep == "conj" and not self.grammar.below(i, "nsubj")
            if not shared and dep not in CLAUSAL | {"obj"}:
                return
            own, i = False, self.words[i].head

    def _marked(self, i: int) -> bool:
        return bool(self.grammar.below(i, "mark")) and not self.grammar.below(i, "aux")

    def _open(self, i: int) -> bool:
        """Tell whether a noun leaves open that there is what it names: "an attack", not "the"."""
        if self.words[i].text.lower() == "anything":
            return True
        if self.words[i].pos in ("VERB", "AUX", "PROPN", "PRON"):
            return False
        return not any(
            self.grammar.lemma(c) in _DEFINITE or self.words[c].dep == "nmod:poss"
            for c in self.grammar.below(i, "det", "nmod:poss")
        )

    def _beside(self, i: int, below: int | None = None) -> Iterator[str]:
        """Yield what the words that hang on a verb or noun say of it."""
        for c in self.grammar.tree.children[i]:
            if c == below:
                continue
            dep = self.words[c].dep.split(":")[0]
            if dep == "aux":
                yield from self._auxiliary(i, c)
            elif dep in ("mark", "case"):
                yield from self.cues.at("mark", self.grammar, c)
            elif below is None and self.words[c].text.lower() in NOT:
                continue  # the reading has counted it
            elif dep in ("advmod", "parataxis", "discourse") and c not in self.own:
                yield from self.cues.at("adverb", self.grammar, c)
            if dep == "det" and self.words[c].text.lower() == "any" and self.words[i].pos == "NOUN":
                yield "hypothetical"
            if dep in ("amod", "acl", "compound") and c not in self.own:
                yield from self.cues.at("modifier", self.grammar, c)
            if dep == "nsubj" and self.words[i].pos in ("VERB", "AUX"):
                yield from self._subject(c)
            if dep == "advcl" and self._conditional(c) and self._modal(i):
                yield "hypothetical"
        if self._inverted(i):
            yield "hypothetical"

    def _does(self, i: int, what: str) -> bool:
        """Tell whether somebody does "nothing" or "anything" to some end."""
        objects = self.grammar.below(i, "obj")
        return self.grammar.lemma(i) == "do" and any(
            self.words[c].text.lower() == what for c in objects
        )

    def _auxiliary(self, i: int, c: int) -> Iterator[str]:
        """Yield the status of an auxiliary; of one that made the code, only "would" of a surmise.

        "Iran said it would attack" reports a threat, "Iran would attack" does not.
        """
        for status in self.cues.at("auxiliary", self.grammar, c):
            reported = self.words[i].dep.split(":")[0] in ("ccomp", "conj") or any(
                self.words[p].pos == "VERB" for p in self.grammar.below(i, "parataxis")
            )
            if c not in self.own or (status == "hypothetical" and not reported):
                yield status
        if self.words[c].lemma.lower() == "be" and self._to_be(i, c):
            yield "future"

    def _to_be(self, i: int, c: int) -> bool:
        """Tell whether "is to" announces a verb, where no pattern made a code of it."""
        return c not in self.own and any(
            k == c + 1 and self.words[k].text.lower() == "to"
            for k in self.grammar.below(i, "mark", "aux")
        )

    def _subject(self, i: int) -> Iterator[str]:
        for c in (i, *self.grammar.below(i, "cc", "det", "advmod")):
            yield from self.cues.at("subject", self.grammar, c)

    def _conditional(self, clause: int) -> bool:
        return any(
            "hypothetical" in self.cues.at("mark", self.grammar, c)
            for c in self.grammar.below(clause, "mark", "advmod")
        )

    def _modal(self, i: int) -> bool:
        return bool({self.words[c].tag for c in self.grammar.below(i, "aux")} & {"MD"})

    def _inverted(self, i: int) -> bool:
        """Tell whether a clause begins with its auxiliary: "had Israel attacked, ..."."""
        if self.words[self.grammar.tree.subtree(i)[0]].text.lower() not in _INVERTED:
            return False
        first = self.grammar.tree.subtree(i)[0]
        return first in self.grammar.below(i, "aux", "cop") and not self._question()

    def _question(self) -> bool:
        """Tell whether the event stands in a question, not beside one that is quoted."""
        text = self.grammar.tree.sentence.text
        asked = text.rstrip("\"'”’ )")
        if not asked.endswith("?"):
            return False
        quote = max(asked.rfind(mark) for mark in '"“') if asked != text.rstrip() else -1
        start = self.words[self.reading.trigger].start - self.grammar.tree.sentence.start
        return start > quote

    def _asked(self, root: int) -> Iterator[str]:
        """Yield ``hypothetical`` for what a question asks: not for why or how it happened."""
        marked = any(self.words[c].text == "?" for c in self.grammar.tree.children[root])
        if not marked and not self._question():
            return
        modals = {self.words[c].text.lower() for c in self.grammar.below(root, "advmod", "mark")}
        if not modals & _WH:
            yield "hypothetical"

    def _above(self, i: int, head: int, dep: str) -> Iterator[str]:
        """Yield what the word above says of an event: "fears of", "doubted that", "likely to"."""
        if head in self.own:
            return
        if dep == "acl":
            yield from self._subject(head)
        nothing = dep == "acl" and self.words[head].text.lower() == "nothing"
        if nothing or (dep == "advcl" and self._does(head, "nothing")):
            yield "negated"
        passive_subject = self.words[i].dep in ("nsubj:pass", "csubj:pass") or (
            dep in ("nsubj", "csubj") and self.words[head].pos in ("ADJ", "NOUN")
        )
        governed = dep in ("ccomp", "xcomp", "csubj", "acl", "obj", "nmod", "obl", "advcl")
        if dep == "acl" and self.words[i].dep == "acl:relcl" and not self._content(i):
            governed = False
        if not (governed or passive_subject or dep == "compound"):
            return
        found = set(self.cues.at("above", self.grammar, head))
        judged = self.words[head].head
        if dep == "ccomp" and self.grammar.infinitive(head) and self.words[judged].pos == "ADJ":
            found.update(self.cues.at("above", self.grammar, judged))
        if dep in ("obj", "nmod", "obl") and not self._open(i):
            found.discard("hypothetical")
        yield from found
        denied = any(
            "negated" in self.cues.at("adverb", self.grammar, c) for c in
            self.grammar.below(head, "advmod", "aux")
        )  # fmt: skip
        if denied and dep in ("csubj", "xcomp") and not found & {"hypothetical"}:
            yield "negated"
        elif dep == "xcomp" and not found and self._is_bare(i):
            if self.words[head].text.lower() in _NECESSARY and self.grammar.infinitive(i):
                yield "hypothetical"
            yield from self.cues.at("infinitive", self.grammar, head)

    def _is_bare(self, i: int) -> bool:
        """Tell whether a word heads an infinitive, but not of the past: "to have attacked"."""
        return self.words[i].tag in ("VB", "VBP") and not self.grammar.below(i, "aux", "nsubj")

    def _content(self, i: int) -> bool:
        """Tell whether "that" begins what a noun says, though parsed as a relative clause.

        The clause then has a subject and, where its verb asks for one, an object of its own.
        """
        marks = [c for c in self.grammar.tree.children[i] if self.words[c].text.lower() == "that"]
        return bool(marks) and marks[0] not in self.grammar.below(i, "nsubj")
