"""Replicate weights and fitted weights as the commands ask for them: R's figures, and every fault at once.

Figures: tests/reference/survey/figures.R (R 4.2.2, survey 4.1.1), on firms.csv.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.core.survey.reference import assert_equals_r, columns, design, figures, flags_of, numbers
from wegwijzer.core.errors import InputError
from wegwijzer.core.survey.design import Design
from wegwijzer.core.survey.estimating import shares, totals
from wegwijzer.core.survey.refining import UNREFINED, PopulationMargin, Refinement, ReplicateMethod, refine

FIRMS = columns("firms")
SEGMENTS = flags_of("firms", "segment")
CLUSTERED = design("firms", strata=True, psu=True, fpc="fpc_units")
SIZES = PopulationMargin("size", {"small": 2500.0, "medium": 760.0, "large": 110.0}, "population.yaml:1")
SECTORS = PopulationMargin("sector", {"ind": 1400.0, "dienst": 1970.0}, "population.yaml:2")


def labels(name):
    if name not in FIRMS:
        raise InputError([])
    return FIRMS[name]


def refined(refinement, drawn=CLUSTERED, given=None):
    return refine(drawn, refinement, labels=labels, numbers=lambda name: (given or {})[name], file="firms.csv")


def faults_of(refinement, drawn=CLUSTERED, given=None):
    with pytest.raises(InputError) as raised:
        refined(refinement, drawn, given)
    return [str(fault) for fault in raised.value.faults]


def test_nothing_asked_leaves_the_design_as_it_is():
    assert refined(UNREFINED).design is CLUSTERED


def test_one_column_is_post_stratification_as_r_does_it():
    found, expected = refined(Refinement((SIZES,))), figures()["post_stratified"]
    part = shares(found.design, SEGMENTS, within=numbers("firms", "emp") <= 100)
    for segment in expected["domain"]:
        assert_equals_r(part[segment], expected["domain"][segment])
    assert found.fit.rounds == 1


def test_several_columns_are_raking_as_r_does_it():
    found = refined(Refinement((SIZES, SECTORS)))
    assert_equals_r(shares(found.design, SEGMENTS)["koploper"], figures()["raked"]["koploper"], rel=1e-8)
    assert found.fit.smallest_factor < 1 < found.fit.largest_factor


def test_jackknife_is_that_of_r():
    found = refined(Refinement(method=ReplicateMethod.JACKKNIFE))
    expected = figures()["jkn"]["shares"]
    for segment, share in shares(found.design, SEGMENTS).items():
        assert_equals_r(share, expected[segment])


def test_replicate_weights_of_the_file_give_the_errors_of_r():
    """The draws that R made, as columns; R's scale for the bootstrap goes with the method's name."""
    factors = columns("bootstrap_factors")
    place = {psu: row for row, psu in enumerate(factors["psu"].tolist())}
    rows = np.array([place[psu] for psu in FIRMS["psu"].tolist()])
    weight, expected = numbers("firms", "weight"), figures()["bootstrap"]
    names = tuple(name for name in factors if name != "psu")
    given = {name: numbers("bootstrap_factors", name)[rows] * weight for name in names}
    drawn = Design(len(weight), weight)
    named = refined(Refinement(method=ReplicateMethod.BOOTSTRAP, weight_columns=names), drawn, given)
    scaled = refined(Refinement(weight_columns=names, scale=expected["scale"]), drawn, given)
    for found in (named, scaled):
        for segment, share in shares(found.design, SEGMENTS).items():
            assert_equals_r(share, expected["shares"][segment])


def test_replicates_are_made_first_and_each_is_fitted():
    found = refined(Refinement((SIZES,), method=ReplicateMethod.JACKKNIFE))
    small = np.asarray(FIRMS["size"] == "small")
    assert found.design.replicates.weights[small].sum(axis=0) == pytest.approx(2500.0)
    assert totals(found.design, {"small": small})["small"].se == pytest.approx(0, abs=1e-6)


def test_another_seed_gives_other_draws_and_the_same_seed_the_same():
    drawn = design("firms", strata=True, psu=True)

    def weights(seed):
        return refined(
            Refinement(method=ReplicateMethod.BOOTSTRAP, count=20, seed=seed), drawn
        ).design.replicates.weights

    assert np.array_equal(weights(3), weights(3))
    assert not np.array_equal(weights(3), weights(4))


def test_all_faults_of_margins_and_replicates_are_told_at_once():
    strange = PopulationMargin("size", {"small": 2500.0, "huge": 4.0}, "population.yaml:1")
    given = {"r1": np.full(CLUSTERED.rows, np.nan), "r2": np.full(CLUSTERED.rows, -1.0)}
    told = "\n".join(faults_of(Refinement((strange,), weight_columns=("r1", "r2")), given=given))
    assert 'population.yaml:1: margin "size"' in told
    assert '"medium" has no total' in told
    assert 'no row is "huge"' in told
    assert "r1: the replicate weight is missing" in told
    assert "r2: the replicate weight is negative" in told
    assert "leaves open what the spread is multiplied by" in told


def test_totals_of_different_populations_are_a_fault_with_the_place_of_both():
    other = PopulationMargin("sector", {"ind": 1400.0, "dienst": 1900.0}, "population.yaml:2")
    (told,) = faults_of(Refinement((SIZES, other)))
    assert told.startswith('population.yaml:2: margin "sector": its totals add up to 3,300, those of "size" to 3,370')


def test_rows_outside_the_part_need_a_weight_too_for_the_fit_is_on_the_whole_sample():
    weights = numbers("firms", "weight").copy()
    weights[4] = np.nan
    (told,) = faults_of(Refinement((SIZES,)), Design(len(weights), weights))
    assert told.startswith("firms.csv: row 5: the weight is missing")


def test_more_replicates_than_memory_holds_are_a_fault_before_they_are_made():
    many = Design(20_000)
    (told,) = faults_of(Refinement(method=ReplicateMethod.JACKKNIFE), many)
    assert "is 20,000 replicates of 20,000 rows" in told
