"""What goes along to the machines of a cluster, and what they do there."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyarrow as pa

from pipeline.articles.fields import Options, build_article
from pipeline.coder import Coder
from pipeline.engines.batches import BATCH_SIZE, code_batches, to_batches
from pipeline.engines.recipe import Recipe
from pipeline.errors import CoderError
from pipeline.tables.schema import BATCH
from pipeline.types import Article, Reject

FILE, LINE = "_file", "_line"
"""Columns that tell where a row was read, if the engine knows."""


@dataclass(frozen=True)
class Shipment:
    """A recipe whose folders come along as bytes.

    Attributes:
        recipe: the recipe, its folders named by the hash of their content; without a parse cache,
            which is a folder of one machine.
        folders: what is in them, zipped.
        versions: what the coder must be, to code as on the machine that sent it.
    """

    recipe: Recipe
    folders: Mapping[str, bytes] = field(repr=False)
    versions: Mapping[str, str]

    def make(self) -> Coder:
        """Return the coder, made once in each process.

        Raises:
            CoderError: another version of the package is installed here.
        """
        return _make(self.recipe, tuple(self.folders.items()), tuple(self.versions.items()))


def ship(recipe: Recipe) -> Shipment:
    """Pack what a recipe names; what the package holds itself is not packed.

    Raises:
        CodebookError: with all that is wrong in the codebooks.
        ModelError: if the parser cannot be used.
    """
    versions = recipe.make().versions()
    folders: dict[str, bytes] = {}

    def pack(name: str) -> str:
        content = _zip(Path(name))
        key = f"{hashlib.sha256(content).hexdigest()[:16]}/{Path(name).resolve().name}"
        folders[key] = content
        return key

    parser = recipe.parser
    if parser is not None and Path(parser).is_dir():
        parser = pack(parser)
    codebooks = tuple(pack(name) for name in recipe.codebooks)
    packed = replace(recipe, codebooks=codebooks, parser=parser, parse_cache=None)
    return Shipment(packed, folders, versions)


def code_rows(
    shipment: Shipment,
    options: Options,
    batches: Iterable[pa.RecordBatch],
    stems: Mapping[str, str] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Code rows as a cluster holds them: what the reader does with a row of a file, and the coder.

    Args:
        shipment: makes the coder.
        options: what the columns are called, and the date of rows without one.
        batches: rows of articles, of any size; with the columns ``FILE`` and ``LINE`` where the
            engine knows them.
        stems: what articles without an id are called, with their line, by the path of their file.

    Yields:
        Batches of the schema ``BATCH``; a row that is no article is a row with a reject and no
        ``article_id``.
    """
    coder = shipment.make()
    for batch in batches:
        for start in range(0, batch.num_rows, BATCH_SIZE):
            rows = batch.slice(start, BATCH_SIZE).to_pylist()
            items = [_read(row, options, stems or {}) for row in rows]
            articles = [item for item in items if isinstance(item, Article)]
            yield from code_batches(coder, to_batches(articles))
            if rejects := [item for item in items if isinstance(item, Reject)]:
                yield _refuse(rejects)


def _read(
    row: Mapping[str, object], options: Options, stems: Mapping[str, str]
) -> Article | Reject:
    address, line = str(row.get(FILE) or ""), int(str(row.get(LINE) or 0))
    path = read_path(address)
    file = path if urlsplit(address).scheme in ("", "file") else address
    fallback = f"{stems.get(path, file)}:{line}"
    return build_article(
        options.pick(row), file=file, line=line, fallback_id=fallback, options=options
    )


def read_path(address: str) -> str:
    """Return the path in an address; Spark writes one file's address in several ways."""
    return unquote(urlsplit(address).path)


def _refuse(rejects: Iterable[Reject]) -> pa.RecordBatch:
    rows = [
        {"file": r.file, "line": r.line, "events": [], "ledger": [], "rejects": [asdict(r)]}
        for r in rejects
    ]
    return pa.RecordBatch.from_pylist(rows, schema=BATCH)


def _zip(folder: Path) -> bytes:
    """Zip a folder; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.writestr(
                zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes()
            )
    return packed.getvalue()


@lru_cache(maxsize=2)
def _make(
    recipe: Recipe, folders: tuple[tuple[str, bytes], ...], versions: tuple[tuple[str, str], ...]
) -> Coder:
    places = {name: str(_unpack(name, content)) for name, content in folders}
    coder = replace(
        recipe,
        codebooks=tuple(places[name] for name in recipe.codebooks),
        parser=places.get(recipe.parser, recipe.parser) if recipe.parser else None,
    ).settle()
    other = [key for key, value in coder.versions().items() if dict(versions).get(key) != value]
    if other:
        raise CoderError(
            f"{', '.join(other)} differ between the driver and {os.uname().nodename}: install the"
            " same version of cameo-events on all machines"
        )
    return coder


def _unpack(name: str, content: bytes) -> Path:
    """Unpack a folder once on each machine, whole or not at all."""
    place = Path(tempfile.gettempdir(), f"cameo-events-{os.getuid()}", name)
    if not place.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(dir=place.parent))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(partial)
        try:
            partial.rename(place)
        except OSError:  # another process was faster
            shutil.rmtree(partial)
    return place
