"""The pattern language: what a template means, and what is wrong with a bad one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codebook.reader import read_template
from pipeline.codebook.templates import Phrase, Slot, TemplateError


def parts(text: str) -> list[str]:
    """Write a template's elements shortly: relation, prepositions, filler."""
    found = []
    for element in read_template(text).elements:
        filler = element.filler
        if isinstance(filler, Slot):
            name = filler.name + (f":{filler.kind}" if filler.kind else "")
        elif isinstance(filler, Phrase):
            name = " ".join(x.synset or "|".join(x.words) for x in filler.lexemes)
        else:
            name = "+".join(slot.name for slot in filler)
        owner = f" of {element.owner.name}" if element.owner else ""
        optional = "?" if element.optional else ""
        bound = "|".join(element.prepositions)
        found.append(f"{element.relation} {bound + ' ' if bound else ''}{name}{owner}{optional}")
    return found


def trigger(text: str) -> tuple[str, bool]:
    template = read_template(text)
    head = template.trigger.lexemes[-1]
    return head.synset or "|".join(head.words), template.verbal


@pytest.mark.parametrize(
    ("text", "head", "verbal", "elements"),
    [
        (
            "SOURCE hold <talks> with TARGET",
            "hold",
            True,
            ["subject SOURCE", "word talks", "preposition with TARGET"],
        ),
        (
            "SOURCE negotiate (with TARGET)",
            "negotiate",
            True,
            ["subject SOURCE", "preposition with TARGET?"],
        ),
        ("SOURCE meet (with) TARGET", "meet", True, ["subject SOURCE", "object with TARGET"]),
        (
            "<talks> between SOURCE and TARGET",
            "talks",
            False,
            ["preposition between SOURCE+TARGET"],
        ),
        (
            "SOURCE's attack on|against TARGET",
            "attack",
            False,
            ["owner SOURCE", "preposition on|against TARGET"],
        ),
        (
            "SOURCE's <warplane> bomb TARGET",
            "bomb",
            True,
            ["subject warplane of SOURCE", "object TARGET"],
        ),
        (
            "SOURCE crack down on TARGET",
            "crack",
            True,
            ["subject SOURCE", "word down", "preposition on TARGET"],
        ),
        ("SOURCE be ready to EVENT", "ready", False, ["subject SOURCE", "infinitive EVENT"]),
        (
            "SOURCE call on TARGET to EVENT:07",
            "call",
            True,
            ["subject SOURCE", "preposition on TARGET", "infinitive EVENT:07"],
        ),
        (
            "SOURCE destroy TARGET's <home>",
            "destroy",
            True,
            ["subject SOURCE", "object home of TARGET"],
        ),
        (
            "SOURCE agree to meet.v with TARGET",
            "agree",
            True,
            ["subject SOURCE", "infinitive meet", "preposition with TARGET"],
        ),
        (
            "war break.v out between SOURCE and TARGET",
            "break",
            True,
            ["subject war", "word out", "preposition between SOURCE+TARGET"],
        ),
        (
            "SOURCE:protester clash with TARGET:police",
            "clash",
            True,
            ["subject SOURCE:protester", "preposition with TARGET:police"],
        ),
    ],
)
def test_a_template_reads_like_its_sentence(text, head, verbal, elements):
    assert trigger(text) == (head, verbal)
    assert parts(text) == elements


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("SOURCE", "no word of its own"),
        ("SOURCE attack [TARGET]", "cannot read"),
        ("SOURCE with TARGET", "preposition"),
        ("SOURCE be", "predicate"),
        ("", "cannot read"),
    ],
)
def test_a_bad_template_says_what_is_wrong(text, cure):
    with pytest.raises(TemplateError, match=cure):
        read_template(text)


@given(st.text(alphabet="SOURCETAGKabc<>|()':. ", max_size=40))
def test_any_text_is_read_or_refused_with_a_reason(text):
    try:
        template = read_template(text)
    except TemplateError as error:
        reason = str(error)
    else:
        reason = ""
        assert template.trigger.lexemes
    assert reason or template.trigger.lexemes
