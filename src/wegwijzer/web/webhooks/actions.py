"""What changes in who is told: addresses set up, changed, given another secret, switched off and on, and taken away.

Whoever calls has seen to it that the person manages the desk (`views.managers_only`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from wegwijzer.core.errors import WegwijzerError
from wegwijzer.readers.reaching import FetchError
from wegwijzer.web.people.models import Desk
from wegwijzer.web.webhooks.addresses import checked_target, written
from wegwijzer.web.webhooks.kinds import CHOOSABLE, Kind
from wegwijzer.web.webhooks.models import Delivery, Endpoint
from wegwijzer.web.webhooks.noticing import message
from wegwijzer.web.webhooks.signing import new_secret, opened, sealed

MOST_PER_DESK = 5
OLD_SECRET_VALID = timedelta(hours=24)
"""How long messages are also signed with the secret before."""
_TESTS_PAUSE = timedelta(seconds=10)
_S, _D = Endpoint.State, Delivery.State


class WebhookError(WegwijzerError):
    """Refused. `code` names its words, under `webhooks.fault`; `value` is what it is about."""

    def __init__(self, code: str, value: str = "") -> None:
        self.code, self.value = code, value
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Made:
    """An address with its secret, which is shown this once."""

    endpoint: Endpoint
    secret: str


@transaction.atomic
def add(desk: Desk, address: str, kinds: Iterable[str], *, language: str, person_id: str, at: datetime) -> Made:
    """Set up an address, and send it a test. Raises WebhookError: a code of the reader, no_kinds, twice, too_many."""
    try:
        checked = written(checked_target(address))
    except FetchError as error:
        raise WebhookError(error.code, error.value) from None
    chosen = _chosen(kinds)
    Desk.objects.select_for_update().get(pk=desk.pk)  # two at once are counted one after the other
    known = Endpoint.objects.filter(desk=desk)
    if known.filter(address=checked).exists():
        raise WebhookError("twice", checked)
    if known.count() >= MOST_PER_DESK:
        raise WebhookError("too_many", str(MOST_PER_DESK))
    secret = new_secret()
    endpoint = Endpoint.objects.create(
        desk=desk,
        address=checked,
        kinds=chosen,
        language=language,
        secret=sealed(secret),
        created=at,
        created_by_id=person_id or None,
        not_before=at,
    )
    send_test(endpoint, at=at)
    return Made(endpoint, secret)


def choose(endpoint: Endpoint, kinds: Iterable[str]) -> None:
    """Hear of other things from now on. Raises WebhookError: no_kinds."""
    Endpoint.objects.filter(pk=endpoint.pk).update(kinds=_chosen(kinds))


@transaction.atomic
def rotate(endpoint: Endpoint, *, at: datetime) -> Made:
    """Another secret; the one before stays valid for a day, unless it was replaced itself."""
    held = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    secret = new_secret()
    held.old_secret, held.old_until = held.secret, at + OLD_SECRET_VALID
    if not _is_readable(held.secret):
        held.old_secret, held.old_until = "", None
    held.secret = sealed(secret)
    held.save(update_fields=["secret", "old_secret", "old_until"])
    return Made(held, secret)


def switch_off(endpoint: Endpoint) -> None:
    """Send nothing and keep nothing to be sent; what waits, waits."""
    Endpoint.objects.filter(pk=endpoint.pk).update(state=_S.OFF)


@transaction.atomic
def switch_on(endpoint: Endpoint, *, at: datetime) -> None:
    """Send again: what waited goes now, and what failed for good meanwhile too."""
    Endpoint.objects.filter(pk=endpoint.pk).update(
        state=_S.ON, not_before=at, failures=0, failing_since=None, disabled_at=None, fault=""
    )
    rows = Delivery.objects.filter(endpoint=endpoint, state__in=(_D.WAITING, _D.FAILED))
    rows.update(state=_D.WAITING, not_before=at, attempts=0)


def remove(endpoint: Endpoint) -> None:
    """Forget an address, its secret and its messages."""
    endpoint.delete()


def send_test(endpoint: Endpoint, *, at: datetime) -> bool:
    """Send a message that tells of nothing; False if that was asked a moment ago."""
    recent = Delivery.objects.filter(endpoint=endpoint, kind=Kind.TEST.value, created__gt=at - _TESTS_PAUSE)
    if recent.exists():
        return False
    data = {"desk": str(endpoint.desk_id)}
    message(endpoint, Kind.TEST, f"test:{uuid4()}", data, at).save(force_insert=True)
    return True


def send_again(delivery: Delivery, *, at: datetime) -> bool:
    """Send a message again, with the id that it has; False for one that is under way."""
    Endpoint.objects.filter(pk=delivery.endpoint_id).update(not_before=at)
    rows = Delivery.objects.filter(pk=delivery.pk).exclude(state=_D.SENDING)
    return bool(rows.update(state=_D.WAITING, not_before=at, attempts=0))


def _chosen(kinds: Iterable[str]) -> list[str]:
    wanted = set(kinds)
    chosen = [kind.value for kind in CHOOSABLE if kind.value in wanted]
    if not chosen:
        raise WebhookError("no_kinds")
    return chosen


def _is_readable(kept: str) -> bool:
    from cryptography.fernet import InvalidToken

    try:
        opened(kept)
    except InvalidToken:
        return False
    return True
