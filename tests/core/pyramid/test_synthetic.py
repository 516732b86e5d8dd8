"""An invented survey: the shape of the real one, and the pyramid that the plan asks for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.pyramid.answers import MISSING
from wegwijzer.core.pyramid.contradictions import contradictions_in
from wegwijzer.core.pyramid.segments import Segment, place_in_pyramid
from wegwijzer.core.pyramid.synthetic import (
    FEWEST,
    MOST,
    SURVEYED,
    SyntheticPlan,
    SyntheticSector,
    make_survey,
    random_from,
)
from wegwijzer.core.pyramid.synthetic_answers import ANSWERS

HABITS = {
    Segment.KOPLOPER: dict.fromkeys(ANSWERS, 0.9),
    Segment.ONTWIKKELAAR: {**dict.fromkeys(ANSWERS, 0.5), "q10a": 0.8},
    Segment.TOEPASSER: {**dict.fromkeys(ANSWERS, 0.4), "q10a": 0.1, "q16a": 0.1},
    Segment.VOLGER: {"q8a": 0.5, "q14c": 0.5, "q21a": 0.1, "q22f": 0.3},
    Segment.NIET_INNOVATIEF: {"ongoing": 0.1},
}
PLAN = SyntheticPlan(
    sectors=(
        SyntheticSector("bakers", "low", ("10.71",), {"10-49": 800, "50-249": 120, "250+": 12}),
        SyntheticSector("chemists", "high", ("20.59", "21.20"), {"10-49": 150, "50-249": 60, "250+": 20}),
        SyntheticSector("carriers", "outside", ("49.41",), {"10-49": 1500, "50-249": 200, "250+": 20}),
    ),
    staff=(10, 100),
    shares={"high": (28, 13, 8, 13, 38), "low": (9, 12, 10, 11, 58), "total": (12, 12, 10, 11, 55)},
    larger=(30, 20, 12, 11, 27),
    habits=HABITS,
    missing=0.05,
    undecided=0.03,
)


def survey(firms: int = 2000, seed: int = 1, plan: SyntheticPlan = PLAN):
    return make_survey(plan, firms, random_from(seed))


def technology(found):
    by_sector = {sector.id: sector.technology for sector in PLAN.sectors}
    return np.array([by_sector[sector] for sector in found.sector], object)


@pytest.mark.parametrize("firms", [FEWEST, 2000, 30_000])
def test_the_decided_firms_of_the_staff_have_the_shares_to_within_a_firm(firms):
    found = survey(firms)
    placed, classes = place_in_pyramid(found.answers), technology(found)
    inside = (found.staff >= 10) & (found.staff <= 100) & placed.is_decided
    for name in ("high", "low", "total"):
        rows = inside if name == "total" else inside & (classes == name)
        weight = found.weight[rows].sum()
        off_by = 2 * found.weight.max() / weight * 100 * (3 if name == "total" else 1)
        for segment in Segment:
            share = 100 * found.weight[rows & placed.of(segment)].sum() / weight
            assert share == pytest.approx(PLAN.shares[name][segment], abs=off_by), (name, segment)


def test_the_larger_firms_stand_higher():
    found = survey(30_000)
    placed = place_in_pyramid(found.answers)
    large = (found.staff > 100) & placed.is_decided
    top = found.weight[large & placed.of(Segment.KOPLOPER)].sum() / found.weight[large].sum()
    assert 0.25 < top < 0.35


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_whatever_the_seed_the_design_is_whole(seed):
    found = survey(600, seed)
    assert len(set(found.id)) == 600
    for stratum in set(found.stratum):
        rows = found.stratum == stratum
        assert rows.sum() >= 2
        assert len(set(found.fpc[rows])) == len(set(found.weight[rows])) == 1
        assert rows.sum() <= found.fpc[rows][0]
        assert found.weight[rows].sum() == pytest.approx(found.fpc[rows][0], rel=1e-3)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_whatever_the_seed_no_firm_contradicts_itself(seed):
    assert contradictions_in(survey(600, seed).answers) == []


def test_staff_fits_the_size_class_and_codes_fit_the_sector():
    found = survey()
    for size, (low, high) in SURVEYED.items():
        staff = found.staff[found.size == size]
        assert staff.min() >= low
        assert staff.max() < high
    for sector in PLAN.sectors:
        assert set(found.nace[found.sector == sector.id]) == set(sector.nace)


def test_some_answers_are_missing_and_a_few_firms_are_undecided_by_it():
    found = survey(20_000)
    share = 1 - place_in_pyramid(found.answers).is_decided.mean()
    assert share == pytest.approx(PLAN.undecided, abs=0.006)
    for name in ANSWERS:
        assert 0 < (found.answers[name] == MISSING).mean() < 0.1


def test_without_missing_answers_every_firm_is_decided():
    found = survey(plan=replace(PLAN, missing=0.0, undecided=0.0))
    assert place_in_pyramid(found.answers).is_decided.all()
    assert not any((values == MISSING).any() for values in found.answers.values())


def test_the_same_seed_gives_the_same_rows_and_another_other_rows():
    one, same, other = survey(seed=4), survey(seed=4), survey(seed=5)
    for name in ("id", "stratum", "weight", "fpc", "nace", "staff"):
        assert (getattr(one, name) == getattr(same, name)).all()
    assert all((one.answers[name] == same.answers[name]).all() for name in ANSWERS)
    assert (one.staff != other.staff).any()


def test_more_firms_than_there_are_means_a_larger_population():
    found = survey(50_000)
    assert found.weight.min() >= 1
    assert found.weight.sum() >= 2 * 50_000 * 0.99


@pytest.mark.parametrize("firms", [0, FEWEST - 1, MOST + 1])
def test_too_few_or_too_many_firms_are_refused(firms):
    with pytest.raises(ValueError, match="give 500 to 1,000,000"):
        survey(firms)


def test_habits_that_never_lead_to_their_segment_are_refused():
    habits = {**HABITS, Segment.KOPLOPER: {"q8a": 1.0}}
    with pytest.raises(ValueError, match="koploper do not lead there"):
        survey(plan=replace(PLAN, habits=habits))
