"""Secrets and signatures, as the Standard Webhooks specification has them (https://www.standardwebhooks.com).

What is signed is `id.timestamp.body`, with HMAC-SHA256; whoever holds the secret knows that a message is ours, that
nobody changed it and, by the timestamp, that it is not an old one played again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

from wegwijzer.web.sealed import seal, unseal

PURPOSE = "webhooks"
"""What the secrets of webhooks are sealed for."""
_PREFIX = "whsec_"
_SECRET_BYTES = 32


def new_secret() -> str:
    """A secret that nobody can guess (256 bits), as it is shown once to who sets it up."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def sealed(secret: str) -> str:
    """A secret as it is kept: encrypted with a key made from the site's own."""
    return seal(PURPOSE, secret)


def opened(kept: str) -> str:
    """The secret again. Raises cryptography's InvalidToken where no key of the site opens it any more."""
    return unseal(PURPOSE, kept)


def signed_headers(message_id: str, timestamp: int, body: bytes, secrets_in_use: Iterable[str]) -> dict[str, str]:
    """The headers of a message; `timestamp` in seconds since 1970, one signature for each secret that is valid."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{_signature(secret, signed)}" for secret in secrets_in_use),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
