"""Open an index: arrays are mapped, only ids and vocabulary are read."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.search.index import SearchIndex
from wegwijzer.core.search.lexical import Postings
from wegwijzer.readers.search_index import inverting
from wegwijzer.readers.search_index.manifest import FORMAT, Manifest, read_manifest
from wegwijzer.readers.search_index.rows import Rows
from wegwijzer.readers.search_index.shelves import FolderShelf, Shelf, lines_of
from wegwijzer.readers.search_index.vectors import read_meaning

IDS, KINDS, ROWS, ROW_STARTS = "ids.txt", "kinds.u16", "rows.jsonl", "row-starts.i64"
_REBUILD = "an index that `wegwijzer search-index build` of this version made. Build it again."


def open_folder(folder: Path, *, analyser: str, embedder: str) -> SearchIndex:
    """The index of a folder that someone built. `embedder` is the name of the model at hand; empty without one.

    Raises InputError when there is none, or when it was made by another version or another model.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise InputError([Fault(str(folder), "holds no search index.", _REBUILD)])
    if manifest.format != FORMAT or manifest.origin.analyser != analyser:
        raise InputError([Fault(str(folder), "holds the search index of another version.", _REBUILD)])
    if embedder and manifest.embedder and manifest.embedder != embedder:
        raise InputError(
            [Fault(str(folder), f"was made with another model of meaning ({manifest.embedder}).", _REBUILD)]
        )
    return open_manifest(folder, manifest)


def open_manifest(folder: Path, manifest: Manifest) -> SearchIndex:
    """The index that a manifest tells of. Raises InputError when its files are not whole."""
    try:
        return index_on(FolderShelf(folder / manifest.data), manifest)
    except (OSError, ValueError) as error:
        raise InputError([Fault(str(folder), f"holds a damaged search index ({error}).", _REBUILD)]) from None


def index_on(shelf: Shelf, manifest: Manifest) -> SearchIndex:
    """The index whose files stand on a shelf."""
    ids = lines_of(shelf, IDS)
    terms = lines_of(shelf, inverting.TERMS)
    starts = shelf.array(inverting.STARTS, np.int64)
    row_starts = shelf.array(ROW_STARTS, np.int64)
    if len(ids) != manifest.count or len(starts) != len(terms) + 1 or len(row_starts) != len(ids) + 1:
        raise ValueError("its files do not belong together")
    postings = Postings(
        terms,
        starts,
        shelf.array(inverting.DOCUMENTS, np.int32),
        shelf.array(inverting.IMPACTS, np.float32),
        manifest.count,
    )
    meaning = None
    if manifest.embedder and manifest.count:
        meaning = read_meaning(
            shelf,
            embedder=manifest.embedder,
            dimension=manifest.dimension,
            with_parts=manifest.with_sentences,
            with_lead=manifest.with_lead,
            languages=manifest.question_languages,
        )
    return SearchIndex(
        ids,
        shelf.array(KINDS, np.uint16),
        manifest.kinds,
        postings,
        lines_of(shelf, inverting.WORDS),
        shelf.array(inverting.WORD_COUNTS, np.int32),
        meaning,
        Rows(shelf.text(ROWS), row_starts),
    )
