"""What is loaded is set aside once, and again after the first requests; what comes later is still cleared away."""

from __future__ import annotations

import gc
import weakref

import pytest

from wegwijzer.cli.settling import Settling, settle


@pytest.fixture(autouse=True)
def _as_it_was():
    was_settled, thresholds = gc.get_freeze_count() > 0, gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    if was_settled:
        settle()


class _Thing:
    """Something that refers to itself."""

    def __init__(self):
        self.me = self


def test_what_is_loaded_is_not_looked_at_again_and_what_comes_later_is():
    loaded = _Thing()
    settle()
    assert not any(one is loaded for one in gc.get_objects())
    later = _Thing()
    gone = weakref.ref(later)
    del later
    gc.collect()
    assert gone() is None


def test_it_is_looked_through_all_that_is_left_before_long():
    loaded = [_Thing() for _ in range(400_000)]
    settle()
    looked = gc.get_stats()[2]["collections"]
    kept = [[] for _ in range(150_000)]  # less than a quarter of what is loaded
    assert gc.get_stats()[2]["collections"] > looked
    assert loaded
    assert kept


def test_it_settles_again_after_the_first_requests_and_then_no_more():
    settling, frozen = Settling(), []
    for _ in range(Settling.AFTER[-1] + 200):
        settling.answered()
        frozen.append(gc.get_freeze_count() > 0)
    assert frozen.index(True) == Settling.AFTER[0] - 1
    gc.unfreeze()
    for _ in range(2_000):
        settling.answered()
    assert gc.get_freeze_count() == 0
