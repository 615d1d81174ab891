"""Mending of trees that a small parser gets wrong."""

from trees import read_tree, read_words

from pipeline.syntax import repairs
from pipeline.syntax.repairs import repair
from pipeline.syntax.repairs.draft import Draft


def test_a_noun_with_no_participle_of_its_own_stays_the_root():
    found = read_tree("""
        Food NOUN NN root 0
        for ADP IN case 2
        people NOUN NNS nmod 0
        displaced VERB VBN acl 2
        . PUNCT . punct 0
    """)
    assert repair(found, []) == found


def test_the_last_participle_of_a_sentence_without_a_verb_is_its_verb():
    broken = read_tree("""
        Rebels NOUN NNS root 0
        attacked VERB VBN acl 0
        . PUNCT . punct 0
    """)
    found = repair(broken, [])
    assert [(w.dep, w.head) for w in found.words[:2]] == [("nsubj", 1), ("root", 1)]


def test_who_is_let_do_something_is_the_object_of_letting():
    broken = read_tree("""
        Turkey PROPN NNP nsubj 1
        let VERB VBD root 1
        Americans PROPN NNPS nsubj 3
        leave VERB VB ccomp 1
        . PUNCT . punct 1
    """)
    found = repair(broken, [])
    assert [(w.dep, w.head) for w in found.words[2:4]] == [("obj", 1), ("xcomp", 1)]


def test_a_participle_after_a_hyphen_belongs_to_its_noun():
    broken = read_tree("""
        sent VERB VBD root 0
        tents NOUN NNS obj 0
        to ADP IN mark 5
        flood NOUN NN compound 5
        - PUNCT HYPH punct 5
        hit VERB VBN advcl 0
        Chad PROPN NNP obj 5
        . PUNCT . punct 0
    """)
    found = repair(broken, [])
    chad = found.words[6]
    assert (chad.dep, chad.head) == ("obl", 0)
    assert [(found.words[i].dep, found.words[i].head) for i in (2, 5)] == [("case", 6), ("amod", 6)]


BELOW_ITS_OWN_CLAUSE = """
    Kenya PROPN NNP nsubj 1
    left VERB VBD root 1
    while SCONJ IN mark 4
    judges NOUN NNS nsubj 4
    said VERB VBD advcl 6
    courts NOUN NNS nsubj 6
    acted VERB VBD conj 1
    . PUNCT . punct 1
"""


def test_no_word_is_hung_on_what_hangs_on_it():
    found = repair(read_tree(BELOW_ITS_OWN_CLAUSE), [])
    assert not Draft(found.words).is_circular()


def test_a_mender_that_closes_a_circle_is_undone(monkeypatch):
    def close_circle(words: Draft) -> bool:
        words.rehang(6, 4, "ccomp")
        return True

    monkeypatch.setattr(repairs, "_MENDING", ((close_circle, frozenset()),))
    tree = read_tree(BELOW_ITS_OWN_CLAUSE)
    assert repair(tree, []).words == tree.words


def test_words_that_hang_on_one_another_are_circular():
    words = read_words(BELOW_ITS_OWN_CLAUSE)
    assert not Draft(words).is_circular()
    draft = Draft(words)
    draft.rehang(6, 4)
    assert draft.is_circular()
