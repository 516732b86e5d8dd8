"""Grants of every period, worked out by hand from data/measures (whose versions name their sources)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.support.plans import LARGE, MEDIUM, SMALL, a_plan, an_action, euros, found, valued, worth
from wegwijzer.core.band import Band
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

SIZES = {"small": SMALL, "medium": MEDIUM, "large": LARGE}

# (measure, day, size, kind, costs, details, low, high): the euro worked out in the remark.
TRAINING = [
    # Old pillars (Bright Legal): 50 %, at most 2,500 a year for training.
    ("2015-06-01", "small", 4_000, {}, 2_000),
    ("2015-06-01", "small", 9_000, {}, 2_500),
    # From 2016-04-01 (VLAIO, 8 January 2016): 40 or 30 %, at most 10,000 or 15,000 a year.
    ("2016-03-31", "small", 12_000, {}, 2_500),
    ("2016-04-01", "small", 12_000, {}, 4_800),
    ("2017-04-03", "medium", 12_000, {}, 3_600),
    ("2017-04-03", "small", 40_000, {}, 10_000),
    ("2017-04-03", "medium", 60_000, {}, 15_000),
    # From 2019-12-01 (SBM): 30 or 20 %; the ceiling follows on 2020-01-01.
    ("2019-11-30", "small", 40_000, {}, 10_000),
    ("2019-12-01", "small", 40_000, {}, 10_000),
    ("2019-12-01", "small", 12_000, {}, 3_600),
    ("2020-01-01", "small", 40_000, {}, 7_500),
    ("2020-01-01", "medium", 12_000, {}, 2_400),
    # From 2021-09-14 (VLAIO): 45 or 35 % for cybersecurity.
    ("2021-09-13", "small", 10_000, {"theme": "cybersecurity"}, 3_000),
    ("2021-09-14", "small", 10_000, {"theme": "cybersecurity"}, 4_500),
    ("2021-09-14", "medium", 10_000, {"theme": "cybersecurity"}, 3_500),
    # From 2023-01-01: energy efficiency too; 2026-02-01: for training still.
    ("2022-12-31", "small", 10_000, {"theme": "energy_efficiency"}, 3_000),
    ("2023-01-01", "small", 10_000, {"theme": "energy_efficiency"}, 4_500),
    ("2026-02-01", "small", 10_000, {"theme": "energy_efficiency"}, 4_500),
    ("2027-03-01", "small", 12_000, {"theme": "innovation"}, 3_600),
    ("2027-03-01", "small", 99, {"theme": "innovation"}, 0),
    ("2027-03-01", "small", 100, {"theme": "innovation"}, 30),
]


@pytest.mark.parametrize(("day", "size", "cost", "details", "expected"), TRAINING)
def test_training_under_every_version_of_the_kmo_portefeuille(day, size, cost, details, expected):
    plan = a_plan(an_action("training", day, costs={"training_fees": cost}, **details), firm=SIZES[size])
    assert worth(plan, "kmo-portefeuille") == euros(expected)


@pytest.mark.parametrize(
    ("day", "costs", "expected"),
    [
        # 2015: each pillar its own rate and ceiling: 75 % of 8,000 = 6,000 and 50 % of 4,000 = 2,000.
        ("2015-06-01", {"technology_advice_fees": 8_000, "advice_fees": 4_000}, 8_000),
        # All four pillars at their ceilings are 20,000 with training, 17,500 without: together at most 15,000.
        (
            "2015-06-01",
            {"technology_advice_fees": 20_000, "advice_fees": 9_000, "international_advice_fees": 20_000},
            15_000,
        ),
        # From 2016-04-01 technology advice is advice (Voka): 40 % of 12,000.
        ("2016-06-01", {"technology_advice_fees": 8_000, "advice_fees": 4_000}, 4_800),
    ],
)
def test_advice_by_pillar_and_after_the_pillars(day, costs, expected):
    plan = a_plan(an_action("advice", day, costs=costs))
    assert worth(plan, "kmo-portefeuille") == euros(expected)


def test_advice_is_for_cybersecurity_alone_from_february_2026():
    def verdict(day, theme):
        plan = a_plan(an_action("advice", day, costs={"advice_fees": 5_000}, theme=theme))
        (value,) = found(valued(plan), "kmo-portefeuille")
        return value.verdict

    assert verdict("2026-01-31", "innovation") is MET
    assert verdict("2026-02-01", "innovation") is NOT_MET
    assert verdict("2026-02-01", "cybersecurity") is MET


@pytest.mark.parametrize(
    ("measure", "kind", "start", "apply_on", "size", "costs", "details", "expected"),
    [
        # kmo-innovatieproject: 45 or 35 %, 10 % more together, at most 250,000; costs from 50,000 (VLAIO, bedrag).
        ("kmo-innovatieproject", "development", "2017-03-01", "2017-02-10", "small", 240_000, {}, 108_000),
        ("kmo-innovatieproject", "development", "2017-03-01", "2017-02-10", "medium", 240_000, {}, 84_000),
        ("kmo-innovatieproject", "development", "2017-03-01", "2017-02-10", "small", 800_000, {}, 250_000),
        ("kmo-innovatieproject", "development", "2017-03-01", "2017-02-10", "small", 49_999, {}, 0),
        ("kmo-innovatieproject", "development", "2017-03-01", "2017-02-10", "small", 50_000, {}, 22_500),
        (
            "kmo-innovatieproject",
            "development",
            "2017-03-01",
            "2017-02-10",
            "small",
            240_000,
            {"partners": [{"kind": "firm", "share_pct": 40, "sme": True}]},
            132_000,  # 45 + 10 = 55 %
        ),
        # ontwikkelingsproject: 25 % and 20, 10 or 0 for size; never above 50 %; from 25,000 support (PNO, 2018).
        ("ontwikkelingsproject", "development", "2027-01-01", "2026-11-30", "small", 240_000, {}, 108_000),
        ("ontwikkelingsproject", "development", "2027-01-01", "2026-11-30", "large", 240_000, {}, 60_000),
        ("ontwikkelingsproject", "development", "2018-03-01", "2018-02-01", "medium", 240_000, {}, 84_000),
        ("ontwikkelingsproject", "development", "2027-01-01", "2026-11-30", "small", 55_555, {}, 0),
        (
            "ontwikkelingsproject",
            "development",
            "2023-03-01",
            "2023-02-01",
            "small",
            240_000,
            {"collaboration": True},
            120_000,  # 45 + 10, but 50 %
        ),
        ("ontwikkelingsproject", "development", "2027-01-01", "2026-11-30", "large", 50_000_000, {}, 3_000_000),
        # Feasibility: 50 %, at most 25,000, or 50,000 with a quarter done by others (VLAIO, 2016-2017).
        ("kmo-haalbaarheidsstudie", "feasibility_study", "2017-03-01", None, "small", 60_000, {}, 25_000),
        (
            "kmo-haalbaarheidsstudie",
            "feasibility_study",
            "2017-03-01",
            None,
            "small",
            {"staff": 60_000, "outsourced": 20_000},
            {},
            40_000,
        ),
        ("kmo-haalbaarheidsstudie", "feasibility_study", "2017-03-01", None, "small", 9_999, {}, 0),
        # oo-haalbaarheidsstudie: 40 %, 10 more for an SME, at most 50,000 (VLAIO, 2024).
        ("oo-haalbaarheidsstudie", "feasibility_study", "2027-03-01", None, "small", 60_000, {}, 30_000),
        ("oo-haalbaarheidsstudie", "feasibility_study", "2027-03-01", None, "large", 60_000, {}, 24_000),
        ("oo-haalbaarheidsstudie", "feasibility_study", "2027-03-01", None, "small", 400_000, {}, 50_000),
        # kmo-groeisubsidie: 50 % of the hire, at most 25,000 (VLAIO, 2020).
        ("kmo-groeisubsidie", "hire_researcher", "2017-03-01", "2017-02-10", "small", {"hire": 40_000}, {}, 20_000),
        ("kmo-groeisubsidie", "hire_researcher", "2017-03-01", "2017-02-10", "small", {"hire": 117_000}, {}, 25_000),
    ],
)
def test_projects(measure, kind, start, apply_on, size, costs, details, expected):
    spread = costs if isinstance(costs, dict) else {"staff": costs}
    action = an_action(kind, start, costs=spread, **({"partners": []} | details))
    if apply_on is not None:
        action["apply_on"] = apply_on
    assert worth(a_plan(action, firm=SIZES[size]), measure) == euros(expected)


def test_a_research_project_may_get_50_to_60_per_cent_as_its_parts_turn_out():
    """25 to 50 % for development and research, 20 for a small firm, at most 60: 45 to 60 % of 400,000."""
    action = an_action("research", "2027-02-01", apply_on="2026-11-30", costs={"staff": 400_000}, partners=[])
    assert worth(a_plan(action), "onderzoeksproject") == euros(180_000, 240_000)


def test_a_firm_that_may_not_have_it_is_told_why_and_gets_nothing():
    plan = a_plan(an_action("training", "2027-03-01", costs={"training_fees": 5_000}, theme="innovation"), firm=LARGE)
    (value,) = found(valued(plan), "kmo-portefeuille")
    assert value.verdict is NOT_MET
    assert value.support == euros(0)
    assert [reading.criterion.id for reading in value.assessment.blocking] == ["sme"]


def test_partners_of_which_nobody_spoke_leave_the_surcharge_open():
    """45 to 50 % of 240,000."""
    action = an_action("development", "2027-01-01", apply_on="2026-11-30", costs={"staff": 240_000})
    assert worth(a_plan(action), "ontwikkelingsproject") == euros(108_000, 120_000)


def test_an_unknown_size_gives_a_range_and_an_open_verdict_counts_from_nothing():
    firm = {key: item for key, item in SMALL.items() if key != "fte"}
    plan = a_plan(an_action("training", "2027-03-01", costs={"training_fees": 5_000}, theme="innovation"), firm=firm)
    (value,) = found(valued(plan), "kmo-portefeuille")
    assert value.verdict is UNKNOWN
    assert value.if_granted == euros(1_000, 1_500)
    assert value.support == euros(0, 1_500)


def test_surcharges_that_no_source_gives_leave_the_older_large_projects_open_upwards():
    action = an_action("development", "2017-03-01", apply_on="2017-02-10", costs={"staff": 600_000})
    assert worth(a_plan(action), "oo-bedrijfsproject") == euros(150_000, 600_000)


def test_capital_for_shares_is_no_support_and_a_lump_sum_is_held_to_the_costs():
    action = an_action("development", "2027-01-01", apply_on="2026-11-30", costs={"staff": 200_000})
    assert worth(a_plan(action), "eic-accelerator") == euros(0, 200_000)


@pytest.mark.parametrize(
    ("apply_on", "verdict"),
    [("2026-11-30", False), ("2026-12-01", True), (None, False)],
)
def test_a_project_may_begin_on_the_first_of_the_month_after_the_application(apply_on, verdict):
    action = an_action("development", "2026-12-01", costs={"staff": 200_000})
    if apply_on is not None:
        action["apply_on"] = apply_on
    (value,) = found(valued(a_plan(action)), "ontwikkelingsproject")
    assert ("not_started" in [reading.criterion.id for reading in value.assessment.blocking]) is verdict


def test_nobody_knows_whether_an_action_that_began_was_asked_for_in_time():
    (value,) = found(
        valued(a_plan(an_action("development", "2026-10-01", costs={"staff": 200_000}))), "ontwikkelingsproject"
    )
    assert value.verdict is UNKNOWN
    assert "started_before_application" in value.missing


def test_a_third_project_in_the_year_is_one_too_many():
    def a_project(day):
        return an_action("development", day, apply_on="2017-01-10", costs={"staff": 100_000}, id=f"p-{day}")

    plan = a_plan(*(a_project(day) for day in ("2017-05-01", "2017-02-01", "2017-03-01")))
    verdicts = [value.verdict for value in found(valued(plan, date(2017, 1, 10)), "kmo-innovatieproject")]
    assert verdicts[2] is NOT_MET
    assert NOT_MET not in verdicts[:2]


def test_a_pillar_is_not_counted_a_second_time_under_its_own_name():
    plan = a_plan(an_action("advice", "2015-06-01", costs={"technology_advice_fees": 8_000}))
    assert {value.measure.id for value in valued(plan).values} == {"kmo-portefeuille"}


def test_a_measure_that_ended_is_named_with_the_day_that_counts():
    plan = a_plan(an_action("development", "2027-01-01", apply_on="2026-11-30", costs={"staff": 100_000}))
    ended = {item.measure.id: item.is_over for item in valued(plan).not_in_force}
    assert ended["kmo-innovatieproject"] is True


def test_a_cost_that_is_open_upwards_leaves_the_support_open_up_to_the_ceiling():
    plan = a_plan(an_action("training", "2027-03-01", costs={"training_fees": {"min": 1_000}}, theme="innovation"))
    assert worth(plan, "kmo-portefeuille") == Band(euros(300).low, euros(7_500).high)
