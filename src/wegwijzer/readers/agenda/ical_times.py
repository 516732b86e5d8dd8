"""Times, zones and rules of repeating as iCalendar writes them; what cannot be read says why, as a finding's code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar.prop import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from wegwijzer.core.agenda.recurrence import Frequency, Rule, Weekday
from wegwijzer.readers.agenda.ical_lines import Property

BRUSSELS = ZoneInfo("Europe/Brussels")
_FIRST_YEAR, _LAST_YEAR = 1980, 2100
_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_TOO_FAST = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
_MOST_NUMBERS = 366


class UnreadTimeError(ValueError):
    """A time or rule that cannot be read: the code of the finding, and what stood there."""

    def __init__(self, code: str, value: str) -> None:
        self.code, self.value = code, value[:80]
        super().__init__(f"{code}: {value[:80]}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time by the wall clock of a zone; a whole day begins at midnight in Belgium."""

    wall: datetime
    zone: ZoneInfo
    is_day: bool = False

    @property
    def at(self) -> datetime:
        """The moment itself, in UTC."""
        return at(self.wall, self.zone)


def at(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a time by the clock of a zone, in UTC."""
    return wall.replace(tzinfo=zone).astimezone(UTC)


def moment_of(found: Property, *, floating: ZoneInfo) -> Moment:
    """The time of a property. Raises UnreadTimeError; a zone that is not known counts as `floating`."""
    zone = zone_of(found.parameters.get("TZID", "")) or floating
    return moment_in(found.value, zone)


def moment_in(value: str, zone: ZoneInfo) -> Moment:
    """A time as written, in a zone unless it is in UTC itself. Raises UnreadTimeError."""
    matched = _TIME.fullmatch(value.strip().upper())
    if matched is None:
        raise UnreadTimeError("bad_time", value)
    year, month, day, hour, minute, second, utc = matched.groups()
    try:
        on = date(int(year), int(month), int(day))
        clock = time(int(hour), int(minute), min(int(second or 0), 59)) if hour else None
    except ValueError:
        raise UnreadTimeError("bad_time", value) from None
    if not _FIRST_YEAR <= on.year <= _LAST_YEAR:
        raise UnreadTimeError("bad_time", value)
    if clock is None:
        return Moment(datetime.combine(on, time()), BRUSSELS, is_day=True)
    if utc:
        # Shown and repeated by the clock of the place: an event at ten is at ten in summer too.
        return Moment(datetime.combine(on, clock, UTC).astimezone(zone).replace(tzinfo=None), zone)
    return Moment(datetime.combine(on, clock), zone)


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo | None:
    """A time zone by its name in the tz database, in Windows, or at the end of a path; None for another or for none."""
    name = name.strip().strip("/")
    parts = name.split("/")
    for candidate in (name, WINDOWS_TO_OLSON.get(name, ""), "/".join(parts[-2:]), "/".join(parts[-3:])):
        if candidate and re.fullmatch(r"[A-Za-z0-9_+/-]+", candidate):
            try:
                return ZoneInfo(candidate)
            except (ValueError, OSError, KeyError):
                continue
    return None


def duration_of(value: str) -> timedelta:
    """How long something takes. Raises UnreadTimeError."""
    try:
        found = vDuration.from_ical(value.strip().upper())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        raise UnreadTimeError("bad_time", value) from None
    if not isinstance(found, timedelta) or found < timedelta(0):
        raise UnreadTimeError("bad_time", value)
    return found


def rule_of(value: str, zone: ZoneInfo) -> Rule:
    """A rule of repeating. Raises UnreadTimeError: `repeats_fast` by the hour or faster, else `repeats_strangely`."""
    parts = dict(part.partition("=")[::2] for part in value.strip().upper().split(";") if part)
    frequency = parts.pop("FREQ", "")
    if frequency in _TOO_FAST:
        raise UnreadTimeError("repeats_fast", value)
    try:
        found = Rule(
            frequency=Frequency(frequency),
            interval=_counted(parts.pop("INTERVAL", "1")),
            count=_counted(parts.pop("COUNT")) if "COUNT" in parts else None,
            until=_until(parts.pop("UNTIL"), zone) if "UNTIL" in parts else None,
            months=_numbers(parts, "BYMONTH", 1, 12),
            month_days=_numbers(parts, "BYMONTHDAY", -31, 31),
            year_days=_numbers(parts, "BYYEARDAY", -366, 366),
            week_numbers=_numbers(parts, "BYWEEKNO", -53, 53),
            weekdays=_weekdays(parts.pop("BYDAY", "")),
            positions=_numbers(parts, "BYSETPOS", -366, 366),
            week_start=_DAYS.index(parts.pop("WKST", "MO")),
        )
    except UnreadTimeError:
        raise UnreadTimeError("repeats_strangely", value) from None
    except (ValueError, KeyError):
        raise UnreadTimeError("repeats_strangely", value) from None
    if any(name.startswith("BY") for name in parts):  # by the hour, minute or second
        raise UnreadTimeError("repeats_fast", value)
    return found


def _counted(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 100_000:
        raise ValueError(text)
    return number


def _until(text: str, zone: ZoneInfo) -> datetime:
    found = moment_in(text, zone)
    return datetime.combine(found.wall.date(), time.max) if found.is_day else found.wall


def _numbers(parts: dict[str, str], name: str, least: int, most: int) -> tuple[int, ...]:
    numbers = tuple(int(number) for number in parts.pop(name, "").split(",") if number)
    if len(numbers) > _MOST_NUMBERS or any(not number or not least <= number <= most for number in numbers):
        raise ValueError(name)
    return numbers


def _weekdays(text: str) -> tuple[Weekday, ...]:
    found = []
    for part in filter(None, text.split(",")):
        matched = _WEEKDAY.fullmatch(part.strip())
        if matched is None:
            raise ValueError(part)
        found.append(Weekday(_DAYS.index(matched[2]), int(matched[1] or 0)))
    return tuple(found)


def parameter_zone(parameters: Mapping[str, str]) -> str:
    """The zone that a property names and that is not known; "" for none."""
    name = parameters.get("TZID", "")
    return name if name and zone_of(name) is None else ""
