"""A dossier as Word, PDF and Excel."""

from __future__ import annotations

import time
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from wegwijzer.core.dossier.printing import PrintedDossier
from wegwijzer.publishing import dossier_docx, dossier_pdf, dossier_xlsx
from wegwijzer.readers.dossier import measure_rules, shipped_structure
from wegwijzer.readers.dossier_content import read_content
from wegwijzer.wording.dossier import DossierWording

FORMULA = '=HYPERLINK("http://voorbeeld.be";"klik")'


def written(lines: int = 3) -> dict[str, object]:
    """A dossier with names that a spreadsheet or XML would trip over."""
    euro = [
        {"kind": "staff", "package": "Laag <1>", "year": "2027", "euro": f"{place}.10", "note": FORMULA}
        for place in range(1, lines + 1)
    ]
    return {
        "firm": {"firm_name": "Metaal & Zn", "firm_number": "0403.019.261", "text": "Eerste regel\nTweede\x0bregel"},
        "plan": {
            "rows": [
                {"name": "Laag <1>", "begins": "2027-02-01", "ends": "2027-12-31", "who": "Jan", "result": "Klaar"}
            ]
        },
        "costs": {"rows": [*euro, {"kind": "materials", "package": "laag <1>", "year": "2028"}], "total": "6.30"},
        "effects": {"x-leverage": "Twaalf keer."},
    }


def printed(language: str = "nl", lines: int = 3) -> PrintedDossier:
    """It printed, for a measure with extra questions."""
    content = read_content(written(lines))
    rules = measure_rules("ontwikkelingsproject", {}, on=date(2026, 11, 30))
    return DossierWording(shipped_structure(), language).printed(content, rules, title="Coating", lines=["Voor VLAIO"])


@pytest.mark.parametrize(("language", "locale"), [("nl", "nl-BE"), ("en", "en-GB"), ("fr", "fr-BE")])
def test_word_has_real_headings_a_table_its_language_and_no_macros(language, locale):
    file = dossier_docx.file_bytes(printed(language))
    document = Document(BytesIO(file))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [part.title[language] for part in shipped_structure().parts]
    assert document.core_properties.language == locale
    assert "6" in document.tables[1].rows[-1].cells[-1].text
    with zipfile.ZipFile(BytesIO(file)) as package:
        assert f'w:lang w:val="{locale}"' in package.read("word/styles.xml").decode()
        assert not [name for name in package.namelist() if "vba" in name.casefold()]
        assert b"macroEnabled" not in package.read("[Content_Types].xml")


def test_word_says_only_what_the_firm_wrote_and_which_parts_are_empty():
    texts = [paragraph.text for paragraph in Document(BytesIO(dossier_docx.file_bytes(printed()))).paragraphs]
    assert {"Eerste regel", "Twaalf keer."} <= set(texts)
    assert texts.count("Nog niet ingevuld.") == 7


def test_the_pdf_is_tagged_and_knows_its_language_and_title():
    reader = PdfReader(BytesIO(dossier_pdf.file_bytes(printed())))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-BE"
    assert reader.metadata.title == "Coating"
    words = " ".join(page.extract_text() for page in reader.pages)
    assert "Laag <1>" in words
    assert "6,30 euro" in words


def test_the_cost_table_holds_numbers_sums_and_text_that_stays_text():
    file = dossier_xlsx.file_bytes(printed())
    book = CalamineWorkbook.from_filelike(BytesIO(file))
    lines, sums = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert lines[3][3] == FORMULA
    assert lines[3][4] == pytest.approx(1.10)
    assert lines[6][4] == ""
    assert lines[-1][-1] == pytest.approx(6.30)
    assert ["Laag <1>", pytest.approx(6.30)] in sums
    with zipfile.ZipFile(BytesIO(file)) as package:
        sheets = [package.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2)]
    assert "<f>SUM(" in sheets[0]
    assert "<f>SUMPRODUCT(" in sheets[1]
    assert "HYPERLINK" not in "".join(sheets)


def test_formulas_carry_the_sums_that_the_dossier_has():
    found = printed(lines=40)
    assert sum((row.euro for row in found.costs if row.euro is not None), start=Decimal(0)) == Decimal("824.00")
    book = CalamineWorkbook.from_filelike(BytesIO(dossier_xlsx.file_bytes(found)))
    assert book.get_sheet_by_name("Kosten").to_python()[-1][-1] == pytest.approx(824)


@pytest.mark.parametrize("make", [dossier_docx.file_bytes, dossier_pdf.file_bytes, dossier_xlsx.file_bytes])
def test_a_large_dossier_is_a_file_within_two_seconds(make):
    found = printed(lines=149)
    before = time.perf_counter()
    make(found)
    assert time.perf_counter() - before < 2
