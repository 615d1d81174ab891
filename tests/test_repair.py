"""Mending of trees that a small parser gets wrong."""

from trees import read_tree

from pipeline.syntax.repairs import repair


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
