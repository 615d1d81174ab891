"""Who is named: noun phrases in short sentences, with the day and the code they must have.

The phrases stand in ``gold/phrases.tsv``, by kind: the sentence with the phrase in [brackets], the
day, and the code of the mention that stands there; ``---`` for none, several codes where the phrase
names several. Codes were written down from the CAMEO manual's chapter on actors. A known failure
carries its cause, and must fail.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from codings import phrases

from pipeline.actors.homes import Home
from pipeline.explain.trace import Explanation, explain
from pipeline.types import Article, Mention


def bracketed(text: str) -> tuple[str, int, int]:
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


def widest(found: Explanation, start: int, end: int) -> Mention | None:
    """Return the mention that covers most of the bracketed words, coded ones first."""
    sides = [m for e in found.events for m in (e.source, e.target) if m]
    inside = [m for m in (*found.mentions, *sides) if m.start < end and start < m.end]
    return max(inside, key=lambda m: (m.code is not None, m.end - m.start), default=None)


@pytest.mark.parametrize(("text", "day", "codes"), list(phrases("phrases.tsv")))
def test_the_code_of_a_phrase(coder, text, day, codes):
    plain, start, end = bracketed(text)
    (found,) = explain(coder, plain, day)
    if len(codes) > 1:
        sources = [e.source for e in found.events if e.source]
        assert {m.code for m in sources if start <= m.start < end} == set(codes)
        assert {e.target.code for e in found.events if e.target} == {"ISR"}
    else:
        mention = widest(found, start, end)
        assert (mention.code if mention and mention.code else "---") == codes[0]


def test_phrases_of_every_kind():
    kinds = Counter(case.id.split(":")[0] for case in phrases("phrases.tsv"))
    assert sum(kinds.values()) >= 300
    assert min(kinds.values()) >= 5


LATER = [
    ("Peruvian President Martin Vizcarra visited Mali. Vizcarra condemned Israel.", "PERGOV"),
    ("Norwegian Foreign Minister Olav Hansen visited Mali. Hansen condemned Israel.", "NORGOV"),
    ("The Norwegian foreign minister visited Mali. The minister condemned Israel.", "NORGOV"),
    ("The foreign ministry of Fiji thanked Mali. The ministry condemned Israel.", "FJIGOV"),
    ("Emmanuel Macron visited Mali. He condemned Israel.", "FRAGOV"),
    ("Boko Haram attacked Chad. The group condemned Israel.", "NGAINSMOS"),
    ("Boko Haram attacked Chad. The militants condemned Israel.", "NGAINSMOS"),
    ("Police in Mali arrested members of Hamas. The movement condemned Israel.", "PSEREB"),
    (
        "Norway sued Mali at the International Criminal Court. The court condemned Israel.",
        "IGOJUDICC",
    ),
    ("The Kenyan Roads Authority (KRA) thanked Mali. KRA condemned Israel.", "KEN"),
    ("Vladimir Putin visited Mali. His government condemned Israel.", "RUSGOV"),
    ("Vladimir Putin visited Mali. His country condemned Israel.", "RUS"),
    ("President Pedro Huaman of Peru visited Mali. Huaman condemned Israel.", "PERGOV"),
    ("Indian judge Amit Verma visited Mali. The judge condemned Israel.", "INDJUD"),
    (
        "Former president Pedro Huaman of Peru met Mali. The former president condemned Israel.",
        "PERELI",
    ),
    ("Thousands of protesters marched in Nairobi. The protesters condemned Israel.", "KENOPP"),
    ("Kim Jong Un met Moon Jae-in. Moon condemned Israel.", "KORGOV"),
    ("Kenya's Electoral Reform Agency (ERA) criticised Mali. ERA condemned Israel.", "KEN"),
]


@pytest.mark.parametrize(("text", "code"), LATER)
def test_a_later_mention_is_tied_to_an_earlier(coder, text, code):
    _, found = explain(coder, text, date(2018, 1, 5))
    sources = [e.source for e in found.events]
    assert [(m.code, m.link) for m in sources] == [(code, "coreference")]


UNTIED = [
    "The Norwegian minister and the Swedish minister visited Mali. The minister condemned Israel.",
    "Olav Hansen visited Mali. The minister condemned Israel.",
    "Emmanuel Macron and Vladimir Putin visited Mali. He condemned Israel.",
    "Boko Haram and Hamas attacked Chad. The group condemned Israel.",
]


@pytest.mark.parametrize("text", UNTIED)
def test_no_link_is_better_than_a_wrong_one(coder, text):
    *_, found = explain(coder, text, date(2018, 1, 5))
    assert not any(e.source and e.source.country for e in found.events)


WITHIN = [
    ("Putin said his country would attack Israel.", "RUS", "ISR"),
    ("Obama is in Paris, where he met Angela Merkel.", "USAELI", "DEUGOV"),
    ("Norway sued Angela Merkel, accusing her of theft.", "NOR", "DEUGOV"),
    ("Iran and its allies attacked Israel.", "IRN", "ISR"),
]


@pytest.mark.parametrize(("text", "source", "target"), WITHIN)
def test_a_pronoun_with_one_candidate_in_its_sentence(coder, text, source, target):
    (found,) = explain(coder, text, date(2018, 1, 5))
    pairs = {(e.source.code, e.target.code) for e in found.events if e.source and e.target}
    assert (source, target) in pairs


LINKS = [
    ("Norway condemned Israel.", "name", "actors/"),
    ("The Norwegian police condemned Israel.", "agent", "agents.yaml:"),
    ("Protesters condemned Israel.", "agent", "agents.yaml:"),
]


@pytest.mark.parametrize(("text", "link", "entry"), LINKS)
def test_how_the_words_came_to_the_code(coder, text, link, entry):
    (found,) = explain(coder, text, date(2018, 1, 5))
    mention = min(found.mentions, key=lambda m: m.start)
    assert mention.link == link
    assert mention.entry.startswith(entry)


def test_a_mention_carries_country_roles_and_entry(coder):
    (found,) = explain(coder, "The Danish defence minister visited Mali.", date(2018, 1, 5))
    mention = min(found.mentions, key=lambda m: m.start)
    assert (mention.code, mention.country, mention.roles) == ("DNKGOVMIL", "DNK", ("GOV", "MIL"))
    assert mention.text == "The Danish defence minister"
    assert mention.entry.startswith("agents.yaml:")


def test_nobody_is_left_without_words(coder):
    article = Article("a", date(2019, 6, 15), "Norway met Kenya and Uganda.")
    (coding,) = coder.read_trees(article, coder.parse(article))
    mentions = coding.resolved
    homes = [Home("KEN", False, 2), Home("UGA", False, 4)]
    parts = [mentions.agents.part(mentions.at(0)[0], home, homes) for home in homes]
    assert all(part.start < part.end for part in parts)
