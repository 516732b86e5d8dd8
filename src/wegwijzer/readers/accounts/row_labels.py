"""What a row says beside its amounts: whose it is, of which year, of which length."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from wegwijzer.core.accounts.filing import AccountsModel
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.amounts import AmountProblem, read_amount
from wegwijzer.readers.accounts.labels import LONGEST_LABEL, day_of, entity_of, is_length, model_of
from wegwijzer.readers.accounts.legal_form import legal_form_of
from wegwijzer.readers.accounts.table import Cell, Header, Place, Row, cell_text

_SEEN = 20_000
"""Labels that are remembered: most come back on every other row."""
_NACE_VERSIONS = ("2003", "2008", "2025")


@dataclass(slots=True)
class RowLabels:
    """The labels of one row; None or "" where the row does not say."""

    entity: str
    end: date | None = None
    months: float | None = None
    months_nm1: float | None = None
    model: AccountsModel | None = None
    name: str = ""
    legal_form: str = ""
    nace: str = ""
    nace_version: str = ""


class RowLabelReader:
    """Reads the labels of the rows of one table."""

    def __init__(self, header: Header, place: Place) -> None:
        self._place = place
        self._entity = header.labels["entity"]
        self._currency = header.labels.get("currency")
        readers: dict[str, Callable[[Cell, list[tuple[str, str]]], object]] = {
            "end": _end,
            "months": _months,
            "months_nm1": _months,
            "model": _model,
            "name": _plain,
            "legal_form": _legal_form,
            "nace": _plain,
            "nace_version": _nace_version,
        }
        self._seen: dict[tuple[str, Cell], object] = {}
        self._others = [(name, header.labels[name], read) for name, read in readers.items() if name in header.labels]

    def read(self, row: Row, faults: list[Fault]) -> RowLabels | None:
        """The labels, or None for a row that cannot be used; faults are added."""
        cells = row.cells
        count = len(cells)
        written = cells[self._entity] if self._entity < count else None
        text = cell_text(written)
        if not text:
            faults.append(Fault(self._place.row(row.line), "names no entity, and is left out.", "an entity a row."))
            return None
        entity, problem = entity_of(text)
        if problem:
            faults.append(
                Fault(
                    self._place.cell(row.line, "entity"),
                    f"{problem} The row is kept under this label.",
                    "a valid enterprise number, or a client number of your own.",
                )
            )
        if self._currency is not None and self._currency < count:
            currency = cell_text(cells[self._currency])
            if currency and currency.upper() not in ("EUR", "€", "EURO"):
                where = self._place.cell(row.line, "currency")
                faults.append(Fault(where, f'is "{currency[:40]}"; the row is left out.', "amounts in euro (EUR)."))
                return None
        if not self._others:
            return RowLabels(entity)
        found: dict[str, object] = {}
        for name, index, read in self._others:
            cell = cells[index] if index < count else None
            if cell == "" or cell is None:
                continue
            key = (name, cell)
            value = self._seen.get(key)
            if value is None:
                problems: list[tuple[str, str]] = []
                value = read(cell, problems)
                faults += [Fault(self._place.cell(row.line, name), *problem_) for problem_ in problems]
                if not problems and len(self._seen) < _SEEN:
                    self._seen[key] = value
            found[name] = value
        return RowLabels(entity, **found)  # type: ignore[arg-type]


def _plain(cell: Cell, _: list[tuple[str, str]]) -> str:
    return " ".join(cell_text(cell).split())[:LONGEST_LABEL]


def _legal_form(cell: Cell, problems: list[tuple[str, str]]) -> str:
    written = cell_text(cell)
    form = legal_form_of(written)
    if written and not form:
        problems.append((f'"{written[:40]}" is no legal form known here, and is not used.', "nv, bv, cv, vof, vzw ..."))
    return form


def _model(cell: Cell, problems: list[tuple[str, str]]) -> AccountsModel | None:
    written = cell_text(cell)
    model = model_of(written)
    if written and model is None:
        problems.append((f'"{written[:40]}" is no model, and is not used.', "full, abridged or micro."))
    return model


def _nace_version(cell: Cell, problems: list[tuple[str, str]]) -> str:
    written = cell_text(cell)
    if written and written not in _NACE_VERSIONS:
        problems.append((f'"{written[:40]}" is no version of NACE-BEL, and is not used.', "2003, 2008 or 2025."))
        return ""
    return written


def _end(cell: Cell, problems: list[tuple[str, str]]) -> date | None:
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    written = cell_text(cell)
    day = day_of(written)
    if written and day is None:
        problems.append((f'"{written[:40]}" is no closing day, and is not used.', "a day such as 2024-12-31."))
    return day


def _months(cell: Cell, problems: list[tuple[str, str]]) -> float | None:
    written = cell_text(cell)
    if not written:
        return None
    try:
        months = read_amount(written)
    except AmountProblem:
        months = -1.0
    if is_length(months):
        return months
    problems.append(
        (f'"{written[:40]}" is no length of a financial year, and is not used.', "months, above 0 and at most 24.")
    )
    return None
