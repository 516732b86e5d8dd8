"""Finding people and desks, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet

from wegwijzer.web.people.models import Desk, Person

PAGE = 50
"""Rows on a page."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: its rows, how many there are in all, and the numbers of the pages around it (0: none)."""

    rows: Sequence[Any]
    count: int
    number: int
    pages: int
    previous: int
    next: int


def found_people(words: str, *, role: str = "", page: str = "1") -> ListPage:
    """The people whose name or address holds the words, with their desks and roles; those who are out come last."""
    found = Person.objects.order_by("-is_active", "name", "email").prefetch_related("memberships__desk", "site_roles")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if role:
        at_desk = Person.objects.filter(memberships__role=role).values("pk")
        on_site = Person.objects.filter(site_roles__role=role).values("pk")
        found = found.filter(Q(pk__in=at_desk) | Q(pk__in=on_site))
    return _page(found, page)


def found_desks(words: str, *, page: str = "1") -> ListPage:
    """The desks whose name holds the words, with the number of people; closed ones come last."""
    found = Desk.objects.annotate(people=Count("memberships")).order_by("-is_active", "name", "branch", "id")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(branch__icontains=word) | Q(organisation__icontains=word))
    return _page(found, page)


def _page(found: QuerySet[Any], number: str) -> ListPage:
    pages = Paginator(found, PAGE)
    page = pages.get_page(number)
    return ListPage(
        list(page.object_list),
        pages.count,
        page.number,
        pages.num_pages,
        page.previous_page_number() if page.has_previous() else 0,
        page.next_page_number() if page.has_next() else 0,
    )
