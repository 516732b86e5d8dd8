"""Hand one message to another system: once, within seconds, without following it elsewhere or keeping what it says."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from wegwijzer.readers.reaching import Deadline, FetchError, reached
from wegwijzer.web.webhooks.addresses import checked_target, guard_of

_AGENT = "Wegwijzer-webhooks/1"
_SECONDS = 15.0
"""For everything: finding the machine, the connection, the message and the answer."""
_MOST_WAIT = 24 * 3600


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of it. `status` is the answer's, None where none came; `fault` is "" for a success.

    `wait` is for how many seconds the other system asks to be left alone.
    """

    status: int | None
    fault: str = ""
    fault_value: str = ""
    wait: int = 0

    @property
    def is_done(self) -> bool:
        """Whether the other system took it."""
        return not self.fault


def post(address: str, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Posted:
    """Post a message. Only an answer from 200 to 299 counts; a redirect is a failure, as any other answer.

    What the answer says beyond its status is not read.
    """
    try:
        target = checked_target(address)
        is_allowed, ports = guard_of(target)
        with reached(target, Deadline(_SECONDS), is_allowed=is_allowed, ports=ports) as connection:
            connection.request("POST", target.path, body=body, headers={**_own_headers(target.host_header), **headers})
            with contextlib.closing(connection.getresponse()) as answer:
                return _judged(answer, at)
    except FetchError as error:
        return Posted(None, error.code, error.value)


def _own_headers(host: str) -> dict[str, str]:
    return {
        "Host": host,
        "User-Agent": _AGENT,
        "Content-Type": "application/json; charset=utf-8",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _judged(answer: http.client.HTTPResponse, at: datetime) -> Posted:
    status = answer.status
    if 200 <= status < 300:
        return Posted(status)
    fault = {410: "gone", 429: "busy", 503: "busy"}.get(status, "moves" if 300 <= status < 400 else "status")
    wait = _seconds(answer.headers.get("Retry-After", ""), at) if fault == "busy" else 0
    return Posted(status, fault, str(status), wait)


def _seconds(text: str, at: datetime) -> int:
    """A `Retry-After`, as a number or a date; 0 for what cannot be read."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:9]), _MOST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, min(int((moment - at).total_seconds()), _MOST_WAIT))
