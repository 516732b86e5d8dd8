"""A dossier as a Word file: real headings, tables with a repeated head row, the language of the text, no macros."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from wegwijzer.core.dossier.printing import PrintedDossier, PrintedPart, PrintedTable

_LOCALES = {"nl": "nl-BE", "en": "en-GB", "fr": "fr-BE"}
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_INK = RGBColor(0x23, 0x39, 0x9B)
_SOFT = RGBColor(0x41, 0x4C, 0x5F)


def file_bytes(dossier: PrintedDossier, *, made_at: datetime | None = None) -> bytes:
    """The file. `made_at` is the moment written into it; without, a fixed one, so that equal dossiers give equal
    properties."""
    document = Document()
    _set_up(document, dossier, made_at or datetime(2000, 1, 1, tzinfo=UTC))
    document.add_heading(_clean(dossier.title), level=0)
    for line in dossier.lines:
        _soft(document.add_paragraph(), line)
    for part in dossier.parts:
        _part(document, part, dossier)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _set_up(document: Any, dossier: PrintedDossier, made_at: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.author = _clean(dossier.title)[:250], "Wegwijzer"
    properties.language, properties.comments = _LOCALES[dossier.language], ""
    properties.created = properties.modified = made_at
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = _INK
        document.styles[name].font.name = "Calibri"
        fonts = document.styles[name].element.rPr.rFonts
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), _LOCALES[dossier.language])
    _page_numbers(document)


def _page_numbers(document: Any) -> None:
    """A field with the number of the page, in the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _part(document: Any, part: PrintedPart, dossier: PrintedDossier) -> None:
    document.add_heading(_clean(part.title), level=1)
    if part.is_empty:
        _soft(document.add_paragraph(), dossier.words["empty"])
    for label, value in part.facts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{_clean(label)}: ").bold = True
        paragraph.add_run(_clean(value))
    for text in part.paragraphs:
        document.add_paragraph(_clean(text))
    for table in part.tables:
        _table(document, table)
    for question, answer in part.answers:
        document.add_heading(_clean(question), level=2)
        for text in answer:
            document.add_paragraph(_clean(text))


def _table(document: Any, table: PrintedTable) -> None:
    caption = document.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.add_run(_clean(table.caption)).bold = True
    grid = document.add_table(rows=1, cols=len(table.heads))
    grid.style = "Table Grid"
    _fill(grid.rows[0], table.heads, table.numbers, is_bold=True)
    head = grid.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head.append(repeated)
    for row in table.rows:
        _fill(grid.add_row(), row, table.numbers)
    if table.total:
        _fill(grid.add_row(), table.total, table.numbers, is_bold=True)
    for row in grid.rows:
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)
    document.add_paragraph().paragraph_format.space_after = Pt(4)


def _fill(row: Any, texts: tuple[str, ...], numbers: frozenset[int], *, is_bold: bool = False) -> None:
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(_clean(text))
        run.bold, run.font.size = is_bold, Pt(9.5)
        if place in numbers:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _soft(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.color.rgb, run.font.size = _SOFT, Pt(10)


def _clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)
