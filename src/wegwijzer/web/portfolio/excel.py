"""The list of clients as an Excel file: a row a client, and a second sheet that explains the lights.

Text is written as text, so that no cell of a client's becomes a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpResponse

from wegwijzer.core.knipperlichten.light import LightStatus, LightUnit
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.day_choice import DayChoice
from wegwijzer.web.portfolio.client_readings import ClientReading
from wegwijzer.web.portfolio.light_pages import light_pages
from wegwijzer.web.portfolio.list_filters import sector_id
from wegwijzer.web.portfolio.list_view import equity_of, margin_of
from wegwijzer.wording.language import local, say
from wegwijzer.wording.signals import LightWording, most_worrying

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS = {
    LightUnit.SHARE: "0.0%",
    LightUnit.POINTS: "0.0%",
    LightUnit.RATIO: "0.00",
    LightUnit.EUR: "#,##0",
}
_COLOURS = {LightStatus.RED: "#FBE9E6", LightStatus.AMBER: "#FCF0D9"}
_MOST_QUESTIONS = 3


def excel_response(clients: Sequence[ClientReading], wording: LightWording, day: DayChoice) -> HttpResponse:
    """The file as a download, named after the day."""
    response = HttpResponse(excel_bytes(clients, wording, day), content_type=_TYPE)
    name = f"{say('portfolio.excel.file_name', wording.language)}-{day.day.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def excel_bytes(clients: Sequence[ClientReading], wording: LightWording, day: DayChoice) -> bytes:
    """The file itself; rows go to disk as they are written."""
    kept = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(kept, options) as book:
        book.set_properties(
            {"title": say("portfolio.excel.title", wording.language), "author": say("site.name", wording.language)}
        )
        _Sheets(book, wording).write(clients, day)
    return kept.getvalue()


class _Sheets:
    """Writes both sheets of one workbook."""

    def __init__(self, book: Any, wording: LightWording) -> None:
        self._book = book
        self._wording = wording
        self._language = wording.language
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self._whole = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._statuses = {
            status: book.add_format({"bg_color": colour, "valign": "top"}) for status, colour in _COLOURS.items()
        }
        self._plain = book.add_format({"valign": "top"})
        self._values = {unit: book.add_format({"num_format": form, "valign": "top"}) for unit, form in _FORMATS.items()}

    def write(self, clients: Sequence[ClientReading], day: DayChoice) -> None:
        """The clients, and the explanation."""
        sheet = self._book.add_worksheet(self._say("sheet_clients"))
        heads = self._heads()
        sheet.freeze_panes(1, 1)
        for column, (text, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, text, self._bold)
        for row, item in enumerate(clients, start=1):
            self._client(sheet, row, item)
        if clients:
            sheet.autofilter(0, 0, len(clients), len(heads) - 1)
        self._explanation(day)

    def _heads(self) -> list[tuple[str, int]]:
        """The columns with their widths."""
        fixed = [
            ("name", 34), ("number", 15), ("fictional", 10), ("sector", 22), ("year", 12), ("months", 9), ("score", 8),
            ("red", 7), ("amber", 8), ("missing", 11), ("equity", 14), ("margin", 14), ("last_talk", 12), ("note", 30),
        ]  # fmt: skip
        heads = [(self._say(name), width) for name, width in fixed]
        heads += [(self._say("question", number=str(number)), 48) for number in range(1, _MOST_QUESTIONS + 1)]
        for light, _ in self._wording.board.lights:
            name = local(light.name, self._language)
            heads += [(name, 13), (self._say("value", light=name), 13)]
        return heads

    def _client(self, sheet: Any, row: int, item: ClientReading) -> None:
        latest, year = item.reading.latest, item.history.latest
        questions = list(
            dict.fromkeys(self._wording.question(light.light) for light in most_worrying(latest, self._wording.board))
        )
        cells: list[tuple[object, Any]] = [
            (item.name, self._wrap),
            (item.number, self._plain),
            (self._say("yes") if item.client.is_fictional else "", self._plain),
            (self._sector(item), self._plain),
            (year.year.end, self._day),
            (year.months, self._plain),
            (round(latest.score), self._plain),
            (latest.count(LightStatus.RED), self._plain),
            (latest.count(LightStatus.AMBER), self._plain),
            (latest.count(LightStatus.NOT_COMPUTABLE), self._plain),
            (equity_of(year), self._whole),
            (margin_of(year), self._whole),
            (item.client.last_talk, self._day),
            (item.client.note, self._wrap),
            *((questions[place] if place < len(questions) else "", self._wrap) for place in range(_MOST_QUESTIONS)),
        ]
        for light in latest.lights:
            word = say(f"signals.status.{light.status.value}", self._language)
            cells.append((word, self._statuses.get(light.status, self._plain)))
            cells.append((light.value, self._values[self._wording.version(light.light).unit]))
        _write(sheet, row, cells)

    def _sector(self, item: ClientReading) -> str:
        sector = sector_id(item)
        options = shipped_catalogue().facts["sector"].options
        return next((local(option.label, self._language) for option in options if option.id == sector), "")

    def _explanation(self, day: DayChoice) -> None:
        """What each light watches, where its limits lie, and what all of it is worth."""
        sheet = self._book.add_worksheet(self._say("sheet_lights"))
        heads = (
            ("light", 26), ("meaning", 48), ("formula", 48), ("limits", 48), ("weight", 9), ("why", 40),
            ("source", 44), ("sure", 18),
        )  # fmt: skip
        for column, (_, width) in enumerate(heads):
            sheet.set_column(column, column, width)
        lines = [
            self._say("rules_of", day=day.text),
            say("signals.advice_only", self._language),
            say("portfolio.predicts.can", self._language),
            say("portfolio.predicts.cannot", self._language),
            say("portfolio.score.explained", self._language),
        ]
        for row, text in enumerate(lines):
            sheet.write_string(row, 0, text, self._plain)
        first = len(lines) + 1
        for column, (name, _) in enumerate(heads):
            sheet.write_string(first, column, self._say(name), self._bold)
        for row, light in enumerate(light_pages(self._wording.board, self._language), start=first + 1):
            limits = "\n".join(
                say("portfolio.light.when", self._language, status=limit.word, condition=limit.condition)
                for limit in light.limits
            )
            source = f"{light.source} {light.source_url}".strip()
            cells = (
                light.name,
                light.meaning,
                light.formula,
                limits,
                light.weight,
                light.why_weight,
                source,
                light.confidence,
            )
            _write(sheet, row, [(cell, self._wrap) for cell in cells])

    def _say(self, key: str, **arguments: str) -> str:
        return say(f"portfolio.excel.{key}", self._language, **arguments)


def _write(sheet: Any, row: int, cells: Iterable[tuple[object, Any]]) -> None:
    """Cells by their type; None stays empty, and a text is a text whatever it begins with."""
    for column, (value, form) in enumerate(cells):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            sheet.write_string(row, column, value, form)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, form)
        else:
            sheet.write_datetime(row, column, value, form)
