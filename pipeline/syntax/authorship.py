"""Who answers for a thing: whoever made, sent, wrote or did it."""

from __future__ import annotations

from pipeline.syntax.grammar import Grammar
from pipeline.syntax.subjects import PREVENTING

# Who does this to a thing answers for what it does.
_MAKING = frozenset(
    "adopt announce approve broadcast build carry circulate deliver deploy develop draft drop fire"
    " hold introduce issue launch make mount organise organize pass plan post prepare present"
    " propose publish release run send sign start stage submit table unveil use write".split()
)


def find_makers(noun: int, grammar: Grammar) -> tuple[int, ...]:
    """Return who made or sent a thing, best first.

    "Missiles fired by Israel", "a bombing by rebels", "introduced a bill that would ...".

    Args:
        noun: position of the thing.
        grammar: its sentence.
    """
    word = grammar.tree.words[noun]
    made = [
        a for c in grammar.below(noun, "acl")
        if grammar.passive(c) and grammar.lemma(c) not in PREVENTING
        for a in grammar.agents(c) or grammar.origins(c)
    ]  # fmt: skip
    if word.dep == "nsubj:pass" and grammar.lemma(word.head) in _MAKING:
        made += grammar.agents(word.head)
    making = word.dep == "obj" and grammar.lemma(word.head) in _MAKING
    return (
        *made,
        *grammar.agents(noun),
        *grammar.origins(noun),
        *(grammar.frame(word.head).subjects if making else ()),
    )


def find_authors(noun: int, grammar: Grammar) -> tuple[int, ...]:
    """Return who wrote or did a thing: "a proposal by Brussels", "a request from lawmakers".

    Also where "by" was hung on the verb above, which somebody else does.

    Args:
        noun: position of the thing.
        grammar: its sentence.
    """
    words = grammar.tree.words
    word = words[noun]
    hung = word.dep in ("obj", "obl") and not grammar.passive(word.head)
    beside = grammar.agents(word.head) if hung and words[word.head].pos == "VERB" else []
    return (*grammar.agents(noun), *(c for c in beside if c > noun), *grammar.origins(noun))
