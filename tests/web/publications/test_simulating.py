"""Whom a proposal touches is computed by a worker, so that no page waits; a page computes only where none lives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.readers.rule_changes.test_writing import a_change
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions as people
from wegwijzer.web.post.models import Heartbeat
from wegwijzer.web.publications import actions, nightly
from wegwijzer.web.publications.models import Proposal

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
KMO = "kmo-portefeuille"


@pytest.fixture
def page(client):
    ria = people.person_with("ria@wegwijzer.example", name="Ria")
    people.set_site_role(ria, Role.EDITOR, held=True, at=AT)
    change = a_change(KMO, {"amount": {"ceiling_eur": 5000}}, date(2100, 1, 1))
    row = actions.save_draft(ria, change, at=AT, on=AT.date())
    client.force_login(ria)
    return lambda: client.get(f"/nl/regels/voorstel/{row.pk}/").content.decode()


def test_a_page_does_not_wait_for_figures_that_a_worker_computes(page):
    Heartbeat.objects.create(name="worker", at=timezone.now() - timedelta(seconds=20))
    asked = page()
    assert "Dit wordt berekend" in asked
    assert "data-awaited" in asked
    assert Proposal.objects.get().simulation is None
    (line,) = nightly.run(AT)
    assert line.endswith("ready")
    computed = page()
    assert "verzonnen bedrijven: geen enkel" in computed
    assert "data-awaited" not in computed
    assert list(nightly.run(AT)) == []


def test_what_no_longer_fits_is_asked_of_a_worker_once(page):
    Proposal.objects.update(simulated="asked", base="of-other-rules")
    assert list(nightly.run(AT)) == []
    assert Proposal.objects.get().simulated == ""
