"""The only place that uses a spaCy pipeline; sentences go in, trees come out."""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.digests import hash_files
from pipeline.errors import ModelError
from pipeline.sentences import dateline
from pipeline.syntax.labels import check_labels, to_universal
from pipeline.syntax.network import Annotation, Network
from pipeline.syntax.spacylib import (
    Doc,
    Language,
    Lemmatizer,
    StringStore,
    load,
    load_ruled,
    spacy_version,
)
from pipeline.types import Sentence, Tree, Word

_NEEDED = ("tagger", "parser")
_AFTER_INITIALS = r"(?<=[A-Z]\.)-(?=[A-Za-z])"
_DEFAULT = Path(__file__).resolve().parent.parent / "model"
BATCH = 128
_COLUMNS: list[int | str] = ["HEAD", "POS", "TAG", "DEP", "LEMMA"]
_PARTS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
_TABLES = ("lemma_index", "lemma_exc", "lemma_rules")
# Components that give no lemmas, and the one that does.
_LEMMAS_KEPT = frozenset(
    {"tok2vec", "transformer", "tagger", "morphologizer", "parser", "lemmatizer"}
)
_REMEMBERED = 200_000
_RUN, _BLANK = re.compile(r"\S+"), re.compile(r"\s")
_SHOWN_AS = {"IS": "ISIS"}
_DASH = "—"
_BEFORE_STRESS = frozenset(
    "it that this he she what there which who where how here why one everything nothing".split()
)
# Parts of speech that what hangs on a word may prove wrong.
_CONFUSED = frozenset({"ADJ", "ADP", "ADV", "NOUN", "INTJ", "SCONJ", "VERB"})


class _Strings(dict[int, str]):
    """The strings that a parser's numbers stand for."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        found = self[key] = self._store[key]
        return found


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence cut into words.

    Attributes:
        sentence: the sentence.
        words: as printed.
        spaces: whether a blank follows each.
        starts: where each begins in the article's text.
        dateline: the place of the dateline that was cut off, None for none.
    """

    sentence: Sentence
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    starts: tuple[int, ...]
    dateline: str | None


