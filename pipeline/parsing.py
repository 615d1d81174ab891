"""The only place that builds a spaCy pipeline; sentences go in, trees come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import ModelError
from pipeline.labels import check_labels, to_universal
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
        unused = [name for name in self.nlp.pipe_names if name in ("ner", "senter", "entity_ruler")]
        self.nlp.disable_pipes(*unused)

    @property
    def version(self) -> str:
        """Name and version of the model."""
        return f"{self.nlp.meta['lang']}_{self.nlp.meta['name']} {self.nlp.meta['version']}"

    def tokenize(self, text: str) -> list[str]:
        """Cut a text into the words that the parser would see."""
        return [token.text for token in self.nlp.tokenizer(text)]

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
        """Tokenise a sentence; white space is left out of the tokens."""
        tokens = [token for token in self.nlp.tokenizer(sentence.text) if not token.is_space]
        text = sentence.text
        spaces = [text[t.idx + len(t) : t.idx + len(t) + 1].isspace() for t in tokens]
        doc = Doc(self.nlp.vocab, words=[t.text for t in tokens], spaces=spaces)
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc, [sentence.start + t.idx for t in tokens]

    def _tree(self, doc: Doc, sentence: Sentence, starts: Sequence[int]) -> Tree:
        words = tuple(
            Word(
                t.i, t.text, t.lemma_ or t.text.lower(), t.pos_, t.tag_,
                "root" if t.head.i == t.i else t.dep_,
                t.head.i, start, start + len(t.text),
            )
            for t, start in zip(doc, starts, strict=True)
        )  # fmt: skip
        tree = Tree(sentence, words)
        return to_universal(tree) if self.clear else tree


def _has(nlp: Language, name: str) -> bool:
    return name in nlp.pipe_names


_BLANKS = re.compile(r"\s+")
