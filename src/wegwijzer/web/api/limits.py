"""How many requests one caller may send in a minute: counted in each worker process, as forms are.

So an installation with four workers lets through at most four times as many; what must hold over all processes
(attempts to sign in) is counted in the database. The count lives under a keyed digest, for a minute.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from wegwijzer.web.api.callers import shown_by
from wegwijzer.web.middleware import client_address

WINDOW = 60
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Count:
    """How a caller stands: `policy` is address or key, `left` requests in the `seconds` that are left of the minute."""

    policy: str
    limit: int
    left: int
    seconds: int

    @property
    def is_over(self) -> bool:
        """Whether this request is one too many."""
        return self.left < 0

    @property
    def headers(self) -> Mapping[str, str]:
        """As the IETF draft on RateLimit header fields writes it."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={max(self.left, 0)};t={self.seconds}',
        }


def counted(request: HttpRequest) -> Count:
    """Count a request: for the key that it shows, and without a good one for the address it comes from."""
    caller = shown_by(request).caller
    if caller is not None:
        return _count("key", str(caller.key.pk), settings.API_KEY_REQUESTS_PER_MINUTE)
    return _count("address", client_address(request), settings.API_REQUESTS_PER_MINUTE)


def _count(policy: str, whom: str, limit: int) -> Count:
    now = int(time.time())
    window, begun = divmod(now, WINDOW)
    key = f"api:{salted_hmac(f'wegwijzer.api.{policy}', whom).hexdigest()[:32]}:{window}"
    cache.add(key, 0, 2 * WINDOW)
    try:
        sent = cache.incr(key)
    except ValueError:  # cleared between the two calls
        sent = 1
    return Count(policy, limit, limit - sent, WINDOW - begun)
