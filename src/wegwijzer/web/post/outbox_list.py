"""The outbox as its operator looks at it: how much stands where, and why. Nobody's address stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from wegwijzer.core.language.masking import PersonalKind, mask
from wegwijzer.web.post.models import Heartbeat, Outgoing
from wegwijzer.web.post.outbox import GIVEN_UP

_S = Outgoing.State
_GIVEN_UP = Q(error__startswith=GIVEN_UP)
PARTS: Mapping[str, Q] = {
    "queued": Q(state=_S.WAITING, attempts=0) | Q(state=_S.SENDING),
    "retry": Q(state=_S.WAITING, attempts__gt=0),
    "unsure": Q(state=_S.UNSURE),
    "failed": Q(state=_S.FAILED) & ~_GIVEN_UP,
    "abandoned": Q(state=_S.FAILED) & _GIVEN_UP,
    "sent": Q(state=_S.SENT),
}
"""The parts of the outbox: each letter stands in exactly one."""
CAN_ALL_GO_AGAIN = ("retry", "failed", "abandoned")
"""The parts that can be tried again at once. What is unsure may have arrived: that is decided letter by letter."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter without who gets it: `domain` is the part of the address after the @, "" where it was erased.

    `moment` is when it was sent, or when it will be tried next; `error` the server's words without addresses.
    """

    key: str
    kind: str
    part: str
    created: datetime
    moment: datetime | None
    attempts: int
    error: str
    domain: str
    can_go_again: bool
    is_unsure: bool


def counts() -> dict[str, int]:
    """How many letters stand in each part."""
    return Outgoing.objects.aggregate(**{part: Count("pk", filter=found) for part, found in PARTS.items()})


def letters_in(part: str) -> QuerySet[Outgoing]:
    """The letters of a part, what was sent last first, else the oldest first."""
    rows = Outgoing.objects.filter(PARTS[part])
    return rows.order_by("-sent_at", "pk") if part == "sent" else rows.order_by("created", "pk")


def line_of(row: Outgoing, part: str) -> LetterLine:
    """A letter as a line of a part."""
    return LetterLine(
        key=row.key,
        kind=row.kind,
        part=part,
        created=row.created,
        moment=row.sent_at if part == "sent" else row.not_before if part in ("queued", "retry") else None,
        attempts=row.attempts,
        error=mask(row.error, kinds={PersonalKind.EMAIL, PersonalKind.PHONE}).text,
        domain=row.to.rpartition("@")[2],
        can_go_again=bool(row.to) and part in (*CAN_ALL_GO_AGAIN, "unsure"),
        is_unsure=part == "unsure",
    )


def last_beat() -> datetime | None:
    """When a worker last showed that it is alive; None where none ever did."""
    return Heartbeat.objects.order_by("-at").values_list("at", flat=True).first()
