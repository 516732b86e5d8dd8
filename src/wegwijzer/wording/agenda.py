"""Events in words: when, where, for what price."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from wegwijzer.core.agenda.event import Event
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text, euro_text

_BRUSSELS = ZoneInfo("Europe/Brussels")


def when_text(event: Event, language: str) -> str:
    """When an event is, by the clock in Belgium: "di 19 januari 2027, 14.00 - 17.00"."""
    first = day_text(event.first_day, language)
    if event.is_all_day:
        if event.last_day == event.first_day:
            return first
        return say("agenda.when.days", language, first=first, last=day_text(event.last_day, language))
    begins = clock_text(event.begins, language)
    if event.ends <= event.begins:
        return say("agenda.when.from", language, day=first, begins=begins)
    ends = clock_text(event.ends, language)
    if event.last_day == event.first_day:
        return say("agenda.when.hours", language, day=first, begins=begins, ends=ends)
    last = day_text(event.last_day, language)
    return say("agenda.when.long", language, first=first, begins=begins, last=last, ends=ends)


def day_text(day: date, language: str) -> str:
    """A day with its day of the week."""
    return f"{say(f'agenda.weekday.{day.weekday()}', language)} {date_text(day, language)}"


def clock_text(moment: datetime, language: str) -> str:
    """A time of day in Belgium."""
    there = moment.astimezone(_BRUSSELS)
    return say("agenda.when.clock", language, hour=f"{there.hour}", minute=f"{there.minute:02}")


def price_text(price: Decimal | None, language: str) -> str:
    """A price; "" where none is told, for it is not free because of that."""
    if price is None:
        return ""
    if not price:
        return say("agenda.price.free", language)
    return euro_text(price, language)


def month_text(day: date, language: str) -> str:
    """A month with its year, as a heading."""
    return date_text(day.replace(day=1), language).partition(" ")[2]
