"""Documents as lines of JSON, each found by where it begins."""

from __future__ import annotations

import json
import mmap
from typing import Any

from numpy.typing import NDArray

from wegwijzer.core.search.documents import Document, Passage


def row_of(document: Document) -> bytes:
    """The document as one line; what only the model of meaning reads is not kept."""
    data = [
        document.id,
        document.kind,
        dict(document.title),
        dict(document.story),
        [[passage.text, passage.language, passage.weight, passage.shown] for passage in document.passages],
    ]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


class Rows:
    """The lines of an index, by number."""

    def __init__(self, lines: bytes | mmap.mmap, starts: NDArray[Any]) -> None:
        self._lines, self._starts = lines, starts

    def __call__(self, number: int) -> Document:
        """The document with that number, from 0."""
        line = bytes(self._lines[int(self._starts[number]) : int(self._starts[number + 1])])
        document_id, kind, title, story, passages = json.loads(line)
        return Document(document_id, kind, title, story, tuple(Passage(*passage) for passage in passages))
