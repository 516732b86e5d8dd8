"""Lights over enterprises: statuses, what is missing, the score, and one enterprise equal to many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.accounts.builders import a_filing, a_year
from tests.core.knipperlichten.builders import a_board, a_light
from wegwijzer.core.accounts.history import join_filings
from wegwijzer.core.knipperlichten import reading as module
from wegwijzer.core.knipperlichten.light import LightStatus
from wegwijzer.core.knipperlichten.reading import light_columns, read_lights, scores

SOLVENCY = a_light(amber="value < amber", limits={"red": 0.15, "amber": 0.25}, weight=2)
SALES = a_light("sales", "[70] / positive(previous([70])) - 1", limits={"red": -0.1}, weight=1)
LOSS = a_light("loss", "[9901]", severe="value < red and previous([9901]) < red", limits={"red": 0}, weight=1)
BOARD = a_board(SOLVENCY, SALES, LOSS)


def reading_of(year, previous=None, board=BOARD, **more):
    [found] = read_lights(join_filings([a_filing(year, previous, **more)]), board)
    return found


def status_of(light, *arguments, **more):
    return reading_of(*arguments, **more).latest.light(light).status


@pytest.mark.parametrize(
    ("equity", "status"),
    [(149_999, "red"), (150_000, "amber"), (249_999, "amber"), (250_000, "green"), (-5, "red")],
)
def test_a_light_turns_at_its_limits(equity, status):
    assert status_of("solvency", a_year(r10_15=equity)).value == status


def test_a_light_without_its_rubrics_cannot_be_computed_and_names_them():
    light = reading_of(a_year(r20_58=None, r10_15=None)).latest.light("solvency")
    assert light.status is LightStatus.NOT_COMPUTABLE
    assert light.missing == ("10/15", "20/58")
    assert light.value is None


def test_a_light_on_the_year_before_names_what_that_year_lacks():
    light = reading_of(a_year()).latest.light("sales")
    assert (light.missing, light.missing_previous) == ((), ("70",))


def test_a_division_by_nil_is_told_apart_from_a_missing_rubric():
    light = reading_of(a_year(), a_year(r70=0)).latest.light("sales")
    assert light.status is LightStatus.NOT_COMPUTABLE
    assert (light.missing, light.missing_previous) == ((), ())


def test_a_second_year_of_loss_is_severe():
    assert not reading_of(a_year(r9901=-5), a_year(r9901=5)).latest.light("loss").is_severe
    assert reading_of(a_year(r9901=-5), a_year(r9901=-1)).latest.light("loss").is_severe


def test_every_year_has_its_lights_and_knows_its_value_of_the_year_before():
    found = reading_of(a_year(r10_15=100_000), a_year(r10_15=300_000))
    assert [year.light("solvency").status.value for year in found.years] == ["red", "green"]
    assert found.latest.light("solvency").previous == pytest.approx(0.3)
    assert found.years[1].light("solvency").previous is None


def test_a_year_of_another_length_is_compared_after_scaling():
    long_year = a_year(months=18, r70=3_000_000)
    assert reading_of(long_year, a_year(r70=2_000_000)).latest.light("sales").value == pytest.approx(0)


@pytest.mark.parametrize(("form", "status"), [("nv", "red"), ("bv", "green"), ("", "amber")])
def test_a_rule_for_an_nv_counts_for_an_nv_and_warns_where_the_form_is_unknown(form, status):
    light = a_light(
        "net",
        "[10/15]",
        red="value < red or (nv and value < [10] / 2)",
        amber="possibly(nv) and value < [10] / 2",
        limits={"red": 0},
    )
    assert status_of("net", a_year(r10=1_200_000), board=a_board(light), legal_form=form).value == status


def test_the_score_is_the_weight_that_is_lit_over_what_could_be_computed():
    found = reading_of(a_year(r10_15=100_000, r9901=5), a_year())
    assert found.score == pytest.approx(100 * 2 / 4)
    amber = reading_of(a_year(r10_15=200_000), a_year())
    assert amber.score == pytest.approx(100 * 1 / 4)


def test_a_score_is_measured_against_half_of_all_weight_at_least():
    only_loss = reading_of(a_year(r9901=-5, r10_15=None, r70=None))
    assert only_loss.latest.computed == 1
    assert only_loss.score == pytest.approx(100 * 1 / 2)


def test_where_nothing_can_be_computed_nothing_is_lit():
    nothing = reading_of(a_year(r9901=None, r10_15=None, r70=None))
    assert (nothing.score, nothing.latest.computed) == (0, 0)


ORDER = {"green": 0, "amber": 1, "red": 2}


@given(
    equities=st.lists(st.integers(-500_000, 900_000), min_size=2, max_size=2),
    sales=st.integers(1, 4_000_000),
    result=st.integers(-200_000, 200_000),
)
def test_a_worse_light_never_lowers_the_score(equities, sales, result):
    low, high = sorted(equities)
    worse, better = (reading_of(a_year(r10_15=equity, r70=sales, r9901=result), a_year()) for equity in (low, high))
    assert worse.score >= better.score
    assert 0 <= better.score <= worse.score <= 100


maybe = st.one_of(st.none(), st.integers(-1_000_000, 1_000_000))
years = st.fixed_dictionaries(dict.fromkeys(("r10_15", "r20_58", "r70", "r9901"), maybe))


@given(st.lists(st.tuples(years, years, st.sampled_from(["", "nv", "bv"])), min_size=1, max_size=7))
def test_many_enterprises_read_as_each_alone(firms):
    histories = join_filings(
        a_filing(a_year(**year), a_year(**previous), entity=str(place), legal_form=form)
        for place, (year, previous, form) in enumerate(firms)
    )
    together = list(read_lights(histories, BOARD))
    alone = [reading for history in histories for reading in read_lights([history], BOARD)]
    assert together == alone


def test_blocks_join_without_a_seam(monkeypatch):
    histories = join_filings(a_filing(a_year(r10_15=place * 10_000), entity=str(place)) for place in range(7))
    whole = list(read_lights(histories, BOARD))
    monkeypatch.setattr(module, "BLOCK", 3)
    assert list(read_lights(iter(histories), BOARD)) == whole
    assert list(read_lights([], BOARD)) == []


def test_the_bulk_form_gives_the_same_statuses_and_scores():
    histories = join_filings(a_filing(a_year(r10_15=place * 50_000), a_year(), entity=str(place)) for place in range(9))
    rows = [history.latest for history in histories]
    columns = light_columns(rows, [""] * len(rows), BOARD)
    found = scores(columns, [version.weight for _, version in BOARD.lights])
    assert list(found) == [reading.score for reading in read_lights(histories, BOARD)]
