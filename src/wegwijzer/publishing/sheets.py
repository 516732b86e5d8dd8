"""Sheets as an Excel file. Text is written as text, so that none becomes a formula or a link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from wegwijzer.core.report.sheets import Content, Sheet, SheetBlock, SheetNumber
from wegwijzer.core.report.table import Unit, decimals_of

_WIDE, _NARROW = 46, 20
_MADE = datetime(2016, 1, 1)  # noqa: DTZ001 - a workbook knows no time zones
"""The same sheets give the same file, so the day on which it was made is not in it."""


def sheets_bytes(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The file itself."""
    kept = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(kept, options) as book:
        book.set_properties({"title": title, "author": "Wegwijzer", "created": _MADE})
        formats = _Formats(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, formats)
    return kept.getvalue()


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.heading = book.add_format({"bold": True, "font_size": 12})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.line = book.add_format({"valign": "top"})
        self._numbers: dict[str, Any] = {}

    def number(self, number: SheetNumber) -> Any:
        """The format that shows a figure with the decimals of the print."""
        decimals = decimals_of(number.value)
        form = f"0.{'0' * decimals}" if decimals else "0" if number.unit is Unit.PERCENT else "#,##0"
        form = f"{form}%" if number.unit is Unit.PERCENT else form
        if form not in self._numbers:
            self._numbers[form] = self._book.add_format({"num_format": form, "valign": "top"})
        return self._numbers[form]


def _write(page: Any, sheet: Sheet, formats: _Formats) -> None:
    page.set_column(0, 0, _WIDE)
    widths = max((len(row) for block in sheet.blocks for row in (block.heads, *block.rows)), default=1)
    for column in range(1, widths):
        is_words = any(
            len(str(row[column])) > _WIDE for block in sheet.blocks for row in block.rows if column < len(row)
        )
        page.set_column(column, column, _WIDE * 2 if is_words else _NARROW)
    page.write_string(0, 0, sheet.title, formats.title)
    line = 1
    for text in sheet.lines:
        page.write_string(line, 0, text, formats.line)
        line += 1
    for block in sheet.blocks:
        line = _block(page, block, formats, line + 1)
    line += 1
    for text in sheet.notes:
        page.write_string(line, 0, text, formats.line)
        line += 1


def _block(page: Any, block: SheetBlock, formats: _Formats, line: int) -> int:
    """Write a block from a line on; the line after it."""
    if block.title:
        page.write_string(line, 0, block.title, formats.heading)
        line += 1
    if block.heads:
        for column, head in enumerate(block.heads):
            page.write_string(line, column, head, formats.head)
        line += 1
    for row in block.rows:
        for column, content in enumerate(row):
            _cell(page, line, column, content, formats)
        line += 1
    return line


def _cell(page: Any, line: int, column: int, content: Content, formats: _Formats) -> None:
    if isinstance(content, SheetNumber):
        value = content.value / Decimal(100) if content.unit is Unit.PERCENT else content.value
        page.write_number(line, column, float(value), formats.number(content))
    elif content is not None:
        page.write_string(line, column, content, formats.text)
