"""Add to the treebank what news looks like: other names in its sentences, datelines, headlines."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from conllu import Tree, Word
from news import Newsroom
from phrases import Phrase, polish, space, to_tree

REPLACEABLE = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod"})
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "as",
        "is",
        "are",
        "was",
        "were",
        "s",
        "'s",
    ]
)
MAX_LENGTH = 40
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True)
class Amounts:
    """How many sentences of each kind to add."""

    sentences: int = 1800
    headlines: int = 1200
    renamed: int = 2000
    datelined: int = 200
    upper: int = 400
    titled: int = 500


def augment(trees: list[Tree], amounts: Amounts, seed: int = 0) -> Iterator[Tree]:
    """Sentences to train on besides the treebank's."""
    room = Newsroom(seed)
    for _ in range(amounts.sentences):
        yield room.sentence()
    for number in range(amounts.headlines):
        line = room.headline()
        yield [line, title_case(line), line, title_case(line), line, upper_case(line)][number % 6]
    yield from _renamed(trees, room, amounts.renamed)
    plain = [tree for tree in trees if 4 <= len(tree) <= MAX_LENGTH]
    verbal = [tree for tree in plain if any(_is_main_verb(word, i) for i, word in enumerate(tree))]
    for tree in room.random.sample(verbal, min(amounts.datelined, len(verbal))):
        yield _datelined(tree, room)
    for tree in room.random.sample(plain, min(amounts.upper, len(plain))):
        yield upper_case(tree)
    for tree in room.random.sample(plain, min(amounts.titled, len(plain))):
        yield title_case(_without_full_stop(tree))


def upper_case(tree: Tree) -> Tree:
    """ALL CAPITALS, AS SOME HEADLINES ARE."""
    return [replace(word, form=word.form.upper()) for word in tree]


def title_case(tree: Tree) -> Tree:
    """Capitals on All but the Small Words."""
    return [
        word
        if index and (word.form.lower() in SMALL_WORDS or not tree[index - 1].space)
        else replace(word, form=word.form[:1].upper() + word.form[1:])
        for index, word in enumerate(tree)
    ]


def _is_main_verb(word: Word, index: int) -> bool:
    return word.head == index and word.tag in FINITE_TAGS


def _datelined(tree: Tree, room: Newsroom) -> Tree:
    root = next(index for index, word in enumerate(tree) if word.head == index)
    return to_tree(room.dateline(Phrase(tuple(tree), root)), full_stop=False)


def _without_full_stop(tree: Tree) -> Tree:
    last = len(tree) - 1
    if tree[last].form == "." and tree[last].head != last and all(w.head != last for w in tree):
        return tree[:last]
    return tree


def _renamed(trees: list[Tree], room: Newsroom, count: int) -> Iterator[Tree]:
    """Sentences of the treebank with a proper name exchanged for one from the news."""
    able = [
        (tree, index)
        for tree in trees
        if 4 <= len(tree) <= MAX_LENGTH
        for index, word in enumerate(tree)
        if word.tag == "NNP" and word.dep in REPLACEABLE and _span(tree, index) is not None
    ]
    for tree, index in room.random.sample(able, min(count, len(able))):
        yield _exchange(tree, index, _newcomer(tree, index, room))


def _newcomer(tree: Tree, index: int, room: Newsroom) -> Phrase:
    named = any(word.head == index and word.dep == "flat" for word in tree)
    if named or tree[index].dep.startswith("nsubj") and room.chance(0.6):
        return room.person()
    while True:
        phrase = room.actor()
        if not phrase.plural:
            return phrase


def _span(tree: Tree, index: int) -> tuple[int, int] | None:
    """The words of a name from first to last, without its preposition and possessive mark.

    None where the name is not in one piece, is coordinated or carries a clause.
    """
    inside = {index}
    grown = True
    while grown:
        more = {i for i, word in enumerate(tree) if word.head in inside} - inside
        grown = bool(more)
        inside |= more
    children = [(i, word) for i, word in enumerate(tree) if word.head == index and i != index]
    if any(
        word.dep in {"conj", "acl:relcl", "acl", "parataxis", "cop", "list"} for _, word in children
    ):
        return None
    first, last = min(inside), max(inside)
    if last - first + 1 != len(inside):
        return None
    for i, word in children:
        if word.dep in {"case", "advmod", "mark"} and i < index:
            if i != first:
                return None
            first += 1
        if word.dep == "case" and i > index:
            last = i - 1
    core = set(range(first, last + 1))
    if any(
        word.head in core and i not in core and word.head != index for i, word in enumerate(tree)
    ):
        return None
    return first, last + 1


def _exchange(tree: Tree, index: int, phrase: Phrase) -> Tree:
    """Put a phrase in the place of the name that this word heads."""
    first, end = _span(tree, index) or (index, index + 1)
    shift = len(phrase.words) - (end - first)
    top = first + phrase.head

    def moved(head: int) -> int:
        if head == index:
            return top
        return head + shift if head >= end else head

    outside = [replace(word, head=moved(word.head)) for word in tree]
    inside = [
        replace(word, head=first + word.head, dep=word.dep)
        if i != phrase.head
        else replace(word, head=moved(tree[index].head), dep=tree[index].dep)
        for i, word in enumerate(phrase.words)
    ]
    spaced = _spaced(inside, tree[end - 1].space)
    return polish([*outside[:first], *spaced, *outside[end:]])


def _spaced(words: Tree, space_after: bool) -> Tree:
    spaced = space(words)
    spaced[-1] = replace(spaced[-1], space=space_after)
    return spaced
