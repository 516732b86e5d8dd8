"""Days, months and years as people write them, read on a given day: *1 maart*, *eind 2027*, *volgende maand*."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from wegwijzer.core.understanding.passages import Passage

_YEARS_AHEAD = 30


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day, or a month or year with `day` its last; `end` is the token behind it.

    `precision` is day, month or year. `is_bare` says that no part of it (*eind*, *half*) was named.
    """

    end: int
    day: date
    precision: str
    is_bare: bool = True
    is_sure: bool = True


def date_at(passage: Passage, place: int, on: date) -> WrittenDate | None:
    """The date that begins at this token; None when there is none, or when it is no day of the calendar."""
    try:
        return _date_at(passage, place, on)
    except (ValueError, OverflowError):
        return None


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month. Raises ValueError past the year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _date_at(passage: Passage, place: int, on: date) -> WrittenDate | None:
    part = passage.at("date_parts", place)
    if part is None:
        return _whole(passage, place, on)
    place = part[0]
    while link := passage.at("date_links", place):
        place = link[0]
    whole = _whole(passage, place, on, of_part=True)
    return None if whole is None else _part_of(whole, part[1])


def _part_of(whole: WrittenDate, part: str) -> WrittenDate | None:
    last = whole.day
    if whole.precision == "month":
        match part:
            case "end":
                return WrittenDate(whole.end, last, "day", is_bare=False)
            case "half":
                return WrittenDate(whole.end, last.replace(day=15), "day", is_bare=False)
        return WrittenDate(whole.end, last, "month", is_bare=False)
    if whole.precision == "year":
        match part:
            case "end":
                return WrittenDate(whole.end, date(last.year, 12, 31), "day", is_bare=False)
            case "half":
                return WrittenDate(whole.end, date(last.year, 6, 30), "month", is_bare=False)
        return WrittenDate(whole.end, date(last.year, 1, 31), "month", is_bare=False)
    return None


def _whole(passage: Passage, place: int, on: date, *, of_part: bool = False) -> WrittenDate | None:
    return (
        _numeric(passage, place, on)
        or _day_and_month(passage, place, on)
        or _month(passage, place, on)
        or _quarter(passage, place, on)
        or _named(passage, place, on, of_part=of_part)
        or _year(passage, place, on)
    )


def _numeric(passage: Passage, place: int, on: date) -> WrittenDate | None:
    """31/12/2027, 31-12-2027, 31/12 and 2027-12-31."""
    parts: list[int] = []
    at = place
    while (number := _whole_number(passage, at)) is not None and len(parts) < 3:
        parts.append(number)
        at += 1
        if passage.word(at) not in ("/", "-"):
            break
        at += 1
    if len(parts) == 3:
        year, month, day = parts if parts[0] > 31 else reversed(parts)
        return WrittenDate(at, date(year if year > 99 else 2000 + year, month, day), "day")
    if len(parts) == 2 and passage.word(place + 1) == "/" and 1 <= parts[1] <= 12:
        return WrittenDate(at, _next(parts[0], parts[1], on), "day")
    return None


def _day_and_month(passage: Passage, place: int, on: date) -> WrittenDate | None:
    number, at = _whole_number(passage, place), place + 1
    if number is None and (month := passage.at("months", place)):
        number, at = _whole_number(passage, month[0]), month[0] + 1
        if number is None or not 1 <= number <= 31:
            return None
        return _with_year(passage, _skip(passage, at, "ordinal_ends"), number, int(month[1]), on)
    if number is None or not 1 <= number <= 31:
        return None
    at = _skip(passage, _skip(passage, at, "ordinal_ends"), "date_links")
    month = passage.at("months", at)
    return _with_year(passage, month[0], number, int(month[1]), on) if month else None


def _with_year(passage: Passage, place: int, day: int, month: int, on: date) -> WrittenDate:
    year, end = _year_behind(passage, place, on)
    return WrittenDate(end, _next(day, month, on) if year is None else date(year, month, day), "day")


def _month(passage: Passage, place: int, on: date) -> WrittenDate | None:
    month = passage.at("months", place)
    if month is None:
        return None
    year, end = _year_behind(passage, month[0], on)
    number = int(month[1])
    if year is None:
        year = on.year + (number < on.month)
    return WrittenDate(end, _last_of(year, number), "month")


def _quarter(passage: Passage, place: int, on: date) -> WrittenDate | None:
    quarter = passage.at("quarters", place)
    if quarter is None:
        return None
    year, end = _year_behind(passage, _skip(passage, quarter[0], "date_links"), on)
    month = int(quarter[1]) * 3
    return WrittenDate(end, _last_of(on.year + (month < on.month) if year is None else year, month), "month")


def _named(passage: Passage, place: int, on: date, *, of_part: bool) -> WrittenDate | None:
    """Seasons and feasts, the month or week to come, this year and next year."""
    if hit := passage.at("seasons", place):
        month, _, day = hit[1].partition("-")
        year, end = _year_behind(passage, hit[0], on)
        if day:
            return WrittenDate(end, _next(int(day), int(month), on), "day", is_bare=False)
        year = on.year + (int(month) < on.month) if year is None else year
        return WrittenDate(end, _last_of(year, int(month)), "month", is_bare=False, is_sure=False)
    if (hit := passage.at("periods_ahead", place)) and (of_part or hit[1] != "month 0 bare"):
        unit, count, *_ = hit[1].split()
        match unit:
            case "week":
                return WrittenDate(hit[0], on + timedelta(weeks=int(count)), "day", is_bare=False, is_sure=False)
            case "month":
                then = add_months(on, int(count))
                return WrittenDate(hit[0], _last_of(then.year, then.month), "month", is_bare=not of_part)
    if (hit := passage.at("years_ahead", place)) and (of_part or hit[1] != "bare"):
        return WrittenDate(hit[0], date(on.year + int(hit[1].replace("bare", "0")), 12, 31), "year")
    return None


def _year(passage: Passage, place: int, on: date) -> WrittenDate | None:
    year, end = _year_behind(passage, place, on)
    if year is None or passage.at("currencies", end) or passage.at("multipliers", end):
        return None
    return WrittenDate(end, date(year, 12, 31), "year")


def _year_behind(passage: Passage, place: int, on: date) -> tuple[int | None, int]:
    """A year not long after the day, and the token behind it."""
    number = _whole_number(passage, place)
    if number is not None and on.year <= number <= on.year + _YEARS_AHEAD:
        return number, place + 1
    if hit := passage.at("years_ahead", place):
        return (on.year + int(hit[1]), hit[0]) if hit[1] != "bare" else (None, place)
    return None, place


def _whole_number(passage: Passage, place: int) -> int | None:
    if not 0 <= place < len(passage) or not passage.tokens[place].is_number:
        return None
    written = passage.tokens[place].written
    return int(written) if written.isdecimal() and len(written) <= 4 else None


def _skip(passage: Passage, place: int, name: str) -> int:
    hit = passage.at(name, place)
    return hit[0] if hit else place


def _next(day: int, month: int, on: date) -> date:
    """The day and month that come next, today included."""
    this_year = date(on.year, month, day)
    return this_year if this_year >= on else date(on.year + 1, month, day)


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
