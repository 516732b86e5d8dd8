"""Security events stand in the log, by the id of an account alone: ASVS 16.3.1 and 16.3.3."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tests.web.signin.conftest import came_by_mail, person_called
from tests.web.signin.test_second_factor import set_up
from wegwijzer.web.logs import JsonFormatter
from wegwijzer.web.people.attempts import ASKED_FOR_ADDRESS, FAILED_BY_PERSON, count, minutes_to_wait
from wegwijzer.web.signin import factors

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(caplog):
    """Gives the events so far, as the journal gets them."""
    caplog.set_level(logging.INFO, logger="wegwijzer.security")
    formatter = JsonFormatter()
    return lambda: [json.loads(formatter.format(one)) for one in caplog.records if one.name == "wegwijzer.security"]


def test_coming_in_failing_being_refused_and_changes_of_rights_are_told(
    desk, administrator, told, django_capture_on_commit_callbacks
):
    arne = person_called("arne")
    with django_capture_on_commit_callbacks(execute=True):
        client = came_by_mail(arne)
        set_up(client)
    other = came_by_mail(arne)
    other.post("/nl/aanmelden/code/", {"code": "000000"})
    client.get("/nl/mensen/")
    client.post("/nl/afmelden/")
    Client(enforce_csrf_checks=True).post("/nl/aanmelden/", {"email": "x@y.example"})
    boss = Client()
    boss.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        boss.post(f"/nl/mensen/{arne.pk}/code/")
    events = told()
    by_kind = {event["event"]: event for event in events}
    expected = {"signed_in", "factor_set_up", "second_factor", "failed", "refused", "signed_out", "two_factors_reset"}
    assert expected <= set(by_kind)
    assert by_kind["signed_in"]["person"] == str(arne.pk)
    assert by_kind["two_factors_reset"]["by"] == str(administrator.pk)
    assert {(event["route"], event["status"]) for event in events if event["event"] == "refused"} >= {
        ("signin:people", 404),
        ("signin:sign_in", 403),
    }
    assert "@" not in json.dumps(events)
    assert "127.0.0.1" not in json.dumps(events)


def test_recovery_codes_of_before_still_work_and_new_ones_are_kept_as_slow_digests(desk):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    arne = person_called("arne")
    old = RecoveryCodes.activate(arne).get_unused_codes()
    assert factors.check(arne, old[0])
    assert not factors.check(arne, old[0])
    assert factors.recovery_codes_left(arne) == len(old) - 1
    new = factors.new_recovery_codes(arne)
    kept = Authenticator.objects.get(user=arne).data
    assert set(kept) == {"salt", "digests"}
    assert len(set(kept["digests"])) == len(new) == 10
    assert not factors.check(arne, old[1])
    assert factors.check(arne, new[0])
    assert factors.recovery_codes_left(arne) == 9


@pytest.mark.parametrize("limit", [FAILED_BY_PERSON, ASKED_FOR_ADDRESS])
def test_what_was_counted_by_a_clock_that_ran_ahead_holds_nobody_up_once_it_is_put_right(limit):
    now = timezone.now()
    ahead = now + timedelta(days=3650)
    for _ in range(limit.free):
        count(limit, "somebody", at=ahead)
    assert minutes_to_wait(limit, "somebody", at=ahead) > 0
    assert minutes_to_wait(limit, "somebody", at=now) == 0
    for _ in range(limit.free - 1):
        assert count(limit, "somebody", at=now) == 0
    assert count(limit, "somebody", at=now) > 0
