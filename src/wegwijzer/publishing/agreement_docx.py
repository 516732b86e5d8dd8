"""An agreement as a Word file: real headings, the language set, blanks marked, so that people can work on in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

from docx import Document as new_document
from docx.document import Document as WordFile
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from wegwijzer.core.agreements.document import Document, Line

_LOCALES = {"nl": "nl-BE", "en": "en-GB"}
_INDENT = Cm(1.1)


def docx_bytes(document: Document, words: Mapping[str, str]) -> bytes:
    """The file. `words` are those of the agreement's language: version, signatures, signed_at, signed_on, signature."""
    file = new_document()
    _set_up(file, document, words)
    file.add_heading(_printable(document.title), level=1)
    file.add_paragraph(document.intro)
    for number, party in enumerate(document.parties, start=1):
        _write(_hanging(file, f"({number})"), party)
    for section in document.sections:
        file.add_heading(f"{section.number}. {_printable(section.heading)}", level=2)
        for paragraph in section.paragraphs:
            _write(_hanging(file, paragraph.number), paragraph.text)
            for line in paragraph.lines:
                _write(file.add_paragraph(style="List Bullet 2"), line)
    _signatures(file, document, words)
    result = BytesIO()
    file.save(result)
    return result.getvalue()


def _set_up(file: WordFile, document: Document, words: Mapping[str, str]) -> None:
    """Title, language, page, footer and the looks of the styles."""
    reviewed = datetime.combine(document.reviewed_on, datetime.min.time(), tzinfo=UTC).replace(tzinfo=None)
    about = file.core_properties
    about.title, about.author, about.comments = document.title, "Wegwijzer", words["version"]
    about.language, about.created, about.modified = _LOCALES[document.language], reviewed, reviewed
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Heading 1", 22), ("Heading 2", 13)):
        style = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor(0x13, 0x1C, 0x2B)
        style.paragraph_format.keep_with_next = True
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LOCALES[document.language])
    for section in file.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        section.footer.paragraphs[0].text = words["version"]
        section.footer.paragraphs[0].runs[0].font.size = Pt(8)


def _hanging(file: WordFile, number: str) -> WordParagraph:
    """A paragraph with its number in the margin."""
    paragraph = file.add_paragraph()
    looks = paragraph.paragraph_format
    looks.left_indent, looks.first_line_indent = _INDENT, -_INDENT
    looks.tab_stops.add_tab_stop(_INDENT)
    paragraph.add_run(f"{number}\t")
    return paragraph


def _write(paragraph: WordParagraph, line: Line) -> None:
    """The pieces of a line; a blank is marked, so that nobody signs over it."""
    for piece in line:
        for place, text in enumerate(_printable(piece.text).split("\n")):
            run = paragraph.add_run(text)
            if piece.is_blank:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if place < piece.text.count("\n"):
                run.add_break()


def _signatures(file: WordFile, document: Document, words: Mapping[str, str]) -> None:
    file.add_heading(words["signatures"], level=2)
    for name, signatory in document.signatories:
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(10)
        _write(paragraph, name)
        after = file.add_paragraph()
        after.paragraph_format.keep_with_next = True
        _write(after, signatory)
        place = file.add_paragraph(f"{words['signed_at']} ______________________   {words['signed_on']} ______________")
        place.paragraph_format.keep_with_next = True
        file.add_paragraph(f"{words['signature']} ______________________________")


def _printable(text: str) -> str:
    """Without signs that no XML file may hold."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())
