"""Which days a year of own use holds: whole years, and of this one only whole quarters.

Who looked before and after a single day would else read that day off the difference.
"""

from __future__ import annotations

from datetime import date, timedelta


def last_day(year: int, today: date) -> date | None:
    """The last day of a year that may be counted in; None while its first quarter is not over.

    >>> last_day(2025, date(2026, 11, 30)), last_day(2026, date(2026, 11, 30)), last_day(2026, date(2026, 3, 31))
    (datetime.date(2025, 12, 31), datetime.date(2026, 9, 30), None)
    """
    if year < today.year:
        return date(year, 12, 31)
    begun = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return begun - timedelta(days=1) if year == today.year and begun.month > 1 else None
