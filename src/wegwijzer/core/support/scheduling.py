"""Order in time: what must be filed by when for each option, and what comes too late.

A file goes in on the first day on which it is taken, from the day of asking on; the last day follows from the start of
the action. Nothing here knows amounts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from wegwijzer.core.support.cumulation import NO_RULES, CumulationRule, CumulationRules, waiting_rules
from wegwijzer.core.support.de_minimis import NO_AID, AidEntry, AidLedger, months_later
from wegwijzer.core.support.options import Filing, FilingRule, Option

_DAY = timedelta(days=1)


class LateReason(Enum):
    """Why an option cannot be had with the start as it is planned."""

    FILED_TOO_LATE = "filed_too_late"
    NOTICE_TOO_LATE = "notice_too_late"
    NO_WINDOW = "no_window"
    """No call for files is open between now and the last day."""
    WAITING = "waiting"
    """Earlier support of the ledger makes it wait until after the last day for filing."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When an option is filed and decided.

    `file_from` is the first day on which it can be filed, `file_by` the last (None: no last day); `notice_by` the last
    day for a notice. `decided_on` is when the answer comes if it is filed at once, None where no source says how long
    that takes. `granted_on` is that day, or `file_from` where it is unknown: the earliest it may count as granted.
    """

    option: Option
    file_from: date
    file_by: date | None
    notice_by: date | None
    decided_on: date | None

    @property
    def granted_on(self) -> date:
        """The earliest day on which it may count as granted."""
        return self.decided_on or self.file_from


@dataclass(frozen=True, slots=True)
class Late:
    """An option that cannot be had as planned.

    `deadline` is the day that was missed; `rule` and `entry` what makes it wait. `possible_start` is the first start of
    the action that would do, None where no later start helps as far as is known.
    """

    option: Option
    reason: LateReason
    deadline: date | None
    possible_start: date | None
    rule: CumulationRule | None = None
    entry: AidEntry | None = None


def timing(option: Option, *, on: date, rules: CumulationRules = NO_RULES, ledger: AidLedger = NO_AID) -> Timing | Late:
    """When the option is to be filed, or why it is too late for that on the day."""
    notice_by = notice_day(option)
    file_by = last_filing_day(option.filing, option.start)
    start = possible_start(option, on=on, rules=rules, ledger=ledger)
    if notice_by is not None and notice_by < on:
        return Late(option, LateReason.NOTICE_TOO_LATE, notice_by, start)
    if file_by is not None and file_by < on:
        return Late(option, LateReason.FILED_TOO_LATE, file_by, start)
    free_from, rule, entry = _free_from(option, rules, ledger, on)
    if free_from is None or (file_by is not None and file_by < free_from):
        return Late(option, LateReason.WAITING, free_from, start, rule, entry)
    file_from = first_filing_day(option.filing, max(on, free_from))
    if file_from is None or (file_by is not None and file_by < file_from):
        last = max((window.valid_until for window in option.filing.windows if window.valid_until), default=None)
        return Late(option, LateReason.NO_WINDOW, last, start)
    decided_on = None if option.lead_days is None else file_from + timedelta(days=option.lead_days)
    closing = min((day for day in (file_by, _closing(option.filing, file_from)) if day is not None), default=None)
    return Timing(option, file_from, closing, notice_by, decided_on)


def last_filing_day(filing: Filing, start: date) -> date | None:
    """The last day to file for an action that starts on the day; None where there is none."""
    if filing.rule is FilingRule.BEFORE_START:
        return start - _DAY
    if filing.rule is FilingRule.MONTH_BEFORE_START:
        return start.replace(day=1) - _DAY
    if filing.rule is FilingRule.WITHIN_DAYS_AFTER_START:
        return start + timedelta(days=filing.days)
    return None


def first_filing_day(filing: Filing, on: date) -> date | None:
    """The first day from `on` on which files are taken; None where the last known call has closed."""
    if not filing.windows:
        return on
    days = [
        max(on, window.valid_from)
        for window in filing.windows
        if window.valid_until is None or window.valid_until >= on
    ]
    return min(days, default=None)


def notice_day(option: Option) -> date | None:
    """The last day to give notice, for an option that asks for one."""
    if not option.notice_before_start:
        return None
    return option.notice_by or option.start - _DAY


def possible_start(
    option: Option, *, on: date, rules: CumulationRules = NO_RULES, ledger: AidLedger = NO_AID
) -> date | None:
    """The first start of the action, not before the planned one, with which the option is in time; None for never."""
    free_from, _, _ = _free_from(option, rules, ledger, on)
    filed = None if free_from is None else first_filing_day(option.filing, max(on, free_from))
    if filed is None:
        return None
    start = option.start
    if option.filing.rule is FilingRule.BEFORE_START:
        start = max(start, filed + _DAY)
    elif option.filing.rule is FilingRule.MONTH_BEFORE_START:
        start = max(start, months_later(filed.replace(day=1), 1))
    elif option.filing.rule is FilingRule.WITHIN_DAYS_AFTER_START:
        start = max(start, filed - timedelta(days=option.filing.days))
    notice_by = notice_day(option)
    if notice_by is not None:
        start = max(start, on + (option.start - notice_by))
    return start


def shifted(option: Option, days: int) -> Option:
    """The same option for an action that starts and ends so many days later."""
    later = timedelta(days=days)
    notice_by = None if option.notice_by is None else option.notice_by + later
    return replace(option, start=option.start + later, end=option.end + later, notice_by=notice_by)


def in_order(timings: Iterable[Timing]) -> list[Timing]:
    """What to file first stands first: by last day, then by first day."""
    return sorted(
        timings,
        key=lambda item: (
            min((day for day in (item.notice_by, item.file_by) if day is not None), default=date.max),
            item.file_from,
            item.option.id,
        ),
    )


def _closing(filing: Filing, day: date) -> date | None:
    """The end of the call in which the day lies."""
    return next((window.valid_until for window in filing.windows if window.covers(day)), None)


def _free_from(
    option: Option, rules: CumulationRules, ledger: AidLedger, on: date
) -> tuple[date | None, CumulationRule | None, AidEntry | None]:
    """The first day on which earlier support no longer makes the option wait; None where its day is unknown."""
    free, why, by = on, None, None
    for rule in waiting_rules(option, rules, on=on):
        for entry in ledger.entries:
            if entry.measure not in rule.others or rule.months is None:
                continue
            if entry.granted is None:
                return None, rule, entry
            until = months_later(entry.granted.valid_until or entry.granted.valid_from, rule.months)
            if until > free:
                free, why, by = until, rule, entry
    return free, why, by
