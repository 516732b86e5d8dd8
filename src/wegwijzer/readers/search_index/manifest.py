"""What an index on disk says of itself: which documents, read how, placed by which model."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

MANIFEST = "manifest.json"
DATA_PREFIX = "data-"
FORMAT = 3
"""Raised when the files of an index change their meaning."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What an index was made from: a digest of the documents, and how words were read. `made` is a day, for people."""

    documents: str
    analyser: str
    made: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The index of a folder; `data` is the folder inside it that holds the files."""

    format: int
    origin: Origin
    embedder: str
    dimension: int
    with_sentences: bool
    with_lead: bool
    question_languages: tuple[str, ...]
    count: int
    kinds: tuple[str, ...]
    data: str = ""

    def in_data(self, name: str) -> Manifest:
        """The same, in that folder."""
        return replace(self, data=name)

    def as_json(self) -> str:
        """The text of the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def is_made_from(self, origin: Origin, *, embedder: str) -> bool:
        """Whether it is an index of this version over just these documents, read and placed the same way."""
        return (self.format, self.origin.documents, self.origin.analyser, self.embedder) == (
            FORMAT,
            origin.documents,
            origin.analyser,
            embedder,
        )


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where there is no whole one."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        origin = Origin(**told.pop("origin"))
        told["question_languages"], told["kinds"] = tuple(told["question_languages"]), tuple(told["kinds"])
        manifest = Manifest(origin=origin, **told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    inside = isinstance(manifest.data, str) and manifest.data.startswith(DATA_PREFIX) and "/" not in manifest.data
    return manifest if inside else None
