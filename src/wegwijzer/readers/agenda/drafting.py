"""From the words of a list to an event: texts cleaned, days in Belgium, place and themes found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from wegwijzer.core.agenda.event import LONGEST_PLACE, LONGEST_SUMMARY, LONGEST_TITLE, Event
from wegwijzer.readers.agenda.ical_times import BRUSSELS
from wegwijzer.readers.agenda.placing import audiences_of, language_of, placed, themes_of
from wegwijzer.readers.agenda.plain_text import plain_line, plain_lines, web_address

_FREE = re.compile(r"\s*(gratis|free|gratuit|kosteloos|0)\s*", re.IGNORECASE)
_PRICE = re.compile(
    r"(?:€|eur(?:o)?)?\s*(\d{1,3}(?:[. ]\d{3})+|\d{1,6})(?:[.,](\d{1,2}))?\s*(?:€|eur(?:o)?)?", re.IGNORECASE
)
LARGEST_PRICE = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class Words:
    """What a list tells of an event in words, as it stands there."""

    title: str
    summary: str = ""
    place: str = ""
    postal_code: str = ""
    address: str = ""
    categories: Sequence[str] = ()
    price: str = ""


def drafted(
    words: Words, *, uid: str, begins: datetime, ends: datetime, is_all_day: bool, is_cancelled: bool, sequence: int
) -> Event:
    """The event; `ends` of a whole day is the midnight after it. Themes and place are found in the words."""
    title = plain_line(words.title, LONGEST_TITLE)
    summary = plain_lines(words.summary, LONGEST_SUMMARY)
    place = plain_line(words.place, LONGEST_PLACE)
    found = placed(place, title=title, postal_code=words.postal_code)
    event = Event(
        uid=uid[:255],
        title=title,
        begins=begins,
        ends=ends,
        first_day=begins.date(),
        last_day=begins.date(),
        sequence=sequence,
        is_all_day=is_all_day,
        summary=summary,
        place=place,
        postal_code=found.postal_code,
        province=found.province,
        point=found.point,
        is_online=found.is_online,
        themes=themes_of(words.categories, title, summary),
        audiences=audiences_of(words.categories),
        price_eur=price_of(words.price),
        address=web_address(words.address),
        language=language_of(f"{title}. {summary[:600]}"),
        is_cancelled=is_cancelled,
    )
    return moved(event, begins, ends)


def moved(event: Event, begins: datetime, ends: datetime, *, occurrence: str = "") -> Event:
    """The same event at another time, its days worked out anew."""
    first = begins.astimezone(BRUSSELS).date()
    last = max(first, (ends - timedelta(microseconds=1)).astimezone(BRUSSELS).date())
    return replace(event, begins=begins, ends=ends, first_day=first, last_day=last, occurrence=occurrence)


def price_of(text: str) -> Decimal | None:
    """A price as people write it, in euro; None for what is none.

    >>> price_of("gratis"), price_of("€ 1.250,50"), price_of("op aanvraag")
    (Decimal('0'), Decimal('1250.50'), None)
    """
    if _FREE.fullmatch(text):
        return Decimal(0)
    found = _PRICE.fullmatch(text.strip())
    if found is None:
        return None
    euros = found[1].replace(".", "").replace(" ", "")
    price = Decimal(f"{euros}.{found[2] or '0'}") if found[2] else Decimal(euros)
    return price if price <= LARGEST_PRICE else None
