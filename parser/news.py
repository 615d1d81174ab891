"""Invent sentences as the news writes them, with their trees.

The treebank has hardly any wire copy: no "Deputy Foreign Minister of X", no datelines, no headlines.
Here such phrases are put together from word lists (news.json), and annotated as the treebank
annotates the nearest thing it has:

- a title without a determiner hangs as `nmod` on the first given name, the rest of the name is `flat`;
- behind a determiner or a possessor the title heads the phrase and the name is its `appos`;
- an acronym in brackets is `appos` of what it abbreviates, and so is a description between commas.
"""

import json
from dataclasses import replace
from pathlib import Path
from random import Random

from conllu import Tree, Word
from phrases import FINITE, Dependent, Phrase, case, coordinate, grow, leaf, mark, to_tree

LISTS: dict[str, list] = json.loads((Path(__file__).parent / "news.json").read_text("utf8"))
ADJECTIVES = frozenset(LISTS["adjectives"])
PREPOSITIONS = frozenset({"of", "for", "in", "on", "against", "with"})


class Verb:
    """The five forms of a verb."""

    def __init__(self, forms: str) -> None:
        self.base, self.third, self.past, self.participle, self.gerund = forms.split()


class Newsroom:
    """Makes phrases and sentences; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    # -- choices

    def pick(self, name: str) -> str:
        return self.random.choice(LISTS[name])

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def verb(self, name: str) -> tuple[Verb, str]:
        forms, _, preposition = self.pick(name).partition("|")
        return Verb(forms), preposition

    # -- noun phrases

    def nouns(self, text: str) -> Phrase:
        """Annotate a plain noun phrase such as "a new round of talks"."""
        words = text.split()
        cut = next((i for i, word in enumerate(words) if i and word in PREPOSITIONS), len(words))
        right: list[Dependent] = []
        top = cut - 1
        if words[top] == "General" and top:
            top -= 1
            right.append(("amod", leaf("General", "NNP", "ADJ", "Degree=Pos")))
        head, left = self._noun(words[top]), [self._modifier(word) for word in words[:top]]
        if cut < len(words):
            right.append(("nmod", case(words[cut], self.nouns(" ".join(words[cut + 1 :])))))
        return grow(head, left, right)

    @staticmethod
    def _noun(word: str) -> Phrase:
        if word.startswith("al-"):
            return grow(leaf("al", "NNP"), right=[("punct", mark("-")), ("flat", leaf(word[3:], "NNP"))])
        plural = word in LISTS["plurals"] or (word.endswith("s") and word not in LISTS["singulars"])
        tag = ("NNPS" if plural else "NNP") if word[0].isupper() else ("NNS" if plural else "NN")
        return leaf(word, tag)

    @staticmethod
    def _modifier(word: str, dep: str = "compound") -> Dependent:
        if word in {"the", "a", "an"}:
            return "det", leaf(word, "DT")
        if word in {"its", "their", "his"}:
            return "nmod:poss", leaf(word, "PRP$", morph="Case=Gen|Person=3|Poss=Yes|PronType=Prs")
        if word in {"and", "or"}:
            return "cc", leaf(word, "CC")
        if "-" in word:
            first, second = word.split("-")
            return dep, grow(
                leaf(second, "NN"), [("amod", leaf(first, "JJ")), ("punct", mark("-"))]
            )
        if word in ADJECTIVES or word.lower() in ADJECTIVES:
            return "amod", leaf(word, "NNP" if word[0].isupper() else "JJ", "ADJ", "Degree=Pos")
        return dep, leaf(word, "JJ") if dep == "amod" else Newsroom._noun(word)

    def name(self) -> Phrase:
        """Two or three words of a person's name."""
        parts = [self.pick("given"), self.pick("family")]
        if self.chance(0.25):
            parts.insert(1, self.pick("given"))
        if self.chance(0.08):
            parts = [parts[-1]]
        if self.chance(0.05) and len(parts) > 1:
            parts[1:1] = [self.random.choice("ABCDEFGHJKLMRSTW") + "."]
        right: list[Dependent] = [("flat", leaf(part, "NNP")) for part in parts[1:]]
        if right and self.chance(0.2):
            article = self.random.choice(["al", "al", "Al", "el", "El", "bin"])
            right[-1:] = [("flat", leaf(article, "NNP"))]
            family = leaf(self.pick("family_al"), "NNP")
            hyphen: list[Dependent] = [] if article == "bin" else [("punct", mark("-"))]
            right.append(("flat", grow(family, hyphen)))
        return grow(leaf(parts[0], "NNP"), right=right)

    def country(self) -> Phrase:
        if self.chance(0.15):
            return self.random.choice(
                [self.nouns("the United States"), leaf("US", "NNP"), leaf("U.S.", "NNP"), leaf("UK", "NNP")]
            )
        return self.proper(self.random.choice(LISTS["countries"])[0])

    def place(self) -> Phrase:
        city = self.proper(
            self.pick("places") if self.chance(0.6) else self.random.choice(LISTS["countries"])[2]
        )
        if self.chance(0.12):
            state = grow(self.proper(self.random.choice(LISTS["countries"])[0]), [("punct", mark(","))])
            city = grow(city, right=[("appos", state)])
        return city

    def proper(self, text: str) -> Phrase:
        """A name of a place or a body, with the article it may have."""
        return self.nouns(text)

    def nationality(self) -> Dependent:
        """A modifier that says whose: Libyan, US, United Nations."""
        if self.chance(0.25):
            form = self.random.choice(["US", "U.S.", "UN", "U.N.", "EU", "UK", "NATO", "US", "Hamas"])
            return "compound", leaf(form, "NNP")
        form = self.random.choice(LISTS["countries"])[1]
        head, *rest = form.split()[::-1]
        left: list[Dependent] = [("compound", leaf(part, "NNP")) for part in rest[::-1]]
        return "amod", grow(leaf(head, "JJ"), left)

    def organization(self, article: bool = True) -> Phrase:
        """A body by its full name, often with its acronym behind it."""
        if self.chance(0.2):
            return self.nouns(self.pick("bare_groups")) if article else leaf("NATO", "NNP")
        full, _, acronym = self.pick("organizations").partition("|")
        if acronym and self.chance(0.2):
            body = leaf(acronym, "NNP")
        else:
            body = self.nouns(full)
            if not any(word.dep == "amod" for word in body.words) and self.chance(0.15):
                body = grow(body, [self.nationality()])
            if acronym and self.chance(0.45):
                bracket = grow(leaf(acronym, "NNP"), [("punct", mark("("))], [("punct", mark(")"))])
                body = grow(body, right=[("appos", bracket)])
        return grow(body, [("det", leaf("the", "DT"))]) if article else body

    def office(self) -> Phrase:
        """A capitalised title: US Deputy Secretary of State."""
        title = self.nouns(self.pick("offices"))
        left: list[Dependent] = []
        if self.chance(0.25):
            left.append(("amod", leaf(self.pick("modifiers"), "JJ")))
        if self.chance(0.65):
            left.append(self.nationality())
        return grow(title, left)

    def role(self, article: str = "") -> Phrase:
        """A title in small letters: former Libyan army chief."""
        role = self.nouns(self.pick("roles"))
        left: list[Dependent] = []
        if self.chance(0.3):
            left.append(("amod", leaf(self.pick("modifiers"), "JJ")))
        if self.chance(0.5):
            left.append(self.nationality())
        if article:
            left.insert(0, ("det", leaf(article, "DT")))
        return grow(role, left)

    def rank(self) -> Phrase:
        *before, head = self.pick("ranks").split()
        return grow(leaf(head, "NNP"), [("compound", leaf(part, "NNP")) for part in before])

    def head_of(self, article: bool | None = None) -> Phrase:
        """The office that a body gives: the Chief of Staff of the Libyan Army."""
        title = self.nouns(self.pick("heads_of"))
        body = case("of", self.country() if self.chance(0.25) else self.organization())
        left: list[Dependent] = []
        if self.chance(0.15):
            left.append(("amod", leaf(self.pick("modifiers"), "JJ")))
        if article or (article is None and self.chance(0.7)):
            left.insert(0, ("det", leaf("the", "DT")))
        if self.chance(0.06):
            other = grow(self.nouns(self.pick("heads_of")), [("cc", leaf("and", "CC"))])
            title = grow(title, right=[("conj", other)])
        return grow(title, left, [("nmod", body)])

    def possessor(self) -> Dependent:
        owner = self.country() if self.chance(0.6) else self.organization()
        return "nmod:poss", grow(owner, right=[("case", leaf("'s", "POS"))])

    def person(self) -> Phrase:
        """One person, with the titles that news gives."""
        maker = self.random.choices(
            [self._titled, self._headed, self._apposed, self._owned, self._described, self.name],
            [40, 20, 12, 10, 12, 6],
        )[0]
        return maker()

    def _titled(self) -> Phrase:
        """US Secretary of State John Kerry; rebel leader Lt. Gen. Ali Hassan."""
        left: list[Dependent] = []
        kind = self.random.random()
        if kind < 0.5:
            left.append(("nmod", self.office()))
        elif kind < 0.75:
            left.append(("nmod", self.role()))
        if kind >= 0.75 or self.chance(0.12):
            left.append(("nmod", self.rank()))
        return grow(self.name(), left)

    def _headed(self) -> Phrase:
        """The Prime Minister of the Government of National Unity (GNU) Abdul Hamid Dbeibah."""
        name = self.name()
        if self.chance(0.15):
            name = grow(name, [("nmod", self.rank())])
        return grow(self.head_of(article=True), right=[("appos", name)])

    def _apposed(self) -> Phrase:
        """The Chief of Staff of the Libyan Army, Lt. Gen. Mohammed Al-Haddad,"""
        title = self.head_of() if self.chance(0.6) else self.role(self.random.choice(["the", "a"]))
        name = grow(self.name(), [("nmod", self.rank())] if self.chance(0.4) else [])
        outer, inner = (title, name) if self.chance(0.6) else (name, title)
        commas: list[Dependent] = [("punct", mark(","))]
        return grow(outer, right=[("appos", grow(inner, commas, commas if self.chance(0.8) else []))])

    def _owned(self) -> Phrase:
        """Libya's renegade general Khalifa Haftar; Iran's President Hassan Rouhani."""
        if self.chance(0.4):
            title = self.rank() if self.chance(0.4) else self.nouns(self.pick("offices"))
            left = [self.possessor(), ("nmod", title)]
            if self.chance(0.3):
                left.insert(1, ("amod", leaf(self.pick("modifiers"), "JJ")))
            return grow(self.name(), left)
        role = self.nouns(self.pick("roles"))
        left = [self.possessor()]
        if self.chance(0.4):
            left.append(("amod", leaf(self.pick("modifiers"), "JJ")))
        name: list[Dependent] = [("appos", self.name())] if self.chance(0.7) else []
        return grow(role, left, name)

    def _described(self) -> Phrase:
        """The former Libyan leader Moammar Hassan, or nobody by name."""
        name: list[Dependent] = [("appos", self.name())] if self.chance(0.5) else []
        return grow(self.role("the" if name or self.chance(0.4) else "a"), right=name)

    def people(self, headline: bool = False) -> Phrase:
        """Several persons: about 200 masked gunmen, US-led forces, dozens of protesters."""
        group, left = self.nouns(self.pick("people")), []
        if self.chance(0.3):
            left.append(self.nationality())
        elif self.chance(0.3):
            left.append(self._modifier(self.pick("group_adjectives"), "amod"))
        elif self.chance(0.2):
            left.append(self.linked())
        group = grow(group, left)
        if self.chance(0.2):
            group = self._counted(group)
        elif not headline and self.chance(0.12):
            group = grow(group, [("det", leaf("the", "DT"))])
        return group

    def _counted(self, group: Phrase) -> Phrase:
        if self.chance(0.25):
            many = self.random.choice(["dozens", "hundreds", "thousands", "scores"])
            return grow(leaf(many, "NNS"), right=[("nmod", case("of", group))])
        number = self.pick("numbers")
        digits = "NumForm=Digit|NumType=Card" if number[0].isdigit() else "NumForm=Word|NumType=Card"
        count = leaf(number, "CD", morph=digits)
        if self.chance(0.3):
            count = grow(count, [("advmod", leaf(self.random.choice(["about", "some", "around"]), "RB"))])
        return grow(group, [("nummod", count)])

    def linked(self) -> Dependent:
        """US-led, Kurdish-held, rebel-backed."""
        kind, agent = self.random.choice(
            [
                ("obl:unmarked", leaf(self.random.choice(["US", "U.S.", "UN", "NATO"]), "NNP")),
                ("obl:unmarked", leaf(self.random.choice(LISTS["countries"])[0].split()[-1], "NNP")),
                ("amod", leaf(self.random.choice(LISTS["countries"])[1].split()[-1], "JJ")),
                ("compound", leaf(self.random.choice(["rebel", "government", "opposition"]), "NN")),
            ]
        )
        agent = grow(agent, right=[("punct", mark("-"))])
        return "amod", grow(leaf(self.pick("compound_links"), "VBN"), [(kind, agent)])

    def group(self, headline: bool = False) -> Phrase:
        """A body by a common noun: the Libyan government, a US-led coalition."""
        body, left = self.nouns(self.pick("groups")), []
        if not headline:
            left.append(("det", leaf("the" if self.chance(0.75) else "a", "DT")))
        left.append(self.linked() if self.chance(0.15) else self.nationality())
        if not headline and self.chance(0.2):
            left[0] = self.possessor()
            left = left[:1]
        return grow(body, left)

    def actor(self, headline: bool = False) -> Phrase:
        """Whoever acts or is acted upon."""
        if headline:
            makers = [lambda: self.people(True), self.country, lambda: self.group(True)]
            makers += [lambda: self.role(), self._titled, lambda: leaf(self.pick("family"), "NNP")]
            makers += [lambda: self.organization(article=False)]
            weights = [25, 25, 20, 8, 5, 8, 9]
        else:
            makers = [self.people, self.country, self.group, self.person, self.organization]
            weights = [18, 17, 15, 35, 15]
        first = self.random.choices(makers, weights)[0]()
        if self.chance(0.12 if not headline else 0.1):
            more = [self.random.choices(makers, weights)[0]() for _ in range(1 + self.chance(0.25))]
            first = coordinate([first, *more], "" if headline and len(more) == 1 else "and")
        return first

    # -- clauses

    def _aux(self, form: str, tag: str, dep: str = "aux", lemma_pos: str = "AUX") -> Dependent:
        return dep, leaf(form, tag, lemma_pos)

    def predicate(self, verb: Verb, subject: Phrase, headline: bool = False) -> tuple[Phrase, list[Dependent]]:
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
            return leaf(verb.base, "VB"), [self._aux(self.random.choice(["will", "would", "could", "may"]), "MD")]
        if kind < 0.94:
            be = self.random.choice([("are", "VBP"), ("were", "VBD")] if plural else [("is", "VBZ"), ("was", "VBD")])
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
        day = leaf(self.pick("days"), "NNP")
        return ("obl", case("on", day)) if self.chance(0.6) else ("obl:unmarked", day)

    def complements(self, kind: str, verb: Verb, preposition: str, headline: bool) -> list[Dependent]:
        """What follows a verb of this kind, subject and circumstances aside."""
        other = self.actor(headline)
        if kind == "verbs_person":
            return [("obj", other)]
        if kind == "verbs_thing":
            return [("obj", self.thing(headline))]
        if kind == "verbs_prep":
            target = {"in": self.place, "for": lambda: self.thing(headline), "over": lambda: self.thing(headline)}
            return [("obl", case(preposition, target.get(preposition, lambda: other)()))]
        if kind == "verbs_to":
            return [("xcomp", self.infinitive(headline))]
        return self._object_and_phrase(verb, preposition, other, headline)

    def _object_and_phrase(
        self, verb: Verb, preposition: str, other: Phrase, headline: bool
    ) -> list[Dependent]:
        if preposition == "of":
            return [("obj", other), ("advcl", grow(self.verbal("VBG", headline), [("mark", leaf("of", "IN"))]))]
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
            thing = self.verbal("VBG", headline) if verb.base == "discuss" and self.chance(0.35) else self.thing(headline)
        dep = "xcomp" if thing.words[thing.head].tag == "VBG" else "obj"
        parts: list[Dependent] = [(dep, thing), ("obl", case(preposition, other))]
        if verb.base == "discuss" and self.chance(0.5):
            parts.reverse()
        if verb.base == "hold" and self.chance(0.5):
            parts.append(("obl", case(self.random.choice(["on", "about", "over"]), self.topic())))
        return parts

    def topic(self) -> Phrase:
        topics = [self.nouns(self.pick("topics")) for _ in range(self.random.choice([1, 1, 1, 2, 3]))]
        return coordinate(topics)

    def thing(self, headline: bool = False) -> Phrase:
        text = self.pick("things")
        if headline:
            text = text.removeprefix("the ").removeprefix("a ").removeprefix("an ")
        thing = self.nouns(text)
        if self.chance(0.12):
            links = [("between", coordinate([self.country(), self.country()])), ("with", self.country())]
            links += [("against", self.country()), ("by", self.actor(headline))]
            thing = grow(thing, right=[("nmod", case(*self.random.choice(links)))])
        return thing

    def verbal(self, tag: str, headline: bool = False) -> Phrase:
        """A verb phrase without a subject: violating the ceasefire."""
        kind = self.random.choice(["verbs_person", "verbs_thing", "verbs_thing", "verbs_object_prep", "verbs_prep"])
        verb, preposition = self.verb(kind)
        if preposition == "of":
            kind, (verb, preposition) = "verbs_thing", self.verb("verbs_thing")
        form = {"VB": verb.base, "VBG": verb.gerund}[tag]
        phrase = grow(leaf(form, tag), right=self.complements(kind, verb, preposition, headline))
        if self.chance(0.12) and not headline:
            phrase = coordinate([phrase, *(self.verbal(tag) for _ in range(self.random.choice([1, 2])))])
        return phrase

    def infinitive(self, headline: bool = False) -> Phrase:
        return grow(self.verbal("VB", headline), [("mark", leaf("to", "TO"))])

    def active(self, headline: bool = False) -> Phrase:
        """Somebody does something."""
        kind = self.random.choices(
            ["verbs_person", "verbs_thing", "verbs_prep", "verbs_to", "verbs_object_prep"], [30, 20, 15, 12, 23]
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
            chance = grow(self.verbal("VBG"), [("mark", leaf(self.random.choice(["after", "while", "by"]), "IN"))])
            right += [("advcl", chance)]
        return grow(head, left + auxiliaries, right)

    def passive(self, headline: bool = False) -> Phrase:
        """Somebody suffers something, mostly from somebody."""
        verb, _ = self.verb("verbs_person")
        victim = self.actor(headline)
        if headline and self.chance(0.3):
            victim = leaf(self.random.choice(["Two", "Three", "Five", "12", "40", "Dozens"]), "CD", morph="NumType=Card")
        head = leaf(verb.participle, "VBN", morph="Tense=Past|VerbForm=Part|Voice=Pass")
        left: list[Dependent] = [("nsubj:pass", victim)]
        if not headline:
            kind = self.random.random()
            if kind < 0.65:
                left.append(self._aux(*(("were", "VBD") if victim.plural else ("was", "VBD")), dep="aux:pass"))
            elif kind < 0.85:
                left.append(self._aux(*(("have", "VBP") if victim.plural else ("has", "VBZ"))))
                left.append(self._aux("been", "VBN", "aux:pass"))
            else:
                left += [self._aux("will", "MD"), self._aux("be", "VB", "aux:pass")]
        right: list[Dependent] = []
        if self.chance(0.65):
            right.append(("obl:agent", case("by", self.actor(headline))))
        if headline and self.chance(0.5):
            event = self.random.choice(["blast", "attack", "raid", "clash", "bombing", "shootout", "airstrike"])
            place = self.place().words[0]
            right.append(("obl", case("in", grow(leaf(event, "NN"), [("compound", leaf(place.form, "NNP"))]))))
        return grow(head, left, right + self.circumstances(headline))

    def clause(self) -> Phrase:
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
            ["urge urges urged urged urging", "call calls called called calling", "ask asks asked asked asking",
             "order orders ordered ordered ordering", "invite invites invited invited inviting",
             "force forces forced forced forcing"]
        )
        verb = Verb(forms)
        head, auxiliaries = self.predicate(verb, subject)
        target: Dependent = ("obl", case("on", other)) if verb.base == "call" else ("obj", other)
        return grow(head, [("nsubj", subject), *auxiliaries], [target, ("xcomp", self.infinitive())])

    def sentence(self) -> Tree:
        """A sentence of running text."""
        maker = self.random.choices(
            [self.active, self.passive, self.reported, self.according, self.urged], [50, 15, 20, 6, 9]
        )[0]
        clause = maker()
        if self.chance(0.08):
            other = grow(self.clause(), [("punct", mark(",")), ("cc", leaf(self.random.choice(["and", "but"]), "CC"))])
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
                line = grow(head, [("ccomp", said), ("punct", mark(",")), ("nsubj", speaker), *auxiliaries])
        return to_tree(line, full_stop=False)

    def dateline(self, clause: Phrase) -> Phrase:
        """TRIPOLI, Libya (AP) -- before a sentence, hung on its main verb."""
        city = self.place()
        words = tuple(_upper(word) if word.dep != "appos" else word for word in city.words)
        parts: list[Dependent] = []
        if self.chance(0.65):
            agency = leaf(self.pick("agencies"), "NNP")
            parts.append(("parataxis", grow(agency, [("punct", mark("("))], [("punct", mark(")"))])))
        place = grow(Phrase(words, city.head), right=parts)
        dash = self.random.choice(["--", "-", ":", "-", "--"])
        sign = leaf(dash, ":" if dash == ":" else ",", "PUNCT")
        return grow(clause, [("parataxis", place), ("punct", sign)])


def _upper(word: Word) -> Word:
    return replace(word, form=word.form.upper())
