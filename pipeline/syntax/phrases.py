"""Words in their sentence: what binds and joins them, in which form, and which tell a time."""

from __future__ import annotations

from pipeline.dates import TIME_WORDS
from pipeline.syntax.once import once
from pipeline.types import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"})
CLAUSAL = frozenset({"ccomp", "csubj", "acl", "advcl", "parataxis"})
_MODIFIERS = ("amod", "compound", "nmod")
_HYPHENS = frozenset("-–")
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
# Months that people are called: "Theresa May".
_SURNAMES = frozenset({"may", "march", "august", "april", "june"})
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Phrases:
    """The phrases of one sentence, each known by the position of its head.

    Args:
        tree: the sentence, parsed.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

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
            return names[0] if self.finite(i) else "to"
        return names[-1]

    def marks(self, i: int) -> list[str]:
        """Return the marks and auxiliaries of word ``i``, as printed in lower case."""
        return [self.tree.forms[c] for c in self.below(i, "mark", "aux")]

    def auxiliary(self, i: int) -> bool:
        """Tell whether a word only serves the verb above it: "will open", "is to open"."""
        if self.tree.relations[i] == "cop":
            head = self.tree.words[i].head
            return self.tree.words[head].pos == "VERB" and "to" in self.marks(head)
        return self.tree.relations[i] == "aux"

    @once
    def infinitive(self, i: int) -> bool:
        """Tell whether a word heads a to-infinitive; not in "agreed that Iran was to blame"."""
        return "to" in self.marks(i) and not self.finite(i)

    def finite(self, i: int) -> bool:
        """Tell whether a word has a tense, of its own or by its auxiliary or copula."""
        helpers = (self.tree.words[c].tag for c in self.below(i, "aux", "cop"))
        return self.tree.words[i].tag in _TENSED or not _TENSED.isdisjoint(helpers)

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
