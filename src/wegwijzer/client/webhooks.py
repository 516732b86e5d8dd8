"""Check that a message came from Wegwijzer and is not an old one, as the Standard Webhooks specification has it.

It needs the standard library alone, so that it can be copied into any receiver.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_PREFIX = "whsec_"
_LARGEST = 64 * 1024


class WebhookVerificationError(ValueError):
    """The message is not ours, was changed, or is too old: answer it with 400 and do nothing."""


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """A message that was checked. `id` is the same each time that it is sent: what was done once is not done again.

    `type` is the kind, such as `case.received`; `timestamp` when it happened (ISO 8601); `data` the ids and addresses.
    """

    id: str
    type: str
    timestamp: str
    data: Mapping[str, Any]


def verify_webhook(
    body: bytes,
    headers: Mapping[str, str],
    secret: str | Iterable[str],
    *,
    tolerance_seconds: int = 300,
    now: float | None = None,
) -> WebhookMessage:
    """The message, if one of the secrets signed exactly this body within `tolerance_seconds` of now.

    `body` is what came over the line, before anything read it; `headers` may be written in any case. `secret` is what
    Wegwijzer showed (`whsec_…`), or the old and the new one while they are replaced. Raises
    WebhookVerificationError for everything else.
    """
    named = {name.lower(): value for name, value in headers.items()}
    message_id, stamp, signatures = (_header(named, name) for name in ("id", "timestamp", "signature"))
    if len(body) > _LARGEST:
        raise WebhookVerificationError(f"the message is larger than {_LARGEST} bytes")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 13):
        raise WebhookVerificationError("webhook-timestamp is no number of seconds")
    if abs((time.time() if now is None else now) - int(stamp)) > tolerance_seconds:
        raise WebhookVerificationError("the message is too old, or from the future: check your clock")
    signed = f"{message_id}.{stamp}.".encode() + body
    given = [found.removeprefix("v1,").encode() for found in signatures.split() if found.startswith("v1,")]
    secrets = [secret] if isinstance(secret, str) else list(secret)
    # Every pair is compared, so that the time taken tells nothing.
    if not sum(hmac.compare_digest(_signature(key, signed), found) for key in secrets for found in given):
        raise WebhookVerificationError("no signature fits: the secret is another one, or the body was changed")
    return _read(message_id, body)


def _header(named: Mapping[str, str], name: str) -> str:
    value = named.get(f"webhook-{name}", "").strip()
    if not value:
        raise WebhookVerificationError(f"the header webhook-{name} is missing")
    return value


def _signature(secret: str, signed: bytes) -> bytes:
    try:
        key = base64.b64decode(secret.strip().removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        raise WebhookVerificationError("the secret is not as Wegwijzer showed it: whsec_ and letters") from None
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())


def _read(message_id: str, body: bytes) -> WebhookMessage:
    try:
        told = json.loads(body)
        return WebhookMessage(message_id, str(told["type"]), str(told["timestamp"]), dict(told["data"]))
    except (ValueError, KeyError, TypeError):
        raise WebhookVerificationError("the body is signed, but no message of ours") from None
