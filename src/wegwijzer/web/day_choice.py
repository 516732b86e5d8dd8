"""The day whose rules a page shows, as asked in the address (`?op=2016-04-01`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wegwijzer.readers.catalogue import FIRST_DAY
from wegwijzer.readers.typed_days import typed_day
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

PARAMETER = "op"
LAST_DAY = date(2100, 12, 31)
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class DayChoice:
    """The day shown, what was typed for it, and what is wrong with that (empty: nothing).

    With an error the day is today, and the page says so.
    """

    day: date
    today: date
    text: str
    typed: str = ""
    error: str = ""

    @property
    def is_today(self) -> bool:
        """Whether nothing needs saying about the day."""
        return self.day == self.today

    @property
    def is_past(self) -> bool:
        """Whether the rules shown are those of an earlier day."""
        return self.day < self.today

    @property
    def iso(self) -> str:
        """The day for an address."""
        return self.day.isoformat()

    @property
    def query(self) -> str:
        """What a link to another page needs to keep the day; empty for today."""
        return "" if self.is_today else f"?{PARAMETER}={self.day.isoformat()}"

    @property
    def kept(self) -> str:
        """The day for a form to carry along; empty for today."""
        return "" if self.is_today else self.day.isoformat()


def chosen_day(asked: Mapping[str, str], *, today: date, language: str) -> DayChoice:
    """Read the day; a day that cannot be read gives today with a message, never another day in silence."""
    typed = str(asked.get(PARAMETER, "")).strip()
    today_text = date_text(today, language)
    if not typed:
        return DayChoice(today, today, today_text)
    day = typed_day(typed)
    shown = typed if len(typed) <= _LONGEST_SHOWN else f"{typed[:_LONGEST_SHOWN]}…"
    if day is None:
        return DayChoice(today, today, today_text, shown, say("site.day.not_a_day", language, typed=shown))
    if not FIRST_DAY <= day <= LAST_DAY:
        bounds = {"first": date_text(FIRST_DAY, language), "last": date_text(LAST_DAY, language)}
        error = say("site.day.out_of_reach", language, typed=shown, **bounds)
        return DayChoice(today, today, today_text, shown, error)
    return DayChoice(day, today, date_text(day, language), day.isoformat())
