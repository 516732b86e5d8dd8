"""A yearly report of reach on paper: a tagged PDF (PDF/UA-1 as far as Typst checks it), set from plain data."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from wegwijzer.core.reach.yearbook import Yearbook
from wegwijzer.publishing.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "typst" / "reach.typ"


def file_bytes(book: Yearbook) -> bytes:
    """The file."""
    return typeset(_TEMPLATE, asdict(book) | {"words": dict(book.words)})
