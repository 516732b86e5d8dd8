"""One event as an organiser types it in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Protocol

from wegwijzer.core.agenda.event import AUDIENCES, LONGEST_PLACE, LONGEST_SUMMARY, LONGEST_TITLE, Event
from wegwijzer.readers.agenda.csv_file import typed_clock
from wegwijzer.readers.agenda.drafting import Words, drafted, price_of
from wegwijzer.readers.agenda.ical_times import BRUSSELS, at
from wegwijzer.readers.agenda.placing import placed
from wegwijzer.readers.agenda.plain_text import web_address
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.typed_days import day_field, typed_day
from wegwijzer.web.agenda.models import Listing
from wegwijzer.wording.language import say

TEXTS = ("title", "day", "begins", "ends", "last_day", "place", "postal_code", "summary", "address", "price")
_LONGEST = {"title": LONGEST_TITLE, "place": LONGEST_PLACE, "summary": LONGEST_SUMMARY}
_MOST_TYPED = 10_000


class Posted(Protocol):
    """A form as Django gives it."""

    def get(self, key: str, default: str) -> str:
        """One field."""

    def getlist(self, key: str) -> list[str]:
        """All values of one field."""


@dataclass(frozen=True, slots=True)
class EventForm:
    """What was typed, and what is wrong with it by field; `event` is None while anything is."""

    texts: Mapping[str, str]
    themes: Sequence[str] = ()
    audiences: Sequence[str] = ()
    is_online: bool = False
    faults: Mapping[str, str] = field(default_factory=dict)
    event: Event | None = None


def empty_form() -> EventForm:
    """A form with nothing in it."""
    return EventForm(dict.fromkeys(TEXTS, ""))


def form_of(row: Listing) -> EventForm:
    """A form as the listing stands."""
    begins, ends = row.begins.astimezone(BRUSSELS), row.ends.astimezone(BRUSSELS)
    has_end = not row.is_all_day and row.ends > row.begins
    texts = {
        "title": row.title,
        "day": day_field(row.first_day),
        "begins": "" if row.is_all_day else f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}" if has_end else "",
        "last_day": day_field(row.last_day) if row.last_day != row.first_day else "",
        "place": row.place,
        "postal_code": row.postal_code,
        "summary": row.summary,
        "address": row.address,
        "price": "" if row.price_eur is None else f"{row.price_eur:f}".replace(".", ",").removesuffix(",00"),
    }
    return EventForm(texts, tuple(row.themes), tuple(row.audiences), row.is_online)


def read_form(sent: Posted, *, on: date, language: str, uid: str = "") -> EventForm:
    """Read what was sent; everything that is wrong is told at once, and nothing that was typed is lost."""
    texts = {name: sent.get(name, "").replace("\r\n", "\n").strip()[:_MOST_TYPED] for name in TEXTS}
    themes = [theme for theme in shipped_catalogue().business_domains if theme in sent.getlist("themes")]
    audiences = [name for name in AUDIENCES if name in sent.getlist("audiences")]
    is_online = sent.get("is_online", "") == "1"
    faults: dict[str, str] = {}

    def fault(name: str, key: str, **more: object) -> None:
        faults.setdefault(
            name, say(f"agenda.fault.{key}", language, **more) if more else say(f"agenda.fault.{key}", language)
        )

    for name, most in _LONGEST.items():
        if len(texts[name]) > most:
            fault(name, "long", most=most)
    if not texts["title"]:
        fault("title", "no_title")
    if not texts["place"] and not is_online:
        fault("place", "no_place")
    if texts["postal_code"] and not placed("", postal_code=texts["postal_code"]).postal_code:
        fault("postal_code", "postal_code", typed=texts["postal_code"][:20])
    if texts["address"] and not web_address(texts["address"]):
        fault("address", "address")
    if texts["price"] and price_of(texts["price"]) is None:
        fault("price", "price")
    if not themes:
        fault("themes", "no_theme")
    times = _times(texts, on, fault)
    faults = {name: faults[name] for name in (*TEXTS[:8], "themes", *TEXTS[8:]) if name in faults}
    form = EventForm(texts, tuple(themes), tuple(audiences), is_online, faults)
    if faults or times is None:
        return form
    begins, ends, is_all_day = times
    event = drafted(
        Words(texts["title"], texts["summary"], texts["place"], texts["postal_code"], texts["address"]),
        uid=uid or str(uuid.uuid4()),
        begins=begins,
        ends=ends,
        is_all_day=is_all_day,
        is_cancelled=False,
        sequence=0,
    )
    price: Decimal | None = price_of(texts["price"]) if texts["price"] else None
    return replace(
        form,
        event=replace(
            event,
            themes=tuple(themes),
            audiences=tuple(audiences),
            is_online=is_online,
            price_eur=price,
            language=event.language,
        ),
    )


class _Fault(Protocol):
    def __call__(self, name: str, key: str, **more: object) -> None:
        """Note what is wrong with a field."""


def _times(texts: Mapping[str, str], on: date, fault: _Fault) -> tuple[datetime, datetime, bool] | None:
    rules = shipped_agenda_rules()
    first = typed_day(texts["day"])
    last = typed_day(texts["last_day"]) if texts["last_day"] else first
    begin, end = typed_clock(texts["begins"]), typed_clock(texts["ends"])
    if not texts["day"]:
        fault("day", "no_day")
    elif first is None:
        fault("day", "day", typed=texts["day"][:40])
    elif not on <= first <= on + timedelta(days=rules.days_ahead):
        fault("day", "day_far", days=rules.days_ahead)
    if texts["last_day"] and last is None:
        fault("last_day", "day", typed=texts["last_day"][:40])
    for name, clock in (("begins", begin), ("ends", end)):
        if texts[name] and clock is None:
            fault(name, "clock", typed=texts[name][:20])
    if first is None or last is None:
        return None
    if last < first or (last == first and begin is not None and end is not None and end <= begin):
        fault("ends" if last == first else "last_day", "ends_early")
    if (last - first).days > rules.longest_event_days:
        fault("last_day", "too_long", days=rules.longest_event_days)
    if begin is None:
        if texts["ends"] and not texts["begins"]:
            fault("begins", "no_begin")
        midnight = datetime.combine(last + timedelta(days=1), time())
        return at(datetime.combine(first, time()), BRUSSELS), at(midnight, BRUSSELS), True
    starts = at(datetime.combine(first, begin), BRUSSELS)
    return starts, starts if end is None else at(datetime.combine(last, end), BRUSSELS), False
