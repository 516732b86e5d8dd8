"""Weights fitted to margins equal R's, meet the margins, and fail plainly where they cannot.

Figures: tests/reference/survey/figures.R (R 4.2.2, survey 4.1.1), on firms.csv.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.survey.reference import assert_equals_r, columns, design, figures, flags_of, numbers
from wegwijzer.core.errors import InputError
from wegwijzer.core.survey.design import Design
from wegwijzer.core.survey.estimating import ratios, shares, totals
from wegwijzer.core.survey.fitting import Margin, post_stratify, rake
from wegwijzer.core.survey.replicating import jackknife

FIRMS = columns("firms")
EMP, TURNOVER = numbers("firms", "emp"), numbers("firms", "turnover")
SEGMENTS = flags_of("firms", "segment")
CLUSTERED = design("firms", strata=True, psu=True, fpc="fpc_units")
SIZES = Margin("size", FIRMS["size"], {"small": 2500, "medium": 760, "large": 110})
SECTORS = Margin("sector", FIRMS["sector"], {"ind": 1400, "dienst": 1970})


def test_post_stratified_weights_and_errors_equal_r():
    fitted, expected = post_stratify(CLUSTERED, SIZES).design, figures()["post_stratified"]
    assert fitted.row_weights[:5].tolist() == pytest.approx(expected["weights"], rel=1e-12)
    whole = shares(fitted, SEGMENTS)
    part = shares(fitted, SEGMENTS, within=EMP <= 100)
    for segment in expected["shares"]:
        assert_equals_r(whole[segment], expected["shares"][segment])
        assert_equals_r(part[segment], expected["domain"][segment])
    assert_equals_r(totals(fitted, {"t": TURNOVER})["t"], expected["total"])
    assert_equals_r(ratios(fitted, {"r": (TURNOVER, EMP)})["r"], expected["ratio"])


def test_raked_weights_and_errors_equal_r():
    fitted, expected = rake(CLUSTERED, [SIZES, SECTORS]).design, figures()["raked"]
    assert fitted.row_weights[:5].tolist() == pytest.approx(expected["weights"], rel=1e-9)
    assert_equals_r(shares(fitted, SEGMENTS)["koploper"], expected["koploper"], rel=1e-8)
    assert_equals_r(totals(fitted, {"t": TURNOVER})["t"], expected["total"], rel=1e-8)
    assert_equals_r(ratios(fitted, {"r": (TURNOVER, EMP)})["r"], expected["ratio"], rel=1e-8)


def test_the_error_of_r_s_own_rake_differs_by_less_than_a_percent():
    found = shares(rake(CLUSTERED, [SIZES, SECTORS]).design, SEGMENTS)["koploper"]
    assert found.se == pytest.approx(figures()["raked"]["koploper_by_rake"]["se"], rel=0.01)


def test_raking_within_bounds_equals_r_and_keeps_to_the_bounds():
    expected = figures()["raked_in_bounds"]
    fit = rake(CLUSTERED, [SIZES, SECTORS], bounds=tuple(expected["bounds"]), rounds=2000)
    assert fit.design.row_weights[[0, 40, 80, 120, 160, 200]].tolist() == pytest.approx(expected["weights"], rel=1e-8)
    assert (fit.smallest_factor, fit.largest_factor) == pytest.approx((expected["smallest"], expected["largest"]))


def test_bounds_that_are_too_tight_are_a_fault_that_says_how_far_off():
    with pytest.raises(InputError, match=r'margin "size", "large": needs a factor of 1\.115 on average') as raised:
        rake(CLUSTERED, [SIZES, SECTORS], bounds=(0.99, 1.01))
    assert [fault.where for fault in raised.value.faults][:2] == ['margin "size", "large"', 'margin "size", "medium"']


def test_bounds_that_each_margin_allows_and_all_together_do_not_are_a_fault_too():
    two = Design(2, weights=np.ones(2))
    margins = [
        Margin("a", np.array(["p", "q"]), {"p": 1.05, "q": 0.95}),
        Margin("b", np.array(["r", "s"]), {"r": 1, "s": 1}),
    ]
    with pytest.raises(InputError, match=r"do not come to rest in 200 rounds with factors from 0.9 to 1.1: margin"):
        rake(two, margins, bounds=(0.9, 1.1))


def test_what_the_margins_fix_has_no_sampling_error_left():
    fitted = rake(CLUSTERED, [SIZES, SECTORS]).design
    small = totals(fitted, {"small": FIRMS["size"] == "small"})["small"]
    assert small.value == pytest.approx(2500)
    assert small.se == pytest.approx(0, abs=1e-6)


def test_replicates_are_fitted_each():
    fitted = post_stratify(jackknife(design("firms", strata=True, psu=True)), SIZES).design
    small = np.asarray(FIRMS["size"] == "small")
    assert fitted.replicates.weights[small].sum(axis=0) == pytest.approx(np.full(30, 2500.0))


@pytest.mark.parametrize(
    ("margin", "words"),
    [
        ({"small": 2500, "medium": 760}, '"large" has no total'),
        ({"small": 2500, "medium": 760, "large": 110, "huge": 4}, 'no row is "huge"'),
        ({"small": 2500, "medium": -760, "large": 110}, 'the total of "medium" is -760'),
    ],
)
def test_a_margin_that_does_not_fit_the_rows_is_a_fault(margin, words):
    with pytest.raises(InputError, match=words):
        post_stratify(CLUSTERED, Margin("size", FIRMS["size"], margin))


def test_margins_of_different_populations_are_a_fault():
    other = Margin("sector", FIRMS["sector"], {"ind": 1400, "dienst": 1900})
    with pytest.raises(InputError, match='add up to 3,300, those of "size" to 3,370'):
        rake(CLUSTERED, [SIZES, other])


def test_a_row_without_a_category_is_a_fault():
    with pytest.raises(InputError, match="no category"):
        rake(CLUSTERED, [Margin("cooperates", FIRMS["cooperates"], {"yes": 1000, "no": 2370})])


def test_bounds_that_leave_out_one_are_a_fault():
    with pytest.raises(InputError, match=r"bounds: 1\.1 to 2 do not hold 1"):
        rake(CLUSTERED, [SIZES], bounds=(1.1, 2))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_margins_that_the_population_has_are_met(seed):
    draw = np.random.default_rng(seed)
    rows = 60
    one, other = draw.integers(0, 3, rows), draw.integers(0, 2, rows)
    one[:3], other[:2] = [0, 1, 2], [0, 1]
    truth = draw.uniform(1, 9, rows)
    margins = [
        Margin(name, codes.astype(object), {str(code): float(truth[codes == code].sum()) for code in np.unique(codes)})
        for name, codes in (("one", one), ("other", other))
    ]
    fitted = rake(Design(rows, draw.uniform(1, 9, rows)), margins, rounds=5000).design.row_weights
    for margin, codes in zip(margins, (one, other), strict=True):
        for code, total in margin.totals.items():
            assert fitted[codes == int(code)].sum() == pytest.approx(total, rel=1e-7)
