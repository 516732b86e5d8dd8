"""A result as an Excel file: a sheet that explains it, and a sheet for each table.

Text is written as text, so that no label of a survey becomes a formula or a link.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from wegwijzer.core.survey.publication import Cube, Kind, Publication
from wegwijzer.publishing.cells import cells, figure, number

_FORMATS = {Kind.ROWS: "#,##0", Kind.FIRMS: "#,##0.0", Kind.SHARE: "0.0%", Kind.NUMBER: "#,##0.0"}
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


def file_bytes(result: Publication) -> bytes:
    """The file itself."""
    kept = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(kept, options) as book:
        book.set_properties({"title": result.title, "author": "Wegwijzer"})
        _Sheets(book, result).write()
    return kept.getvalue()


class _Sheets:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any, result: Publication) -> None:
        self._book, self._result, self._words = book, result, result.words
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._mind = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
        self._hidden = book.add_format({"bg_color": "#E2E2E2", "align": "right"})
        self._numbers = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
        self._names: set[str] = set()

    def write(self) -> None:
        """All of it."""
        self._about()
        for cube in self._result.cubes:
            self._cube(cube)

    def _about(self) -> None:
        sheet = self._sheet(self._words["file.about"])
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 80)
        sheet.write_string(0, 0, self._result.title, self._title)
        line = 2
        for title, texts, form in (
            (self._words["file.warnings"], self._result.warnings, self._mind),
            (self._words["file.notes"], self._result.notes, self._text),
        ):
            for place, text in enumerate(texts):
                sheet.write_string(line, 0, title if place == 0 else "", self._head if place == 0 else self._text)
                sheet.write_string(line, 1, text, form)
                line += 1
        for fact in self._result.facts:
            sheet.write_string(line, 0, fact.label, self._text)
            if isinstance(fact.value, str) or fact.value is None:
                sheet.write_string(line, 1, fact.text, self._text)
            else:
                share = fact.id.endswith("share")
                form = self._book.add_format({"num_format": "0.0%" if share else "General", "align": "left"})
                sheet.write_number(line, 1, fact.value, form)
            line += 1
        sheet.write_string(line, 0, self._words["file.suppressed"], self._hidden)
        sheet.write_string(line, 1, self._words["file.hidden_note"], self._text)

    def _cube(self, cube: Cube) -> None:
        sheet = self._sheet(cube.title)
        sheet.write_string(0, 0, cube.title, self._title)
        sheet.write_string(1, 0, cube.definition)
        heads = [axis.label for axis in cube.axes] + [measure.label for measure in cube.measures]
        for column, head in enumerate([*heads, self._words["file.suppressed"]]):
            sheet.write_string(2, column, head, self._head)
        axes = len(cube.axes)
        sheet.set_column(0, axes - 1, 30)
        sheet.set_column(axes, len(heads), 16)
        sheet.freeze_panes(3, axes)
        for line, (key, categories) in enumerate(cells(cube), start=3):
            for column, category in enumerate(categories):
                sheet.write_string(line, column, category.label, self._text)
            is_hidden = key in cube.hidden
            for column, measure in enumerate(cube.measures, start=axes):
                found = number(figure(cube, key, measure))
                if found is not None:
                    sheet.write_number(line, column, found, self._numbers[measure.kind])
                elif is_hidden:
                    sheet.write_string(line, column, self._words["hidden_text"], self._hidden)
                else:
                    sheet.write_string(line, column, self._words["nothing"], self._text)
            if is_hidden:
                sheet.write_comment(line, axes, self._words["file.hidden_note"])
            sheet.write_number(line, len(heads), int(is_hidden))

    def _sheet(self, title: str) -> Any:
        name = _NOT_IN_NAME.sub(" ", title).strip()[:_LONGEST_NAME]
        number_ = 1
        while name.casefold() in self._names:
            number_ += 1
            name = f"{name[: _LONGEST_NAME - 4]} {number_}"
        self._names.add(name.casefold())
        return self._book.add_worksheet(name)
