"""Two at once on PostgreSQL, in transactions that are open at the same time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from tests.web.post.conftest import AT
from wegwijzer.web.post import actions, outbox
from wegwijzer.web.post.models import Outgoing

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = AT + timedelta(hours=1)
VALUES = {"link": "/nl/x/", "subject": "process", "desk": "Kollegium"}


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Start all calls at the same moment; what they gave."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            barrier.wait(10)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(60) for future in [pool.submit(run, call) for call in calls]]


def write(key: str, to: str = "a@example.be") -> bool:
    return actions.put_one(actions.letter_to(key=key, kind="handed_over", to=to, language="nl", values=VALUES, at=AT))


def test_of_two_open_transactions_with_one_key_the_second_waits_and_goes_on():
    is_written, may_commit = Event(), Event()

    def first() -> bool:
        with transaction.atomic():
            made = write("k1")
            is_written.set()
            may_commit.wait(10)
        return made

    def second() -> tuple[bool, bool]:
        is_written.wait(10)
        may_commit.set()
        with transaction.atomic():
            return write("k1"), write("k2")  # the transaction is not broken by the key that was there

    assert at_once(first, second) == [True, (False, True)]
    assert Outgoing.objects.count() == 2


def test_a_key_whose_first_writer_gives_up_is_free_for_the_second():
    is_written, may_end = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            write("k1")
            is_written.set()
            may_end.wait(10)
            transaction.set_rollback(True)

    def second() -> bool:
        is_written.wait(10)
        may_end.set()
        with transaction.atomic():
            return write("k1")

    assert at_once(first, second) == [None, True]
    assert Outgoing.objects.count() == 1


def test_eight_writers_of_the_same_forty_letters_write_forty():
    made = at_once(*[lambda: sum(write(f"k{number}") for number in range(40))] * 8)
    assert sum(made) == Outgoing.objects.count() == 40


def test_eight_workers_take_each_letter_once_and_wait_for_nobody():
    for number in range(80):
        write(f"k{number}", to=f"{number}@example.be")

    def take_all() -> list[str]:
        taken = []
        while (row := outbox.claim(NOW)) is not None:
            taken.append(row.key)
        return taken

    counted = Counter(key for keys in at_once(*[take_all] * 8) for key in keys)
    assert len(counted) == 80
    assert set(counted.values()) == {1}


def test_a_letter_that_another_transaction_holds_is_passed_over():
    write("held")
    write("free", to="b@example.be")
    is_held, may_end = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            Outgoing.objects.select_for_update().get(key="held")
            is_held.set()
            may_end.wait(10)

    def take() -> str | None:
        is_held.wait(10)
        row = outbox.claim(NOW)
        may_end.set()
        return row.key if row is not None else None

    assert at_once(hold, take) == [None, "free"]
