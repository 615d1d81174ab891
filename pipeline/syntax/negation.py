"""Whether words deny what they say."""

from __future__ import annotations

from pipeline.syntax.grammar import Grammar

NOT = frozenset({"not", "n't", "n’t", "never"})
_NEGATIVE = NOT | {"neither", "nor", "no", "nobody", "none"}
# "Not only", "a no-fly zone".
_UNDENIED = frozenset({"only", "just", "merely", "simply", "-"})


def is_negated(words: tuple[int, ...], grammar: Grammar) -> bool:
    """Tell whether words are denied, an odd number of times: "did not refuse to" twice.

    Args:
        words: positions of the words that carry an action, the trigger's first; a negation among
            them is part of what they mean.
        grammar: their sentence.
    """
    printed = grammar.tree.words
    negations = 0
    for i in words:
        for c in grammar.below(i, "advmod", "det", "cc", "aux"):
            if c not in words and printed[c].text.lower() in _NEGATIVE:
                following = printed[c + 1 : c + 2]
                negations += not (following and following[0].text.lower() in _UNDENIED)
    subjects = grammar.frame(words[0]).subjects if words else ()
    for subject in subjects[:1]:
        negations += any(
            grammar.lemma(c) in ("no", "neither")
            for c in grammar.below(subject, "det", "cc", "advmod")
        )
    return negations % 2 == 1
