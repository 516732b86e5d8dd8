"""How long an offering lives: open until its last day, then hidden, and removed only after a letter said so."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from wegwijzer.core.offers.rules import OfferRules


class Life(Enum):
    """Where an offering stands on a day. `WITHDRAWN` is by its poster; `EXPIRED` is hidden, and can be prolonged."""

    COMING = "coming"
    OPEN = "open"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def life(first: date, last: date, *, is_withdrawn: bool, on: date) -> Life:
    """Where it stands.

    >>> life(date(2026, 1, 1), date(2026, 1, 31), is_withdrawn=False, on=date(2026, 1, 31))
    <Life.OPEN: 'open'>
    """
    if is_withdrawn:
        return Life.WITHDRAWN
    if on < first:
        return Life.COMING
    return Life.OPEN if on <= last else Life.EXPIRED


def reminder_due(last: date, rules: OfferRules, *, on: date) -> int | None:
    """The reminder whose time has come, as its days before the last day; None before the first, and after the last day.

    A worker that stood still sends the latest one alone.
    """
    left = (last - on).days
    due = [days for days in rules.remind_before if left <= days]
    return min(due) if due and left >= 0 else None


def is_notice_due(last: date, rules: OfferRules, *, on: date) -> bool:
    """Whether it is time to say that it will be removed: it was hidden for long enough."""
    return on > last + timedelta(days=rules.hidden_for)


def removal_day(noticed: date, rules: OfferRules) -> date:
    """The day on which it goes, counted from the letter that said so."""
    return noticed + timedelta(days=rules.notice_before_removal)


def may_be_removed(last: date, noticed: date | None, rules: OfferRules, *, on: date) -> bool:
    """Whether it may go: a letter said so, its days are over, and it was not prolonged since."""
    return noticed is not None and is_notice_due(last, rules, on=on) and on >= removal_day(noticed, rules)


def last_day_allowed(first: date, rules: OfferRules, *, on: date) -> date:
    """The latest last day of an offering that begins then, asked on a day."""
    return max(first, on) + timedelta(days=rules.longest_run)
