"""Taking a step takes as much work at a desk with five hundred questions as at one with fifty."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wegwijzer.web.referral.models import Case, Firm, Need, Offer

pytestmark = pytest.mark.django_db

FEW, MANY = 50, 500
FIELDS = {"to": "taken_up", "version": "1"}


def asked_of(desk, count: int) -> list[Offer]:
    """So many firms that ask a desk something."""
    at = timezone.now()
    firms = [Firm(name=f"Bedrijf {number}", created=at) for number in range(count)]
    cases = [
        Case(firm=firm, state="waiting", opened_at=at, opened_side="firm", last_activity=at, owner_desk=desk)
        for firm in firms
    ]
    needs = [Need(case=case, subject="product", words="Ons brood blijft niet vers.", created=at) for case in cases]
    offers = [
        Offer(
            need=need, desk=desk, offered_at=at, state_since=at, reply_days=5,
            reply_by=(at + timedelta(days=7)).date(),
        )
        for need in needs
    ]  # fmt: skip
    for rows in (firms, cases, needs, offers):
        type(rows[0])._default_manager.bulk_create(rows)
    return offers


def work_of_a_step(browser, offer: Offer) -> tuple[int, Counter[str]]:
    """The queries of a step and of the page it leads to, and the rows that were read, by table."""
    rows: Counter[str] = Counter()

    def count(sender: type, **signal: object) -> None:
        rows[sender.__name__] += 1

    post_init.connect(count)
    try:
        with CaptureQueriesContext(connection) as asked:
            page = browser.post(f"/nl/postvak/{offer.pk}/stap/?lijst=open", FIELDS, follow=True)
    finally:
        post_init.disconnect(count)
    assert page.redirect_chain
    assert Offer.objects.get(pk=offer.pk).state == "taken_up"
    return len(asked), rows


def test_a_step_reads_no_more_with_more_cases_at_the_desk(world):
    arne = world.browser("arne")
    first, second, *_ = asked_of(world.centre, FEW)
    work_of_a_step(arne, first)  # what is worked out once a process
    few = work_of_a_step(arne, second)
    third = asked_of(world.centre, MANY - FEW)[0]
    assert work_of_a_step(arne, third) == few
