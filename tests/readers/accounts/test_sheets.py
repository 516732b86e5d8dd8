"""Excel and OpenDocument sheets."""

import io
import zipfile
from datetime import date

import xlsxwriter

from tests.filing_files import xlsx_of, zip_of
from tests.readers.accounts.batches import read, read_one, told


def workbook(fill):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fill(book)
    return file.getvalue()


def test_every_sheet_with_a_header_is_read_and_numbers_of_any_kind_are_entities():
    data = xlsx_of(
        {
            "Wijd": [["Klantenlijst"], [], ["entity", 70, "70_nm1", "10/15"], [403019261, 1234.5, "1.234,5", -3]],
            "leeg": [],
            "uitleg": [["niets te zien"]],
            "Lang": [["entity", "rubric", "n", "nm1"], ["K9", 9901, 5, 6], ["K9", "10/15", 7, None]],
        }
    )
    read_ = read_one(data, "boek.xlsx")
    assert read_.faults == []
    assert [(filing.entity, filing.year.amounts, filing.where) for filing in read_.filings] == [
        ("0403019261", {"70": 1234.5, "10/15": -3.0}, 'boek.xlsx, sheet "Wijd", row 4'),
        ("K9", {"9901": 5.0, "10/15": 7.0}, 'boek.xlsx, sheet "Lang", row 2'),
    ]


def test_a_day_is_read_as_closing_day_and_refused_as_amount_and_as_rubric():
    def fill(book):
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["entity", "end", 70, 62])
        sheet.write_row(1, 0, ["A", None, None, 5])
        sheet.write_datetime(0, 4, date(2024, 11, 10), form)
        sheet.write_datetime(1, 1, date(2024, 12, 31), form)
        sheet.write_datetime(1, 2, date(2024, 12, 31), form)

    read_ = read_one(workbook(fill), "f.xlsx")
    assert read_.filings[0].year.end == date(2024, 12, 31)
    assert read_.filings[0].year.amounts == {"62": 5.0}
    assert "took a rubric such as 10/11 for one" in told(read_)[0]
    assert told(read_)[1].startswith('f.xlsx, sheet "Sheet1", row 2, column 70: "2024-12-31" is no number.')


def test_text_truth_and_huge_numbers_in_a_cell_are_told_and_the_row_counts():
    read_ = read_one(xlsx_of({"a": [["entity", "70", "62", "61", "60"], ["A", "x", True, 1e300, 4]]}), "f.xlsx")
    assert read_.filings[0].year.amounts == {"60": 4.0}
    assert len(read_.faults) == 3


def test_a_workbook_without_a_header_of_ours_is_one_fault():
    [fault] = told(read_one(xlsx_of({"a": [["x", "y"], [1, 2]]}), "f.xlsx"))
    assert fault.startswith("f.xlsx: has no sheet with a column entity")


def test_a_grid_of_billions_of_cells_is_refused_and_the_rest_of_the_batch_goes_through():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "entity")
        sheet.write(1_048_575, 16_383, "x")

    read_ = read({"ver.xlsx": workbook(fill), "f.csv": "entity;70\nA;1\n"})
    assert [filing.entity for filing in read_.filings] == ["A"]
    assert told(read_)[0].startswith("ver.xlsx: takes more memory or time than allowed")


def test_a_workbook_that_expands_too_far_is_not_opened():
    bomb = zip_of({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b" " * 2_000_000})
    [fault] = told(read_one(bomb, "bom.xlsx", sheet_bytes=1_000_000))
    assert fault.startswith("bom.xlsx: expands to 2,000,004 bytes in 2 parts, and is not opened.")


def test_damaged_workbooks_are_faults():
    whole = xlsx_of({"a": [["entity", "70"], ["A", 1]]})
    assert told(read_one(whole[: len(whole) // 2], "half.xlsx"))[0].startswith("half.xlsx: is a damaged zip")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
    assert "cannot be read as a spreadsheet" in told(read_one(old, "oud.xls"))[0]
    empty = zip_of({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    assert len(read_one(empty, "leeg.xlsx").faults) == 1


def test_an_opendocument_sheet_is_read():
    cells = {
        "entity": '<table:table-cell office:value-type="string"><text:p>entity</text:p></table:table-cell>',
        "70": '<table:table-cell office:value-type="string"><text:p>70</text:p></table:table-cell>',
        "A": '<table:table-cell office:value-type="string"><text:p>A</text:p></table:table-cell>',
        "5": '<table:table-cell office:value-type="float" office:value="5"/>',
    }
    rows = "".join(
        f"<table:table-row>{cells[first]}{cells[second]}</table:table-row>"
        for first, second in (("entity", "70"), ("A", "5"))
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="x"/></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    read_ = read_one(file.getvalue(), "f.ods")
    assert (told(read_), [filing.year.amounts for filing in read_.filings]) == ([], [{"70": 5.0}])
