"""How long a financial year is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.accounts.filing import months_between


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), 12),
        (date(2023, 7, 1), date(2024, 12, 31), 18),
        (date(2024, 1, 1), date(2024, 6, 30), 6),
        (date(2023, 3, 1), date(2024, 2, 29), 12),
        (date(2024, 1, 15), date(2024, 12, 31), 11.5),
    ],
)
def test_a_year_is_as_long_as_its_days(start, end, months):
    assert months_between(start, end) == pytest.approx(months, abs=0.1)


@given(year=st.integers(1990, 2090), month=st.integers(1, 12), length=st.integers(1, 36))
def test_a_year_from_the_first_of_a_month_to_the_end_of_another_is_whole(year, month, length):
    after = year * 12 + month - 1 + length
    end = date.fromordinal(date(after // 12, after % 12 + 1, 1).toordinal() - 1)
    assert months_between(date(year, month, 1), end) == length
