"""A clock that jumps: a worker goes on, sends each letter once, and does nothing for good on a day that is in doubt."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.web.post.conftest import AT
from wegwijzer.web.chores import Chores
from wegwijzer.web.operating.clock_watch import DOUBTED_FOR, ClockWatch
from wegwijzer.web.post import outbox
from wegwijzer.web.post.models import Heartbeat, Outgoing


class Machine:
    """The clock on the wall, which is set, and the time since it was switched on, which only goes by."""

    def __init__(self) -> None:
        self.at, self.since_start = AT + timedelta(hours=1), 0.0

    def now(self) -> datetime:
        return self.at

    def steady(self) -> float:
        return self.since_start

    def passes(self, time: timedelta) -> None:
        self.at += time
        self.since_start += time.total_seconds()

    def is_set(self, by: timedelta) -> None:
        self.at += by


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def chores(db, machine):
    return Chores("this:1", machine.now, lambda: False, watch=ClockWatch(machine.now, machine.steady))


def told(chores: Chores) -> str:
    return "\n".join(chores.do())


def test_a_clock_that_was_set_back_stops_no_chore(chores, machine):
    assert "old things cleared away" in told(chores)
    machine.is_set(-timedelta(days=2))
    machine.passes(DOUBTED_FOR)
    told(chores)
    machine.passes(timedelta(hours=1, minutes=1))
    assert "old things cleared away" in told(chores)


def test_a_worker_still_shows_that_it_lives_after_its_clock_was_set_back(chores, machine):
    told(chores)
    machine.is_set(-timedelta(days=2))
    machine.passes(timedelta(minutes=1))
    told(chores)
    assert Heartbeat.objects.get().at == machine.at


def test_a_letter_written_on_a_clock_that_ran_ahead_goes_at_once_when_it_is_put_right(chores, machine, mailbox, letter):
    letter("k1")
    Outgoing.objects.update(created=machine.at + timedelta(days=2), not_before=machine.at + timedelta(days=2))
    assert "handed_over: sent" in told(chores)
    assert len(mailbox.mails) == 1


def test_a_letter_that_is_to_wait_waits_on_whatever_clock(chores, machine, mailbox, letter):
    letter("k1")
    Outgoing.objects.update(created=machine.at, not_before=machine.at + timedelta(days=2))
    assert "sent" not in told(chores)
    assert mailbox.mails == []


def test_what_a_worker_took_on_a_clock_that_ran_ahead_does_not_stay_in_its_hands_for_days(db, machine, letter):
    letter("k1")
    row = outbox.claim(machine.at + timedelta(days=2))
    assert row is not None
    assert outbox.call_unsure(machine.at) == 1
    assert Outgoing.objects.get().state == Outgoing.State.UNSURE


@pytest.mark.parametrize("leap", [timedelta(days=3650), timedelta(hours=1), -timedelta(days=3)])
def test_after_a_jump_nothing_is_done_for_good_and_letters_still_go(chores, machine, mailbox, letter, leap):
    told(chores)
    machine.is_set(leap)
    machine.passes(timedelta(hours=1, minutes=1))
    letter("k1")
    Outgoing.objects.update(created=machine.at, not_before=machine.at)
    said = told(chores)
    assert "clock jumped" in said
    assert "old things cleared away" not in said
    assert "handed_over: sent" in said
    assert not chores.is_well


def test_a_jump_that_is_put_right_ends_the_doubt_at_once(chores, machine):
    told(chores)
    machine.is_set(timedelta(days=3650))
    told(chores)
    machine.is_set(-timedelta(days=3650))
    machine.passes(timedelta(hours=1, minutes=1))
    assert "old things cleared away" in told(chores)
    assert chores.is_well


def test_a_clock_that_stays_where_it_was_set_is_believed_in_the_end(chores, machine):
    told(chores)
    machine.is_set(timedelta(days=2))
    told(chores)
    machine.passes(DOUBTED_FOR + timedelta(minutes=1))
    assert "old things cleared away" in told(chores)


def test_a_clock_that_is_not_that_of_the_database_is_never_believed(db, machine):
    apart = ClockWatch(machine.now, machine.steady, apart=lambda: 3600.0)
    chores = Chores("this:1", machine.now, lambda: False, watch=apart)
    for _ in range(3):
        assert "old things cleared away" not in told(chores)
        machine.passes(DOUBTED_FOR)


def test_a_clock_that_is_corrected_by_minutes_is_no_jump(chores, machine):
    told(chores)
    machine.is_set(timedelta(minutes=4))
    machine.passes(timedelta(hours=1, minutes=1))
    said = told(chores)
    assert "jumped" not in said
    assert "old things cleared away" in said
