"""Make an index: documents stream through once, and nothing is put in place before all of it is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from wegwijzer.core.language.analysis import Analyser
from wegwijzer.core.search.documents import Document
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.core.search.index import SearchIndex
from wegwijzer.readers.search_index.inverting import Inverter
from wegwijzer.readers.search_index.manifest import DATA_PREFIX, FORMAT, MANIFEST, Manifest, Origin, read_manifest
from wegwijzer.readers.search_index.opening import IDS, KINDS, ROW_STARTS, ROWS, index_on
from wegwijzer.readers.search_index.rows import row_of
from wegwijzer.readers.search_index.shelves import FolderShelf, MemoryShelf, Shelf, write_lines
from wegwijzer.readers.search_index.vectors import VectorWriter

BLOCK = 256
"""Documents that are held at a time."""

Progress = Callable[[int], None]
"""Told how many documents are done."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What an index is made with. Without an embedder it is searched by words alone.

    `typical_questions` (by language) say what all questions have in common. From `lead_from` documents on, a search
    reads the leading directions of their vectors first.
    """

    analyser: Analyser
    embedder: Embedder | None
    typical_questions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    with_sentences: bool = True
    lead_from: int = 20_000


def build_in_memory(documents: Iterable[Document], ingredients: Ingredients, *, origin: Origin) -> SearchIndex:
    """An index that is gone with the process."""
    shelf = MemoryShelf()
    return index_on(shelf, _fill(shelf, documents, ingredients, origin, progress=None))


def build_in_folder(
    folder: Path,
    documents: Iterable[Document],
    ingredients: Ingredients,
    *,
    origin: Origin,
    progress: Progress | None = None,
) -> Manifest:
    """Make the index of a folder, or make it anew: the old one serves until the new one is whole.

    Raises OSError where the folder cannot be written; the old index is then as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = Path(mkdtemp(prefix=DATA_PREFIX, dir=folder))
    data.chmod(0o755)
    try:
        manifest = _fill(FolderShelf(data), documents, ingredients, origin, progress).in_data(data.name)
        beside = folder / f"{data.name}.json"
        beside.write_text(manifest.as_json(), encoding="utf-8")
        before = read_manifest(folder)
        beside.replace(folder / MANIFEST)
    except BaseException:
        shutil.rmtree(data, ignore_errors=True)
        raise
    if before is not None:
        shutil.rmtree(folder / before.data, ignore_errors=True)
    return manifest


def _fill(
    shelf: Shelf,
    documents: Iterable[Document],
    ingredients: Ingredients,
    origin: Origin,
    progress: Progress | None,
) -> Manifest:
    embedder = ingredients.embedder
    inverter = Inverter(shelf, ingredients.analyser)
    vectors = VectorWriter(shelf, embedder, with_parts=ingredients.with_sentences) if embedder is not None else None
    ids: list[str] = []
    kinds: list[int] = []
    kind_numbers: dict[str, int] = {}
    starts = [0]
    languages: tuple[str, ...] = ()
    try:
        with shelf.writing(ROWS) as rows:
            for block in _blocks(documents):
                inverter.add(block)
                if vectors is not None:
                    vectors.add(block)
                for document in block:
                    ids.append(document.id)
                    kinds.append(kind_numbers.setdefault(document.kind, len(kind_numbers)))
                    starts.append(starts[-1] + rows.write(row_of(document)))
                if progress is not None:
                    progress(len(ids))
        inverter.finish()
        if vectors is not None:
            languages = vectors.finish(ingredients.typical_questions, with_lead=len(ids) >= ingredients.lead_from)
    finally:
        inverter.close()
        if vectors is not None:
            vectors.close()
    write_lines(shelf, IDS, ids)
    for name, values, dtype in ((KINDS, kinds, np.uint16), (ROW_STARTS, starts, np.int64)):
        array = shelf.new_array(name, dtype, (len(values),))
        array[:] = values
        shelf.finish(array)
    return Manifest(
        format=FORMAT,
        origin=origin,
        embedder="" if embedder is None else embedder.name,
        dimension=0 if embedder is None else embedder.dimension,
        with_sentences=ingredients.with_sentences,
        with_lead=len(ids) >= ingredients.lead_from,
        question_languages=languages,
        count=len(ids),
        kinds=tuple(kind_numbers),
    )


def _blocks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    following = iter(documents)
    while block := list(islice(following, BLOCK)):
        yield block
