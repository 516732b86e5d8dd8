"""An agreement on paper: a tagged PDF (PDF/UA-1 as far as Typst checks it), set from plain data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wegwijzer.core.agreements.document import Document, Line
from wegwijzer.publishing.setting_text import settable
from wegwijzer.publishing.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "typst" / "agreement.typ"


def pdf_bytes(document: Document, words: Mapping[str, str]) -> bytes:
    """The file. `words` are those of the agreement's language: version, signatures, signed_at, signed_on, signature."""
    return typeset(_TEMPLATE, _data(document, words))


def _data(document: Document, words: Mapping[str, str]) -> dict[str, object]:
    return {
        "language": document.language,
        "title": settable(document.title),
        "intro": settable(document.intro),
        "t": dict(words),
        "parties": [_line(party) for party in document.parties],
        "sections": [
            {
                "number": section.number,
                "heading": settable(section.heading),
                "paragraphs": [
                    {
                        "number": paragraph.number,
                        "text": _line(paragraph.text),
                        "lines": [_line(line) for line in paragraph.lines],
                    }
                    for paragraph in section.paragraphs
                ],
            }
            for section in document.sections
        ],
        "signatories": [{"name": _line(name), "signatory": _line(who)} for name, who in document.signatories],
    }


def _line(line: Line) -> list[list[object]]:
    """The pieces, each as its lines and whether it is a blank."""
    return [[settable(piece.text).split("\n"), piece.is_blank] for piece in line]
