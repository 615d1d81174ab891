"""Turn treebank sentences into spaCy's training format."""

from collections.abc import Iterable
from pathlib import Path

from conllu import Tree
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

ATTRS = ["ORTH", "TAG", "POS", "MORPH", "HEAD", "DEP", "SENT_START", "SPACY"]


def to_doc(trees: list[Tree], vocab: Vocab) -> Doc:
    """One document of one or several sentences."""
    heads: list[int] = []
    for tree in trees:
        base = len(heads)
        heads += [base + word.head for word in tree]
    words = [word for tree in trees for word in tree]
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        heads=heads,
        deps=[word.dep for word in words],
        sent_starts=[index == 0 for tree in trees for index in range(len(tree))],
    )


def write_corpus(trees: Iterable[Tree], path: Path, vocab: Vocab) -> int:
    """Write one document per sentence, as the coder will hand them over; return how many."""
    corpus = DocBin(attrs=ATTRS)
    for tree in trees:
        corpus.add(to_doc([tree], vocab))
    path.parent.mkdir(parents=True, exist_ok=True)
    corpus.to_disk(path)
    return len(corpus)
