"""A CSV file to download that spreadsheets open as it is meant."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_download(rows: Iterable[Sequence[object]], filename: str, *, delimiter: str = ",") -> HttpResponse:
    """The rows as a file: UTF-8 with the mark that lets spreadsheets see so; an unknown value is an empty cell.

    A text that a spreadsheet would read as a formula gets a quote before it.
    """
    file = StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow(["" if value is None else _harmless(value) for value in row])
    response = HttpResponse(f"\ufeff{file.getvalue()}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
