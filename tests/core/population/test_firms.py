"""A synthetic Flanders: its pieces make one whole, it is what its plan says, and its facts go together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.population.plans import PLAN, PRINTED
from wegwijzer.core.errors import InputError
from wegwijzer.core.population.calibrating import Calibration
from wegwijzer.core.population.cells import cells_of, layer_shares, table_3_targets
from wegwijzer.core.population.firms import FEWEST, MOST, Population
from wegwijzer.core.population.plan import UsePlan, UserClass

ROWS = 40_000


def columns(population: Population, first: int, count: int):
    return population.columns(population.made(first, count))


def values(found, name):
    column = found[name]
    return np.array([*column.words, ""], object)[column.values] if column.words else column.values


@pytest.fixture(scope="module")
def population():
    return Population(PLAN, ROWS, 5)


@pytest.fixture(scope="module")
def made(population):
    return columns(population, 0, ROWS)


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 400), min_size=1, max_size=4), st.booleans())
@settings(max_examples=10, deadline=None)
def test_the_same_seed_gives_the_same_rows_whatever_the_pieces(seed, pieces, is_sample):
    population = Population(PLAN, 1_600, seed, is_sample)
    whole, first = columns(population, 0, sum(pieces)), 0
    for count in pieces:
        part = columns(population, first, count)
        for name, column in part.items():
            expected = whole[name].values[first : first + count]
            assert np.array_equal(column.values, expected, equal_nan=column.values.dtype.kind == "f"), name
        first += count


def test_a_longer_population_begins_as_a_shorter_one_but_for_the_weight():
    short, long = (columns(Population(PLAN, rows, 9), 0, 1_000) for rows in (1_000, 30_000))
    for name, column in short.items():
        same = np.array_equal(column.values, long[name].values, equal_nan=column.values.dtype.kind == "f")
        assert same == (name != "weight"), name


def test_another_seed_gives_other_rows(made):
    other = columns(Population(PLAN, ROWS, 6), 0, ROWS)
    assert not np.array_equal(other["staff"].values, made["staff"].values)


@pytest.mark.parametrize("rows", [FEWEST - 1, MOST + 1])
def test_a_number_of_rows_that_cannot_be_is_refused(rows):
    with pytest.raises(ValueError, match="firms; give"):
        Population(PLAN, rows, 1)


@pytest.mark.parametrize("is_sample", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_that_is_aimed_at_is_met_to_within_its_sampling_error(seed, is_sample):
    population = Population(PLAN, 8_000 if is_sample else ROWS, seed, is_sample)
    calibration = Calibration(population)
    for first in range(0, population.rows, 5_000):
        count = min(5_000, population.rows - first)
        rows = population.made(first, count)
        calibration.add(rows, population.columns(rows))
    reached = calibration.reached()
    assert [found for found in reached if found.is_within is False] == []
    assert {found.aim.table for found in reached if found.is_within} == {"3", "6", "11", "introduction"}
    assert all(found.is_within is None for found in reached if found.aim.table == "4")


def test_the_cells_meet_tables_3_and_6_exactly():
    cells, targets = cells_of(PLAN), table_3_targets(PLAN)
    inside = np.isin(cells.size, PLAN.sizes_between(10, 100))
    total = np.bincount(cells.layer[inside], cells.firms[inside])
    assert (100 * total / total.sum()).tolist() == pytest.approx(list(PRINTED["total"]))
    for place, sector in enumerate(PLAN.sectors):
        rows = inside & (cells.sector == place)
        found = np.bincount(cells.layer[rows], cells.firms[rows])
        assert (100 * found / found.sum()).tolist() == pytest.approx(list(targets[sector.technology]), abs=1e-6)
    assert cells.firms[cells.uses & (cells.size == 0)].sum() == pytest.approx(3_000)
    assert cells.firms[cells.uses & inside].sum() == pytest.approx(700)


def test_larger_firms_of_table_3_stand_higher():
    shares = layer_shares(PLAN)
    assert (shares[:, 2, 0] > shares[:, 1, 0]).all()
    assert (shares[:, 2, -1] < shares[:, 1, -1]).all()


def test_more_users_than_firms_are_a_fault():
    crowded = replace(PLAN, use=UsePlan("2014", (UserClass("large", 101, 10**9, 5_000),), PLAN.use.pull))
    with pytest.raises(InputError, match="too many"):
        cells_of(crowded)


def test_a_sample_draws_larger_firms_more_often_and_its_weights_say_so():
    population = Population(PLAN, 2_000, 3, is_sample=True)
    made = columns(population, 0, 2_000)
    weight, fpc, stratum = made["weight"].values, made["fpc"].values, made["stratum"].values
    sizes = np.bincount(stratum)
    firms = np.array([sum(sector.firms[place] for sector in PLAN.sectors) for place in range(4)])
    assert (np.diff(sizes / firms) > 0).all()
    assert (sizes <= firms).all()
    assert np.bincount(stratum, weight).tolist() == pytest.approx(firms.tolist(), rel=0.03)
    assert np.array_equal(fpc, firms[stratum])


def test_a_sample_of_more_than_there_are_is_refused():
    with pytest.raises(InputError, match="too many for a sample"):
        columns(Population(PLAN, 30_000, 1, is_sample=True), 0, 10)


def test_figures_grow_with_staff_and_go_together(made):
    known = {name: made[f"{name}_min"].values for name in ("fte", "turnover_eur", "balance_sheet_total_eur")}
    exact = np.logical_and.reduce([made[f"{name}_max"].values == values for name, values in known.items()])
    assert exact.sum() > 3_000
    logs = np.log(np.stack([values[exact] + 1 for values in known.values()]))
    assert np.corrcoef(logs).min() > 0.5
    staff = made["staff"].values[exact]
    assert np.corrcoef(np.log(staff + 1), logs[0])[0, 1] > 0.95


def test_a_band_stands_upright_and_is_one_of_those_offered(made):
    for fact, bands in PLAN.figures.bands.items():
        low, high = made[f"{fact}_min"].values, made[f"{fact}_max"].values
        assert not (high < low).any()
        banded = ~np.isnan(low) & (low != high)
        found = {(a, None if np.isnan(b) else b) for a, b in zip(low[banded], high[banded], strict=True)}
        assert found <= set(bands)
        assert 0.15 < banded.mean() < 0.25


def test_a_place_is_one_place(made):
    region, province, code = (values(made, name) for name in ("region", "province", "postal_code"))
    codes = {place: set(known) for place, known in PLAN.places.postal_codes.items()}
    for place in codes:
        assert set(code[province == place]) <= codes[place]
    assert set(region[province == "brussel"]) == {"brussel"}
    assert {"vlaanderen"} == set(region[np.isin(province, ["antwerpen", "limburg"])])
    assert np.mean(province == "brussel") == pytest.approx(0.018, abs=0.004)


def test_facts_of_a_plan_are_known_only_where_there_is_one(made):
    action = values(made, "planned_action")
    cost = made["training_cost_eur"]
    assert set(action[cost.is_known]) <= {"training", ""}
    plans = [made[name].is_known for name in ("planned_action", "new_for_firm", "trl", "training_cost_eur")]
    assert np.logical_or.reduce(plans).mean() < 0.35
    assert made["insolvency_proceedings"].is_known.mean() == pytest.approx(0.9, abs=0.01)


def test_higher_layers_do_more_research_and_plan_more(made):
    layer = made["layer"].values
    spends = made["rd_spending_eur"].values > 0
    assert spends[layer == 0].all()
    assert not spends[layer >= 3].any()
    planned = [made["planned_action"].is_known[layer == place].mean() for place in range(5)]
    assert planned == sorted(planned, reverse=True)
