"""The folder for what can be made again at any time, and indexes kept there until their documents change."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from wegwijzer.core.errors import InputError
from wegwijzer.core.search.documents import Document
from wegwijzer.core.search.index import SearchIndex
from wegwijzer.readers.known_vectors import KnownVectors, RememberingEmbedder
from wegwijzer.readers.search_index.building import Ingredients, build_in_folder, build_in_memory
from wegwijzer.readers.search_index.manifest import FORMAT, Origin, read_manifest
from wegwijzer.readers.search_index.opening import open_manifest
from wegwijzer.readers.search_index.shelves import FolderShelf
from wegwijzer.readers.search_index.vectors import vectors_on

_VARIABLE = "WEGWIJZER_CACHE"
_MOST_KEPT_VECTORS = 20_000
_KEPT_FILES = 8
"""Indexes of files that are kept; the one not used for longest goes first."""


def cache_folder() -> Path | None:
    """The folder of the environment, else that of the user; None when neither is known."""
    named = os.environ.get(_VARIABLE, "").strip()
    if named:
        return Path(named)
    users = os.environ.get("XDG_CACHE_HOME", "").strip()
    try:
        return (Path(users) if users else Path.home() / ".cache") / "wegwijzer"
    except RuntimeError:
        return None


def cached_index(
    name: str, documents: Callable[[], Iterable[Document]], ingredients: Ingredients, *, origin: Origin
) -> SearchIndex:
    """The index kept under that name, made anew when it is of other documents, another version or another model.

    Where nothing can be written, it is made in memory.
    """
    cache = cache_folder()
    if cache is None:
        return build_in_memory(documents(), ingredients, origin=origin)
    folder = cache / "search" / name
    embedder = "" if ingredients.embedder is None else ingredients.embedder.name
    found = _kept(folder, origin, embedder)
    if found is not None:
        return found
    if ingredients.embedder is not None:
        remembering = RememberingEmbedder(ingredients.embedder, _known_before(folder, embedder))
        ingredients = replace(ingredients, embedder=remembering)
    try:
        build_in_folder(folder, documents(), ingredients, origin=origin)
    except OSError:
        return build_in_memory(documents(), ingredients, origin=origin)
    _tidy(folder.parent)
    return _kept(folder, origin, embedder) or build_in_memory(documents(), ingredients, origin=origin)


def _kept(folder: Path, origin: Origin, embedder: str) -> SearchIndex | None:
    manifest = read_manifest(folder)
    if manifest is None or not manifest.is_made_from(origin, embedder=embedder):
        return None
    try:
        return open_manifest(folder, manifest)
    except InputError:  # damaged, or another process has just replaced it
        return None


def _known_before(folder: Path, embedder: str) -> KnownVectors:
    """The vectors of the index that is to be replaced, if the same model made them: most texts stayed the same."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.format != FORMAT or not embedder or manifest.embedder != embedder:
        return {}
    if manifest.count > _MOST_KEPT_VECTORS:
        return {}
    try:
        return vectors_on(FolderShelf(folder / manifest.data), dimension=manifest.dimension)
    except (OSError, ValueError):  # damaged: then all are made anew
        return {}


def _tidy(folder: Path) -> None:
    """Let the indexes of files go that were made longest ago, and files that a broken-off build left behind."""
    try:
        files = sorted(folder.glob("file-*"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in files[_KEPT_FILES:]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError:
        return
