"""Days and promises: the site's clocks, its time zone, and the Belgian holidays."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from wegwijzer.core.referral.clocks import is_quiet
from wegwijzer.core.referral.working_days import add_working_days
from wegwijzer.readers.holidays import shipped_holidays
from wegwijzer.readers.referral import shipped_clock_rules
from wegwijzer.web.referral.models import Case
from wegwijzer.web.referral.recording import case_facts


def local_day(at: datetime) -> date:
    """The day that it is in Belgium."""
    return timezone.localdate(at)


def promised_days(own: int | None) -> int:
    """The reply time of a desk in working days: its own, or else the site's."""
    return own or shipped_clock_rules().reply_days


def has_gone_quiet(case: Case, at: datetime) -> bool:
    """Whether somebody has a case in hand and nobody did or wrote anything for as long as the clocks say."""
    zone = timezone.get_default_timezone()
    return is_quiet(case_facts(case), shipped_clock_rules(), now=at, holidays=shipped_holidays(), zone=zone)


def reply_by(at: datetime, days: int) -> date:
    """The last day of a promise made now."""
    return add_working_days(local_day(at), days, shipped_holidays())
