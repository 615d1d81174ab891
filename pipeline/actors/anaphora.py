"""Words that stand for somebody named before: "it", "the two sides", "the minister", a surname."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.actors.links import KINDS, OFFICES, Context, is_one
from pipeline.actors.roster import Spots, split_code
from pipeline.syntax.grammar import Grammar
from pipeline.types import Mention

_THIRD = frozenset({"it", "he", "she", "they", "its", "his", "her", "their", "him", "them"})
_SPEAKER = frozenset({"we", "i", "our", "my", "us", "me"})
_PLURAL = frozenset({"they", "their", "them", "we", "our", "us"})
_SINGULAR = frozenset({"he", "she", "it", "his", "her", "its", "him"})
PERSONAL = frozenset({"he", "she", "him", "her", "his"})
# What ends "the 66-year-old", who is the person named before.
AGED = frozenset({"old"})
# What may mean somebody of the sentence before, where it opens its own.
LINKED = PERSONAL | {"it", "its", "they", "their"}
_SAME = ({"he", "his", "him"}, {"she", "her"}, {"it", "its"}, {"they", "their", "them"})
_COLLECTIVE = frozenset(
    "country place government court newspaper media company organization group embassy bank"
    " delegation community warship warplane region territory seat".split()
)
_OBJECTS = frozenset({"him", "her", "them", "it"})
_BESIDE = frozenset({"conj", "advcl", "xcomp", "acl"})
_TOWARDS = frozenset({"with", "against", "to", "for", "on"})
_REPORTED = frozenset({"ccomp", "parataxis"})
# Who does this is not the one who says "we": "let them know that we are ready".
_HEARING = frozenset(
    "believe discover expect fear feel find forget guess hear hope know learn read realise realize"
    " remember see suppose think understand".split()
)
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
                return (
                    self._only_person(head, resolve)
                    or self._counterpart(head, resolve)
                    or self._from_before(head)
                )
            many = self.grammar.tree.forms[head] in _PLURAL
            heads = self.grammar.joined(subject) if many else [subject]
            found = tuple(m for h in heads for m in resolve(h) if m.code)
            if self.grammar.tree.forms[head] in PERSONAL and not all(
                map(self._may_be_person, found)
            ):
                return self._only_person(head, resolve)
            return found
        if head in self.spots.agents:
            return self._pair(head)
        if self._is_aged(head):
            return self._last_person()
        return self._pair(head) or self._surname(head) or self._body(head)

    def _is_aged(self, head: int) -> bool:
        """Tell whether a word ends "the 66-year-old"."""
        forms = self.grammar.tree.forms
        old = forms[head] in AGED and head > 1 and forms[head - 2] == "year"
        return old and self.has_the(head)

    def definite(self, head: int) -> tuple[Mention, ...]:
        """Return whom "the minister" means: the one minister named before."""
        if not self.has_the(head):
            return ()
        lemma, hit = self.grammar.lemma(head), self.spots.agents.get(head)
        roles = split_code(hit.value.agent.code or "") if hit else ()
        known = self.context.definite(lemma)
        if known and self.grammar.tree.words[head].tag == "NNS":
            # "Some of the regimes" are not the regime named before.
            plural = self.grammar.tree.forms[head] in known.text.lower()
            known = known if plural else None
        if known is None and hit and hit.value.agent.kind in OFFICES:
            known = self.context.definite(hit.value.agent.kind)
        if known and (lemma not in KINDS or is_one(known, roles)):
            return (known,)
        return self._body(head, roles)

    def former(self, head: int) -> tuple[Mention, ...]:
        """Return whom "the former general" means: the one person of the sentence before."""
        if not self.has_the(head) or self.grammar.tree.words[head].tag == "NNS":
            return ()
        found = self.context.scene().person()
        return found if all("person" in m.kinds for m in found) else ()

    def homeland(self, head: int) -> tuple[str, ...]:
        """Return the countries of the sentence before, where none is named before the word."""
        if any(hit.end - 1 < head and hit.value[0].actor.kind != "region"
               for hit in self.spots.names.values()):  # fmt: skip
            return ()
        return self.context.scene().countries()

    def _body(self, head: int, roles: tuple[str, ...] = ()) -> tuple[Mention, ...]:
        """Return the one body of its kind that was named before: "the group", "the court"."""
        more = self.grammar.below(head, "nmod", "acl", "appos", "flat", "nummod")
        if more or not self.has_the(head):
            return ()
        for c in self.grammar.below(head, "compound", "amod"):
            modifier = self.spots.modifiers.get(c)
            if modifier:
                roles += tuple(r for r in split_code(modifier.code) if r not in roles)
            elif c in self.spots.names or (
                self.grammar.tree.words[c].dep == "compound" and c not in self.spots.agents
            ):
                return ()
        known = self.context.body(self.grammar.lemma(head), roles)
        return (known,) if known else ()

    def has_the(self, head: int) -> bool:
        """Tell whether a phrase has the definite article."""
        return any(self.grammar.lemma(c) == "the" for c in self.grammar.below(head, "det"))

    def country(
        self, places: tuple[str, ...], named: tuple[str, ...], local: bool = False
    ) -> str | None:
        """Return the country of "the police" where the report leaves no doubt.

        The one country that the sentence names as a place; of those who act where they live, the
        place of the sentence before, if this one names no country; else that of the dateline, or
        the only one that the article has named so far, if the sentence names no other. Where
        dateline and article disagree, none: reports from Nairobi tell of Somalia.

        Args:
            places: the countries that this sentence names as places.
            named: all countries that this sentence names.
            local: the agent acts where it lives, as police and villagers do.
        """
        if places:
            return places[0] if len(places) == 1 else None
        before = self.context.scene().places if local and not named else ()
        if len(before) == 1:
            return before[0]
        home, known = self.context.home, self.context.countries
        if home and known and home[0] not in known:
            return None
        only = home or known
        return only[0] if len(only) == 1 and set(named) <= set(only) else None

    def _may_be_person(self, mention: Mention) -> bool:
        return "person" in mention.kinds or not mention.kinds & _COLLECTIVE

    def _pair(self, head: int) -> tuple[Mention, ...]:
        grammar = self.grammar
        before = grammar.below(head, "nummod", "det", "amod")
        if not any(grammar.lemma(c) in ("two", "both") for c in before):
            return ()
        if any(c in self.spots.names for c in grammar.below(head, "amod", "compound", "nmod:poss")):
            return ()
        return self.context.pair(grammar.lemma(head))

    def _surname(self, head: int) -> tuple[Mention, ...]:
        words = self.grammar.tree.words
        word = words[head]
        acronym = word.text.isupper() and len(word.text) > 1
        if word.pos != "PROPN" and not acronym:
            return ()
        rest = self.grammar.below(head, "compound", "flat")
        if rest:
            known = self.context.person(words[max(head, *rest)].text)
            parts = {words[i].text for i in (head, *rest)}
            return (known,) if known and parts <= set(known.text.replace(",", " ").split()) else ()
        person = self.context.person(word.text) or self.context.acronyms.get(word.text)
        return (person,) if person else ()

    def _subject_meant(self, head: int) -> int | None:
        """Return the subject that a pronoun stands for within its sentence.

        A subject pronoun in what somebody says is the speaker ("Iran said it would"), as "we" is
        the speaker of a quotation; a possessor is the subject of its own clause ("Iran recalled
        its envoy") or what its noun is joined to ("Iran and its allies"). An object is somebody
        else ("Iran released them").
        """
        words = self.grammar.tree.words
        text = self.grammar.tree.forms[head]
        if text not in _THIRD and text not in _SPEAKER:
            return None
        verb, is_subject = self._clause_of(head)
        if verb is None:
            return None
        if not is_subject and text in _THIRD:
            if words[head].dep != "nmod:poss":
                return None
            owned = words[words[head].head]
            if owned.dep == "conj":
                return self._noun((owned.head,), head)
            subjects = self.grammar.frame(verb).subjects
            if not any(head in self.grammar.tree.subtree(s) for s in subjects):
                several = self._several_before(verb, head) if text == "their" else None
                found = self._noun(subjects, head) if several is None else several
                if found is None and self.grammar.tree.relations[verb] in _REPORTED:
                    # "The party said soldiers had beaten its members".
                    return self._noun(self.grammar.frame(words[verb].head).subjects, head)
                return found
        while words[verb].head != verb:
            dep = self.grammar.tree.relations[verb]
            above = words[verb].head
            if dep in _REPORTED and words[above].pos == "VERB":
                if text in _SPEAKER and self.grammar.lemma(above) in _HEARING:
                    return None
                if text == "they" and (told := self._told(above, verb)) is not None:
                    return told
                return self._noun(self.grammar.frame(above).subjects, head)
            if words[verb].dep == "acl:relcl" and is_subject:
                main = self._verb_of_object(above, verb)
                subjects = () if main is None else self.grammar.frame(main).subjects
                return self._noun(subjects, head)
            if dep not in ("conj", "xcomp", "advcl"):
                return None
            if dep == "advcl" and text in ("it", "they"):
                # "Said Iran would pay if it attacked": Iran is the nearer.
                own = (s for s in self.grammar.below(above, "nsubj") if s < verb)
                near = self._noun(tuple(s for s in own if self._agrees(s, text)), head)
                if near is not None:
                    return near
            verb = above
        for c in self.grammar.below(verb, "parataxis"):
            return self._noun(self.grammar.frame(c).subjects, head)
        return None

    def _several_before(self, verb: int, head: int) -> int | None:
        """Return whose "their" is where the subject is one country: the people done something to.

        "Israel returned the bodies of three attackers to their families".
        """
        words, grammar = self.grammar.tree.words, self.grammar
        subjects = grammar.frame(verb).subjects
        if len(subjects) != 1 or len(grammar.joined(subjects[0])) > 1:
            return None
        hit = self.spots.names.get(subjects[0])
        if hit is None or hit.value[0].actor.kind != "country":
            return None
        things = [o for o in grammar.frame(verb).objects if o < head]
        parts = [c for o in things for c in (o, *grammar.below(o, "nmod"))]
        several = [c for c in parts if words[c].tag == "NNS" and c in self.spots.agents]
        return several[-1] if several else None

    def _agrees(self, noun: int, pronoun: str) -> bool:
        """Tell whether a noun is a name where "it" stands for it, or several where "they" does."""
        words = self.grammar.tree.words
        many = words[noun].tag in ("NNS", "NNPS") or bool(self.grammar.below(noun, "conj"))
        if pronoun == "they":
            return many
        return not many and any(h.start <= noun < h.end for h in self.spots.names.values())

    def _told(self, verb: int, clause: int) -> int | None:
        """Return the many whom one tells: "warned aid groups that they would be expelled"."""
        words = self.grammar.tree.words
        subjects = self.grammar.below(verb, "nsubj")
        if any(words[s].tag in ("NNS", "NNPS") or self.grammar.below(s, "conj") for s in subjects):
            return None
        told = self.grammar.below(verb, "obj", "iobj")
        return next((c for c in told if verb < c < clause and words[c].tag == "NNS"), None)

    def _verb_of_object(self, noun: int, clause: int) -> int | None:
        """Return the verb whose object a relative clause tells of: "expelled men whom it blames".

        None where somebody else is named between them.
        """
        words = self.grammar.tree.words
        verb = words[noun].head
        if words[noun].dep not in ("obj", "iobj", "obl") or words[verb].pos != "VERB":
            return None
        own = self.grammar.tree.subtree(noun)
        others = (i for i in (*self.spots.names, *self.spots.agents) if verb < i < clause)
        return None if any(i not in own for i in others) else verb

    def _only_person(self, head: int, resolve: Resolve) -> tuple[Mention, ...]:
        """Return the one person whom "he" or "her" can mean, none where there are several.

        Whoever is named before in the sentence; where nobody is, whoever the article has named.
        """
        if self.grammar.tree.forms[head] not in PERSONAL:
            return ()
        own = self._own_subjects(head)
        named: dict[str, Mention] = {}
        for hit in self.spots.names.values():
            top = self._top(hit.start, hit.end)
            if hit.value[0].actor.kind == "person" and top < head and top not in own:
                for mention in resolve(top):
                    named[mention.name or mention.text] = mention
        if not named:
            return self._counterpart(head, resolve) or self._last_person()
        return tuple(named.values()) if len(named) == 1 else ()

    def _last_person(self) -> tuple[Mention, ...]:
        """Return the one person of the sentence before; where it has none, of the article."""
        scene = self.context.scene()
        if found := scene.person():
            return found
        only = self.context.only_person()
        return only if only and not scene.people else ()

    def _from_before(self, head: int) -> tuple[Mention, ...]:
        """Return whom "it" or "they" means, or whose "its" is, as subject that opens a sentence.

        Whoever the sentence before spoke of, where nobody else is named before the pronoun.
        """
        words = self.grammar.tree.words
        text = self.grammar.tree.forms[head]
        owns = words[head].dep == "nmod:poss"
        subject = words[head].head if owns else head
        opens = words[subject].dep.startswith("nsubj") and words[words[subject].head].dep == "root"
        if not opens or any(i < head for i in (*self.spots.names, *self.spots.agents)):
            return ()
        if text in ("it", "its"):
            return self.context.scene().body(owns)
        return self.context.scene().group() if text in ("they", "their") else ()

    def _top(self, start: int, end: int) -> int:
        words = self.grammar.tree.words
        return next((i for i in range(start, end) if words[i].head not in range(start, end)), start)

    def _own_subjects(self, head: int) -> tuple[int, ...]:
        """Return the subjects of a pronoun's clause, none of whom its object can be."""
        verb, is_subject = self._clause_of(head)
        if verb is None or is_subject or self.grammar.tree.words[head].dep == "nmod:poss":
            return ()
        return self.grammar.frame(verb).subjects

    def _counterpart(self, head: int, resolve: Resolve) -> tuple[Mention, ...]:
        """Return whom an object pronoun means: the other party of the clause above or before.

        "Sued the minister, accusing him of theft"; "arrested two men and beat them".
        """
        words = self.grammar.tree.words
        if self.grammar.tree.forms[head] not in _OBJECTS or words[head].dep == "nmod:poss":
            return ()
        verb, is_subject = self._clause_of(head)
        if verb is None or is_subject or self.grammar.tree.relations[verb] not in _BESIDE:
            return ()
        frame = self.grammar.frame(words[verb].head)
        beside = (*frame.objects, *(b.head for b in frame.bound if b.preposition in _TOWARDS))
        found = [h for h in beside if h < head and h not in frame.subjects]
        coded = [h for h in found if any(m.code for m in resolve(h))]
        if len(coded) != 1:
            return ()
        return tuple(m for m in resolve(coded[0]) if m.code)

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
        words = self.grammar.tree.words
        for i in subjects:
            if i == pronoun:
                continue
            if words[i].pos == "PRON" and any(
                {self.grammar.tree.forms[k] for k in (i, pronoun)} <= same for same in _SAME
            ):
                return i
            if words[i].pos in ("NOUN", "PROPN"):
                one = self.grammar.tree.forms[pronoun] in _SINGULAR
                return self._owner(i) if one and words[i].tag == "NNS" else i
        return None

    def _owner(self, i: int) -> int | None:
        """Return whose they are: a man, where "Putin's critics say he" lied."""
        owners = [
            *self.grammar.below(i, "nmod:poss", "compound"),
            *(c for c in self.grammar.below(i, "nmod") if self.grammar.case(c) == "of"),
        ]
        named = [c for c in owners if c in self.spots.names]
        return named[0] if len(named) == 1 else None
