"""Invent sentences and headlines as the news writes them, with their trees.

The treebank has hardly any wire copy: no datelines, no headlines, few of the verbs that matter.
"""

from dataclasses import replace

from conllu import Tree, Word
from names import Maker, Names
from phrases import FINITE, Dependent, Phrase, case, coordinate, grow, leaf, mark, to_tree


class Verb:
    """The five forms of a verb."""

    def __init__(self, forms: str) -> None:
        self.base, self.third, self.past, self.participle, self.gerund = forms.split()


class Newsroom(Names):
    """Makes sentences; the same seed makes the same ones."""

    def verb(self, name: str) -> tuple[Verb, str]:
        """A verb of a list, and the preposition it goes with, if any."""
        forms, _, preposition = self.pick(name).partition("|")
        return Verb(forms), preposition

    def _aux(self, form: str, tag: str, dep: str = "aux", lemma_pos: str = "AUX") -> Dependent:
        return dep, leaf(form, tag, lemma_pos)

    def predicate(
        self, verb: Verb, subject: Phrase, headline: bool = False
    ) -> tuple[Phrase, list[Dependent]]:
        """A verb that agrees with its subject, and its auxiliaries."""
        plural = subject.plural
        if headline:
            if self.chance(0.12):
                return leaf(verb.base, "VB"), [("mark", leaf("to", "TO"))]
            return (leaf(verb.base, "VBP") if plural else leaf(verb.third, "VBZ")), []
        kind = self.random.random()
        if kind < 0.6:
            number = "Plur" if plural else "Sing"
            return leaf(verb.past, "VBD", morph=FINITE.format(number=number, tense="Past")), []
        if kind < 0.68:
            return (leaf(verb.base, "VBP") if plural else leaf(verb.third, "VBZ")), []
        if kind < 0.82:
            have = self._aux("have", "VBP") if plural else self._aux("has", "VBZ")
            return leaf(verb.participle, "VBN"), [have]
        if kind < 0.88:
            return leaf(verb.base, "VB"), [
                self._aux(self.random.choice(["will", "would", "could", "may"]), "MD")
            ]
        if kind < 0.94:
            be = self.random.choice(
                [("are", "VBP"), ("were", "VBD")] if plural else [("is", "VBZ"), ("was", "VBD")]
            )
            return leaf(verb.gerund, "VBG"), [self._aux(*be)]
        negation: Dependent = ("advmod", leaf("not", "RB", "PART", "Polarity=Neg"))
        if self.chance(0.5):
            return leaf(verb.base, "VB"), [self._aux("did", "VBD"), negation]
        return leaf(verb.base, "VB"), [self._aux("will", "MD"), negation]

    def circumstances(self, headline: bool = False) -> list[Dependent]:
        """Where and when."""
        found: list[Dependent] = []
        if self.chance(0.4):
            preposition = self.random.choice(["in", "in", "in", "near", "outside", "at"])
            found.append(("obl", case(preposition, self.place())))
        if not headline and self.chance(0.4):
            found.append(self.day())
        return found

    def day(self) -> Dependent:
        """On Monday, or just Monday."""
        day = leaf(self.pick("days"), "NNP")
        return ("obl", case("on", day)) if self.chance(0.6) else ("obl:unmarked", day)

    def complements(
        self, kind: str, verb: Verb, preposition: str, headline: bool
    ) -> list[Dependent]:
        """What follows a verb of this kind, subject and circumstances aside."""
        other = self.actor(headline)
        if kind == "verbs_person":
            return [("obj", other)]
        if kind == "verbs_thing":
            return [("obj", self.thing(headline))]
        if kind == "verbs_prep":
            target: dict[str, Maker] = {
                "in": self.place,
                "for": lambda: self.thing(headline),
                "over": lambda: self.thing(headline),
            }
            return [("obl", case(preposition, target.get(preposition, lambda: other)()))]
        if kind == "verbs_to":
            return [("xcomp", self.infinitive(headline))]
        return self._object_and_phrase(verb, preposition, other, headline)

    def _object_and_phrase(
        self, verb: Verb, preposition: str, other: Phrase, headline: bool
    ) -> list[Dependent]:
        if preposition == "of":
            return [
                ("obj", other),
                ("advcl", grow(self.verbal("VBG", headline), [("mark", leaf("of", "IN"))])),
            ]
        if preposition in {"for", "over"}:
            return [("obj", other), ("obl", case(preposition, self.thing(headline)))]
        if verb.base == "attack":
            return [("obj", other), ("obl", case("with", self.nouns(self.pick("weapons"))))]
        if verb.base in {"invite", "extradite"}:
            return [("obj", self.person()), ("obl", case(preposition, self.country()))]
        if verb.base == "supply":
            return [("obj", other), ("obl", case("with", self.nouns(self.pick("weapons"))))]
        if verb.base == "hold":
            thing = self.nouns(self.pick("meetings"))
        else:
            thing = (
                self.verbal("VBG", headline)
                if verb.base == "discuss" and self.chance(0.35)
                else self.thing(headline)
            )
        dep = "xcomp" if thing.words[thing.head].tag == "VBG" else "obj"
        parts: list[Dependent] = [(dep, thing), ("obl", case(preposition, other))]
        if verb.base == "discuss" and self.chance(0.5):
            parts.reverse()
        if verb.base == "hold" and self.chance(0.5):
            parts.append(("obl", case(self.random.choice(["on", "about", "over"]), self.topic())))
        return parts

    def topic(self) -> Phrase:
        """What talks are about: security, trade and energy."""
        topics = [
            self.nouns(self.pick("topics")) for _ in range(self.random.choice([1, 1, 1, 2, 3]))
        ]
        return coordinate(topics)

    def thing(self, headline: bool = False) -> Phrase:
        """What states agree on, reject or impose: a ceasefire with Chad."""
        text = self.pick("things")
        if headline:
            text = text.removeprefix("the ").removeprefix("a ").removeprefix("an ")
        thing = self.nouns(text)
        if self.chance(0.12):
            links = [
                ("between", coordinate([self.country(), self.country()])),
                ("with", self.country()),
            ]
            links += [("against", self.country()), ("by", self.actor(headline))]
            thing = grow(thing, right=[("nmod", case(*self.random.choice(links)))])
        return thing

    def verbal(self, tag: str, headline: bool = False) -> Phrase:
        """A verb phrase without a subject: violating the ceasefire."""
        kind = self.random.choice(
            ["verbs_person", "verbs_thing", "verbs_thing", "verbs_object_prep", "verbs_prep"]
        )
        verb, preposition = self.verb(kind)
        if preposition == "of":
            kind, (verb, preposition) = "verbs_thing", self.verb("verbs_thing")
        form = {"VB": verb.base, "VBG": verb.gerund}[tag]
        phrase = grow(leaf(form, tag), right=self.complements(kind, verb, preposition, headline))
        if self.chance(0.12) and not headline:
            phrase = coordinate(
                [phrase, *(self.verbal(tag) for _ in range(self.random.choice([1, 2])))]
            )
        return phrase

    def infinitive(self, headline: bool = False) -> Phrase:
        """To violate the ceasefire."""
        return grow(self.verbal("VB", headline), [("mark", leaf("to", "TO"))])

    def active(self, headline: bool = False) -> Phrase:
        """Somebody does something."""
        kind = self.random.choices(
            ["verbs_person", "verbs_thing", "verbs_prep", "verbs_to", "verbs_object_prep"],
            [30, 20, 15, 12, 23],
        )[0]
        verb, preposition = self.verb(kind)
        subject = self.actor(headline)
        head, auxiliaries = self.predicate(verb, subject, headline)
        right = self.complements(kind, verb, preposition, headline) + self.circumstances(headline)
        left: list[Dependent] = [("nsubj", subject)]
        if not headline and self.chance(0.12):
            left.append(self.day())
        if not headline and self.chance(0.1):
            opening = case(self.random.choice(["after", "during", "before"]), self.thing())
            if self.chance(0.5):
                opening = self.day()[1]
            left[:0] = [("obl", opening), ("punct", mark(","))]
        elif not headline and self.chance(0.07):
            chance = grow(
                self.verbal("VBG"),
                [("mark", leaf(self.random.choice(["after", "while", "by"]), "IN"))],
            )
            right += [("advcl", chance)]
        return grow(head, left + auxiliaries, right)

    def passive(self, headline: bool = False) -> Phrase:
        """Somebody suffers something, mostly from somebody."""
        verb, _ = self.verb("verbs_person")
        victim = self.actor(headline)
        if headline and self.chance(0.3):
            victim = leaf(
                self.random.choice(["Two", "Three", "Five", "12", "40", "Dozens"]),
                "CD",
                morph="NumType=Card",
            )
        head = leaf(verb.participle, "VBN", morph="Tense=Past|VerbForm=Part|Voice=Pass")
        left: list[Dependent] = [("nsubj:pass", victim)]
        if not headline:
            kind = self.random.random()
            if kind < 0.65:
                left.append(
                    self._aux(
                        *(("were", "VBD") if victim.plural else ("was", "VBD")), dep="aux:pass"
                    )
                )
            elif kind < 0.85:
                left.append(self._aux(*(("have", "VBP") if victim.plural else ("has", "VBZ"))))
                left.append(self._aux("been", "VBN", "aux:pass"))
            else:
                left += [self._aux("will", "MD"), self._aux("be", "VB", "aux:pass")]
        right: list[Dependent] = []
        if self.chance(0.65):
            right.append(("obl:agent", case("by", self.actor(headline))))
        if headline and self.chance(0.5):
            event = self.random.choice(
                ["blast", "attack", "raid", "clash", "bombing", "shootout", "airstrike"]
            )
            place = self.place().words[0]
            right.append(
                (
                    "obl",
                    case("in", grow(leaf(event, "NN"), [("compound", leaf(place.form, "NNP"))])),
                )
            )
        return grow(head, left, right + self.circumstances(headline))

    def clause(self) -> Phrase:
        """Something happens."""
        return self.passive() if self.chance(0.25) else self.active()

    def reported(self) -> Phrase:
        """Somebody says that something happens."""
        verb, speaker, said = self.verb("verbs_say")[0], self.actor(), self.clause()
        head, auxiliaries = self.predicate(verb, speaker)
        left: list[Dependent] = [("nsubj", speaker), *auxiliaries]
        right: list[Dependent] = [self.day()] if self.chance(0.3) else []
        if self.chance(0.35):
            return grow(head, [("ccomp", said), ("punct", mark(",")), *left], right)
        if self.chance(0.6):
            said = grow(said, [("mark", leaf("that", "IN", "SCONJ"))])
        return grow(head, left, [*right, ("ccomp", said)])

    def according(self) -> Phrase:
        """According to somebody, something happens."""
        according = grow(leaf("according", "VBG"), right=[("fixed", leaf("to", "IN"))])
        source = grow(self.actor(), [("case", according)])
        main = self.clause()
        if self.chance(0.5):
            return grow(main, [("obl", source), ("punct", mark(","))])
        return grow(main, right=[("punct", mark(",")), ("obl", source)])

    def urged(self) -> Phrase:
        """Somebody urges somebody, or calls on them, to do something."""
        subject, other = self.actor(), self.actor()
        forms = self.random.choice(
            [
                "urge urges urged urged urging",
                "call calls called called calling",
                "ask asks asked asked asking",
                "order orders ordered ordered ordering",
                "invite invites invited invited inviting",
                "force forces forced forced forcing",
            ]
        )
        verb = Verb(forms)
        head, auxiliaries = self.predicate(verb, subject)
        target: Dependent = ("obl", case("on", other)) if verb.base == "call" else ("obj", other)
        return grow(
            head, [("nsubj", subject), *auxiliaries], [target, ("xcomp", self.infinitive())]
        )

    def sentence(self) -> Tree:
        """A sentence of running text."""
        maker = self.random.choices(
            [self.active, self.passive, self.reported, self.according, self.urged],
            [50, 15, 20, 6, 9],
        )[0]
        clause = maker()
        if self.chance(0.08):
            other = grow(
                self.clause(),
                [("punct", mark(",")), ("cc", leaf(self.random.choice(["and", "but"]), "CC"))],
            )
            clause = grow(clause, right=[("conj", other)])
        if self.chance(0.12):
            clause = self.dateline(clause)
        return to_tree(clause)

    def headline(self) -> Tree:
        """A line above an article: present tense, no articles, no full stop."""
        kind = self.random.random()
        if kind < 0.65:
            line = self.active(headline=True)
        elif kind < 0.88:
            line = self.passive(headline=True)
        else:
            verb, speaker = self.verb("verbs_say")[0], self.actor(headline=True)
            head, auxiliaries = self.predicate(verb, speaker, headline=True)
            said = self.active(headline=True)
            if self.chance(0.5):
                line = grow(head, [("nsubj", speaker), *auxiliaries], [("ccomp", said)])
            else:
                line = grow(
                    head, [("ccomp", said), ("punct", mark(",")), ("nsubj", speaker), *auxiliaries]
                )
        return to_tree(line, full_stop=False)

    def dateline(self, clause: Phrase) -> Phrase:
        """TRIPOLI, Libya (AP) -- before a sentence, hung on its main verb."""
        city = self.place()
        words = tuple(_upper(word) if word.dep != "appos" else word for word in city.words)
        parts: list[Dependent] = []
        if self.chance(0.65):
            agency = leaf(self.pick("agencies"), "NNP")
            parts.append(
                ("parataxis", grow(agency, [("punct", mark("("))], [("punct", mark(")"))]))
            )
        place = grow(Phrase(words, city.head), right=parts)
        dash = self.random.choice(["--", "-", ":", "-", "--"])
        sign = leaf(dash, ":" if dash == ":" else ",", "PUNCT")
        return grow(clause, [("parataxis", place), ("punct", sign)])


def _upper(word: Word) -> Word:
    return replace(word, form=word.form.upper())
