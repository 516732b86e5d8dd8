"""Addresses and messages in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from wegwijzer.web.webhooks.kinds import CHOOSABLE
from wegwijzer.web.webhooks.models import Delivery, Endpoint
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class StateView:
    """How it goes with an address: `mark` is met, maybe or no; `why` says more where we stopped."""

    mark: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """An address in the list."""

    id: str
    address: str
    kinds: str
    state: StateView


@dataclass(frozen=True, slots=True)
class Tick:
    """A kind that can be chosen."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class LogRow:
    """A message: what it told, when, and what became of it. `can_again` when it is not under way."""

    id: str
    what: str
    type: str
    when: str
    mark: str
    went: str
    can_again: bool


def endpoint_rows(endpoints: Iterable[Endpoint], language: str) -> list[EndpointRow]:
    """The addresses of a desk."""
    return [
        EndpointRow(str(row.pk), row.address, _count(len(row.kinds), language), state_view(row, language))
        for row in endpoints
    ]


def state_view(endpoint: Endpoint, language: str) -> StateView:
    """How it goes with an address."""
    states = Endpoint.State
    if endpoint.state == states.DISABLED:
        return StateView(
            "no", say("webhooks.state.disabled", language), say(f"webhooks.why.{endpoint.fault}", language)
        )
    if endpoint.state == states.OFF:
        return StateView("maybe", say("webhooks.state.off", language), "")
    if endpoint.failing_since is not None:
        moment = _moment(endpoint.failing_since, language)
        return StateView("maybe", say("webhooks.state.failing", language, moment=moment), "")
    return StateView("met", say("webhooks.state.on", language), "")


def kind_ticks(chosen: Sequence[str], language: str) -> list[Tick]:
    """The kinds to choose from."""
    return [Tick(kind.value, say(f"webhooks.kind.{kind.value}", language), kind.value in chosen) for kind in CHOOSABLE]


def log_rows(endpoint: Endpoint, language: str) -> tuple[list[LogRow], int]:
    """The latest messages, newest first, and how many older ones there are."""
    found = Delivery.objects.filter(endpoint=endpoint).order_by("-created", "-id")
    rows = [_log_row(row, language) for row in found[:_MOST_SHOWN]]
    return rows, max(0, found.count() - len(rows))


def _log_row(row: Delivery, language: str) -> LogRow:
    states = Delivery.State
    mark = {states.DONE: "met", states.FAILED: "no"}.get(states(row.state), "maybe")
    return LogRow(
        str(row.pk),
        say(f"webhooks.kind.{row.kind}", language),
        row.kind,
        _moment(row.created, language),
        mark,
        _went(row, language),
        row.state != states.SENDING,
    )


def _went(row: Delivery, language: str) -> str:
    states = Delivery.State
    if row.state == states.DONE:
        return say("webhooks.log.done", language, status=row.status)
    if row.state == states.FAILED:
        return say("webhooks.log.failed", language, count=row.attempts, fault=_fault(row, language))
    if row.state == states.WAITING and row.attempts:
        moment, fault = _moment(row.not_before, language), _fault(row, language)
        return say("webhooks.log.waiting_until", language, moment=moment, count=row.attempts, fault=fault)
    return say(f"webhooks.log.{row.state}", language)


def _fault(row: Delivery, language: str) -> str:
    return say(f"webhooks.fault.{row.fault}", language, value=row.fault_value) if row.fault else "?"


def _count(count: int, language: str) -> str:
    return say("webhooks.list.kinds_one", language) if count == 1 else say("webhooks.list.kinds", language, count=count)


def _moment(moment: datetime, language: str) -> str:
    here = timezone.localtime(moment)
    return f"{date_text(here.date(), language)}, {here:%H:%M}"