def _load(model: str) -> Language:
    """Load a pipeline that also cuts at a hyphen after initials: "U.S.-led", "U.S.-Taliban"."""
    nlp = load(model)
    tokenizer: Any = nlp.tokenizer
    infixes = getattr(tokenizer.infix_finditer, "__self__", None)
    if infixes is not None:
        tokenizer.infix_finditer = re.compile(f"{infixes.pattern}|{_AFTER_INITIALS}").finditer
    return nlp


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
            self.nlp: Language = _load(model) if model else load_ruled(_DEFAULT, _AFTER_INITIALS)
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
                self.nlp.add_pipe("lemmatizer", source=load_ruled(_DEFAULT, _AFTER_INITIALS))
        unused = [name for name in self.nlp.pipe_names if name in ("ner", "senter", "entity_ruler")]
        self.nlp.select_pipes(disable=unused)
        self._runs: dict[str, list[tuple[int, int]]] = {}
        self._strings = _Strings(self.nlp.vocab.strings)
        self._network = Network(self.nlp) if Network.fits(self.nlp) else None
        self._pasts: dict[str, str | None] = {}

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

    @property
    def tokenizer(self) -> str:
        """What decides how texts are cut into words, as 16 hexadecimal digits."""
        rules: Any = self.nlp.tokenizer
        known = repr(spacy_version).encode() + rules.to_bytes(exclude=["vocab"])
        return hashlib.sha256(known).hexdigest()[:16]

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

    def cut(self, sentence: Sentence) -> Cut:
        """Cut a sentence into words, without its dateline; white space is no word."""
        line = dateline(sentence.text)
        text = sentence.text[line.length :] if line else sentence.text
        offset = sentence.start + (line.length if line else 0)
        spans = self._split(text)
        return Cut(
            sentence,
            tuple([text[start:end] for start, end in spans]),
            tuple([text[end : end + 1].isspace() for _, end in spans]),
            tuple([offset + start for start, _ in spans]),
            line.place if line else None,
        )

    def _split(self, text: str) -> list[tuple[int, int]]:
        """Return where the words of a text begin and end; a run between blanks is cut once."""
        if not self._cuts_runs:
            return self._words_of(text)
        if len(self._runs) > _REMEMBERED:
            self._runs.clear()
        spans = []
        for run in _RUN.finditer(text):
            words = self._runs.get(run[0])
            if words is None:
                words = self._runs[run[0]] = self._words_of(run[0])
            start = run.start()
            spans += [(start + first, start + last) for first, last in words]
        return spans

    def _words_of(self, text: str) -> list[tuple[int, int]]:
        words = (word for word in self.nlp.tokenizer(text) if not word.text.isspace())
        return [(word.idx, word.idx + len(word)) for word in words]

    @cached_property
    def _cuts_runs(self) -> bool:
        """Whether no rule of the tokenizer looks across a blank."""
        rules: Any = getattr(self.nlp.tokenizer, "rules", None)
        return rules is not None and all(
            rule.isspace() or not _BLANK.search(rule) for rule in rules
        )

    def parse(self, sentences: Iterable[Sentence]) -> Iterator[Tree]:
        """Parse sentences, each as a document of its own that may not be cut further.

        The result for a sentence does not depend on its neighbours.
        """
        return self.parse_cuts(map(self.cut, sentences))

    def parse_cuts(self, cuts: Iterable[Cut]) -> Iterator[Tree]:
        """Parse sentences that are cut into words, ``BATCH`` at a time, read as they are needed."""
        waiting = iter(cuts)
        while some := list(islice(waiting, BATCH)):
            shown = [_shown(cut) for cut in some]
            if self._network:
                annotations = self._network.read(shown)
            else:
                annotations = [self._annotation(doc) for doc in self._documents(some, shown)]
            yield from map(self._tree, annotations, some)

    def forms(self, word: str) -> tuple[str, ...]:
        """Return a word with all lemmas that it may get, in lower case.

        Sound where :attr:`lemmas_by_rule` holds.
        """
        rules: Any = self.nlp.get_pipe("lemmatizer")
        if len(rules.cache) > _REMEMBERED:
            rules.cache.clear()
        doc = Doc(self.nlp.vocab, words=[word] * len(self._inflected), pos=self._inflected)
        found = (rules.rule_lemmatize(token)[0].lower() for token in doc)
        return tuple(dict.fromkeys((word.lower(), *found)))

    @property
    def lemmas_by_rule(self) -> bool:
        """Whether a lemma depends on the word and its part of speech alone, so that it is known
        before the sentence is parsed.
        """
        lemmatizer = self.nlp.get_pipe("lemmatizer")
        return (
            isinstance(lemmatizer, Lemmatizer)
            and lemmatizer.mode == "rule"
            and set(self.nlp.pipe_names) <= _LEMMAS_KEPT
        )

    @cached_property
    def _inflected(self) -> list[str]:
        """The parts of speech for which the lemmatizer has tables; others keep the word."""
        lookups = self.nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        tables = [lookups.get_table(name) for name in _TABLES if lookups.has_table(name)]
        return [pos for pos in _PARTS if any(pos.lower() in table for table in tables)]

    def _past_of(self, word: str) -> str | None:
        """Return the verb of which a supposed base form is the past: "overthrow" of "overthrew"."""
        if word not in self._pasts:
            verb = None if word in self._listed else self.lemma(word, "VERB", "VBD")
            self._pasts[word] = verb if verb != word else None
        return self._pasts[word]

    def is_english(self, words: Iterable[str]) -> bool:
        """Tell whether the lemmatizer lists one of these words in lower case."""
        return not self._listed.isdisjoint(words)

    def is_common(self, word: str) -> bool:
        """Tell whether a word in lower case is one of the few hundred that fill sentences."""
        return word in self.nlp.Defaults.stop_words

    @cached_property
    def _listed(self) -> frozenset[str]:
        lookups = self.nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        index = lookups.get_table("lemma_index") if lookups.has_table("lemma_index") else {}
        return frozenset().union(*index.values())

    def _documents(self, cuts: list[Cut], shown: list[list[str]]) -> Iterator[Doc]:
        """Return sentences as the components of the pipeline annotate them."""
        documents = (
            Doc(
                self.nlp.vocab,
                words,
                list(cut.spaces),
                sent_starts=[i == 0 for i in range(len(words))],
            )
            for cut, words in zip(cuts, shown, strict=True)
        )
        return self.nlp.pipe(documents, batch_size=len(cuts))

    def _annotation(self, doc: Doc) -> Annotation:
        strings = self._strings
        if len(strings) > _REMEMBERED:
            strings.clear()
        columns = doc.to_array(_COLUMNS).astype("uint64")
        steps = columns[:, 0].astype("int64").tolist()
        pos, tag, dep, lemma = (
            [strings[key] for key in columns[:, k].tolist()] for k in range(1, len(_COLUMNS))
        )
        return Annotation([i + step for i, step in enumerate(steps)], pos, tag, dep, lemma)

    def _tree(self, annotation: Annotation, cut: Cut) -> Tree:
        heads, pos, tag, dep, lemma = annotation
        below: list[list[int]] = [[] for _ in heads]
        for i, head in enumerate(heads):
            if head != i:
                below[head].append(i)
        words = []
        for i, (text, start) in enumerate(zip(cut.words, cut.starts, strict=True)):
            kind, fine, base = pos[i], tag[i], lemma[i] or text.lower()
            if below[i] and kind in _CONFUSED:
                deps = {dep[c] for c in below[i]}
                if kind != "VERB" and dep[i] != "nsubj" and _governs_clause(deps):
                    kind, fine, base = "VERB", "VBD", self.lemma(text, "VERB", "VBD")
                elif (
                    kind == "VERB"
                    and "det" in deps
                    and _heads_phrase(
                        deps, {cut.words[c].lower() for c in below[i] if dep[c] == "det"}
                    )
                ):
                    kind, fine, base = "NOUN", "NN", text.lower()
            if fine in ("VB", "VBP") and (past := self._past_of(base)):
                fine, base = "VBD", past
            relation = "root" if heads[i] == i else dep[i]
            words.append(
                Word(i, text, base, kind, fine, relation, heads[i], start, start + len(text))
            )
        for i in (*_lookalikes(cut), *_dashes(cut)):
            words[i] = replace(words[i], lemma=words[i].text)
        tree = Tree(cut.sentence, tuple(words))
        return to_universal(tree) if self.clear else tree


