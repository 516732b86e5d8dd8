"""How often one visitor may ask for advice in the window: less than the site's own limit, so that it can say so."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from wegwijzer.web.middleware import client_address

MOST_A_MINUTE = 20
"""Questions from one address in a minute, per worker process: an office of advisers behind one address stays below."""
SECONDS = 60


def is_too_often(request: HttpRequest) -> bool:
    """Count a question, and say whether it is one too many. What is counted is forgotten after a minute."""
    key = f"widget:{salted_hmac('wegwijzer.widget', client_address(request)).hexdigest()[:32]}"
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:  # the minute ended between the two calls
        return False
