"""The list of the inbox: its views with their counts, its filters, and a page of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.inbox.inbox_choice import VIEWS, InboxChoice
from wegwijzer.web.inbox.labels import firm_name, place_of, subject_label
from wegwijzer.web.inbox.promise import Promise, promise_of
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral import queries
from wegwijzer.web.referral.models import Offer
from wegwijzer.wording.language import say

ROWS_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One line: whose question, about what, and what was promised. `desk` only for who works at several."""

    id: UUID
    firm: str
    subject: str
    place: str
    promise: Promise
    desk: str
    adviser: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ViewTab:
    """One of the views, with how many there are in it."""

    name: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class InboxList:
    """What the page shows of the list; `here` is the question string of this very page, for every address in it."""

    choice: InboxChoice
    here: str
    title: str
    tabs: Sequence[ViewTab]
    rows: Sequence[OfferRow]
    count: int
    number: int
    pages: Sequence[tuple[int, str]]
    desks: Sequence[tuple[str, str]]
    subjects: Sequence[tuple[str, str]]
    offers: Sequence[Offer]


def inbox_list(
    actor: Actor, desks: Sequence[str], choice: InboxChoice, *, on: date, language: str, shown: UUID | None = None
) -> InboxList:
    """The list that was asked for; `shown` is the offer that stands open beside it."""
    found = queries.inbox(
        actor, choice.view, desk_id=choice.desk or None, subject=choice.subject, text=choice.text, on=on
    )
    counts = queries.inbox_counts(actor, on=on)
    page = queries.inbox_page(
        found, page=choice.page, size=ROWS_A_PAGE, count=None if choice.is_narrowed else counts[choice.view]
    )
    pages = Paginator(range(page.count), ROWS_A_PAGE)
    several = len(desks) > 1
    return InboxList(
        choice=choice,
        here=choice.here,
        title=say(f"inbox.view.{choice.view}", language),
        tabs=_tabs(choice, counts, language),
        rows=[_row(offer, on, language, several, shown) for offer in page.offers],
        count=page.count,
        number=page.number,
        pages=[
            (
                int(number) if str(number).isdigit() else 0,
                choice.address(page=int(number)) if str(number).isdigit() else "",
            )
            for number in pages.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
        ],
        desks=[(str(desk.pk), str(desk)) for desk in Desk.objects.filter(pk__in=desks)] if several else [],
        subjects=[(subject, subject_label(subject, language)) for subject in shipped_catalogue().business_domains],
        offers=page.offers,
    )


def _tabs(choice: InboxChoice, counts: Mapping[str, Any], language: str) -> list[ViewTab]:
    return [
        ViewTab(
            say(f"inbox.view.{view}", language),
            int(counts.get(view, 0)),
            choice.address(slug=slug),
            slug == choice.slug,
        )
        for slug, view in VIEWS.items()
    ]


def _row(offer: Offer, on: date, language: str, several: bool, shown: UUID | None) -> OfferRow:
    case = offer.need.case
    return OfferRow(
        id=offer.pk,
        firm=firm_name(case, language),
        subject=subject_label(offer.need.subject, language),
        place=" · ".join(place_of(case, language)),
        promise=promise_of(offer, on=on, language=language),
        desk=str(offer.desk) if several else "",
        adviser=offer.adviser.name if offer.adviser is not None else "",
        is_open=offer.pk == shown,
    )
