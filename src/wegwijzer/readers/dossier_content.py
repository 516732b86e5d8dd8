"""Read a dossier as it was typed: days, numbers and choices where they are such, and a list of what is none.

Days are ISO (2027-01-31) or as people here write them (31/1/2027); amounts have a point before their decimals, as the
website keeps them. What cannot be read is never thrown away: it stays in the text and counts as not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from wegwijzer.core.dossier.content import (
    Content,
    CostLine,
    Member,
    Package,
    PartId,
    Partner,
    PartnerKind,
    Place,
)
from wegwijzer.core.dossier.fields import EXTRA, TEXT, YEAR, Written, rows_of
from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.readers.typed_days import typed_day

_AMOUNT = re.compile(r"-?\d{1,15}(\.\d+)?", re.ASCII)
_NAMES = re.compile(r"[,;\n]")
EARLIEST, LATEST = 1990, 2099
"""Years outside are a slip of the pen."""


def read_content(parts: Mapping[str, Written]) -> Content:
    """The whole dossier."""
    return _Reader(parts).content()


def read_day(typed: str) -> date | None:
    """A day, or None for what is none.

    >>> read_day("31/1/2027"), read_day("31-02-2027"), read_day("soon")
    (datetime.date(2027, 1, 31), None, None)
    """
    found = typed_day(typed)
    return found if found is not None and EARLIEST <= found.year <= LATEST else None


class _Reader:
    """Reads one dossier, and notes where something stands that cannot be read."""

    def __init__(self, parts: Mapping[str, Written]) -> None:
        self._parts = parts
        self._unread: list[Place] = []

    def content(self) -> Content:
        """The dossier as read."""
        firm, plan, costs = (self._of(part) for part in (PartId.FIRM, PartId.PLAN, PartId.COSTS))
        number = str(firm.get("firm_number", ""))
        years = {}
        for name, value in costs.items():
            year = name.removeprefix(YEAR)
            if name.startswith(YEAR) and year.isdecimal():
                told = self._amount(Place(PartId.COSTS, 0, name), str(value))
                if told is not None:
                    years[int(year)] = told
        return Content(
            firm_name=str(firm.get("firm_name", "")).strip(),
            typed_number=number.strip(),
            number=_number(number),
            texts=self._texts(),
            packages=tuple(self._package(row, at) for at, row in self._rows(PartId.PLAN)),
            people=tuple(self._member(row, at) for at, row in self._rows(PartId.PEOPLE)),
            costs=tuple(self._cost(row, at) for at, row in self._rows(PartId.COSTS)),
            partners=tuple(self._partner(row, at) for at, row in self._rows(PartId.PARTNERS)),
            applies_on=self._day(Place(PartId.PLAN, 0, "applies_on"), str(plan.get("applies_on", ""))),
            total=self._amount(Place(PartId.COSTS, 0, "total"), str(costs.get("total", ""))),
            year_totals=years,
            unread=tuple(self._unread),
        )

    def _of(self, part: PartId) -> Written:
        return self._parts.get(part.value, {})

    def _rows(self, part: PartId) -> list[tuple[int, dict[str, str]]]:
        return list(enumerate(rows_of(self._of(part)), start=1))

    def _texts(self) -> dict[str, str]:
        found = {part.value: str(self._of(part).get(TEXT, "")) for part in PartId}
        for part in PartId:
            found |= {name: str(text) for name, text in self._of(part).items() if name.startswith(EXTRA)}
        return {name: text for name, text in found.items() if text.strip()}

    def _package(self, row: dict[str, str], at: int) -> Package:
        def place(field: str) -> Place:
            return Place(PartId.PLAN, at, field)

        return Package(
            at,
            row.get("name", "").strip(),
            self._day(place("begins"), row.get("begins", "")),
            self._day(place("ends"), row.get("ends", "")),
            tuple(name.strip() for name in _NAMES.split(row.get("who", "")) if name.strip()),
            row.get("result", "").strip(),
            self._amount(place("budget"), row.get("budget", "")),
        )

    def _member(self, row: dict[str, str], at: int) -> Member:
        months = self._amount(Place(PartId.PEOPLE, at, "months"), row.get("months", ""))
        return Member(at, row.get("name", "").strip(), row.get("role", ""), row.get("skills", ""), months)

    def _cost(self, row: dict[str, str], at: int) -> CostLine:
        typed = row.get("year", "").strip()
        year = int(typed) if re.fullmatch(r"\d{4}", typed, re.ASCII) and EARLIEST <= int(typed) <= LATEST else None
        if typed and year is None:
            self._unread.append(Place(PartId.COSTS, at, "year"))
        euro = self._amount(Place(PartId.COSTS, at, "euro"), row.get("euro", ""))
        return CostLine(at, row.get("kind", ""), row.get("package", "").strip(), year, euro, row.get("note", ""))

    def _partner(self, row: dict[str, str], at: int) -> Partner:
        kind = row.get("kind", "")
        return Partner(
            at,
            row.get("name", "").strip(),
            PartnerKind(kind) if kind in {item.value for item in PartnerKind} else None,
            row.get("is_foreign") == "yes",
            row.get("number", "").strip(),
            _number(row.get("number", "")),
            row.get("role", ""),
            self._amount(Place(PartId.PARTNERS, at, "cost"), row.get("cost", "")),
        )

    def _day(self, place: Place, typed: str) -> date | None:
        if not typed.strip():
            return None
        found = read_day(typed)
        if found is None:
            self._unread.append(place)
        return found

    def _amount(self, place: Place, typed: str) -> Decimal | None:
        if not typed.strip():
            return None
        if not _AMOUNT.fullmatch(typed.strip()):
            self._unread.append(place)
            return None
        return Decimal(typed.strip())


def _number(typed: str) -> str:
    try:
        return parse_enterprise_number(typed)
    except ValueError:
        return ""
