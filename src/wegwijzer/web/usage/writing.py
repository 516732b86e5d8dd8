"""Add to the tallies: one statement however much there is to add, right with any number of processes at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import islice

from django.db import connection, transaction

from wegwijzer.web.usage.kinds import LONGEST, Kind
from wegwijzer.web.usage.models import CountedDay, Tally

Key = tuple[date, str, str, str]
"""Day, kind, subject, detail."""

_AT_ONCE = 150
"""Rows of a statement: SQLite takes so many values at once on every machine."""


def key(day: date, kind: Kind, subject: str = "", detail: str = "") -> Key:
    """The key of a tally."""
    return day, kind.value, subject[:LONGEST], detail[:LONGEST]


def add(counts: Mapping[Key, int]) -> None:
    """Add to the tallies of these keys.

    The database adds, not we: two processes that add at once both count. Rows go in order, so that they never wait for
    each other in a circle.
    """
    rows = iter(sorted((found, count) for found, count in counts.items() if count))
    with transaction.atomic(), connection.cursor() as cursor:
        while batch := list(islice(rows, _AT_ONCE)):
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(batch))
            values = [
                value
                for (day, kind, subject, detail), count in batch
                for value in (connection.ops.adapt_datefield_value(day), kind, subject, detail, count)
            ]
            cursor.execute(_upsert(places), values)


def count_day(what: str, day: date, counts: Counter[Key]) -> bool:
    """Add what the records of a day come to, once: False where somebody else already did."""
    with transaction.atomic():
        _, is_new = CountedDay.objects.get_or_create(what=what, day=day)
        if is_new:
            add(counts)
    return is_new


def _upsert(places: str) -> str:
    """The same words on SQLite and PostgreSQL; only names of ours and placeholders are put in."""
    table = connection.ops.quote_name(Tally._meta.db_table)
    return (
        f"INSERT INTO {table} (day, kind, subject, detail, count) VALUES {places} "  # noqa: S608
        f"ON CONFLICT (day, kind, subject, detail) DO UPDATE SET count = {table}.count + excluded.count"
    )
