"""What a run has done so far, on disk, so that it can stop at any moment and go on.

One SQLite file beside the output: it survives a killed process, a full disk and a power cut with
every batch either in it or not, keeps the ids of the articles in order without holding them in
memory, and locks itself for as long as its process lives.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import pyarrow as pa

from pipeline.errors import CoderError
from pipeline.tables.schema import BATCH
from pipeline.types import Reject

BLOCK = 1 << 10
_FORMAT = "1"
_PARTS_HELD = 64
_PART = 64
"""Articles in a part that was sorted."""
_TABLES = """
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE parts(part INTEGER PRIMARY KEY, size INTEGER NOT NULL, rows BLOB NOT NULL);
CREATE TABLE coded(id TEXT PRIMARY KEY, digest TEXT NOT NULL, part INTEGER, row INTEGER)
    WITHOUT ROWID;
CREATE TABLE wanted(id TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID;
CREATE TABLE before(id TEXT PRIMARY KEY, digest TEXT NOT NULL, keep INTEGER) WITHOUT ROWID;
CREATE TABLE rejects(number INTEGER PRIMARY KEY, told TEXT NOT NULL);
"""
_KEYS = """
SELECT wanted.id, part, row FROM wanted
    LEFT JOIN coded ON coded.id = wanted.id AND coded.digest = wanted.digest
UNION ALL
SELECT id, NULL, NULL FROM before WHERE keep AND id NOT IN (SELECT id FROM wanted)
ORDER BY 1
"""
_TURNS = """
SELECT count(*) FROM (SELECT part, lag(part) OVER (ORDER BY id) AS before FROM coded)
    WHERE part IS NOT before
"""


class JournalError(CoderError):
    """The journal of a run cannot be used: another run holds it, or there is no room for it."""


class Journal:
    """The coded articles of one run, and which articles its input holds.

    Args:
        path: the file; made where there is none.
        identity: what the rows depend on besides the articles; rows of another identity are
            forgotten.

    Attributes:
        forgotten: how many articles were coded under another identity.
        found: how many articles were there already.

    Raises:
        JournalError: another run holds it, or it cannot be written.
    """

    def __init__(self, path: Path, identity: Mapping[str, object]) -> None:
        self.path = path
        self.forgotten = self.found = 0
        self._removed = False
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._told():
            self._open(json.dumps(dict(identity), sort_keys=True))
        self._parts: OrderedDict[int, pa.RecordBatch] = OrderedDict()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Keep what was coded, if anything was, and let other runs in."""
        if self._removed:
            return
        with self._told():
            empty = self._base.execute("SELECT 1 FROM coded").fetchone() is None
            if self._base.in_transaction:
                self._base.execute("COMMIT")
            self._base.close()
        if empty:
            self._unlink()

    def remove(self) -> None:
        """Forget everything: the run is finished."""
        self._base.close()
        self._removed = True
        self._unlink()

    def _unlink(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def __contains__(self, article_id: object) -> bool:
        """Tell whether the input held an article of this id."""
        asked = self._base.execute("SELECT 1 FROM wanted WHERE id = ?", (article_id,))
        return asked.fetchone() is not None

    def add(self, article_id: str) -> None:
        """Note that the input holds an article of this id."""
        with self._told():
            self._base.execute("INSERT INTO wanted VALUES (?, NULL)", (article_id,))

    def remember(self, articles: Iterable[tuple[str, str]], keep: bool) -> None:
        """Note which articles, by id and digest, an earlier table holds.

        Args:
            articles: of the table.
            keep: whether its rows may stand beside those of this run.
        """
        with self._told():
            self._base.executemany(
                "INSERT OR REPLACE INTO before VALUES (?, ?, ?)",
                ((article_id, digest, keep) for article_id, digest in articles),
            )

    def want(self, article_id: str, digest: str) -> bool:
        """Note an article of the input; tell whether it must still be coded."""
        with self._told():
            self._base.execute("INSERT OR REPLACE INTO wanted VALUES (?, ?)", (article_id, digest))
        asked = self._base.execute(
            "SELECT 1 FROM coded WHERE id = ?1 AND digest = ?2 UNION ALL"
            " SELECT 1 FROM before WHERE keep AND id = ?1 AND digest = ?2",
            (article_id, digest),
        )
        return asked.fetchone() is None

    def lacking(self) -> int:
        """Count the articles of the earlier table that the input does not hold."""
        asked = self._base.execute(
            "SELECT count(*) FROM before WHERE id NOT IN (SELECT id FROM wanted)"
        )
        return int(asked.fetchone()[0])

    def store(self, batch: pa.RecordBatch) -> None:
        """Keep a batch of the schema ``BATCH``; when this returns, a crash cannot lose it."""
        with self._told():
            self._add_part(batch)
            self._commit()

    def _add_part(self, batch: pa.RecordBatch) -> None:
        rows = batch.serialize()
        packed = pa.compress(rows, codec="zstd", asbytes=True)
        ids, digests = batch["article_id"].to_pylist(), batch["digest"].to_pylist()
        part = self._base.execute(
            "INSERT INTO parts(size, rows) VALUES (?, ?)", (rows.size, packed)
        ).lastrowid
        keys = zip(ids, digests, range(len(ids)), strict=True)
        self._base.executemany(
            "INSERT OR REPLACE INTO coded VALUES (?, ?, ?, ?)",
            ((article_id, digest, part, row) for article_id, digest, row in keys),
        )

    def _commit(self) -> None:
        self._base.execute("COMMIT")
        self._base.execute("BEGIN IMMEDIATE")

    def reject(self, reject: Reject) -> None:
        """Note an input that cannot be read."""
        told = json.dumps(asdict(reject), ensure_ascii=False)
        with self._told():
            self._base.execute("INSERT INTO rejects(told) VALUES (?)", (told,))

    def rejects(self) -> Iterator[str]:
        """Yield the rejects as JSON, in the order they were noted."""
        for (told,) in self._base.execute("SELECT told FROM rejects ORDER BY number"):
            yield told

    def blocks(self) -> Iterator[tuple[list[str], pa.RecordBatch]]:
        """Yield all that the finished table is to hold, by article id.

        Each block tells the ids, in order, whose rows stand in the earlier table, and holds the
        rows of the others, of the schema ``BATCH``.
        """
        with self._told():
            if self._is_scattered():
                self._sort_parts()
        keys = self._base.execute(_KEYS)
        while block := keys.fetchmany(BLOCK):
            kept = [article_id for article_id, part, _ in block if part is None]
            yield kept, self._gather([(part, row) for _, part, row in block if part is not None])

    def _is_scattered(self) -> bool:
        """Tell whether articles that follow each other by id lie in many parts that are far apart.

        Then each block would be gathered from most of the parts.
        """
        parts = self._base.execute("SELECT count(*) FROM parts").fetchone()[0]
        turns = self._base.execute(_TURNS).fetchone()[0]
        return bool(parts > _PARTS_HELD and turns > 4 * parts)

    def _sort_parts(self) -> None:
        """Sort the articles by id, those of as many parts at a time as are held in memory."""
        parts = [part for (part,) in self._base.execute("SELECT part FROM parts ORDER BY part")]
        self._base.execute("CREATE INDEX IF NOT EXISTS by_part ON coded(part)")
        for k in range(0, len(parts), _PARTS_HELD):
            some = parts[k], parts[min(k + _PARTS_HELD, len(parts)) - 1]
            places = self._base.execute(
                "SELECT part, row FROM coded WHERE part BETWEEN ? AND ? ORDER BY id", some
            ).fetchall()
            rows = self._gather(places)
            for start in range(0, len(places), _PART):
                self._add_part(rows.slice(start, _PART))
            self._base.execute("DELETE FROM parts WHERE part BETWEEN ? AND ?", some)
            self._commit()
        self._base.execute("DROP INDEX by_part")
        self._commit()

    def _gather(self, places: list[tuple[int, int]]) -> pa.RecordBatch:
        wanted: dict[int, list[int]] = {}
        for position, (part, _) in enumerate(places):
            wanted.setdefault(part, []).append(position)
        pieces = (
            self._part(part).take(pa.array([places[position][1] for position in positions]))
            for part, positions in wanted.items()
        )
        order = [position for positions in wanted.values() for position in positions]
        inverse = sorted(range(len(order)), key=order.__getitem__)
        # A piece of few rows takes many times their memory, by its hundred columns.
        joined: list[pa.Table] = []
        while some := list(islice(pieces, _PARTS_HELD)):
            joined.append(pa.Table.from_batches(some, BATCH).combine_chunks())
        if not joined:
            return pa.RecordBatch.from_pylist([], schema=BATCH)
        (rows,) = pa.concat_tables(joined).combine_chunks().to_batches()
        return rows.take(pa.array(inverse, pa.int64()))

    def _part(self, part: int) -> pa.RecordBatch:
        if part in self._parts:
            self._parts.move_to_end(part)
            return self._parts[part]
        asked = self._base.execute("SELECT size, rows FROM parts WHERE part = ?", (part,))
        size, packed = asked.fetchone()
        rows = pa.decompress(packed, decompressed_size=size, codec="zstd")
        self._parts[part] = pa.ipc.read_record_batch(rows, BATCH)
        if len(self._parts) > _PARTS_HELD:
            self._parts.popitem(last=False)
        return self._parts[part]

    def _open(self, identity: str) -> None:
        """Open and lock the file; SQLite's lock goes with the process, however that ends."""
        self._base = self._connect()
        try:
            known = self._lock()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # damaged beyond use, as after a power cut
            self._base.close()
            self._unlink()
            self._base = self._connect()
            known = self._lock()
        if known is not None:
            self.found = self._base.execute("SELECT count(*) FROM coded").fetchone()[0]
        if known == _FORMAT + identity:
            for table in ("wanted", "before", "rejects"):
                self._base.execute(f"DELETE FROM {table}")
            return
        self.forgotten, self.found = self.found, 0
        for (table,) in self._base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            self._base.execute(f"DROP TABLE {table}")
        for statement in _TABLES.split(";"):
            self._base.execute(statement)
        self._base.execute("INSERT INTO about VALUES ('identity', ?)", (_FORMAT + identity,))
        self._base.execute("COMMIT")
        self._base.execute("BEGIN IMMEDIATE")

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=0, isolation_level=None)

    def _lock(self) -> str | None:
        """Take the lock and keep it; return the identity of the run that wrote the file."""
        for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL"):
            self._base.execute(f"PRAGMA {setting}")
        self._base.execute("BEGIN IMMEDIATE")
        tables = self._base.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'")
        if tables.fetchone() is None:
            return None
        asked = self._base.execute("SELECT value FROM about WHERE key = 'identity'").fetchone()
        return asked and str(asked[0])

    def _told(self) -> _Told:
        return _Told(self.path)


class _Told:
    """Says what an error of SQLite means for the run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if not isinstance(error, sqlite3.Error):
            return
        if "locked" in str(error):
            raise JournalError(
                f"another run is writing to this output (it holds {self.path}): wait for it, or"
                " name another output with -o"
            ) from None
        raise JournalError(
            f"{self.path}: {error}; what was coded is kept: make room, see that the folder can be"
            " written, and give the same command again"
        ) from None
