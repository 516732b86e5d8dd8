"""Read the numbers of the referral's clocks: data/referral/clocks.yaml, or a file of the same form."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator

from wegwijzer.core.errors import InputError
from wegwijzer.core.referral.clocks import ClockRules
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.schema import Form, Written
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

_NAME = "referral/clocks.yaml"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = 3660
_IN_ORDER = (
    ("reminder_after", "reply_days", "a reminder comes before the promised day"),
    ("last_call_after", "hand_over_after", "a desk gets a last call before the need is handed over"),
    ("hand_over_after", "lapse_after", "a need is handed over before its offer lapses"),
    ("follow_up_after_days", "second_follow_up_after_days", "the second follow-up comes after the first"),
    ("second_follow_up_after_days", "retention_days", "an anonymous firm can no longer be asked anything"),
    ("archive_after_days", "retention_days", "a case is archived before it is anonymised"),
)


def _some_days(value: int) -> int:
    if not 1 <= value <= _LONGEST:
        raise ValueError(f"{value} is no number of days between 1 and {_LONGEST}")
    return value


class DaysForm(Form):
    """A number of days and why it is that many."""

    days: Annotated[int, AfterValidator(_some_days)]
    why: Written


class WeekdayForm(Form):
    """A day of the week and why it is that one."""

    day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    why: Written


class ClocksForm(Form):
    """The file."""

    reply_days: DaysForm
    reminder_after: DaysForm
    last_call_after: DaysForm
    hand_over_after: DaysForm
    lapse_after: DaysForm
    nobody_told_after: DaysForm
    quiet_case_after: DaysForm
    follow_up_after_days: DaysForm
    second_follow_up_after_days: DaysForm
    archive_after_days: DaysForm
    retention_days: DaysForm
    digest_weekday: WeekdayForm


@cache
def shipped_clock_rules() -> ClockRules:
    """The clocks inside the package. Raises InputError with every fault of the file."""
    return _read(read_yaml_file(shipped_folder() / _NAME, name=_NAME))


def read_clock_rules(path: Path) -> ClockRules:
    """The clocks of a file, which must hold all of them. Raises InputError with every fault."""
    return _read(read_yaml_file(path))


def _read(located: LocatedData) -> ClockRules:
    form, faults = validate(located, ClocksForm)
    if form is None:
        raise InputError(faults)
    days: dict[str, int] = {
        name: getattr(form, name).days for name in ClocksForm.model_fields if name != "digest_weekday"
    }
    faults = [
        located.fault((earlier, "days"), f"is {days[earlier]}.", f"less than {later} ({days[later]}), for {why}.")
        for earlier, later, why in _IN_ORDER
        if days[earlier] >= days[later]
    ]
    if faults:
        raise InputError(faults)
    return ClockRules(**days, digest_weekday=_WEEKDAYS.index(form.digest_weekday.day) + 1)
