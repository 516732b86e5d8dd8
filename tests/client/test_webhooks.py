"""Checking a message: ours, whole, and fresh; nothing else passes."""

from __future__ import annotations

import pytest

from wegwijzer.client import WebhookVerificationError, verify_webhook
from wegwijzer.web.webhooks.signing import new_secret, signed_headers

NOW = 1_780_000_000
BODY = b'{"type":"case.received","timestamp":"2026-12-01T09:00:00+01:00","data":{"case":"7b1e"}}'
SECRET, OTHER = new_secret(), new_secret()
HEADERS = signed_headers("m-1", NOW, BODY, [SECRET])


def test_a_message_of_ours_passes_and_says_what_it_is():
    found = verify_webhook(BODY, {name.title(): value for name, value in HEADERS.items()}, SECRET, now=NOW + 100)
    assert (found.id, found.type, dict(found.data)) == ("m-1", "case.received", {"case": "7b1e"})


def test_the_example_of_the_specification_is_signed_right():
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
    headers = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    with pytest.raises(WebhookVerificationError, match="no message of ours"):  # signed, and of somebody else
        verify_webhook(body, headers, secret, now=1614265330)


@pytest.mark.parametrize("secrets", [[SECRET, OTHER], [OTHER, SECRET]])
def test_while_secrets_are_replaced_either_side_may_have_both(secrets):
    both = signed_headers("m-1", NOW, BODY, secrets)
    assert verify_webhook(BODY, both, SECRET, now=NOW).id == "m-1"
    assert verify_webhook(BODY, HEADERS, secrets, now=NOW).id == "m-1"


@pytest.mark.parametrize(
    ("body", "changes", "secret", "now"),
    [
        (BODY + b" ", {}, SECRET, NOW),
        (BODY, {}, OTHER, NOW),
        (BODY, {}, SECRET, NOW + 301),
        (BODY, {}, SECRET, NOW - 301),
        (BODY, {"webhook-id": "m-2"}, SECRET, NOW),
        (BODY, {"webhook-timestamp": str(NOW + 1)}, SECRET, NOW),
        (BODY, {"webhook-timestamp": "soon"}, SECRET, NOW),
        (BODY, {"webhook-signature": ""}, SECRET, NOW),
        (BODY, {"webhook-signature": "v1,é"}, SECRET, NOW),
        (BODY, {"webhook-signature": HEADERS["webhook-signature"].replace("v1,", "v2,")}, SECRET, NOW),
        (BODY, {}, "no secret", NOW),
        (BODY, {}, [], NOW),
        (b"x" * 70_000, {}, SECRET, NOW),
    ],
    ids=range(13),  # the secrets are new each time, and must not name the cases
)
def test_anything_else_is_refused(body, changes, secret, now):
    with pytest.raises(WebhookVerificationError):
        verify_webhook(body, {**HEADERS, **changes}, secret, now=now)
