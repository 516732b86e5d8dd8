"""The days of one measure, as typed in a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.duties.terms import Anchor
from wegwijzer.readers.duty_plan import FIRST_DAY, LAST_DAY, check_days
from wegwijzer.readers.typed_days import day_field, typed_day
from wegwijzer.web.duties.actions import LONGEST_TITLE
from wegwijzer.web.duties.queries import DatedSupport
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class DayField:
    """One day: its question, what stands in the field, and what is wrong with it ("" if nothing)."""

    id: str
    label: str
    typed: str
    fault: str


@dataclass(frozen=True, slots=True)
class DaysForm:
    """The name and the days; `days` holds those that could be read."""

    title: str
    title_fault: str
    fields: tuple[DayField, ...]
    days: Mapping[Anchor, date]

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """Everything that is wrong, with the field it is about."""
        title = (("title", self.title_fault),) if self.title_fault else ()
        return (*title, *((field.id, field.fault) for field in self.fields if field.fault))


def days_form(found: DatedSupport, sent: Mapping[str, str] | None, language: str) -> DaysForm:
    """The form as it stands, or as it was sent. A day that no term counts from is not asked, and stays as it is."""
    title = found.row.title if sent is None else " ".join(str(sent.get("title", "")).split())
    days = dict(found.days)
    typed: dict[Anchor, str] = {}
    faults: dict[Anchor, str] = {}
    for anchor in found.duties.anchors:
        typed[anchor] = day_field(found.days.get(anchor)) if sent is None else str(sent.get(anchor.value, "")).strip()
        days.pop(anchor, None)
        if not typed[anchor]:
            continue
        day = typed_day(typed[anchor])
        if day is None:
            shown = typed[anchor][:_LONGEST_SHOWN]
            faults[anchor] = say("duties.fault.day", language, typed=shown)
        elif not FIRST_DAY <= day <= LAST_DAY:
            faults[anchor] = say("duties.fault.day_far", language, day=date_text(day, language))
        else:
            days[anchor] = day
    wrong = check_days(days)
    if wrong is not None and wrong in typed:
        faults[wrong] = say("duties.fault.end_before_start", language)
    too_long = len(title) > LONGEST_TITLE
    return DaysForm(
        title,
        say("duties.fault.long_name", language, most=LONGEST_TITLE) if too_long else "",
        tuple(
            DayField(anchor.value, say(f"duties.field.{anchor.value}", language), text, faults.get(anchor, ""))
            for anchor, text in typed.items()
        ),
        days,
    )
