"""Make the vectors that ship with the package: of everything in the catalogue, and of the typical problems."""

from __future__ import annotations

from pathlib import Path

from wegwijzer.core.search.embedding import Embedder
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.known_vectors import QUESTION, keep_vectors, text_key
from wegwijzer.readers.search_index.fields import placed_for_fields
from wegwijzer.readers.search_index.shipped import (
    VECTORS,
    shipped_documents,
    shipped_settings,
    shipped_vectors,
    whole_texts,
)
from wegwijzer.readers.search_index.vectors import parts_of


def shipped_texts() -> dict[bytes, str]:
    """Every text of the shipped catalogue that is placed by its meaning, by its key."""
    passages = {
        text_key(text): text for document in shipped_documents() for text in (document.whole_text, *parts_of(document))
    }
    problems = shipped_settings().typical_problems
    questions = {text_key(question, is_question=True): question for texts in problems.values() for question in texts}
    fields = placed_for_fields(whole_texts(shipped_documents()))
    return passages | questions | {text_key(text, is_question=True): text for text in fields}


def missing_texts(embedder: Embedder) -> dict[bytes, str]:
    """The texts whose vectors do not ship yet."""
    known = shipped_vectors(embedder)
    return {key: text for key, text in shipped_texts().items() if key not in known}


def write_shipped_vectors(embedder: Embedder) -> tuple[Path, int]:
    """Bring the file of vectors in step with the catalogue: where it stands, and how many texts were placed anew.

    Raises OSError where the package's own folder cannot be written.
    """
    texts = shipped_texts()
    questions = [text for key, text in texts.items() if key.startswith(QUESTION)]
    passages = [text for key, text in texts.items() if not key.startswith(QUESTION)]
    path = shipped_folder() / "search" / VECTORS
    return path, keep_vectors(path, embedder, passages=passages, questions=questions)
