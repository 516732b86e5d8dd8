"""Read the lights: from the accounts of many enterprises to a status, a value and a score for each.

The overall score orders a portfolio: 100 times the weight that is lit (red in full, amber by half) over the weight
that could be computed, or half of all weight where less than that could. A light that cannot be computed therefore
never counts as good or bad, and one red light out of one does not make a firm the worst of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from wegwijzer.core.accounts.columns import AccountsTable, Numbers, accounts_table
from wegwijzer.core.accounts.history import AccountsHistory, AccountsYear
from wegwijzer.core.knipperlichten.formula import Reading
from wegwijzer.core.knipperlichten.light import LightBoard, LightStatus, LightVersion

AMBER_COUNTS = 0.5
LEAST_WEIGHT_SHARE = 0.5
"""The share of all weight that a score is at least measured against."""
BLOCK = 10_000
"""Enterprises read at once: some tens of megabytes."""

_STATUSES = (LightStatus.GREEN, LightStatus.AMBER, LightStatus.RED, LightStatus.NOT_COMPUTABLE)
_GREEN, _AMBER, _RED, _NOT_COMPUTABLE = range(4)

StatusCodes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class LightColumn:
    """One light over a table: the value and the status code of every row, and where red is severe."""

    value: Numbers
    status: StatusCodes
    severe: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LightReading:
    """One light of one enterprise in one year.

    `value` is in the light's unit; `previous` the value a year earlier. `missing` are the rubrics without which it
    cannot be computed, `missing_previous` those of the year before; when both are empty, the light cannot be computed
    because it would divide by nil.
    """

    light: str
    status: LightStatus
    value: float | None
    previous: float | None
    threshold: float
    is_severe: bool = False
    missing: tuple[str, ...] = ()
    missing_previous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearReading:
    """The lights of one year, in the order of the board, and their score (0-100, higher is more worrying)."""

    year: AccountsYear
    lights: tuple[LightReading, ...]
    score: float

    def light(self, light_id: str) -> LightReading:
        """The reading of one light."""
        return next(light for light in self.lights if light.light == light_id)

    @property
    def computed(self) -> int:
        """How many lights could be computed."""
        return sum(light.status is not LightStatus.NOT_COMPUTABLE for light in self.lights)

    def count(self, status: LightStatus) -> int:
        """How many lights show a status."""
        return sum(light.status is status for light in self.lights)


@dataclass(frozen=True, slots=True)
class AccountsReading:
    """The lights of one enterprise over all its years, newest first."""

    history: AccountsHistory
    years: tuple[YearReading, ...]

    @property
    def latest(self) -> YearReading:
        """The newest year."""
        return self.years[0]

    @property
    def score(self) -> float:
        """The score of the newest year."""
        return self.years[0].score


def light_column(table: AccountsTable, version: LightVersion) -> LightColumn:
    """One light over a whole table."""
    value = Reading(table).number(version.formula)
    names: dict[str, Numbers | float] = {"value": value, **version.limits}
    reading = Reading(table, names)
    is_red = reading.condition(version.red).met
    is_amber = reading.condition(version.amber).met if version.amber else np.zeros(table.rows, np.bool_)
    status = np.where(is_red, _RED, np.where(is_amber, _AMBER, np.where(np.isnan(value), _NOT_COMPUTABLE, _GREEN)))
    severe = reading.condition(version.severe).met & is_red if version.severe else np.zeros(table.rows, np.bool_)
    return LightColumn(value, status.astype(np.int8), severe)


def scores(columns: Sequence[LightColumn], weights: Sequence[int]) -> Numbers:
    """The overall score of every row, from all lights and their weights."""
    rows = len(columns[0].status)
    lit, computed = np.zeros(rows), np.zeros(rows)
    for column, weight in zip(columns, weights, strict=True):
        computed += weight * (column.status != _NOT_COMPUTABLE)
        lit += weight * (1.0 * (column.status == _RED) + AMBER_COUNTS * (column.status == _AMBER))
    found: Numbers = 100 * lit / np.maximum(computed, LEAST_WEIGHT_SHARE * sum(weights))
    return found


def read_lights(histories: Iterable[AccountsHistory], board: LightBoard) -> Iterator[AccountsReading]:
    """The lights of every enterprise, in order; a block of enterprises at a time, so that memory stays bounded."""
    remaining = iter(histories)
    while block := list(islice(remaining, BLOCK)):
        yield from _read_block(block, board)


def light_columns(years: Sequence[AccountsYear], legal_forms: Sequence[str], board: LightBoard) -> list[LightColumn]:
    """Every light of the board over the given years: the bulk form, without an object a row."""
    table = accounts_table(years, legal_forms, board.chart, board.codes)
    return [light_column(table, version) for _, version in board.lights]


def _read_block(block: list[AccountsHistory], board: LightBoard) -> Iterator[AccountsReading]:
    years = [year for history in block for year in history.years]
    forms = [history.legal_form for history in block for _ in history.years]
    table = accounts_table(years, forms, board.chart, board.codes)
    columns = [light_column(table, version) for _, version in board.lights]
    score = scores(columns, [version.weight for _, version in board.lights])
    row = 0
    for history in block:
        last = row + len(history.years)
        yield AccountsReading(
            history,
            tuple(
                YearReading(
                    year,
                    tuple(_row_readings(table, columns, board, row + place, last)),
                    float(score[row + place]),
                )
                for place, year in enumerate(history.years)
            ),
        )
        row = last


def _row_readings(
    table: AccountsTable, columns: Sequence[LightColumn], board: LightBoard, row: int, last: int
) -> Iterator[LightReading]:
    """The lights of one row; the row after it, before `last`, is the year before."""
    for column, (light, version) in zip(columns, board.lights, strict=True):
        status = _STATUSES[int(column.status[row])]
        missing: tuple[str, ...] = ()
        missing_previous: tuple[str, ...] = ()
        if status is LightStatus.NOT_COMPUTABLE:
            formula = version.formula
            missing = tuple(code for code in formula.rubrics if np.isnan(table.current.of(code)[row]))
            missing_previous = tuple(
                code for code in formula.previous_rubrics if np.isnan(table.previous.of(code)[row])
            )
        yield LightReading(
            light=light.id,
            status=status,
            value=_number(column.value[row]),
            previous=_number(column.value[row + 1]) if row + 1 < last else None,
            threshold=version.threshold,
            is_severe=bool(column.severe[row]),
            missing=missing,
            missing_previous=missing_previous,
        )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