def _shown(cut: Cut) -> list[str]:
    """Return the words of a sentence as the parser is to see them."""
    words = list(cut.words)
    for i in _lookalikes(cut):
        words[i] = _SHOWN_AS[words[i]]
    for i in _dashes(cut):
        words[i] = _DASH
    return words


def _lookalikes(cut: Cut) -> list[int]:
    """Return the names that a parser takes for little words: "IS" of the Islamic State.

    Not in a sentence in capitals, nor where they stress a verb: "it IS true".
    """
    if _SHOWN_AS.keys().isdisjoint(cut.words) or cut.sentence.text.isupper():
        return []
    return [
        i
        for i, word in enumerate(cut.words)
        if word in _SHOWN_AS and (not i or cut.words[i - 1].lower() not in _BEFORE_STRESS)
    ]


def _dashes(cut: Cut) -> list[int]:
    """Return the hyphens between blanks, which set off an aside like dashes.

    What stands before the first word in lower case is a dateline or a label.
    """
    if "-" not in cut.words:
        return []
    begun = next((i for i, word in enumerate(cut.words) if word.islower()), len(cut.words))
    return [
        i
        for i, word in enumerate(cut.words)
        if word == "-" and i > begun and cut.spaces[i - 1] and cut.spaces[i]
    ]


def _heads_phrase(deps: set[str], determiners: set[str]) -> bool:
    """Tell whether a word that was tagged a verb has an article and nothing that verbs have."""
    article = not determiners.isdisjoint(("a", "an", "the"))
    return article and not deps & {"nsubj", "nsubj:pass", "obj", "dobj", "aux", "aux:pass"}


def _governs_clause(deps: set[str]) -> bool:
    """Tell whether a word that was not tagged a verb has a subject and an object all the same."""
    return "nsubj" in deps and bool(deps & {"obj", "iobj", "dobj"}) and "cop" not in deps


def _has(nlp: Language, name: str) -> bool:
    return name in nlp.pipe_names
