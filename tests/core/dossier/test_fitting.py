"""Whether the project clears the minimum and stays under the ceiling."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.dossier.dossiers import a_dossier, a_line, one, rules
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.dossier.fitting import check_fit, support_of
from wegwijzer.core.dossier.limits import LimitKind
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN


def checked(euro: str | None, *limits, rate=None, ceiling=None):
    dossier = a_dossier(costs=(a_line("1"), a_line(euro, row=2)))
    return list(check_fit(dossier, rules(*limits, rate=rate, ceiling=ceiling)))


@pytest.mark.parametrize(("euro", "verdict"), [("49999", MET), ("49998", NOT_MET), (None, UNKNOWN)])
def test_a_project_clears_its_minimum_to_the_euro(euro, verdict):
    assert one(checked(euro, (LimitKind.LEAST_COST, 50_000)), "least_cost").verdict is verdict


@pytest.mark.parametrize(("euro", "verdict"), [("99", MET), ("100", NOT_MET), (None, UNKNOWN)])
def test_a_project_stays_under_its_maximum_to_the_euro(euro, verdict):
    assert one(checked(euro, (LimitKind.MOST_COST, 100)), "most_cost").verdict is verdict


@pytest.mark.parametrize(
    ("euro", "rate", "verdict"),
    [
        ("99999", exactly(25), MET),  # 25 % of 100,000 is the least support of 25,000
        ("99998", exactly(25), NOT_MET),
        ("99998", Band(Decimal(25), Decimal(45)), UNKNOWN),  # a size that is not known decides
        ("199999", Band(Decimal(25), Decimal(45)), MET),
    ],
)
def test_the_least_support_is_open_only_while_the_rate_could_decide(euro, rate, verdict):
    assert one(checked(euro, (LimitKind.LEAST_SUPPORT, 25_000), rate=rate), "least_support").verdict is verdict


def test_without_a_rate_the_support_stays_open():
    assert one(checked("1000", (LimitKind.LEAST_SUPPORT, 1)), "least_support_open").verdict is UNKNOWN


def test_a_ceiling_of_support_refuses_nothing():
    found = one(checked("999999", (LimitKind.MOST_SUPPORT, 250_000), rate=exactly(45)), "most_support")
    assert found.verdict is NOT_MET
    assert found.is_advice


@given(st.decimals("0", "5000000", places=2), st.decimals("0", "5000000", places=2), st.integers(0, 100))
def test_more_cost_never_means_less_support(one_cost, other, rate):
    low, high = sorted((one_cost, other))
    supports = [support_of(a_dossier(costs=(a_line(str(cost)),)), exactly(rate)) for cost in (low, high)]
    assert supports[0].low <= supports[1].low
    assert supports[1].high <= high
