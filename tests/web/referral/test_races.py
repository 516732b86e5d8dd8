"""Two at the same moment, on PostgreSQL: one open case a firm, one step an offer, one strike a clock."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from tests.web.referral.conftest import NOW, World, a_question
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Step
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import actions, clockwork
from wegwijzer.web.referral.errors import StaleError
from wegwijzer.web.referral.models import Case, Event, Firm, Need, Notice, Offer, Pending, SentForm

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AT_ONCE = 6


def at_once(work: Callable[[int], object]) -> list[object]:
    """Do something several times at the same moment, each on a connection of its own; what came of each."""
    barrier = Barrier(AT_ONCE)

    def run(number: int) -> object:
        try:
            barrier.wait(timeout=30)
            return work(number)
        except StaleError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def test_contacts_who_pass_on_the_same_firm_at_once_make_one_case(world: World) -> None:
    actors = [(world.actor(name), world.desk(name)) for name in ("accountant", "federation")]

    def bring(number: int) -> object:
        actor, desk = actors[number % 2]
        return actions.refer(actor=actor, desk_id=desk, consent=True, given=a_question(), at=NOW).passed

    at_once(bring)
    assert Firm.objects.count() == 1
    assert Case.objects.count() == 1


def test_visitors_without_a_number_who_come_twice_at_once_make_one_firm(world: World) -> None:
    actor, desk = world.actor("accountant"), world.desk("accountant")

    def bring(number: int) -> object:
        return actions.refer(actor=actor, desk_id=desk, consent=True, given=a_question(""), at=NOW).passed

    at_once(bring)
    assert Firm.objects.count() == 1
    assert Case.objects.count() == 1
    assert Case.objects.get().needs.count() == AT_ONCE


def test_who_presses_many_times_at_once_asks_once_and_reads_the_same_each_time(world: World) -> None:
    world.brings(desks=(world.desk("college"),))  # what is read once a process is read
    key, desk = str(uuid4()), world.desk("accountant")
    fields = {
        **{"what": "pass_on", "subject": "product", "offered_for": "product", "words": "Het brood breekt."},
        **{"desks": [world.desk("college")], "name": "Bakkerij De Korst", "email": "korst@example.test"},
        **{"consent": "yes", "desk": desk, "once": key},
    }
    browsers = [Client() for _ in range(AT_ONCE)]
    for browser in browsers:
        browser.force_login(world.people["accountant"])

    def press(number: int) -> object:
        return browsers[number].post("/nl/doorverwijzen/", fields)["Location"]

    assert set(at_once(press)) == {"/nl/doorverwijzen/klaar/opened/"}
    assert Need.objects.filter(words="Het brood breekt.").count() == 1
    assert SentForm.objects.count() == 1
    visitor = fields | {"once": str(uuid4())}
    at_once(lambda number: Client().post("/nl/doorverwijzen/", visitor))
    assert Pending.objects.count() == 1


def test_of_those_who_take_up_at_once_one_does_and_the_others_are_told_who(world: World) -> None:
    world.brings(desks=(world.desk("college"),))
    offer = world.offer_to("college")
    actors = [world.actor(name) for name in ("college", "manager")]

    def take_up(number: int) -> object:
        return actions.take_step(
            actor=actors[number % 2], offer_id=offer.pk, step=Step(OfferState.TAKEN_UP), version=1, at=NOW
        )

    found = at_once(take_up)
    assert sum(isinstance(item, StaleError) for item in found) == AT_ONCE - 1
    assert Offer.objects.get().version == 2
    assert Event.objects.filter(kind="step").count() == 1


def test_workers_that_look_at_the_clocks_at_once_do_nothing_twice(world: World) -> None:
    world.brings()
    late, later = NOW + timedelta(days=12), NOW + timedelta(days=19)
    at_once(lambda number: clockwork.run(late))
    assert Notice.objects.filter(kind="last_call").count() == 1
    at_once(lambda number: clockwork.run(later))  # nobody is passed by before the late call had its time
    assert Notice.objects.filter(kind="hand_over").count() == 1
    assert Offer.objects.filter(by_fallback=True).count() == 1
    assert Outgoing.objects.filter(kind="handed_over").count() == 1
