"""The manager's overview: counted by hand, and without anybody's name."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.web.inbox.conftest import text_of
from tests.web.visitor import words_of
from wegwijzer.web.inbox.desk_numbers import desk_numbers, quantile
from wegwijzer.web.referral.models import Case, Event, Firm, Need, Offer

FIRST, LAST = date(2026, 9, 1), date(2026, 11, 24)


def a_question(world, offered: date, *, taken: date | None = None, state: str = "waiting", reason: str = "") -> Offer:
    """A question of a firm, with the day on which it was taken up."""

    def noon(day: date) -> datetime:
        return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)

    firm = Firm.objects.create(name="Geheime Bakker", created=noon(offered))
    case = Case.objects.create(firm=firm, opened_at=noon(offered), opened_side="firm", last_activity=noon(offered))
    need = Need.objects.create(case=case, subject="process", created=noon(offered))
    offer = Offer.objects.create(
        need=need, desk=world.centre, state=state, reason=reason, offered_at=noon(offered), state_since=noon(offered),
        reply_days=5, reply_by=date(2026, 11, 20), adviser=world.people["arne"] if state == "taken_up" else None,
    )  # fmt: skip
    if taken:
        Event.objects.create(case=case, offer=offer, at=noon(taken), side="helper", kind="step", after="taken_up")
    return offer


@pytest.fixture
def questions(world):
    """Taken up after 0, 1 and 3 working days (over a weekend), one refused, one late."""
    a_question(world, date(2026, 9, 7), taken=date(2026, 9, 7), state="done")
    a_question(world, date(2026, 10, 5), taken=date(2026, 10, 6), state="taken_up")
    a_question(world, date(2026, 10, 9), taken=date(2026, 10, 14), state="not_reached")
    a_question(world, date(2026, 11, 2), state="not_for_us", reason="no_capacity")
    a_question(world, date(2026, 11, 9))
    a_question(world, date(2026, 8, 31), state="done")  # before the period


def test_the_numbers_are_those_counted_by_hand(world, questions):
    found = desk_numbers(world.centre.pk, first=FIRST, last=LAST)
    assert (found.offered, found.taken, found.overdue) == (5, 3, 1)
    assert (found.median, found.ninety) == (1, None)  # of 0, 1, 3 and one that still waits
    assert dict(found.states) == {"done": 1, "taken_up": 1, "not_reached": 1, "not_for_us": 1, "waiting": 1}
    assert dict(found.refusals) == {"no_capacity": 1}
    assert dict(found.load) == {"Arne Voorbeeld": 1, "": 1}
    assert [(month.first.month, month.offered, month.taken) for month in found.months] == [
        (9, 1, 1),
        (10, 2, 2),
        (11, 2, 0),
    ]


@given(st.lists(st.one_of(st.none(), st.integers(0, 50)), min_size=1), st.floats(0.01, 1))
def test_a_share_of_waits_ends_within_their_quantile(waits, share):
    found = quantile(waits, share)
    within = sum(wait is not None and (found is None or wait <= found) for wait in waits)
    assert found is None or within >= share * len(waits) - 1e-9
    if found is None:
        assert within < share * len(waits) + 1e-9


def test_the_page_shows_numbers_and_no_firm(world, offer):
    mieke = world.browser("mieke")
    page = text_of(mieke.get(f"/nl/loket/{world.centre.pk}/cijfers/?maanden=3"))
    assert "Bakkerij Peeters" not in page
    assert "nog niet te zeggen" in page
    assert "Dit zijn kleine aantallen" in page
    assert page.count("<svg") > 3
    assert "Wie heeft hoeveel open vragen" in words_of(page)


def test_the_file_has_the_same_numbers(world, offer):
    address = f"/nl/loket/{world.centre.pk}/cijfers/csv/"
    response = world.browser("mieke").get(address)
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["deel", "Wat", "Aantal"]
    assert ["In het kort", "Gekregen vragen", "1"] in rows
    assert ["Hoe ze er nu voor staan", "Wacht nog op antwoord", "1"] in rows
    assert {len(row) for row in rows} == {3}


def test_a_name_that_looks_like_a_formula_is_only_text(world, offer):
    arne = world.people["arne"]
    arne.name = "=1+1"
    arne.save()
    Offer.objects.filter(pk=offer.pk).update(state="taken_up", adviser=arne, state_since=timezone.now())
    content = world.browser("mieke").get(f"/nl/loket/{world.centre.pk}/cijfers/csv/").content.decode()
    assert "'=1+1" in content


def test_a_desk_without_questions_is_told_what_to_do(world):
    page = text_of(world.browser("mieke").get(f"/nl/loket/{world.centre.pk}/cijfers/"))
    assert "Nog geen cijfers" in page
