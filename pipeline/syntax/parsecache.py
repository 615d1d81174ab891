"""A parser that keeps every tree on disk: coding again after a codebook edit parses nothing.

A tree is kept under a hash of the sentence's text, the model and this package's own reading of a
parse. Processes may share a cache. One that is full or damaged costs time and no rows: what
cannot be kept or read is parsed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from pipeline.errors import InputError
from pipeline.syntax.parsing import BATCH, Cut, Parser
from pipeline.types import Sentence, Tree, Word

FORMAT = "2"
_READING = ("syntax/labels.py", "syntax/parsing.py", "sentences.py", "types.py")
_COMMON = json.dumps(
    "NNP PROPN NN NOUN VBD VERB IN ADP DT DET JJ ADJ NNS CC CCONJ PRP PRON VBN AUX RB ADV TO PART"
    " CD NUM , . PUNCT nummod advmod mark cc conj aux aux:pass nsubj:pass obl:tmod nmod:poss"
    " acl:relcl advcl xcomp ccomp flat appos compound amod nsubj obj obl nmod case det punct root"
).encode()
"""What most trees hold, so that even a short one packs well."""


class CachingParser(Parser):
    """A ``Parser`` with a cache.

    Args:
        model: as for ``Parser``.
        folder: where the cache lies or is to lie.

    Raises:
        InputError: the folder cannot be made or written.
        ModelError: as for ``Parser``.
    """

    def __init__(self, model: str | None, folder: str | Path) -> None:
        super().__init__(model)
        path = Path(folder) / "trees.sqlite"
        package = Path(__file__).resolve().parent.parent
        reading = [(package / name).read_bytes() for name in _READING]
        self._salt = hashlib.blake2b(
            b"\0".join([FORMAT.encode(), self.digest.encode(), *reading]), digest_size=16
        ).digest()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=60, isolation_level=None)
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.execute(
                "CREATE TABLE IF NOT EXISTS trees(key BLOB PRIMARY KEY, tree BLOB NOT NULL)"
                " WITHOUT ROWID"
            )
        except (OSError, sqlite3.Error) as error:
            raise InputError(
                f"the parse cache {folder} cannot be used: {error}; name a folder that can be"
                " written, or delete it and let it be made anew"
            ) from None

    def parse_cuts(self, cuts: Iterable[Cut]) -> Iterator[Tree]:
        """Parse sentences, those that were parsed before from the cache."""
        waiting = iter(cuts)
        while some := list(islice(waiting, BATCH)):
            yield from self._parse_some(some)

    def _parse_some(self, asked: list[Cut]) -> Iterator[Tree]:
        keys = [self._key(cut.sentence.text) for cut in asked]
        known = [self._recall(key, cut.sentence) for key, cut in zip(keys, asked, strict=True)]
        fresh = super().parse_cuts(c for c, tree in zip(asked, known, strict=True) if tree is None)
        new: list[tuple[bytes, bytes]] = []
        for key, tree in zip(keys, known, strict=True):
            if tree is None:
                tree = next(fresh)
                new.append((key, pack(tree)))
            yield tree
        self._keep(new)

    def _key(self, text: str) -> bytes:
        content = text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(content, digest_size=16, salt=self._salt).digest()

    def _recall(self, key: bytes, sentence: Sentence) -> Tree | None:
        with suppress(sqlite3.Error, ValueError, zlib.error):
            row = self._base.execute("SELECT tree FROM trees WHERE key = ?", (key,)).fetchone()
            return unpack(row[0], sentence) if row else None
        return None

    def _keep(self, trees: list[tuple[bytes, bytes]]) -> None:
        if not trees:
            return
        with suppress(sqlite3.Error):
            self._base.execute("BEGIN IMMEDIATE")
            try:
                self._base.executemany("INSERT OR IGNORE INTO trees VALUES (?, ?)", trees)
                self._base.execute("COMMIT")
            except sqlite3.Error:
                self._base.execute("ROLLBACK")


def pack(tree: Tree) -> bytes:
    """Return a tree as bytes, without what the sentence's text tells."""
    begin = tree.sentence.start
    words = tree.words
    columns = [
        [word.start - begin for word in words],
        [word.end - word.start for word in words],
        [word.head - word.i for word in words],
        ["" if word.lemma == word.text.lower() else word.lemma for word in words],
        [word.pos for word in words],
        [word.tag for word in words],
        [word.dep for word in words],
    ]
    packer = zlib.compressobj(level=6, wbits=-15, zdict=_COMMON)
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return packer.compress(text.encode()) + packer.flush()


def unpack(packed: bytes, sentence: Sentence) -> Tree:
    """Return the tree of a sentence from its bytes.

    Raises:
        ValueError: the bytes are none, or of another sentence.
    """
    unpacker = zlib.decompressobj(wbits=-15, zdict=_COMMON)
    columns = json.loads(unpacker.decompress(packed) + unpacker.flush())
    words = []
    for i, (start, length, head, lemma, pos, tag, dep) in enumerate(zip(*columns, strict=True)):
        text = sentence.text[start : start + length]
        begin = sentence.start + start
        words.append(
            Word(i, text, lemma or text.lower(), pos, tag, dep, i + head, begin, begin + length)
        )
    return Tree(sentence, tuple(words))
