"""The cost table of a dossier as an Excel file: real numbers, sums as formulas, and text that stays text."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from wegwijzer.core.dossier.printing import PrintedDossier

_HEAD_ROW = 2
_EURO = 4


def file_bytes(dossier: PrintedDossier) -> bytes:
    """The file: a sheet with the lines and their total, and one with the sums by package, year and kind.

    Formulas carry their result, so that a reader that does not calculate shows the right figures too.
    """
    kept = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(kept, options) as book:
        book.set_properties({"title": dossier.title[:250], "author": "Wegwijzer"})
        _Costs(book, dossier).write()
    return kept.getvalue()


class _Costs:
    """Writes both sheets."""

    def __init__(self, book: Any, dossier: PrintedDossier) -> None:
        self._dossier, self._words = dossier, dossier.words
        self._lines = book.add_worksheet(self._words["sheet_lines"][:31])
        self._sums = book.add_worksheet(self._words["sheet_sums"][:31])
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._euro = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self._total = book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1})
        self._bold = book.add_format({"bold": True, "top": 1})
        self._first = _HEAD_ROW + 1
        self._last = max(self._first, _HEAD_ROW + len(dossier.costs))

    def write(self) -> None:
        """All of it."""
        self._write_lines()
        self._write_sums()

    def _write_lines(self) -> None:
        sheet = self._lines
        sheet.write_string(0, 0, self._dossier.title, self._title)
        heads = [self._words[key] for key in ("kind", "package", "year", "note", "euro")]
        for column, head in enumerate(heads):
            sheet.write_string(_HEAD_ROW, column, head, self._head)
        for column, width in enumerate((28, 32, 8, 40, 16)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(self._first, 0)
        for line, row in enumerate(self._dossier.costs, start=self._first):
            sheet.write_string(line, 0, row.kind, self._text)
            sheet.write_string(line, 1, row.package, self._text)
            if row.year is not None:
                sheet.write_number(line, 2, row.year)
            sheet.write_string(line, 3, row.note, self._text)
            if row.euro is not None:
                sheet.write_number(line, _EURO, float(row.euro), self._euro)
        total = self._last + 1
        sheet.write_string(total, 0, self._words["total"], self._bold)
        for column in (1, 2, 3):
            sheet.write_blank(total, column, None, self._bold)
        told = self._added(lambda row: True)
        sheet.write_formula(total, _EURO, f"=SUM({self._range(_EURO, sheet=False)})", self._total, float(told))

    def _write_sums(self) -> None:
        sheet, words = self._sums, self._words
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, 1, 16)
        line = 0
        blocks: list[tuple[str, int, list[tuple[str | int, Decimal]]]] = [
            (
                words["package"],
                1,
                [(one, self._added(lambda r, o=one: r.package == o)) for one in self._dossier.packages],
            ),
            (words["year"], 2, [(one, self._added(lambda r, o=one: r.year == o)) for one in self._dossier.years]),
            (words["kind"], 0, [(one, self._added(lambda r, o=one: r.kind == o)) for one in self._dossier.kinds]),
        ]
        for title, column, rows in blocks:
            sheet.write_string(line, 0, title, self._head)
            sheet.write_string(line, 1, words["euro"], self._head)
            start = line + 1
            for line, (name, euro) in enumerate(rows, start=start):
                if isinstance(name, int):
                    sheet.write_number(line, 0, name)
                else:
                    sheet.write_string(line, 0, name, self._text)
                # SUMPRODUCT compares whole texts: in SUMIF a name with * or = would be read as a pattern.
                sought = f"--({self._range(column)}={xl_rowcol_to_cell(line, 0)})"
                sheet.write_formula(line, 1, f"=SUMPRODUCT({sought},{self._range(_EURO)})", self._euro, float(euro))
            line = start + len(rows)
            told = sum((euro for _, euro in rows), start=Decimal(0))
            sheet.write_string(line, 0, words["total"], self._bold)
            if rows:
                cells = f"{xl_rowcol_to_cell(start, 1)}:{xl_rowcol_to_cell(line - 1, 1)}"
                sheet.write_formula(line, 1, f"=SUM({cells})", self._total, float(told))
            line += 2

    def _range(self, column: int, *, sheet: bool = True) -> str:
        first = xl_rowcol_to_cell(self._first, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(self._last, column, row_abs=True, col_abs=True)
        name = self._words["sheet_lines"][:31].replace("'", "''")
        return f"'{name}'!{first}:{last}" if sheet else f"{first}:{last}"

    def _added(self, keep: Any) -> Decimal:
        return sum((row.euro for row in self._dossier.costs if row.euro is not None and keep(row)), start=Decimal(0))
