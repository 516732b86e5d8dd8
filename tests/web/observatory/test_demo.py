"""The demonstration: every figure has something to show, and every page says that it is invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.observatory import demo
from wegwijzer.web.observatory.building import build_own_use
from wegwijzer.web.people.demo import fill_people
from wegwijzer.web.people.models import Person
from wegwijzer.web.referral.demo_past import fill_past
from wegwijzer.web.referral.models import Case, Offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> Client:
    now = timezone.now()
    fill_people(shipped_catalogue(), now)
    fill_past(now)
    demo.fill(now)
    assert list(build_own_use(now))
    found = Client()
    found.force_login(Person.objects.get(email="anouk@voorbeeld.example"))
    return found


def test_no_picture_of_the_demonstration_is_empty_and_each_page_is_stamped(analyst):
    for page in ("noden", "drempels"):
        shown = analyst.get(f"/nl/observatorium/{page}/")
        assert [one.id for one in shown.context["view"].figures if one.table is None] == []
        text = shown.content.decode()
        assert "SYNTHETISCH" in text
        assert "Binnen 1 dagen" not in text
        # On paper the first figure of both is longer than what the head of the page leaves: it may run on.
        assert '<section class="observatory-figure is-long"' in text.split("</section>")[0]


def test_invented_referrals_tell_nothing_of_an_organisation_that_exists_and_are_made_once():
    at = datetime(2026, 11, 30, 9, tzinfo=UTC)
    fill_people(shipped_catalogue(), at)
    assert fill_past(at) == fill_past(at) == Case.objects.count()
    assert all(row.desk.is_demo and not row.desk.organisation for row in Offer.objects.select_related("desk"))
    assert Case.objects.filter(closed_at__lt=at + timedelta(days=1), firm__isnull=True).count() == Case.objects.count()
