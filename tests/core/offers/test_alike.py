"""Offerings that may be the same: how alike, decided by both, shown once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.offers.offerings import an_offering, words_of
from wegwijzer.core.offers.alike import Answer, likeness, outcome
from wegwijzer.core.offers.merging import merged
from wegwijzer.core.offers.offering import Kind

ANSWERS = (None, *Answer)


def test_half_days_topics_and_two_kinds_are_never_alike():
    machine, course = an_offering("1"), an_offering("2", kind=Kind.TRAINING)
    half, other_half = (an_offering(id, kind=Kind.HALF_DAY) for id in ("3", "4"))
    words = words_of(machine, course, half, other_half)
    assert likeness(machine, course, words) == likeness(half, other_half, words) == 0


def test_another_model_or_another_province_makes_it_less_alike():
    ours = an_offering("1", title="3D-printer M290", provinces=("limburg",))
    other_model = an_offering("2", title="3D-printer F370", provinces=("limburg",))
    elsewhere = an_offering("3", title="3D-printer M290", provinces=("antwerpen",))
    same = an_offering("4", title="3D-printer M290", provinces=("limburg",))
    words = words_of(ours, other_model, elsewhere, same)
    assert likeness(ours, same, words) > likeness(ours, elsewhere, words) > likeness(ours, other_model, words)


@pytest.mark.parametrize("first", ANSWERS)
@pytest.mark.parametrize("second", ANSWERS)
def test_one_can_keep_them_apart_and_it_takes_both_to_merge(first, second):
    found = outcome(first, second)
    assert found is outcome(second, first)
    if Answer.DIFFERENT in (first, second):
        assert found is Answer.DIFFERENT
    else:
        assert found is (first if first is second else None)


def test_what_is_the_same_is_shown_once_with_everybody_named():
    one, two, three = (an_offering(id) for id in "123")
    shown = merged((one, two, three), [("2", "3", Answer.SAME)])
    assert [(item.head.id, item.structures, item.how) for item in shown] == [
        ("1", ("School 1",), None),
        ("2", ("School 2", "School 3"), Answer.SAME),
    ]


def test_when_the_one_that_was_shown_is_over_the_other_takes_its_place():
    pairs = [("1", "2", Answer.JOINT)]
    assert merged((an_offering("1"), an_offering("2")), pairs)[0].how is Answer.JOINT
    (shown,) = merged((an_offering("2"),), pairs)
    assert (shown.head.id, shown.how) == ("2", None)


@settings(max_examples=40)
@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_merging_loses_nobody_and_names_nobody_twice(pairs):
    offerings = [an_offering(str(number)) for number in range(10)]
    shown = merged(offerings, [(str(a), str(b), Answer.SAME) for a, b in pairs])
    assert sorted(one.id for item in shown for one in item.all) == [str(number) for number in range(10)]
