"""From the JSON accounts of the NBB and their reference record to a filing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from wegwijzer.core.accounts.filing import Filing, FinancialYear, months_between
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.amounts import LARGEST_EUR, AmountProblem, DecimalMark, read_amount
from wegwijzer.readers.accounts.chart import shipped_chart
from wegwijzer.readers.accounts.json_documents import Reference
from wegwijzer.readers.accounts.labels import day_of, entity_of, is_length, model_of, numbers_in_name
from wegwijzer.readers.accounts.legal_form import legal_form_of
from wegwijzer.readers.accounts.rubric_code import rubric_code

_IS_PREVIOUS = {"N": False, "NM1": True}
_REFERENCE_WORDS = re.compile(
    r"[-_ .](?:references?|refs?|accounting[-_ ]?data|data|accounts|jsonxbrl)$", re.IGNORECASE
)

Amounts = dict[str, float]


def stem_of(where: str) -> str:
    """What the names of an accounts file and its reference file share.

    >>> stem_of("a.zip/0403019261_2024-001.json") == stem_of("a.zip/0403019261_2024-001.reference.json")
    True
    """
    folder, _, name = where.rpartition("/")
    stem = _REFERENCE_WORDS.sub("", PurePosixPath(name).stem)
    return f"{folder}/{stem}".casefold()


def read_rubrics(rubrics: Sequence[object], where: str, path: str) -> tuple[Amounts, Amounts, list[Fault]]:
    """The amounts of this year and of the year before, and all faults.

    A rubric of our chart that is no number is a fault; other rubrics may be texts and are then left alone.
    """
    reading = _Rubrics(where, path)
    for place, item in enumerate(rubrics):
        reading.add(place, item)
    return reading.years[0], reading.years[1], reading.faults


class _Rubrics:
    def __init__(self, where: str, path: str) -> None:
        self.years: tuple[Amounts, Amounts] = ({}, {})
        self.faults: list[Fault] = []
        self._known = shipped_chart().rubrics
        self._where, self._path = where, path
        self._places: dict[tuple[str, bool], int] = {}
        self._doubted: set[tuple[str, bool]] = set()

    def add(self, place: int, item: object) -> None:
        """Take one item of the list of rubrics."""
        if not isinstance(item, dict):
            self._fault(place, "is no rubric.", 'an object such as {"Code": "70", "Value": "12.5", "Period": "N"}.')
            return
        code, period = item.get("code"), item.get("period")
        written = rubric_code(str(code)) if isinstance(code, str | int) and not isinstance(code, bool) else None
        if written is None:
            if code is None or str(code)[:1].isdigit():
                shown = str(code)[:40]
                self._fault(place, f'has the code "{shown}".', "the code of a rubric, such as 10/15.")
            return
        is_previous = _IS_PREVIOUS.get(str(period).strip().upper().replace("-", "M") if period else "")
        if is_previous is None:
            if written in self._known:
                shown = str(period)[:40]
                self._fault(place, f'rubric {written} is of period "{shown}" and left out.', '"N" or "NM1".')
            return
        value = item.get("value")
        if value is None or value == "":
            return
        amount = self._amount(place, written, value)
        if amount is not None:
            self._keep(place, written, is_previous, amount)

    def _amount(self, place: int, code: str, value: object) -> float | None:
        try:
            if isinstance(value, str):
                return read_amount(value, DecimalMark.POINT)
            if not isinstance(value, bool) and isinstance(value, int | float) and abs(value) < LARGEST_EUR:
                return float(value)
            raise AmountProblem(f'"{str(value)[:40]}" is no amount.')
        except AmountProblem as problem:
            if code in self._known:
                self._fault(place, f"rubric {code}: {problem.problem} It is left out.", problem.expected)
            return None

    def _keep(self, place: int, code: str, is_previous: bool, amount: float) -> None:
        amounts, key = self.years[is_previous], (code, is_previous)
        first = self._places.setdefault(key, place)
        if first == place:
            amounts[code] = amount
        elif key in self._doubted or amounts[code] != amount:
            if key not in self._doubted:
                del amounts[code]
            self._doubted.add(key)
            self._fault(
                place,
                f"rubric {code} is given twice with another amount; first in {self._path}[{first}]. Neither is read.",
                "each rubric once a period.",
            )

    def _fault(self, place: int, problem: str, expected: str) -> None:
        self.faults.append(Fault(f"{self._where}, {self._path}[{place}]", problem, expected))


def filing_of(amounts: tuple[Amounts, Amounts], reference: Reference, where: str) -> tuple[Filing | None, list[Fault]]:
    """The filing, or None when it cannot be told whose it is, with all faults."""
    faults: list[Fault] = []
    if reference.currency and reference.currency.upper() != "EUR":
        currency = reference.currency[:40]
        return None, [Fault(where, f'is in "{currency}", so that it is left out.', "amounts in euro (EUR).")]
    if not amounts[0] and not amounts[1]:
        return None, [Fault(where, "holds no amounts.", "rubrics with a Value and a Period.")]
    entity = _entity(reference, where, faults)
    if entity is None:
        return None, faults
    end, start = _day(reference.end, where, faults), _day(reference.start, where, faults)
    if end is None and not reference.end:
        faults.append(
            Fault(where, "is read without its closing day, which it does not say.", "its reference record beside it.")
        )
    months = months_between(start, end) if start is not None and end is not None else None
    if months is not None and not is_length(months):
        problem = f"has a financial year from {start} to {end}; its length is not used."
        faults.append(Fault(where, problem, "a year of more than 0 and at most 24 months."))
        months = None
    return Filing(
        entity=entity,
        year=FinancialYear(amounts[0], end, months),
        previous=FinancialYear(amounts[1]) if amounts[1] else None,
        model=model_of(reference.model),
        is_deposit=True,
        deposited=_day(reference.deposited, where, faults),
        reference=reference.number,
        name=reference.name,
        legal_form=legal_form_of(reference.legal_form),
        where=where,
    ), faults


def _entity(reference: Reference, where: str, faults: list[Fault]) -> str | None:
    if reference.entity:
        entity, problem = entity_of(reference.entity)
        if problem:
            faults.append(Fault(where, problem, "a valid enterprise number; it is kept as it is written."))
        return entity
    numbers = numbers_in_name(where.rpartition("/")[2])
    if len(numbers) == 1:
        return numbers[0]
    told = "more than one enterprise number" if numbers else "no enterprise number"
    number = f" ({reference.number})" if reference.number else ""
    faults.append(
        Fault(
            where,
            f"does not say whose accounts these are{number}, and its name holds {told}.",
            "its reference record (same ReferenceNumber) in the batch, or one enterprise number in the file name.",
        )
    )
    return None


def _day(written: str, where: str, faults: list[Fault]) -> date | None:
    day = day_of(written) if written else None
    if written and day is None:
        faults.append(Fault(where, f'"{written[:40]}" is no day, and is not used.', "a day such as 2024-12-31."))
    return day
