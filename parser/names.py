"""Invent the people, bodies and places of the news, as phrases with their trees.

They are put together from word lists (news.json), and annotated as the treebank annotates the
nearest thing it has:

- a title without a determiner hangs as `nmod` on the first given name, and the rest of the name
  is `flat`;
- behind a determiner or a possessor the title heads the phrase and the name is its `appos`;
- an acronym in brackets is `appos` of what it abbreviates, and so is a description between commas.
"""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from phrases import Dependent, Phrase, case, coordinate, grow, leaf, mark

LISTS: dict[str, list[Any]] = json.loads((Path(__file__).parent / "news.json").read_text("utf8"))
Maker: TypeAlias = Callable[[], Phrase]
ADJECTIVES = frozenset(LISTS["adjectives"])
PREPOSITIONS = frozenset({"of", "for", "in", "on", "against", "with"})


class Names:
    """Makes noun phrases; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def pick(self, name: str) -> str:
        """One entry of a list of news.json."""
        return str(self.random.choice(LISTS[name]))

    def chance(self, share: float) -> bool:
        """True in so many cases out of one."""
        return self.random.random() < share

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
            return grow(
                leaf("al", "NNP"), right=[("punct", mark("-")), ("flat", leaf(word[3:], "NNP"))]
            )
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
        return dep, leaf(word, "JJ") if dep == "amod" else Names._noun(word)

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
        """A country: Chad, the United States."""
        if self.chance(0.15):
            return self.random.choice(
                [
                    self.nouns("the United States"),
                    leaf("US", "NNP"),
                    leaf("U.S.", "NNP"),
                    leaf("UK", "NNP"),
                ]
            )
        return self.nouns(self.random.choice(LISTS["countries"])[0])

    def place(self) -> Phrase:
        """A city, at times with its country: Basra, Iraq."""
        city = self.nouns(
            self.pick("places") if self.chance(0.6) else self.random.choice(LISTS["countries"])[2]
        )
        if self.chance(0.12):
            state = grow(
                self.nouns(self.random.choice(LISTS["countries"])[0]), [("punct", mark(","))]
            )
            city = grow(city, right=[("appos", state)])
        return city

    def nationality(self) -> Dependent:
        """A modifier that says whose: Libyan, US, United Nations."""
        if self.chance(0.25):
            form = self.random.choice(
                ["US", "U.S.", "UN", "U.N.", "EU", "UK", "NATO", "US", "Hamas"]
            )
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
        """A military rank or a form of address: Lt. Gen., Dr."""
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
        """Whose: Libya's, the African Union's."""
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
        """The Chief of Staff of the Libyan Army, Lt. Gen. Mohammed Al-Haddad, with both commas."""
        title = self.head_of() if self.chance(0.6) else self.role(self.random.choice(["the", "a"]))
        name = grow(self.name(), [("nmod", self.rank())] if self.chance(0.4) else [])
        outer, inner = (title, name) if self.chance(0.6) else (name, title)
        commas: list[Dependent] = [("punct", mark(","))]
        return grow(
            outer, right=[("appos", grow(inner, commas, commas if self.chance(0.8) else []))]
        )

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
        digits = (
            "NumForm=Digit|NumType=Card" if number[0].isdigit() else "NumForm=Word|NumType=Card"
        )
        count = leaf(number, "CD", morph=digits)
        if self.chance(0.3):
            count = grow(
                count, [("advmod", leaf(self.random.choice(["about", "some", "around"]), "RB"))]
            )
        return grow(group, [("nummod", count)])

    def linked(self) -> Dependent:
        """US-led, Kurdish-held, rebel-backed."""
        kind, agent = self.random.choice(
            [
                ("obl:unmarked", leaf(self.random.choice(["US", "U.S.", "UN", "NATO"]), "NNP")),
                (
                    "obl:unmarked",
                    leaf(self.random.choice(LISTS["countries"])[0].split()[-1], "NNP"),
                ),
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
        makers: list[Maker]
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
