"""Papers of the innovation premium as Word files, with headings that a screen reader can walk along."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt

from wegwijzer.core.premium.papers import Paper, Section, Table

_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE_TAGS = {"nl": "nl-BE", "en": "en-GB", "fr": "fr-BE"}
_MADE = datetime(2016, 1, 1, tzinfo=UTC)
"""The same paper gives the same properties; the day on which it was made is not in it."""


def paper_docx(paper: Paper) -> bytes:
    """The file. Text is written as it is; signs that no Word file can hold are left out."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _plain(paper.title), "Wegwijzer", ""
    properties.created = properties.modified = _MADE
    _set_language(document, _LANGUAGE_TAGS[paper.language])
    document.add_heading(_plain(paper.title), level=1)
    if paper.lead:
        document.add_paragraph(_plain(paper.lead))
    for section in paper.sections:
        _section(document, section)
    for line in paper.foot:
        document.add_paragraph().add_run(_plain(line)).font.size = Pt(9)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _section(document: WordDocument, section: Section) -> None:
    if section.title:
        document.add_heading(_plain(section.title), level=2)
    for paragraph in section.paragraphs:
        document.add_paragraph(_plain(paragraph))
    for point in section.points:
        document.add_paragraph(_plain(point), style="List Bullet")
    if section.table is not None:
        _table(document, section.table)


def _table(document: WordDocument, table: Table) -> None:
    made = document.add_table(rows=1, cols=len(table.heads))
    made.style = "Table Grid"
    for cell, head in zip(made.rows[0].cells, table.heads, strict=True):
        cell.paragraphs[0].add_run(_plain(head)).bold = True
    marks = made.rows[0]._tr.get_or_add_trPr()
    marks.append(marks.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))  # repeated on every page, read as heads
    for row in table.rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = _plain(text)


def _set_language(document: WordDocument, tag: str) -> None:
    defaults = document.styles["Normal"].element.get_or_add_rPr()
    defaults.append(defaults.makeelement(qn("w:lang"), {qn("w:val"): tag}))


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
