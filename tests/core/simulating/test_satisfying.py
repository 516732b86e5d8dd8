"""Whether a criterion can hold at all: what is called impossible is met by no firm."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import FACTS
from wegwijzer.core.band import exactly
from wegwijzer.core.criteria.nodes import (
    Above,
    All,
    AnyOf,
    AtLeast,
    AtMost,
    Below,
    IsTrue,
    Named,
    Not,
    OneOf,
    StartsWith,
    Undocumented,
)
from wegwijzer.core.simulating.satisfying import always_holds, can_hold, follows
from wegwijzer.core.truth import MET

FEW, MANY = Decimal(10), Decimal(50)
SMALL, LARGE = Decimal(1), Decimal(3)

ONE = st.one_of(
    st.sampled_from([IsTrue("insolvent"), IsTrue("collaboration")]),
    st.lists(st.sampled_from(["eenmanszaak", "bv", "vzw"]), min_size=1, max_size=2, unique=True).map(
        lambda options: OneOf("legal_form", tuple(options))
    ),
    st.builds(
        lambda kind, limit: kind("fte", Decimal(limit)),
        st.sampled_from([AtLeast, Above, AtMost, Below]),
        st.sampled_from([0, 10, 50]),
    ),
    st.builds(
        lambda kind, rank: kind("size_class", Decimal(rank)),
        st.sampled_from([AtLeast, Above, AtMost, Below]),
        st.integers(0, 3),
    ),
    st.lists(st.sampled_from(["10", "107", "62"]), min_size=1, max_size=2, unique=True).map(
        lambda prefixes: StartsWith("nace", tuple(prefixes))
    ),
)
CRITERIA = st.recursive(
    ONE,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda found: All(tuple(found))),
        st.lists(parts, min_size=1, max_size=3).map(lambda found: AnyOf(tuple(found))),
        parts.map(Not),
    ),
    max_leaves=6,
)
FIRMS = st.fixed_dictionaries(
    {
        "insolvent": st.booleans(),
        "collaboration": st.booleans(),
        "legal_form": st.sampled_from(["eenmanszaak", "bv", "vzw"]),
        "fte": st.sampled_from([0, 3, 10, 30, 50, 400]).map(exactly),
        "size_class": st.integers(0, 3).map(exactly),
        "nace": st.sampled_from(["10710", "10510", "62010", "99999"]),
    }
)


@given(CRITERIA, FIRMS)
@settings(max_examples=60, deadline=None)
def test_what_a_firm_meets_can_hold_and_what_it_does_not_meet_does_not_always(criterion, firm):
    if criterion.read(firm) is MET:
        assert can_hold(criterion, FACTS)
    else:
        assert not always_holds(criterion, FACTS)


@pytest.mark.parametrize(
    "criterion",
    [
        All((AtLeast("fte", MANY), Below("fte", FEW))),
        All((Above("fte", FEW), Below("fte", FEW))),
        Below("fte", Decimal(0)),
        All((AtMost("size_class", SMALL), AtLeast("size_class", LARGE))),
        All((OneOf("legal_form", ("bv",)), OneOf("legal_form", ("vzw",)))),
        All((StartsWith("nace", ("107",)), Not(StartsWith("nace", ("10",))))),
        All((IsTrue("insolvent"), Not(Named("rule", IsTrue("insolvent"))))),
        Not(AnyOf((Below("fte", MANY), AtLeast("fte", FEW)))),
        Not(OneOf("legal_form", ("eenmanszaak", "bv", "vzw"))),
    ],
)
def test_what_no_firm_can_meet_is_found_and_its_contrary_always_holds(criterion):
    assert not can_hold(criterion, FACTS)
    assert always_holds(Not(criterion), FACTS)


@pytest.mark.parametrize(
    "criterion",
    [
        All((AtLeast("fte", FEW), Below("fte", MANY))),
        All((Above("fte", FEW), Below("fte", Decimal(11)))),
        All((StartsWith("nace", ("10",)), Not(StartsWith("nace", ("107",))))),
        Not(OneOf("legal_form", ("bv",))),
        AtLeast("founded", Decimal(730_000)),
        Undocumented(),
    ],
)
def test_what_some_firm_can_meet_is_left_alone(criterion):
    assert can_hold(criterion, FACTS)
    assert not always_holds(criterion, FACTS)


def test_what_is_narrower_follows_only_one_way():
    narrow, wide = AtMost("size_class", Decimal(0)), AtMost("size_class", SMALL)
    assert follows(wide, narrow, FACTS)
    assert not follows(narrow, wide, FACTS)
