"""Words that stand for somebody named before: "it", "the two sides", "the minister", a surname."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.actors.links import Context
from pipeline.actors.roster import Spots
from pipeline.grammar import Grammar
from pipeline.types import Mention

_THIRD = frozenset({"it", "he", "she", "they", "its", "his", "her", "their", "him", "them"})
_SPEAKER = frozenset({"we", "i", "our", "my", "us", "me"})
_PLURAL = frozenset({"they", "their", "them", "we", "our", "us"})
_REPORTED = frozenset({"ccomp", "parataxis"})
Resolve = Callable[[int], tuple[Mention, ...]]


class Anaphora:
    """Finds whom a word stands for; nobody rather than somebody wrong.

    Args:
        grammar: the sentence.
        spots: the names and agent nouns found in it.
        context: what the article said before.
    """

    def __init__(self, grammar: Grammar, spots: Spots, context: Context) -> None:
        self.grammar, self.spots, self.context = grammar, spots, context

    def find(self, head: int, resolve: Resolve) -> tuple[Mention, ...]:
        """Return the earlier mentions that a word stands for.

        Args:
            head: position of the word.
            resolve: gives the mentions of another phrase of the sentence.
        """
        word = self.grammar.tree.words[head]
        if word.pos == "PRON":
            subject = self._subject_meant(head)
            if subject is None:
                return ()
            many = word.text.lower() in _PLURAL
            heads = self.grammar.joined(subject) if many else [subject]
            return tuple(m for h in heads for m in resolve(h) if m.code)
        return self._pair(head) or self._surname(head)

    def definite(self, head: int) -> tuple[Mention, ...]:
        """Return whom "the minister" means: the one minister named before."""
        if not any(self.grammar.lemma(c) == "the" for c in self.grammar.below(head, "det")):
            return ()
        known = self.context.definite(self.grammar.lemma(head))
        return (known,) if known else ()

    def country(self, places: tuple[str, ...], named: tuple[str, ...]) -> str | None:
        """Return the country of "the police" where the report leaves no doubt.

        The one country that the sentence names as a place; else that of the dateline, if the
        sentence names no other; else the only one that the article has named so far.

        Args:
            places: the countries that this sentence names as places.
            named: all countries that this sentence names.
        """
        if places:
            return places[0] if len(places) == 1 else None
        if self.context.home and set(named) <= set(self.context.home):
            return self.context.home[0]
        known = self.context.countries
        return known[0] if len(known) == 1 and set(named) <= set(known) else None

    def _pair(self, head: int) -> tuple[Mention, ...]:
        grammar = self.grammar
        before = {grammar.lemma(c) for c in grammar.below(head, "nummod", "det", "amod")}
        named = any(
            c in self.spots.names for c in grammar.below(head, "amod", "compound", "nmod:poss")
        )
        if named or not before & {"two", "both"}:
            return ()
        return self.context.pair(grammar.lemma(head))

    def _surname(self, head: int) -> tuple[Mention, ...]:
        word = self.grammar.tree.words[head]
        if word.pos != "PROPN" or self.grammar.below(head, "compound", "flat"):
            return ()
        person = self.context.person(word.text)
        return (person,) if person else ()

    def _subject_meant(self, head: int) -> int | None:
        """Return the subject that a pronoun stands for within its sentence.

        A subject pronoun in what somebody says is the speaker ("Iran said it would"), as "we" is
        the speaker of a quotation; a possessor is the subject of its own clause ("Iran recalled
        its envoy"). An object is somebody else ("Iran released them").
        """
        words = self.grammar.tree.words
        text = words[head].text.lower()
        if text not in _THIRD | _SPEAKER:
            return None
        verb, is_subject = self._clause_of(head)
        if verb is None:
            return None
        if not is_subject and text in _THIRD:
            if words[head].dep != "nmod:poss":
                return None
            return self._noun(self.grammar.frame(verb).subjects, head)
        while words[verb].head != verb:
            dep = words[verb].dep.split(":")[0]
            above = words[verb].head
            if dep in _REPORTED and words[above].pos == "VERB":
                return self._noun(self.grammar.frame(above).subjects, head)
            if dep not in ("conj", "xcomp", "advcl"):
                return None
            verb = above
        for c in self.grammar.below(verb, "parataxis"):
            return self._noun(self.grammar.frame(c).subjects, head)
        return None

    def _clause_of(self, head: int) -> tuple[int | None, bool]:
        words = self.grammar.tree.words
        is_subject = words[head].dep.startswith("nsubj")
        if is_subject:
            return words[head].head, True
        i = head
        while words[i].head != i:
            i = words[i].head
            if words[i].pos == "VERB":
                return i, is_subject
        return None, is_subject

    def _noun(self, subjects: tuple[int, ...], pronoun: int) -> int | None:
        for i in subjects:
            if i != pronoun and self.grammar.tree.words[i].pos in ("NOUN", "PROPN"):
                return i
        return None
