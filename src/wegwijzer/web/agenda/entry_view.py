"""An event of the agenda in words, as a row of the list and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from wegwijzer.core.agenda.digest import Wish
from wegwijzer.core.agenda.distance import kilometres
from wegwijzer.publishing.agenda_calendar import CalendarRow
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.web.agenda.models import Listing
from wegwijzer.web.agenda.queries import Entry
from wegwijzer.web.agenda.rows import event_of
from wegwijzer.web.post.telling import names_text
from wegwijzer.wording.agenda import month_text, price_text, when_text
from wegwijzer.wording.language import local, say


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row of the list; what is not told is ""."""

    id: str
    title: str
    language: str
    when: str
    where: str
    distance: str
    organisers: str
    themes: tuple[str, ...]
    price: str


@dataclass(frozen=True, slots=True)
class MonthOfEntries:
    """The rows of one month."""

    title: str
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class Payer:
    """A measure that pays, by what the catalogue says of the organiser."""

    measure: str
    name: str
    organisation: str
    organisation_name: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything on the page of one event. `addresses` are the organisers' own pages, as (organiser, address)."""

    row: EntryRow
    paragraphs: tuple[str, ...]
    audiences: tuple[str, ...]
    addresses: tuple[tuple[str, str], ...]
    joint: tuple[EntryRow, ...]
    payers: tuple[Payer, ...]
    is_cancelled: bool
    is_over: bool


def entry_row(entry: Entry, language: str, wish: Wish | None = None) -> EntryRow:
    """The row."""
    row = entry.row
    return EntryRow(
        id=str(row.pk),
        title=row.title,
        language=row.language,
        when=when_text(event_of(row), language),
        where=where_text(row, language),
        distance=_distance(row, wish, language),
        organisers=names_text(entry.organisers, language),
        themes=tuple(_theme(theme, language) for theme in row.themes),
        price=price_text(row.price_eur, language),
    )


def months_of(entries: Sequence[Entry], language: str, wish: Wish, *, on: date) -> list[MonthOfEntries]:
    """The rows by month; what began earlier and goes on stands in the month of today."""
    months: dict[date, list[EntryRow]] = {}
    for entry in entries:
        month = max(entry.row.first_day, on).replace(day=1)
        months.setdefault(month, []).append(entry_row(entry, language, wish))
    return [MonthOfEntries(month_text(month, language), tuple(rows)) for month, rows in sorted(months.items())]


def entry_page(entry: Entry, language: str, *, on: date) -> EntryPage:
    """The page."""
    row = entry.row
    everybody = (row, *entry.merged)
    return EntryPage(
        row=entry_row(entry, language),
        paragraphs=tuple(filter(None, row.summary.split("\n\n"))),
        audiences=tuple(say(f"agenda.audience.{name}", language) for name in row.audiences),
        addresses=tuple((str(one.desk), one.address) for one in everybody if one.address),
        joint=tuple(entry_row(Entry(one, (str(one.desk),)), language) for one in entry.joint),
        payers=payers_of(everybody, language),
        is_cancelled=row.state == Listing.State.CANCELLED,
        is_over=row.last_day < on,
    )


def payers_of(rows: Sequence[Listing], language: str) -> tuple[Payer, ...]:
    """The measures that can pay for an event: only where the catalogue's entry of its organiser says that one can pay
    with it there, the measure holds on the day, and the event costs something.
    """
    catalogue = shipped_catalogue()
    found: dict[tuple[str, str], Payer] = {}
    for row in rows:
        if not row.price_eur:
            continue
        in_force = {one.measure.id for one in shipped_day(row.first_day).measures}
        for measure, organisations in shipped_agenda_rules().payers.items():
            if measure in in_force and row.desk.organisation in organisations:
                organisation = catalogue.organisation(row.desk.organisation)
                found[measure, organisation.id] = Payer(
                    measure,
                    local(catalogue.measure(measure).name, language),
                    organisation.id,
                    local(organisation.name, language),
                )
    return tuple(found.values())


def where_text(row: Listing, language: str) -> str:
    """Where it is; "" where that is not told."""
    return row.place or (say("agenda.online", language) if row.is_online else "")


def page_address(listing_id: object, language: str) -> str:
    """The whole address of the page of an event."""
    return f"{settings.SITE_ADDRESS}{reverse('agenda:event', args=[language, listing_id])}"


def calendar_row(entry: Entry, language: str) -> CalendarRow:
    """An event for a calendar file."""
    organisers = say("agenda.organised_by", language, names=names_text(entry.organisers, language))
    price = price_text(entry.row.price_eur, language)
    return CalendarRow(
        uid=f"{entry.row.pk}@wegwijzer",
        event=event_of(entry.row),
        version=entry.row.version,
        changed=entry.row.changed,
        page=page_address(entry.row.pk, language),
        organisers=entry.organisers,
        note=". ".join(filter(None, (organisers, price))),
    )


def _theme(theme: str, language: str) -> str:
    domain = shipped_catalogue().business_domains.get(theme)
    return local(domain.label, language) if domain is not None else ""


def _distance(row: Listing, wish: Wish | None, language: str) -> str:
    point = event_of(row).point
    if wish is None or wish.point is None or point is None or row.is_online:
        return ""
    return say("agenda.distance", language, km=max(1, round(kilometres(point, wish.point))))
