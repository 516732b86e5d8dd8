"""The largest chi-square that printed percentages allow, against every table there can be."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.report.association import largest_chi_square, smallest_p


def pearson(one_yes, one_no, other_yes, other_no):
    rows, columns = (one_yes + one_no, other_yes + other_no), (one_yes + other_yes, one_no + other_no)
    total = sum(rows)
    if not all((*rows, *columns)):
        return 0.0
    return total * (one_yes * other_no - one_no * other_yes) ** 2 / math.prod((*rows, *columns))


def rounded(part, whole):
    return round(100 * part / whole, 1)


def test_no_table_of_1077_firms_with_these_percentages_has_a_larger_one():
    """Table 1, suppliers: 47.3 % against 42.5 %. All splits and all counts that round to them are tried."""
    largest = 0.0
    for one in range(1, 1077):
        other = 1077 - one
        ones = [k for k in range(int(0.47 * one), int(0.476 * one) + 2) if k <= one and rounded(k, one) == 47.3]
        others = [
            k for k in range(int(0.42 * other), int(0.43 * other) + 2) if k <= other and rounded(k, other) == 42.5
        ]
        for k in ones:
            for m in others:
                largest = max(largest, pearson(k, one - k, m, other - m))
    limit = largest_chi_square(1077, Decimal("47.3"), Decimal("42.5"))
    assert 0 < largest <= limit
    assert limit == pytest.approx(largest, rel=0.1)
    assert round(math.erfc(math.sqrt(largest / 2)), 3) >= 0.106


@settings(max_examples=200)
@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_a_real_table_never_lies_above_the_limit(one, other, data):
    k, m = data.draw(st.integers(0, one)), data.draw(st.integers(0, other))
    shares = [Decimal(str(rounded(part, whole))) for part, whole in ((k, one), (m, other))]
    limit = largest_chi_square(one + other, *shares)
    assert pearson(k, one - k, m, other - m) <= limit * (1 + 1e-9) + 1e-9


def test_the_order_of_the_groups_does_not_matter():
    one, other = Decimal("63.5"), Decimal("41.3")
    assert smallest_p(1077, one, other) == smallest_p(1077, other, one) < 0.001
