"""Deductions for income from rights, and the innovation premium, by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.core.support.plans import SMALL, a_plan, an_action, euros, found, valued
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.support.actions import Income
from wegwijzer.core.support.earning import net_income, nexus_fraction
from wegwijzer.core.truth import MET, NOT_MET

PATENT = {"patent_own_development": True, "patent_sold_before_2007": False}
PREMIUM = {"real_novelty": True, "ordered_by_third_party": False, "replaces_wage": False}
EMPLOYER = SMALL | {"private_employer": True, "employees_headcount": 35, "annual_gross_wage_bill_eur": 1_400_000}


def income(measure, *years, **keys):
    action = an_action("file_patent", "2015-01-01", incomes=list(years), **(PATENT | keys))
    return found(valued(a_plan(action)), measure)


@pytest.mark.parametrize(
    ("year", "keys", "measure", "expected"),
    [
        # Until June 2016: 80 % of gross (ITAA).
        ({"year": 2015, "gross_eur": 50_000}, {}, "octrooi-inkomsten", 40_000),
        # Since July 2016: 85 % of net times nexus (VLAIO, wijzigingen 278); all own work: nexus 100 %.
        ({"year": 2017, "gross_eur": 50_000, "costs_eur": 10_000, "own_eur": 1}, {}, "innovatieaftrek", 34_000),
        ({"year": 2026, "net_eur": 100_000, "own_eur": 1}, {}, "innovatieaftrek", 85_000),
        # Nexus: 130 % of 400 over 600 = 86.67 %; 85 % of 100,000 times that.
        (
            {"year": 2026, "net_eur": 100_000, "own_eur": 300, "unrelated_eur": 100, "related_eur": 200},
            {},
            "innovatieaftrek",
            "73666.67",
        ),
        # The firm's own fraction goes first.
        ({"year": 2026, "net_eur": 100_000}, {"nexus_fraction_pct": 50}, "innovatieaftrek", 42_500),
        # Work of others counts in full when they are independent.
        ({"year": 2026, "net_eur": 100_000, "unrelated_eur": 5}, {}, "innovatieaftrek", 85_000),
        ({"year": 2026, "net_eur": 100_000, "related_eur": 5}, {}, "innovatieaftrek", 0),
    ],
)
def test_what_may_be_deducted(year, keys, measure, expected):
    (value,) = income(measure, year, **keys)
    assert value.if_granted == euros(expected)


def test_the_old_deduction_lives_on_for_a_right_of_before_july_2016_until_june_2021():
    old = {"patent_acquired": "2015-03-01"}
    new = {"patent_acquired": "2016-08-01"}

    def verdicts(on, keys):
        return [
            v.verdict for v in income("octrooi-inkomsten", {"year": 2021, "received_on": on, "gross_eur": 10}, **keys)
        ]

    assert verdicts("2021-06-30", old) == [MET]
    assert verdicts("2021-06-30", new) == [NOT_MET]
    assert verdicts("2021-07-01", old) == []


def test_old_and_new_are_a_choice():
    year = {"year": 2018, "gross_eur": 10_000, "own_eur": 5}
    (old,) = income("octrooi-inkomsten", year, patent_acquired="2015-03-01")
    assert old.excludes == (("innovatieaftrek", "2018"),)


def test_costs_above_the_income_leave_nothing_to_deduct():
    assert net_income(Income(2026, gross_eur=exactly(100), costs_eur=exactly(150))) == euros(0)


def test_the_fraction_is_any_while_no_cost_is_known():
    assert nexus_fraction(Income(2026), exactly(30)) == Band(Decimal(0), Decimal(100))


def test_the_raise_of_own_costs_can_be_changed():
    action = an_action(
        "file_patent", "2026-01-01", incomes=[{"year": 2026, "net_eur": 1_000, "own_eur": 1, "related_eur": 1}]
    )
    (value,) = found(valued(a_plan(action, assumptions={"nexus_uplift_pct": 0})), "innovatieaftrek")
    assert value.if_granted == euros(425)  # 85 % of 1,000 times one half


def premium(*ideas, firm=EMPLOYER, day="2026-09-01", **keys):
    actions = [
        an_action("reward_idea", day, id=f"i{place}", ideas=[idea], **PREMIUM) for place, idea in enumerate(ideas)
    ]
    return found(valued(a_plan(*actions, firm=firm, **keys)), "innovatiepremie")


def an_idea(persons, each, wage=3_200):
    return {"persons": persons, "premium_eur": each, "monthly_gross_wage_eur": wage}


@pytest.mark.parametrize(
    ("idea", "firm", "expected"),
    [
        (an_idea(2, 1_000), EMPLOYER, 2_000),
        # At most a gross month's pay each.
        (an_idea(2, 5_000), EMPLOYER, 6_400),
        # 10 % of 35 employees: 3 whole persons.
        (an_idea(5, 1_000), EMPLOYER, 3_000),
        # 1 % of a wage bill of 150,000.
        (an_idea(2, 1_000), EMPLOYER | {"annual_gross_wage_bill_eur": 150_000}, 1_500),
        (an_idea(2, 1_000), {key: v for key, v in EMPLOYER.items() if key != "annual_gross_wage_bill_eur"}, (0, 2_000)),
        ({"persons": 2, "premium_eur": 1_000}, EMPLOYER, (0, 2_000)),
    ],
)
def test_what_may_be_paid_free_of_tax(idea, firm, expected):
    low, high = expected if isinstance(expected, tuple) else (expected, expected)
    (value,) = premium(idea, firm=firm)
    assert value.if_granted == euros(low, high)


def test_more_than_ten_persons_for_an_idea_or_three_in_a_small_staff_is_refused():
    assert premium(an_idea(11, 100), firm=EMPLOYER | {"employees_headcount": 200})[0].verdict is NOT_MET
    assert premium(an_idea(4, 100), firm=EMPLOYER | {"employees_headcount": 29})[0].verdict is NOT_MET
    assert premium(an_idea(3, 100), firm=EMPLOYER | {"employees_headcount": 29})[0].verdict is MET


def test_ideas_of_one_year_share_the_wage_bill_and_the_persons():
    """3 persons a year: two for the first idea, one for the second."""
    first, second = premium(an_idea(2, 1_000), an_idea(2, 1_000))
    assert (first.if_granted, second.if_granted) == (euros(2_000), euros(1_000))
    money = EMPLOYER | {"annual_gross_wage_bill_eur": 250_000}
    first, second = premium(an_idea(2, 1_000), an_idea(1, 1_000), firm=money)
    assert (first.if_granted, second.if_granted) == (euros(2_000), euros(500))


def test_there_is_no_premium_after_the_last_documented_year():
    assert premium(an_idea(1, 100), day="2027-02-01") == []


def test_it_saves_contributions_at_the_rate_that_the_user_gives():
    assert premium(an_idea(2, 1_000))[0].cash is None
    assert premium(an_idea(2, 1_000), assumptions={"employer_contribution_pct": 25})[0].cash == euros(500)
