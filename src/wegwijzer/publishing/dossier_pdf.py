"""A dossier on paper: a tagged PDF (PDF/UA-1 as far as Typst checks it), set from plain data."""

from __future__ import annotations

from pathlib import Path

from wegwijzer.core.dossier.printing import PrintedDossier, PrintedPart
from wegwijzer.publishing.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "typst" / "dossier.typ"


def file_bytes(dossier: PrintedDossier) -> bytes:
    """The file."""
    return typeset(
        _TEMPLATE,
        {
            "language": dossier.language,
            "title": dossier.title,
            "lines": list(dossier.lines),
            "parts": [_part(part) for part in dossier.parts],
            "words": dossier.words,
        },
    )


def _part(part: PrintedPart) -> dict[str, object]:
    return {
        "title": part.title,
        "is_empty": part.is_empty,
        "facts": [list(fact) for fact in part.facts],
        "paragraphs": list(part.paragraphs),
        "tables": [
            {
                "caption": table.caption,
                "heads": list(table.heads),
                "rows": [list(row) for row in table.rows],
                "numbers": sorted(table.numbers),
                "total": list(table.total),
            }
            for table in part.tables
        ],
        "answers": [[question, list(answer)] for question, answer in part.answers],
    }
