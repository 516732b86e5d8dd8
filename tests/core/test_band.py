"""Bands: what they decide, and that arithmetic never loses a possible number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

numbers = st.decimals(min_value=0, max_value=10**9, places=2)


@st.composite
def bands_with_a_member(draw):
    """A band together with a number inside it."""
    member = draw(numbers)
    low = draw(st.none() | st.decimals(min_value=0, max_value=member, places=2))
    high = draw(st.none() | st.decimals(min_value=member, max_value=10**10, places=2))
    return Band(low, high), member


@given(bands_with_a_member(), numbers, st.sampled_from(["at_least", "above", "at_most", "below"]))
def test_a_decided_band_agrees_with_every_number_in_it(band_and_member, limit, comparison):
    band, member = band_and_member
    verdict = getattr(band, comparison)(limit)
    assert verdict is UNKNOWN or verdict is getattr(exactly(member), comparison)(limit)


def test_a_band_across_a_threshold_is_unknown_and_inside_it_is_decided():
    assert Band(Decimal(10), Decimal(60)).below(Decimal(50)) is UNKNOWN
    assert Band(Decimal(10), Decimal(49)).below(Decimal(50)) is MET
    assert Band(Decimal(50), None).below(Decimal(50)) is NOT_MET


@given(bands_with_a_member(), bands_with_a_member())
def test_sums_products_and_caps_hold_the_numbers_they_stand_for(first, second):
    (one, x), (two, y) = first, second
    for result, number in ((one.plus(two), x + y), (one.product(two), x * y), (one.capped(two), min(x, y))):
        assert result.low is None or result.low <= number
        assert result.high is None or number <= result.high


@given(bands_with_a_member(), bands_with_a_member())
def test_a_hull_holds_both(first, second):
    hull = first[0].hull(second[0])
    for number in (first[1], second[1]):
        assert hull.low is None or hull.low <= number
        assert hull.high is None or number <= hull.high


def test_a_band_upside_down_is_refused():
    with pytest.raises(ValueError, match=r'"max" \(1\) is smaller than its "min" \(2\)'):
        Band(Decimal(2), Decimal(1))
