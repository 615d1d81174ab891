"""CLEAR trees are read as Universal Dependencies trees."""

import pytest
from trees import read_tree

from pipeline.errors import ModelError
from pipeline.syntax.labels import check_labels, to_universal
from pipeline.syntax.parsing import Parser
from pipeline.types import Sentence, Tree


def shape(found: Tree) -> list[tuple[str, str, str]]:
    return [(w.text, w.dep, found.words[w.head].text) for w in found.words]


def test_passive_with_agent():
    clear = read_tree("""
        Georgia PROPN NNP nsubjpass 2
        was|be AUX VBD auxpass 2
        attacked VERB VBN ROOT 2
        by ADP IN agent 2
        Russia PROPN NNP pobj 3
    """)
    assert shape(to_universal(clear)) == [
        ("Georgia", "nsubj:pass", "attacked"),
        ("was", "aux:pass", "attacked"),
        ("attacked", "root", "attacked"),
        ("by", "case", "Russia"),
        ("Russia", "obl:agent", "attacked"),
    ]


def test_prepositions_copula_and_infinitive():
    clear = read_tree("""
        Iran PROPN NNP nsubj 1
        is|be AUX VBZ ROOT 1
        ready ADJ JJ acomp 1
        to PART TO aux 4
        talk VERB VB xcomp 2
        with ADP IN prep 4
        Iraq PROPN NNP pobj 5
        and CCONJ CC cc 6
        Oman PROPN NNP conj 6
    """)
    assert shape(to_universal(clear)) == [
        ("Iran", "nsubj", "ready"),
        ("is", "cop", "ready"),
        ("ready", "root", "ready"),
        ("to", "mark", "talk"),
        ("talk", "xcomp", "ready"),
        ("with", "case", "Iraq"),
        ("Iraq", "obl", "talk"),
        ("and", "cc", "Iraq"),
        ("Oman", "conj", "Iraq"),
    ]


def test_gerund_after_preposition():
    clear = read_tree("""
        Iran PROPN NNP nsubj 1
        accused VERB VBD ROOT 1
        Iraq PROPN NNP dobj 1
        of ADP IN prep 1
        spying VERB VBG pcomp 3
    """)
    assert shape(to_universal(clear))[3:] == [
        ("of", "mark", "spying"),
        ("spying", "advcl", "accused"),
    ]


def test_unknown_labels_are_named():
    assert check_labels(["nsubj", "dobj", "prep", "ROOT"])
    assert not check_labels(["nsubj:pass", "obj", "root", "acl:relcl"])
    with pytest.raises(ModelError, match="sb"):
        check_labels(["sb", "oa", "nsubj"])


def test_a_pipeline_without_lemmas_borrows_them(parser, tmp_path):
    without = parser.nlp.from_config(parser.nlp.config).from_disk(parser.nlp.path)
    without.remove_pipe("lemmatizer")
    without.to_disk(tmp_path / "plain")
    text = "Russia attacked Georgia."
    (found,) = Parser(str(tmp_path / "plain")).parse([Sentence(0, 0, len(text), text)])
    assert [word.lemma for word in found.words] == ["Russia", "attack", "Georgia", "."]


def test_no_such_pipeline_says_what_to_do():
    with pytest.raises(ModelError, match="name a folder or an installed"):
        Parser("no_such_pipeline")
