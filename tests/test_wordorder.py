"""What the word before a word tells of it."""

import pytest

from pipeline.syntax.wordorder import cannot_be_verb


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He scored in the second half", "second"),
        ("A storm hit the coast", "storm"),
        ("The minister is under pressure", "pressure"),
        ("She finished 55 seconds ahead", "seconds"),
        ("Entry is free for children", "free"),
        ("Their demand was met", "demand"),
        ("They helped the injured men", "injured"),
    ],
)
def test_no_verb_stands_there(text, word):
    words = text.split()
    assert cannot_be_verb(words, words.index(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ministers second the plan", "second"),
        ("Soldiers stormed the palace", "stormed"),
        ("The Group of 20 urges Chad to pay", "urges"),
        ("Channel 4 backs the plan", "backs"),
        ("The army accused him of killing a man", "killing"),
        ("The town was hit on Monday", "hit"),
        ("The town was struck on Monday", "struck"),
        ("A deal was made on Monday", "made"),
        ("Group A backs the plan", "backs"),
    ],
)
def test_a_verb_may_stand_there(text, word):
    words = text.split()
    assert not cannot_be_verb(words, words.index(word))
