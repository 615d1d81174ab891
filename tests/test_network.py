"""The network read by NumPy gives what spaCy gives with the same weights."""

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.sentences import split
from pipeline.syntax.network import Annotation, Network
from pipeline.syntax.parsing import Parser
from pipeline.syntax.transitions import deprojectivize
from pipeline.types import Sentence

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles.jsonl"


@pytest.fixture(scope="module")
def parser():
    return Parser()


@pytest.fixture(scope="module")
def nlp(parser):
    return parser.nlp


@pytest.fixture(scope="module")
def network(nlp):
    return Network(nlp)


def read_by_spacy(nlp, sentences):
    documents = [
        Doc(nlp.vocab, words, sent_starts=[i == 0 for i in range(len(words))])
        for words in sentences
    ]
    return [
        Annotation(
            [word.head.i for word in document],
            [word.pos_ for word in document],
            [word.tag_ for word in document],
            [word.dep_ for word in document],
            [word.lemma_ for word in document],
        )
        for document in nlp.pipe(documents)
    ]


def test_news_is_read_as_spacy_reads_it(nlp, network):
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    sentences = [
        [word.text for word in nlp.tokenizer(sentence.text)]
        for text in texts
        for sentence in split(text)
    ]
    assert len(sentences) > 300
    assert network.read(sentences) == read_by_spacy(nlp, sentences)


WORDS = st.sampled_from(
    'the a of to and , . ( ) " that who is was said killed Syria rebels talks with in not 12 he'
    " having been which whom what did they — 北京 don't U.S. killing signed agreed Kabul".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=30), max_size=6))
def test_odd_sentences_are_read_as_spacy_reads_them(nlp, network, sentences):
    assert network.read(sentences) == read_by_spacy(nlp, sentences)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=30), min_size=2, max_size=6))
def test_no_sentence_depends_on_its_neighbours(network, sentences):
    assert network.read(sentences) == [network.read([words])[0] for words in sentences]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab c.,'-\u00a0\u2003\t\n\x1c\x85$U.S.\u2019n't12:/", max_size=40))
def test_words_are_cut_as_spacy_cuts_them(parser, text):
    cut = parser.cut(Sentence(0, 0, len(text), text))
    words = [word for word in parser.nlp.tokenizer(text) if not word.text.isspace()]
    assert cut.words == tuple(word.text for word in words)
    assert cut.starts == tuple(word.idx for word in words)


def test_nothing_is_read_as_nothing(network):
    assert network.read([]) == []
    assert network.read([[]]) == [Annotation([], [], [], [], [])]


def test_a_pipeline_of_another_build_does_not_fit(nlp):
    assert Network.fits(nlp)
    assert not Network.fits(spacy.blank("en"))


def test_a_word_goes_back_to_the_head_that_its_label_names():
    # "What did they say was lost": "What" is the subject of "lost", not of "say".
    heads, labels = [3, 3, 3, 3, 5, 3], ["nsubj||ccomp", "aux", "nsubj", "ROOT", "aux", "ccomp"]
    deprojectivize(heads, labels)
    assert (heads[0], labels[0]) == (5, "nsubj")
