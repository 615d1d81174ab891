"""The only place that builds a spaCy pipeline; sentences go in, trees come out."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.digests import hash_files
from pipeline.errors import ModelError
from pipeline.labels import check_labels, to_universal
from pipeline.sentences import dateline
from pipeline.types import Sentence, Tree, Word

_NEEDED = ("tagger", "parser")
_DEFAULT = Path(__file__).resolve().parent / "model"


class Parser:
    """A spaCy pipeline that reads each sentence on its own.

    Args:
        model: a folder or an installed package; the embedded model where None.

    Raises:
        ModelError: if there is no such model, it lacks a component, or speaks labels that are
            neither Universal Dependencies nor CLEAR.
    """

    def __init__(self, model: str | None = None) -> None:
        try:
            self.nlp: Language = spacy.load(model or _DEFAULT)
        except OSError as error:
            raise ModelError(
                f"no parser {model!r}: name a folder or an installed spaCy pipeline ({error})"
            ) from None
        missing = [name for name in _NEEDED if not _has(self.nlp, name)]
        if missing:
            raise ModelError(f"the pipeline {model!r} has no {' and no '.join(missing)}")
        self.clear = check_labels(self.nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
        if not _has(self.nlp, "lemmatizer"):
            # Patterns are found by lemma: a pipeline without lemmas borrows the embedded tables.
            # It does not use the vectors that spaCy warns of.
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message=r"\[W113\]")
                self.nlp.add_pipe("lemmatizer", source=spacy.load(_DEFAULT))
        unused = [name for name in self.nlp.pipe_names if name in ("ner", "senter", "entity_ruler")]
        self.nlp.select_pipes(disable=unused)

    @property
    def version(self) -> str:
        """Name and version of the model."""
        return f"{self.nlp.meta['lang']}_{self.nlp.meta['name']} {self.nlp.meta['version']}"

    @property
    def digest(self) -> str:
        """Hash of the model's files, 16 hexadecimal digits; of its metadata where it has none."""
        folder: Path | None = getattr(self.nlp, "_path", None)
        files = [path for path in folder.rglob("*") if path.is_file()] if folder else []
        if folder and files:
            return hash_files(folder, files)
        return hashlib.sha256(repr(sorted(self.nlp.meta.items())).encode()).hexdigest()[:16]

    def tokenize(self, text: str) -> list[str]:
        """Cut a text into the words that the parser would see."""
        return [token.text for token in self.nlp.tokenizer(text)]

    def lemma(self, word: str, pos: str, tag: str = "") -> str:
        """Return the lemma of a word as this universal part of speech (and Penn tag)."""
        doc = Doc(self.nlp.vocab, words=[word], pos=[pos], tags=[tag])
        return self.nlp.get_pipe("lemmatizer")(doc)[0].lemma_ or word.lower()

    def is_lemma(self, word: str, pos: str) -> bool:
        """Tell whether the lemmatizer may give a word for some form of it."""
        lookups = self.nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        index = lookups.get_table("lemma_index") if lookups.has_table("lemma_index") else {}
        return word in index.get(pos.lower(), ()) or self.lemma(word, pos) == word

    def parse(self, sentences: Iterable[Sentence]) -> Iterator[Tree]:
        """Parse sentences, each as a document of its own that may not be cut further.

        The result for a sentence does not depend on its neighbours.
        """
        pending = ((self._document(sentence), sentence) for sentence in sentences)
        for doc, (sentence, starts) in self.nlp.pipe(
            ((doc, (sentence, starts)) for (doc, starts), sentence in pending),
            as_tuples=True,
            batch_size=64,
        ):
            yield self._tree(doc, sentence, starts)

    def _document(self, sentence: Sentence) -> tuple[Doc, list[int]]:
        """Tokenise a sentence without its dateline; white space is no token."""
        line = dateline(sentence.text)
        text = sentence.text[line.length :] if line else sentence.text
        tokens = [token for token in self.nlp.tokenizer(text) if not token.is_space]
        spaces = [text[t.idx + len(t) : t.idx + len(t) + 1].isspace() for t in tokens]
        doc = Doc(self.nlp.vocab, words=[t.text for t in tokens], spaces=spaces)
        for token in doc:
            token.is_sent_start = token.i == 0
        offset = sentence.start + (line.length if line else 0)
        return doc, [offset + t.idx for t in tokens]

    def _tree(self, doc: Doc, sentence: Sentence, starts: Sequence[int]) -> Tree:
        words = tuple(self._word(t, start) for t, start in zip(doc, starts, strict=True))
        tree = Tree(sentence, words)
        return to_universal(tree) if self.clear else tree

    def _word(self, t: Token, start: int) -> Word:
        lemma, pos, tag = t.lemma_ or t.text.lower(), t.pos_, t.tag_
        if pos in ("ADJ", "NOUN", "INTJ") and _governs_clause(t):
            pos, tag, lemma = "VERB", "VBD", self.lemma(t.text, "VERB", "VBD")
        elif pos == "VERB" and _heads_phrase(t):
            pos, tag, lemma = "NOUN", "NN", t.text.lower()
        dep = "root" if t.head.i == t.i else t.dep_
        return Word(t.i, t.text, lemma, pos, tag, dep, t.head.i, start, start + len(t.text))


def _heads_phrase(t: Token) -> bool:
    """Tell whether a word that was tagged a verb has an article and nothing that verbs have."""
    deps = {child.dep_ for child in t.children}
    article = any(c.dep_ == "det" and c.lower_ in ("a", "an", "the") for c in t.children)
    return article and not deps & {"nsubj", "nsubj:pass", "obj", "dobj", "aux", "aux:pass"}


def _governs_clause(t: Token) -> bool:
    """Tell whether a word that was not tagged a verb has a subject and an object all the same."""
    deps = {child.dep_ for child in t.children}
    return "nsubj" in deps and bool(deps & {"obj", "iobj", "dobj"}) and "cop" not in deps


def _has(nlp: Language, name: str) -> bool:
    return name in nlp.pipe_names
