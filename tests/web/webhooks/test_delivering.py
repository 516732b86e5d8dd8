"""Delivering: signed, at least once, with the same id; retried with growing waits, and given up with a letter."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest

from tests.web.webhooks.conftest import fresh
from tests.web.webhooks.receiver import a_receiver
from wegwijzer.web.chores import Chores
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.webhooks import actions, readings, retention
from wegwijzer.web.webhooks.delivering import DELAYS, LEASE, MOST_ATTEMPTS, claim, send_due
from wegwijzer.web.webhooks.models import Delivery, Endpoint
from wegwijzer.web.webhooks.signing import signed_headers

pytestmark = pytest.mark.django_db


def is_signed_with(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """As a receiver checks it, written from the specification."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{expected}" in headers["webhook-signature"].split()


def test_signatures_are_those_of_the_specification():
    """The example that the libraries of Standard Webhooks test themselves with."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body, [secret])
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_message_arrives_signed_and_once(made, receiver, clock):
    actions.send_test(made.endpoint, at=clock.at)
    (line,) = clock.round()
    assert "delivered (204)" in line
    assert receiver.origin not in line
    ((headers, body),) = receiver.got
    row = Delivery.objects.get()
    assert (headers["webhook-id"], headers["content-type"]) == (str(row.pk), "application/json; charset=utf-8")
    assert abs(int(headers["webhook-timestamp"]) - clock.at.timestamp()) < 2
    assert is_signed_with(made.secret, headers, body)
    assert json.loads(body)["type"] == "webhook.test"
    assert clock.round() == []
    assert row.state == Delivery.State.DONE


def test_the_workers_round_delivers_and_clears_away_and_is_told_in_numbers(made, receiver, clock):
    actions.send_test(made.endpoint, at=clock.at)
    told = {(one.name, *one.labels.values()): one.value for one in readings.read(clock.at + timedelta(seconds=9))}
    assert (told["webhook_messages", "waiting"], told["webhook_oldest_seconds",]) == (1, 9)
    lines = list(Chores("test", clock.now, lambda: False).do())
    assert any("webhook.test: delivered (204)" in line for line in lines)
    assert len(receiver.got) == 1


def test_both_secrets_hold_for_a_day_after_another_was_made(made, receiver, clock):
    new = actions.rotate(made.endpoint, at=clock.at)
    actions.send_test(made.endpoint, at=clock.at)
    clock.round()
    assert all(is_signed_with(secret, *receiver.got[0]) for secret in (made.secret, new.secret))
    clock.on(hours=25)
    retention.remove_old(clock.at)
    assert fresh(made.endpoint).old_secret == ""
    actions.send_test(made.endpoint, at=clock.at)
    clock.round()
    assert is_signed_with(new.secret, *receiver.got[1])
    assert not is_signed_with(made.secret, *receiver.got[1])


def test_a_failed_message_is_tried_again_with_growing_waits_and_the_same_id(made, receiver, clock):
    receiver.status = 500
    actions.send_test(made.endpoint, at=clock.at)
    assert "failed (status 500)" in clock.round()[0]
    assert clock.round() == []  # it waits
    assert sum(DELAYS, timedelta()) > timedelta(days=1)
    clock.on(minutes=1)
    receiver.status = 200
    clock.round()
    (first, body), (second, again) = receiver.got
    assert (first["webhook-id"], body) == (second["webhook-id"], again)
    assert fresh(made.endpoint).failing_since is None


def test_who_asks_to_be_left_alone_is_and_no_redirect_is_followed(made, receiver, clock):
    receiver.status, receiver.headers = 503, {"Retry-After": "3600"}
    actions.send_test(made.endpoint, at=clock.at)
    clock.round()
    clock.on(minutes=59)
    assert clock.round() == []
    receiver.status, receiver.headers = 302, {"Location": f"{receiver.origin}/elsewhere"}
    clock.on(minutes=2)
    assert "failed (moves 302)" in clock.round()[0]
    assert len(receiver.got) == 2


def test_after_three_days_of_failure_it_is_stopped_with_a_letter_and_nothing_is_lost(made, receiver, clock, stage):
    receiver.status = 500
    actions.send_test(made.endpoint, at=clock.at)
    for _ in range(MOST_ATTEMPTS):
        clock.round()
        clock.on(hours=24, minutes=11)
        if fresh(made.endpoint).state != Endpoint.State.ON:
            break
    assert fresh(made.endpoint).state == Endpoint.State.DISABLED
    (letter,) = Outgoing.objects.filter(kind="webhook_off")
    assert letter.person == stage.people["tine"]  # who manages the desk
    stage.ask("bas", "college")
    assert clock.round() == []
    receiver.status, count = 200, len(receiver.got)
    actions.switch_on(fresh(made.endpoint), at=clock.at)
    clock.round()
    kinds = {json.loads(body)["type"] for _, body in receiver.got[count:]}
    assert kinds == {"webhook.test", "case.received"}


def test_410_stops_it_at_once(made, receiver, clock):
    receiver.status = 410
    actions.send_test(made.endpoint, at=clock.at)
    clock.round()
    assert (fresh(made.endpoint).state, fresh(made.endpoint).fault) == (Endpoint.State.DISABLED, "gone")


def test_a_dead_system_is_not_asked_once_for_each_message_that_waits(made, receiver, clock):
    receiver.status = 500
    for _ in range(5):
        actions.send_test(made.endpoint, at=clock.at)
        clock.on(seconds=11)
    assert len(clock.round()) == 1


def test_no_two_workers_take_one_message_and_a_dead_workers_comes_back(made, receiver, clock):
    actions.send_test(made.endpoint, at=clock.at)
    assert claim(clock.at) is not None
    assert claim(clock.at) is None
    assert clock.round() == []
    clock.on(minutes=LEASE.total_seconds() / 60 + 1)
    assert "delivered" in clock.round()[0]


def test_a_system_that_hangs_holds_up_nobody_and_each_gets_one_at_a_time_in_order(
    made, receiver, clock, stage, settings
):
    with a_receiver() as other:
        settings.WEBHOOK_ORIGINS |= {other.origin}
        receiver.may_answer.clear()
        fine = actions.add(
            stage.desks["food"], other.address, ["case.received"], language="nl", person_id="", at=clock.at
        )
        Delivery.objects.all().delete()
        for endpoint in (made.endpoint, made.endpoint, fine.endpoint, fine.endpoint, fine.endpoint):
            clock.on(seconds=11)
            actions.send_test(endpoint, at=clock.at)
        round_ = send_due(clock.now)
        lines = [next(round_) for _ in range(3)]
        ids = [str(row.pk) for row in Delivery.objects.filter(endpoint=fine.endpoint).order_by("created")]
        assert [headers["webhook-id"] for headers, _ in other.got] == ids
        assert [line.split()[1] for line in lines] == ids
        assert len(receiver.got) == 1  # the second waits for the first
        receiver.may_answer.set()
        assert ["delivered" in line for line in round_] == [True, True]
        assert (receiver.at_once, other.at_once) == (1, 1)


def test_a_secret_that_cannot_be_read_stops_it(made, receiver, clock, settings):
    actions.send_test(made.endpoint, at=clock.at)
    settings.SECRET_KEY = "another key of the site, after a restore somewhere else"
    clock.round()
    assert (fresh(made.endpoint).fault, receiver.got) == ("key", [])
    new = actions.rotate(fresh(made.endpoint), at=clock.at)
    actions.switch_on(fresh(made.endpoint), at=clock.at)
    clock.round()
    assert is_signed_with(new.secret, *receiver.got[0])


def test_a_message_is_sent_again_by_hand_with_its_id_and_gone_after_a_month(made, receiver, clock):
    actions.send_test(made.endpoint, at=clock.at)
    clock.round()
    assert actions.send_again(Delivery.objects.get(), at=clock.at)
    clock.round()
    (first, _), (second, _) = receiver.got
    assert first["webhook-id"] == second["webhook-id"]
    clock.on(days=31)
    assert retention.remove_old(clock.at) == 1
