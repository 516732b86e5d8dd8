"""A number for every request: in the answer, on the page of an error and in every log line written meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

HEADER = "X-Request-ID"
_VALID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_current: ContextVar[str] = ContextVar("wegwijzer_request_id", default="")


def request_id() -> str:
    """The number of the request that is served now; "" outside one."""
    return _current.get()


def chosen_id(given: str) -> str:
    """The number that a proxy gave, where it is one: 8 to 64 letters, digits, dashes or underscores; else a new one.

    >>> chosen_id("5f2b9c1e-proxy")
    '5f2b9c1e-proxy'
    >>> len(chosen_id("no number, and a\\nline of a log"))
    32
    """
    return given if _VALID.fullmatch(given) else uuid4().hex


@contextmanager
def serving(number: str) -> Iterator[None]:
    """While this lasts, the request with that number is served."""
    token = _current.set(number)
    try:
        yield
    finally:
        _current.reset(token)
