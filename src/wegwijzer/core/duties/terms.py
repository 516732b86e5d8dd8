"""Terms: so many days or months from a day, and the day on which they end.

A term that a source gives is counted as articles 52 to 54 of the Belgian Judicial Code count theirs: the day it counts
from is not in it, the last day is, and one in months runs from a day of the month to the day before it. That is our
choice where a source says no more. A last day on a weekend is not moved: no source says that a provider does so.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from wegwijzer.core.referral.working_days import add_working_days, is_working_day

_ONE_DAY = timedelta(days=1)
_LONGEST_MONTHS = 1200
LAST_DAY = date(2099, 12, 31)
"""The last day that a term may end on; public holidays are known up to then."""


class Anchor(Enum):
    """A day that terms count from. `DECISION` is when the firm hears that it was approved (or refused)."""

    REQUEST = "request"
    DECISION = "decision"
    START = "start"
    END = "end"
    INVOICE = "invoice"
    PAYMENT = "payment"
    YEAR_END = "year_end"
    INFORMED = "informed"


class Unit(Enum):
    """What a term counts. `NEXT_MONTH` is the first day of the month after; its count is always 1."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    NEXT_MONTH = "next_month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """`count` of a unit after the anchor, or before it with `is_before`.

    With `counts_anchor` the anchor is the first day of the term, as for a project that may last 24 months.
    `no_later_than` cuts the term off.
    """

    anchor: Anchor
    unit: Unit
    count: int
    is_before: bool = False
    counts_anchor: bool = False
    no_later_than: date | None = None


def last_day(term: Term, start: date, holidays: frozenset[date]) -> date:
    """The last day of a term that counts from `start`; with `is_before` the last day on which it can still be done.

    Raises ValueError for an end after 2099.

    >>> last_day(Term(anchor=Anchor.YEAR_END, unit=Unit.MONTHS, count=3), date(2025, 12, 31), frozenset())
    datetime.date(2026, 3, 31)
    """
    found = _counted(term, start, holidays)
    if term.no_later_than is not None:
        found = min(found, term.no_later_than)
    return found


def safe_day(day: date, holidays: frozenset[date]) -> date:
    """The day itself if offices are open, else the last working day before it: who acts then is in time in any case."""
    return day if is_working_day(day, holidays) else add_working_days(day, -1, holidays)


def _counted(term: Term, start: date, holidays: frozenset[date]) -> date:
    sign = -1 if term.is_before else 1
    first = start - _ONE_DAY if term.counts_anchor else start
    if start > LAST_DAY or term.count > _LONGEST_MONTHS:
        raise ValueError(
            f"a term of {term.count} {term.unit.value} from {start.isoformat()} ends after {LAST_DAY.year}."
        )
    match term.unit:
        case Unit.DAYS:
            found = first + sign * timedelta(days=term.count)
        case Unit.WEEKS:
            found = first + sign * timedelta(weeks=term.count)
        case Unit.WORKING_DAYS:
            found = add_working_days(first, sign * term.count, holidays)
        case Unit.MONTHS:
            found = _months_before(first, term.count) if term.is_before else _months_after(first, term.count)
        case Unit.NEXT_MONTH:
            found = _in_month(start, 1, 1)
    if found > LAST_DAY:
        raise ValueError(
            f"a term of {term.count} {term.unit.value} from {start.isoformat()} ends after {LAST_DAY.year}."
        )
    return found


def _months_after(start: date, count: int) -> date:
    """From the day after to the day before that day of the month; the month's last day where it has no such day."""
    first = start + _ONE_DAY
    year, month = _month(first, count)
    if first.day > monthrange(year, month)[1]:
        return date(year, month, monthrange(year, month)[1])
    return date(year, month, first.day) - _ONE_DAY


def _months_before(start: date, count: int) -> date:
    """The same day of an earlier month; the month's last day where it has no such day."""
    return _in_month(start, -count, start.day)


def _in_month(start: date, months: int, day: int) -> date:
    year, month = _month(start, months)
    return date(year, month, min(day, monthrange(year, month)[1]))


def _month(start: date, months: int) -> tuple[int, int]:
    place = start.year * 12 + start.month - 1 + months
    return place // 12, place % 12 + 1
