"""Replicate weights give R's errors, whether R drew them or we made them.

Figures: tests/reference/survey/figures.R (R 4.2.2, survey 4.1.1), on firms.csv and halves.csv.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.core.survey.reference import assert_equals_r, bootstrapped, columns, design, figures, flags_of, numbers
from wegwijzer.core.errors import InputError
from wegwijzer.core.survey.design import Design, Replicates
from wegwijzer.core.survey.estimating import ratios, shares, totals
from wegwijzer.core.survey.replicating import balanced_halves, bootstrap, jackknife

EMP, TURNOVER = numbers("firms", "emp"), numbers("firms", "turnover")
SEGMENTS = flags_of("firms", "segment")
CLUSTERED = design("firms", strata=True, psu=True, fpc="fpc_units")
REPEATED = {"jkn": jackknife(CLUSTERED), "jk1": jackknife(design("firms", psu=True)), "bootstrap": bootstrapped()}


@pytest.mark.parametrize("name", REPEATED)
def test_shares_totals_and_ratios_equal_r(name):
    drawn, expected = REPEATED[name], figures()[name]
    found = shares(drawn, SEGMENTS)
    for segment in expected["shares"]:
        assert_equals_r(found[segment], expected["shares"][segment])
    assert_equals_r(totals(drawn, {"t": TURNOVER})["t"], expected["total"])
    assert_equals_r(ratios(drawn, {"r": (TURNOVER, EMP)})["r"], expected["ratio"])


def test_a_part_of_a_jackknifed_sample_equals_r():
    found = shares(REPEATED["jkn"], SEGMENTS, within=EMP <= 100)
    for segment, expected in figures()["jkn_domain"]["shares"].items():
        assert_equals_r(found[segment], expected)


def test_balanced_halves_equal_r_for_a_total_and_are_as_few():
    halved = balanced_halves(design("halves", strata=True, psu=True))
    expected = figures()["brr"]
    assert halved.replicates.weights.shape[1] == expected["replicates"]
    assert_equals_r(totals(halved, {"emp": numbers("halves", "emp")})["emp"], expected["total"])


def test_the_jackknife_of_a_total_is_the_linearised_error():
    linear = totals(CLUSTERED, {"t": TURNOVER})["t"]
    assert totals(REPEATED["jkn"], {"t": TURNOVER})["t"].se == pytest.approx(linear.se, rel=1e-12)


def test_the_bootstrap_comes_near_the_linearised_error_and_a_seed_repeats_it():
    drawn = design("firms", strata=True, psu=True)
    again = bootstrap(drawn, replicates=2000, seed=7)
    linear = shares(drawn, SEGMENTS)["volger"]
    assert shares(again, SEGMENTS)["volger"].se == pytest.approx(linear.se, rel=0.08)
    assert np.array_equal(
        bootstrap(drawn, replicates=5, seed=7).replicates.weights, again.replicates.weights[:, :5]
    ) or (np.array_equal(bootstrap(drawn, replicates=2000, seed=7).replicates.weights, again.replicates.weights))


def test_around_the_estimate_the_spread_is_not_smaller():
    drawn = REPEATED["jk1"]
    other = replace(drawn, replicates=replace(drawn.replicates, around_estimate=True))
    assert shares(other, SEGMENTS)["volger"].se >= shares(drawn, SEGMENTS)["volger"].se


def test_a_share_that_a_replicate_cannot_tell_has_no_error():
    weights = np.array([[0.0, 2.0], [2.0, 0.0], [2.0, 0.0]])
    drawn = Design(3, np.ones(3), replicates=Replicates(weights, 0.5, np.ones(2)))
    found = shares(drawn, {"a": np.array([True, True, False])}, within=np.array([True, False, False]))["a"]
    assert (found.value, found.se, found.ci_low) == (1.0, None, None)


def test_balanced_halves_want_two_units_in_each_stratum_and_no_finite_population():
    with pytest.raises(InputError, match='stratum "ind-s": has 5 sampling units'):
        balanced_halves(CLUSTERED)


def test_the_jackknife_refuses_a_stratum_with_one_unit():
    with pytest.raises(InputError, match='stratum "dienst-m" has one sampling unit'):
        jackknife(design("single_unit", strata=True, psu=True))


def test_replicates_of_another_length_are_a_fault():
    drawn = Design(240, replicates=Replicates(np.ones((239, 4)), 1.0, np.ones(4)))
    with pytest.raises(InputError, match="replicates: are 239 by 4"):
        shares(drawn, {"a": columns("firms")["sector"] == "ind"})
