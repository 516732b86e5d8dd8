"""Servers and workers that start together change the tables one after the other."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from wegwijzer.web.operating.migrating import one_at_a_time


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_waits_until_the_first_is_done():
    has_it = threading.Event()

    def second() -> None:
        with one_at_a_time():
            has_it.set()
        connection.close()

    waiting = threading.Thread(target=second)
    with one_at_a_time():
        waiting.start()
        assert not has_it.wait(0.3)
    assert has_it.wait(10)
    waiting.join()
