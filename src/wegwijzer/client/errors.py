"""What can go wrong, as exceptions: what the site says (RFC 9457 problems), and a site that does not answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class WegwijzerClientError(Exception):
    """Every error of the client."""


class UnreachableError(WegwijzerClientError):
    """The site did not answer, or not with what an API answers."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was sent: where, what, and what was expected ("" where that says no more)."""

    where: str
    what: str
    expected: str


class ProblemError(WegwijzerClientError):
    """The site refuses, and says why. `code` names the kind of problem for a program; the texts are for people."""

    def __init__(self, status: int, told: Mapping[str, Any], *, retry_after: float | None = None) -> None:
        self.status = status
        self.code = str(told.get("code") or told.get("error") or status)
        self.title = str(told.get("title") or "")
        self.detail = str(told.get("detail") or told.get("error_description") or "")
        self.retry_after = retry_after
        self.faults = tuple(
            Fault(str(one.get("where", "")), str(one.get("what", "")), str(one.get("expected", "")))
            for one in told.get("faults") or ()
            if isinstance(one, Mapping)
        )
        lines = [f"{status} {self.code}: {self.detail or self.title}".rstrip(": ")]
        lines += [f"{one.where}: {one.what} {one.expected}".rstrip() for one in self.faults]
        super().__init__("\n".join(lines))


class NoKeyError(ProblemError):
    """401: no key, or one that opens nothing."""


class ForbiddenError(ProblemError):
    """403: the key may not do this."""


class NotFoundError(ProblemError):
    """404: it is not there, or not for who asks."""


class ConflictError(ProblemError):
    """409: not possible as things stand."""


class ChangedError(ConflictError):
    """412: it changed since it was read. Read it again and decide anew."""


class InvalidError(ProblemError):
    """400, 413, 415 or 422: what was sent is wrong; `faults` says what."""


class TooManyRequestsError(ProblemError):
    """429, also after waiting; `retry_after` says how many seconds more."""


class AwayError(ProblemError):
    """503, also after waiting."""


_KINDS: Mapping[int, type[ProblemError]] = {
    400: InvalidError,
    401: NoKeyError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    412: ChangedError,
    413: InvalidError,
    415: InvalidError,
    422: InvalidError,
    429: TooManyRequestsError,
    503: AwayError,
}


def problem_for(status: int, told: Mapping[str, Any], *, retry_after: float | None = None) -> ProblemError:
    """The exception for an answer."""
    return _KINDS.get(status, ProblemError)(status, told, retry_after=retry_after)
