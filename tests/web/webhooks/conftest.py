"""What the tests of webhooks share: the stage of the firm's pages, and a system that listens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.web.cases.conftest import Stage, stage
from tests.web.webhooks.receiver import Receiver, a_receiver
from wegwijzer.web.webhooks import actions
from wegwijzer.web.webhooks.delivering import send_due
from wegwijzer.web.webhooks.kinds import CHOOSABLE
from wegwijzer.web.webhooks.models import Delivery, Endpoint

__all__ = ["stage"]
ALL = [kind.value for kind in CHOOSABLE]


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.at = timezone.now()

    def now(self) -> datetime:
        return self.at

    def on(self, **more: float) -> None:
        self.at += timedelta(**more)

    def round(self) -> list[str]:
        """A worker's round."""
        return list(send_due(self.now))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    with a_receiver() as found:
        settings.WEBHOOK_ORIGINS = frozenset({found.origin})
        yield found


@pytest.fixture
def made(stage: Stage, receiver: Receiver, clock: Clock) -> actions.Made:
    """The college listens to everything; its first test message is away."""
    found = actions.add(stage.desks["college"], receiver.address, ALL, language="nl", person_id="", at=clock.at)
    Delivery.objects.all().delete()
    return found


def fresh(endpoint: Endpoint) -> Endpoint:
    return Endpoint.objects.get(pk=endpoint.pk)
