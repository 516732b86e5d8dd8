"""Whether the days of the work plan fit each other, today and the rule of the measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from wegwijzer.core.dossier.content import Content, PartId
from wegwijzer.core.dossier.finding import Finding, met, not_met, unknown
from wegwijzer.core.dossier.limits import Limit, LimitKind, Rules

_PLAN = PartId.PLAN
_YEAR = 12


def check_dates(content: Content, rules: Rules | None, *, on: date) -> Iterator[Finding]:
    """Each package whole and in order; nothing begun before the request; the duration within its limits.

    `on` is the day on which the check is made: what lies before it is past.
    """
    for package in content.packages:
        if package.begins is None:
            yield unknown("begins_missing", _PLAN, package.row, "begins", package=package.name)
        elif package.begins < on:
            yield not_met("begins_past", _PLAN, package.row, "begins", package=package.name, day=package.begins)
        if package.ends is None:
            yield unknown("ends_missing", _PLAN, package.row, "ends", package=package.name)
        elif package.begins and package.ends < package.begins:
            values: dict[str, Any] = {"package": package.name, "begins": package.begins, "ends": package.ends}
            yield not_met("ends_before", _PLAN, package.row, "ends", **values)
    if content.applies_on is not None and content.applies_on < on:
        yield not_met("applies_past", _PLAN, field="applies_on", day=content.applies_on)
    if content.packages:
        yield from _start(content, rules)
        yield from _duration(content, rules)


def first_day_of_next_month(day: date) -> date:
    """The first day of the month after the one of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of that month where it is shorter."""
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    last = (first_day_of_next_month(date(year, month + 1, 1)) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def months_between(begins: date, ends: date) -> int:
    """How many months a project takes that runs from one day up to and including the other, the last one counted
    whole: from 1 January to 31 December it is 12, a day longer 13."""
    months = max(0, (ends.year - begins.year) * _YEAR + ends.month - begins.month - 1)
    while months_after(begins, months) <= ends:
        months += 1
    return months


def _start(content: Content, rules: Rules | None) -> Iterator[Finding]:
    rule = rules.limit(LimitKind.MONTH_AFTER) if rules else None
    documented = rule.documented if rule else ""
    applies, begins = content.applies_on, content.begins
    if applies is None:
        yield replace(unknown("applies_missing", _PLAN, field="applies_on"), documented=documented)
    elif begins is not None:
        first = first_day_of_next_month(applies) if rule else applies
        values = {"begins": begins, "applies": applies, "first": first}
        early = [package for package in content.packages if package.begins and package.begins < first]
        for package in early:
            finding = not_met("begins_early", _PLAN, package.row, "begins", package=package.name, **values)
            yield replace(finding, documented=documented)
        if not early:
            yield replace(met("begins", _PLAN, **values), documented=documented)


def _duration(content: Content, rules: Rules | None) -> Iterator[Finding]:
    limits = [rules.limit(kind) for kind in (LimitKind.MOST_MONTHS, LimitKind.LEAST_MONTHS)] if rules else []
    begins, ends = content.begins, content.ends
    is_whole = all(package.begins and package.ends for package in content.packages)
    for limit in limits:
        if limit is not None:
            yield replace(_measured(limit, begins, ends, is_whole), documented=limit.documented)


def _measured(limit: Limit, begins: date | None, ends: date | None, is_whole: bool) -> Finding:
    most = int(limit.value)
    if begins is None or ends is None or ends < begins:
        return unknown("duration_open", _PLAN, limit=most)
    months = months_between(begins, ends)
    if limit.kind is LimitKind.MOST_MONTHS:
        if months > most:  # a package whose days are missing can only make it longer
            return not_met("duration_long", _PLAN, months=months, limit=most)
        return met("duration", _PLAN, months=months) if is_whole else unknown("duration_open", _PLAN, limit=most)
    if months >= most:
        return met("duration", _PLAN, months=months)
    return (
        not_met("duration_short", _PLAN, months=months, limit=most)
        if is_whole
        else unknown("duration_open", _PLAN, limit=most)
    )
