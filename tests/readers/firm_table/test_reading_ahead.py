"""Batches made ahead: in their order, with what the making raises, and no further than one ahead."""

from __future__ import annotations

import pytest

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.firm_table.reading_ahead import read_ahead


def numbers(made, *, breaks_at=None):
    for number in range(5):
        if number == breaks_at:
            raise InputError([Fault("firms", "breaks off.", "a whole file.")])
        made.append(number)
        yield number


def test_batches_come_in_their_order():
    assert list(read_ahead(numbers([]))) == [0, 1, 2, 3, 4]


def test_what_the_making_raises_comes_after_the_batches_before_it():
    batches = read_ahead(numbers([], breaks_at=3))
    assert [next(batches) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(InputError, match="breaks off"):
        next(batches)


def test_who_stops_early_has_at_most_one_made_in_vain():
    made = []
    batches = read_ahead(numbers(made))
    assert next(batches) == 0
    batches.close()
    assert made == [0, 1]
