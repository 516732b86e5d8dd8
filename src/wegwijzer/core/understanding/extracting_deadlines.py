"""By when something must be ready, as an ISO day, month or year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from wegwijzer.core.understanding.dates_in_text import WrittenDate, add_months, date_at
from wegwijzer.core.understanding.extracting_numbers import Quantity
from wegwijzer.core.understanding.passages import Passage
from wegwijzer.core.understanding.proposals import Confidence, Remark, remark_at

_LONGEST_MONTHS = 360


def deadlines(passage: Passage, quantities: tuple[Quantity, ...], *, on: date) -> Iterator[Remark]:
    """Every deadline that lies on that day or later, each once."""
    seen: set[str] = set()
    by_start = {quantity.start: quantity for quantity in quantities}
    place = 0
    while place < len(passage):
        remark, end = _by_date(passage, place, on) or _in_time(passage, by_start, place, on) or (None, place + 1)
        if remark is not None and remark.value not in seen:
            seen.add(remark.value)
            yield remark
        place = max(end, place + 1)


def _by_date(passage: Passage, place: int, on: date) -> tuple[Remark | None, int] | None:
    """*tegen juni*, *voor eind 2027*, *by 1 March*. Before a bare month or year means: by the end of the one before."""
    opening = passage.at("date_by", place)
    if opening is None:
        return None
    start = opening[0]
    while link := passage.at("date_articles", start):
        start = link[0]
    found = date_at(passage, start, on)
    if found is None and start != opening[0]:
        found = date_at(passage, opening[0], on)
    if found is None:
        return None
    try:
        day, value = _read(found, is_before=opening[1] == "before")
    except (ValueError, OverflowError):  # the last day before the calendar begins
        return None
    if day < on:
        return None
    confidence = Confidence.SURE if found.is_sure and found.precision != "year" else Confidence.LIKELY
    return remark_at(passage, "deadline", value, tokens=(place, found.end), confidence=confidence), found.end


def _read(found: WrittenDate, *, is_before: bool) -> tuple[date, str]:
    day = found.day
    if is_before and found.is_bare and found.precision == "month":
        day = day.replace(day=1) - timedelta(days=1)
        return day, day.isoformat()
    if is_before and found.is_bare and found.precision == "year":
        day = date(day.year - 1, 12, 31)
        return day, day.isoformat()
    return day, day.isoformat() if found.precision == "day" else f"{day:%Y-%m}"


def _in_time(passage: Passage, by_start: dict[int, Quantity], place: int, on: date) -> tuple[Remark | None, int] | None:
    """*binnen drie maanden*, *within a year*, *dans six mois*; not the time in which goods are delivered."""
    opening = passage.at("duration_starts", place)
    if opening is None:
        return None
    number, end = _length(passage, by_start, opening[0])
    unit = passage.at("durations", end) if number is not None else None
    if number is None or unit is None:
        return None
    language, _, period = unit[1].partition("-")
    if opening[1] not in ("any", language):
        return None
    clause, clause_end = passage.clause(place)
    if period in ("D", "W") and passage.has("deliveries", clause, clause_end):
        return None
    day = _later(on, number, period)
    if day is None:
        return None
    confidence = Confidence.SURE if opening[1] == "any" else Confidence.LIKELY
    return remark_at(passage, "deadline", day.isoformat(), tokens=(place, unit[0]), confidence=confidence), unit[0]


def _length(passage: Passage, by_start: dict[int, Quantity], place: int) -> tuple[Decimal | None, int]:
    while link := passage.at("duration_links", place):
        place = link[0]
    if quantity := by_start.get(place):
        return quantity.high or quantity.low, quantity.end
    if fraction := passage.at("fractions", place):
        return Decimal(fraction[1]), fraction[0]
    if article := (passage.at("articles", place) or passage.at("date_articles", place)):
        if fraction := passage.at("fractions", article[0]):
            return Decimal(fraction[1]), fraction[0]
        return Decimal(1), article[0]
    return None, place


def _later(on: date, number: Decimal, period: str) -> date | None:
    months = {"M": 1, "Q": 3, "Y": 12}.get(period)
    try:
        if months is not None:
            count = int(number * months)
            return add_months(on, count) if 0 < count <= _LONGEST_MONTHS else None
        days = int(number * (7 if period == "W" else 1))
        return on + timedelta(days=days) if 0 < days <= _LONGEST_MONTHS * 30 else None
    except (ValueError, OverflowError):
        return None
