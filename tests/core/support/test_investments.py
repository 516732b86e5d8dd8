"""Investment deduction and R&D credit by year and category, by hand from data/measures."""

from __future__ import annotations

import pytest

from tests.core.support.plans import LARGE, SMALL, a_plan, an_action, euros, found, valued
from wegwijzer.core.truth import NOT_MET

SOLE = {"legal_form": "eenmanszaak", "region": "vlaanderen"}
FIRMS = {"small": SMALL, "large": LARGE, "sole": SOLE}
NEW = {
    "assets_new_professional": True,
    "depreciation_years": 5,
    "asset_on_exclusion_list": False,
    "asset_regional_aid": False,
    "capital_half_lost": False,
    "insolvency_proceedings": False,
}


def bought(day, category, firm="small", cost=100_000, **keys):
    action = an_action("buy_equipment", day, costs={"investment": cost}, investment_category=category, **NEW)
    return valued(a_plan(action, firm=FIRMS[firm], **keys))


@pytest.mark.parametrize(
    ("day", "category", "firm", "expected"),
    [
        # 4 and 3.5 % in 2015 (derived from the rise to 8 %), 13.5 % for research.
        ("2015-06-01", "ordinary", "small", 4_000),
        ("2015-06-01", "ordinary", "sole", 3_500),
        ("2015-06-01", "technology_rd", "large", 13_500),
        ("2016-01-01", "ordinary", "small", 8_000),
        ("2018-06-01", "ordinary", "small", 20_000),
        ("2019-12-31", "ordinary", "sole", 20_000),
        ("2020-03-11", "ordinary", "small", 8_000),
        ("2020-03-12", "ordinary", "small", 25_000),
        ("2022-12-31", "ordinary", "small", 25_000),
        ("2023-01-01", "ordinary", "small", 8_000),
        # From 2025: 10, digital 20, thematic 40 or 30, technology 13.5 (law of 12 May 2024).
        ("2025-01-01", "ordinary", "small", 10_000),
        ("2026-05-01", "digital", "small", 20_000),
        ("2026-05-01", "thematic", "small", 40_000),
        ("2026-05-01", "thematic", "large", 30_000),
        ("2026-05-01", "technology_rd", "large", 13_500),
    ],
)
def test_the_deduction_by_year_category_and_size(day, category, firm, expected):
    values = [item for item in found(bought(day, category, firm), "investeringsaftrek") if item.variant != "spread"]
    assert [item.if_granted for item in values] == [euros(expected)]


def test_a_large_company_has_no_ordinary_deduction():
    (value,) = found(bought("2026-05-01", "ordinary", "large"), "investeringsaftrek")
    assert value.verdict is NOT_MET


def test_a_category_of_which_the_rate_was_not_found_is_a_range():
    """2023-2024: "8 tot 42 % naargelang categorie" (KPMG, April 2024)."""
    (value,) = found(bought("2024-05-01", "thematic"), "investeringsaftrek")
    assert value.if_granted == euros(8_000, 42_000)


def test_spread_takes_20_5_per_cent_of_each_year_of_depreciation():
    """20,000 a year for 5 years, 20.5 % of it: 4,100 a year, 20,500 in all; at once it is 13,500."""
    value = bought("2026-05-01", "technology_rd")
    (at_once,), (spread,) = (found(value, "investeringsaftrek", variant) for variant in ("one_off", "spread"))
    assert at_once.if_granted == euros(13_500)
    assert spread.if_granted == euros(20_500)
    assert spread.by_year == {year: euros(4_100) for year in range(2026, 2031)}
    assert ("investeringsaftrek", "spread") in at_once.excludes
    assert ("investeringsaftrek", "one_off") in spread.excludes


@pytest.mark.parametrize(("day", "spreads"), [("2015-06-01", True), ("2017-06-01", False), ("2026-05-01", True)])
def test_spreading_exists_only_where_it_is_documented(day, spreads):
    variants = {value.variant for value in found(bought(day, "technology_rd"), "investeringsaftrek")}
    assert ("spread" in variants) is spreads


def test_a_patent_is_not_spread():
    action = an_action("file_patent", "2026-05-01", costs={"patent_fees": 15_000}, **NEW)
    (value,) = found(valued(a_plan(action)), "investeringsaftrek")
    assert (value.variant, value.if_granted) == ("", euros("2025.00"))


@pytest.mark.parametrize(
    ("day", "refund"), [("2016-05-01", 5), ("2023-12-31", 5), ("2024-01-01", 4), ("2026-05-01", 4)]
)
def test_the_credit_is_13_5_per_cent_times_the_tax_rate_and_paid_back_after_years(day, refund):
    plan = bought(day, "technology_rd", assumptions={"corporate_tax_rate_pct": 25})
    (value,) = found(plan, "belastingkrediet-oo", "one_off")
    assert value.if_granted == euros(13_500)
    assert value.cash == euros(3_375)
    (step,) = [step for step in value.steps if step.rule == "refund"]
    assert step.figures["years"].value == euros(refund)


def test_without_a_tax_rate_only_the_figure_before_tax_is_given():
    value = found(bought("2026-05-01", "technology_rd"), "belastingkrediet-oo")[0]
    assert value.cash is None
    assert value.after_tax is None


def test_the_credit_takes_the_place_of_the_deduction_for_research_and_not_of_the_ordinary_one():
    research = bought("2026-05-01", "technology_rd")
    assert ("belastingkrediet-oo", "") in found(research, "investeringsaftrek", "one_off")[0].excludes
    assert ("investeringsaftrek", "") in found(research, "belastingkrediet-oo", "one_off")[0].excludes
    ordinary = found(bought("2026-05-01", "ordinary"), "investeringsaftrek")[0]
    assert ordinary.excludes == ()


@pytest.mark.parametrize(("day", "expected"), [("2022-03-31", 13_500), ("2022-04-01", 12_150)])
def test_kept_withholding_tax_leaves_the_base_of_the_credit_from_april_2022(day, expected):
    """Law of 28 March 2022: 13.5 % of (100,000 - 10,000)."""
    value = bought(day, "technology_rd", assumptions={"exempt_withholding_in_investment_eur": 10_000})
    assert found(value, "belastingkrediet-oo", "one_off")[0].if_granted == euros(expected)


def test_a_deduction_is_worth_the_tax_on_it():
    values = found(bought("2026-05-01", "ordinary", assumptions={"corporate_tax_rate_pct": 20}), "investeringsaftrek")
    assert (values[0].cash, values[0].after_tax) == (euros(2_000), euros(2_000))


def test_equal_parts_over_the_years_leave_no_cent_behind():
    action = an_action(
        "buy_equipment", "2026-05-01", costs={"investment": 100}, investment_category="technology_rd",
        **(NEW | {"depreciation_years": 3}),
    )  # fmt: skip
    (value,) = found(valued(a_plan(action)), "investeringsaftrek", "spread")
    assert list(value.by_year.values()) == [euros("6.83"), euros("6.83"), euros("6.84")]
