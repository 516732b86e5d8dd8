"""Shares, totals and ratios equal R's survey package on its own designs, and keep the laws they should.

Figures: tests/reference/survey/figures.R (R 4.2.2, survey 4.1.1), on firms.csv and single_unit.csv.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.survey.reference import assert_equals_r, columns, design, figures, flags_of, numbers
from wegwijzer.core.errors import InputError
from wegwijzer.core.survey.design import Design
from wegwijzer.core.survey.estimating import ratios, ratios_by, shares, shares_by, totals, totals_by
from wegwijzer.core.survey.variance import SinglePsu

EMP, TURNOVER = numbers("firms", "emp"), numbers("firms", "turnover")
SEGMENTS = flags_of("firms", "segment")
SMALL = (EMP >= 10) & (EMP <= 100)
CLUSTERED = design("firms", strata=True, psu=True, fpc="fpc_units")

DESIGNS = {
    "weights": (design("firms"), None),
    "strata": (design("firms", strata=True), None),
    "strata_fpc": (design("firms", strata=True, fpc="fpc_firms"), None),
    "clusters": (design("firms", strata=True, psu=True), None),
    "clusters_fpc": (CLUSTERED, None),
    "domain": (CLUSTERED, SMALL),
    "domain_strata": (design("firms", strata=True, fpc="fpc_firms"), SMALL & (columns("firms")["sector"] == "ind")),
}


@pytest.mark.parametrize("name", DESIGNS)
def test_shares_errors_and_logit_intervals_equal_r(name):
    drawn, within = DESIGNS[name]
    expected = figures()[name]["shares"]
    found = shares(drawn, SEGMENTS, within=within)
    assert set(found) == set(expected)
    for segment in expected:
        assert_equals_r(found[segment], expected[segment])
        assert found[segment].n == (240 if within is None else within.sum())


@pytest.mark.parametrize("name", DESIGNS)
def test_totals_equal_r(name):
    drawn, within = DESIGNS[name]
    assert_equals_r(totals(drawn, {"turnover": TURNOVER}, within=within)["turnover"], figures()[name]["total"])


@pytest.mark.parametrize("name", DESIGNS)
def test_ratios_equal_r(name):
    drawn, within = DESIGNS[name]
    found = ratios(drawn, {"turnover a head": (TURNOVER, EMP)}, within=within)
    assert_equals_r(found["turnover a head"], figures()[name]["ratio"])


@pytest.mark.parametrize("rule", [SinglePsu.CERTAINTY, SinglePsu.ADJUST, SinglePsu.AVERAGE])
def test_each_rule_for_a_stratum_with_one_unit_equals_r(rule):
    drawn = design("single_unit", strata=True, psu=True, fpc="fpc_units")
    expected = figures()["single_unit"][rule.value]
    found = shares(drawn, flags_of("single_unit", "segment"), single_psu=rule)
    for segment in expected["shares"]:
        assert_equals_r(found[segment], expected["shares"][segment])
    turnover, emp = numbers("single_unit", "turnover"), numbers("single_unit", "emp")
    assert_equals_r(ratios(drawn, {"r": (turnover, emp)}, single_psu=rule)["r"], expected["ratio"])
    if "total" in expected:
        assert_equals_r(totals(drawn, {"t": turnover}, single_psu=rule)["t"], expected["total"])


def test_a_stratum_with_one_unit_is_a_fault_that_names_it_unless_a_rule_is_chosen():
    drawn = design("single_unit", strata=True, psu=True, fpc="fpc_units")
    with pytest.raises(InputError, match=r'rows 161, .*: stratum "dienst-m" has one sampling unit'):
        shares(drawn, flags_of("single_unit", "segment"))


def test_a_part_without_firms_in_the_stratum_with_one_unit_has_no_fault():
    drawn = design("single_unit", strata=True, psu=True, fpc="fpc_units")
    small = columns("single_unit")["size"] == "small"
    assert shares(drawn, flags_of("single_unit", "segment"), within=small)["volger"].se is not None


def test_a_stratum_that_was_drawn_whole_by_its_one_unit_is_no_fault():
    drawn = Design(
        3, strata=np.array(["a", "b", "b"], object), fpc=np.array([1.0, 9.0, 9.0]), weights=np.array([1.0, 4.5, 4.5])
    )
    assert shares(drawn, {"yes": np.array([True, False, True])})["yes"].se is not None


def test_a_part_keeps_the_whole_design_where_a_subset_would_not():
    subset = Design(
        int(SMALL.sum()),
        CLUSTERED.row_weights[SMALL],
        columns("firms")["stratum"][SMALL],
        columns("firms")["psu"][SMALL],
        numbers("firms", "fpc_units")[SMALL],
    )
    whole = totals(CLUSTERED, {"turnover": TURNOVER}, within=SMALL)["turnover"]
    alone = totals(subset, {"turnover": TURNOVER[SMALL]})["turnover"]
    assert whole.value == pytest.approx(alone.value)
    assert whole.se != pytest.approx(alone.se, rel=1e-3)


def test_figures_by_label_are_those_of_each_part():
    size = columns("firms")["size"]
    by = shares_by(CLUSTERED, SEGMENTS, size)
    assert by["small"] == shares(CLUSTERED, SEGMENTS, within=size == "small")
    assert set(by) == {"small", "medium", "large"}
    assert totals_by(CLUSTERED, {"t": TURNOVER}, size)["large"] == totals(
        CLUSTERED, {"t": TURNOVER}, within=size == "large"
    )
    assert ratios_by(CLUSTERED, {"r": (TURNOVER, EMP)}, size)["medium"] == ratios(
        CLUSTERED, {"r": (TURNOVER, EMP)}, within=size == "medium"
    )


def test_rows_without_a_label_are_in_no_part():
    cooperates = columns("firms")["cooperates"]
    by = shares_by(CLUSTERED, SEGMENTS, cooperates)
    assert by["yes"]["volger"].n + by["no"]["volger"].n == 240 - sum(label is None for label in cooperates)


def test_a_missing_amount_is_a_fault_and_never_nil():
    gaps = TURNOVER.copy()
    gaps[[3, 7]] = np.nan
    with pytest.raises(InputError, match='rows 4, 8: "turnover" has no value'):
        totals(CLUSTERED, {"turnover": gaps})
    known = ~np.isnan(gaps)
    assert totals(CLUSTERED, {"turnover": gaps}, within=known)["turnover"].n == 238


def test_a_part_without_rows_has_no_value_and_no_error():
    found = shares(CLUSTERED, SEGMENTS, within=np.zeros(240, np.bool_))["volger"]
    assert (found.n, found.value, found.se, found.ci_low, found.ci_high) == (0, None, None, None, None)


def test_a_share_of_nil_has_an_upper_end_above_nil():
    none = shares(design("firms", strata=True), {"none": np.zeros(240, np.bool_)})["none"]
    assert (none.value, none.se, none.ci_low) == (0.0, 0.0, 0.0)
    assert 0.01 < none.ci_high < 0.05
    every = shares(design("firms", strata=True), {"all": np.ones(240, np.bool_)})["all"]
    assert (every.ci_low, every.ci_high) == pytest.approx((1 - none.ci_high, 1.0))


def test_a_share_of_nil_among_equal_weights_has_the_exact_binomial_interval():
    found = shares(Design(30), {"none": np.zeros(30, np.bool_)})["none"]
    assert found.ci_high == pytest.approx(1 - 0.025 ** (1 / 30), rel=1e-12)


def test_a_census_has_no_error_and_no_width():
    drawn = Design(20, fpc=np.full(20, 20.0))
    some = np.arange(20) < 5
    found = shares(drawn, {"some": some, "none": np.zeros(20, np.bool_)})
    assert (found["some"].se, found["some"].ci_low, found["some"].ci_high) == (
        0.0,
        pytest.approx(0.25),
        pytest.approx(0.25),
    )
    assert (found["none"].ci_low, found["none"].ci_high) == (0.0, 0.0)


def test_a_missing_weight_outside_the_part_changes_nothing():
    weights = CLUSTERED.row_weights.copy()
    weights[~SMALL] = np.nan
    table = columns("firms")
    drawn = Design(240, weights, table["stratum"], table["psu"], numbers("firms", "fpc_units"))
    assert shares(drawn, SEGMENTS, within=SMALL) == shares(CLUSTERED, SEGMENTS, within=SMALL)


def test_a_negative_weight_is_refused():
    weights = CLUSTERED.row_weights.copy()
    weights[11] = -1
    with pytest.raises(InputError, match="row 12: the weight is negative"):
        shares(Design(240, weights), SEGMENTS)


@st.composite
def samples(draw):
    rows = draw(st.integers(4, 40))
    seed = np.random.default_rng(draw(st.integers(0, 10_000)))
    strata = np.sort(np.arange(rows) % draw(st.integers(1, rows // 2)))
    weights = seed.uniform(0.5, 30, rows)
    answers = seed.integers(0, 3, rows)
    return weights, strata.astype(object), answers, seed.permutation(rows)


@settings(max_examples=60, deadline=None)
@given(samples())
def test_shares_add_up_and_do_not_depend_on_scale_or_order(sample):
    weights, strata, answers, order = sample
    rows = len(weights)
    categories = {str(code): answers == code for code in range(3)}
    found = shares(Design(rows, weights, strata), categories)
    assert sum(share.value for share in found.values()) == pytest.approx(1)
    scaled = shares(Design(rows, weights * 7.5, strata), categories)
    shuffled = shares(
        Design(rows, weights[order], strata[order]), {name: flags[order] for name, flags in categories.items()}
    )
    for name, share in found.items():
        for other in (scaled[name], shuffled[name]):
            assert (other.n, other.df) == (share.n, share.df)
            assert (other.value, other.se) == pytest.approx((share.value, share.se), abs=1e-12)
        if share.ci_low is not None:
            assert 0 <= share.ci_low <= share.value + 1e-12
            assert share.value - 1e-12 <= share.ci_high <= 1


@settings(max_examples=40, deadline=None)
@given(samples())
def test_a_mean_of_ones_and_noughts_is_the_share(sample):
    weights, strata, answers, _ = sample
    drawn = Design(len(weights), weights, strata)
    share = shares(drawn, {"a": answers == 0})["a"]
    mean = ratios(drawn, {"a": (answers == 0, np.ones(len(weights)))})["a"]
    assert (mean.value, mean.se) == pytest.approx((share.value, share.se), abs=1e-14)
