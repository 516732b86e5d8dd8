"""Figures of Wegwijzer's own use equal its raw records, in whole quarters, with small numbers hidden."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.web.cases.conftest import stage as stage
from tests.web.observatory.conftest import NEEDS
from tests.web.visitor import words_of
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.readers.disclosure import shipped_rules
from wegwijzer.web.observatory.building import build_own_use
from wegwijzer.web.observatory.needs_unmet import referrals, unmet_counts, unmet_of, waiting_of
from wegwijzer.web.observatory.periods import last_day
from wegwijzer.web.people import actions as people
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Offer
from wegwijzer.web.referral.queries import actor_for
from wegwijzer.web.usage.kinds import Kind
from wegwijzer.web.usage.models import Tally
from wegwijzer.web.usage.writing import add, key

YEAR = timezone.localdate().year - 1
DAY, LAST = date(YEAR, 5, 4), date(YEAR, 12, 31)
NOON = timezone.make_aware(datetime.combine(DAY, time(12)))


def asked(stage, number: int, desk: str, *, days: int | None, step: Step | None) -> None:
    """A question to a desk, answered after so many days, or not."""
    person = people.person_with(f"firma{number}@zaak.example")
    given = Given(
        FirmGiven(f"Firma {number}", person.email), NeedGiven("product", "Raad."), (str(stage.desks[desk].pk),)
    )
    case = actions.refer(actor=actor_for(person), given=given, at=NOON, consent=True).case
    if days is None or step is None:
        return
    offer = case.needs.get().offers.get()
    adviser = stage.actor({"college": "tom", "food": "filip"}[desk])
    actions.take_step(
        actor=adviser, offer_id=offer.pk, step=step, version=offer.version, at=NOON + timedelta(days=days)
    )


@pytest.fixture
def asked_many(stage):
    """Twenty questions: twelve taken up after 1 to 6 days, six declined, two never answered."""
    for number in range(12):
        asked(stage, number, "college", days=1 + number // 2, step=Step(OfferState.TAKEN_UP))
    for number in range(12, 18):
        asked(stage, number, "food", days=3, step=Step(OfferState.NOT_FOR_US, Reason.NO_CAPACITY))
    for number in range(18, 20):
        asked(stage, number, "food", days=None, step=None)
    return stage


def test_referrals_are_those_of_the_records(asked_many):
    found = list(referrals(YEAR, LAST))
    assert len(found) == Offer.objects.filter(offered_at__year=YEAR).count()
    waits = Counter((one.replied - one.sent).days for one in found if one.replied is not None)
    assert waits == {1: 2, 2: 2, 3: 8, 4: 2, 5: 2, 6: 2}
    assert Counter(one.outcome for one in found)["refused"] == 6
    assert not list(referrals(YEAR - 1, date(YEAR - 1, 12, 31)))


def test_what_came_after_the_last_day_is_not_known_on_it(asked_many):
    early = list(referrals(YEAR, DAY + timedelta(days=2)))
    assert sum(one.replied is not None for one in early) == 4
    assert {one.outcome for one in early} == {"open"}


def test_few_that_still_wait_hide_the_curve_and_declined_offers_count(asked_many):
    waits = waiting_of(YEAR, LAST, shipped_rules())
    assert (waits.referrals, waits.still_waiting, waits.curve) == (len(list(referrals(YEAR, LAST))), None, ())
    assert unmet_counts(YEAR, LAST)["declined", "no_capacity"] == 6


@pytest.mark.django_db
def test_unmet_needs_are_the_tallies_and_small_ones_are_hidden():
    add(
        {
            key(DAY, Kind.SEARCH_EMPTY, "legal"): 9,
            key(DAY, Kind.SEARCH_EMPTY, "marketing"): 2,
            key(DAY, Kind.DROPPED_AT, "fte"): 20,
            key(DAY, Kind.BLOCKED_BY_ONE, "kmo-portefeuille", "sme"): 7,
            key(date(YEAR - 1, 12, 31), Kind.DROPPED_AT, "fte"): 50,
        }
    )
    found = {(one.reason, one.detail): one.count for one in unmet_of(YEAR, LAST, shipped_rules()).reasons}
    assert found["dropped_question", "fte"] == 20
    assert found["one_criterion", "kmo-portefeuille/sme"] == 7
    assert found["no_answer", "marketing"] is None
    assert found["no_answer", "legal"] is None or found["no_answer", ""] is None


@pytest.mark.django_db
def test_the_page_shows_the_year_and_a_demonstration_says_that_it_is_one(clients):
    add({key(DAY, Kind.DROPPED_AT, "fte"): 30, key(DAY, Kind.ROADMAP_MADE, "product"): 70})
    add({key(DAY, Kind.MEASURE_OPENED, "kmo-portefeuille"): 41})
    lines = list(build_own_use(timezone.now()))
    assert any(str(YEAR) in line for line in lines)
    page = clients["analyst"].get(f"{NEEDS}?jaar={YEAR}").content.decode()
    words = words_of(page)
    assert "70,0 % van de 100 bezoekers zag het stappenplan" in words
    assert "41 keer" in words
    assert "SYNTHETISCH" not in words
    assert Tally.objects.count() == 3


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 1, 1), None),
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), date(2026, 3, 31)),
        (date(2026, 12, 31), date(2026, 9, 30)),
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2025, 6, 1), None),
    ],
)
def test_this_year_is_shown_up_to_its_last_whole_quarter(today, last):
    assert last_day(2026, today) == last
