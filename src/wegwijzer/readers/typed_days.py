"""Days as people type them: by hand, or as a date field of the browser sends them."""

from __future__ import annotations

import re
from datetime import date

_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


def typed_day(text: str) -> date | None:
    """The day, or None when it is none: "2/3/2026", "2-3-2026" or "2026-03-02", the day before the month.

    >>> typed_day("2/3/2026"), typed_day("30/2/2026")
    (datetime.date(2026, 3, 2), None)
    """
    text = text.strip()
    by_hand = _DAY_FIRST.match(text)
    try:
        if by_hand:
            day, month, year = (int(part) for part in by_hand.groups())
            return date(year, month, day)
        return date.fromisoformat(text) if _ISO.match(text) else None
    except ValueError:
        return None


def day_field(day: date | None) -> str:
    """A day as one types it, for a field that is filled in already; "" for none."""
    return "" if day is None else f"{day.day}/{day.month}/{day.year}"
