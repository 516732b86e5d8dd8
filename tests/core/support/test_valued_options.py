"""Options for the best combination, made from the value of a plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.core.support.plans import ON, a_plan, an_action
from wegwijzer.core.support.options import Filing, FilingRule, OptionKind
from wegwijzer.core.support.valued_options import valued_options
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.support_rules import shipped_support_rules


def options(*actions, **keys):
    made = valued_options(a_plan(*actions, **keys), shipped_support_rules(), shipped_day, on=ON)
    return {option.id: option for option in made}


def test_a_project_becomes_an_option_with_its_costs_its_rate_and_its_filing():
    action = an_action(
        "development",
        "2027-01-01",
        id="c",
        apply_on="2026-11-30",
        partners=[],
        costs={"staff": 100_000, "other": 40_000},
    )
    option = options(action)["c:ontwikkelingsproject"]
    assert (option.euro_low, option.euro_high, option.kind) == (Decimal(63_000), Decimal(63_000), OptionKind.GRANT)
    assert {cost.id: cost.eligible_eur for cost in option.costs} == {"c:staff": 100_000, "c:other": 40_000}
    assert option.max_intensity_pct == 45
    assert option.is_de_minimis is False
    assert option.filing == Filing(FilingRule.MONTH_BEFORE_START)
    assert option.lead_days == 18 * 7


def test_courses_of_one_year_share_a_pool_and_keep_their_worth_on_their_own():
    def a_course(day):
        return an_action("training", day, id=f"c-{day}", theme="innovation", costs={"training_fees": 20_000})

    received = [{"measure": "kmo-portefeuille", "year": 2027, "eur": 500}]
    found = list(options(a_course("2027-02-01"), a_course("2027-03-01"), already_received=received).values())
    assert [option.euro_high for option in found] == [6_000, 6_000]
    assert found[0].pools == found[1].pools
    assert (found[0].pools[0].id, found[0].pools[0].limit_eur) == ("kmo-portefeuille:2027", 7_000)
    assert found[0].pools[0].until == date(2027, 12, 31)
    assert found[0].filing == Filing(FilingRule.WITHIN_DAYS_AFTER_START, 14)
    assert found[0].is_de_minimis is None


def test_a_deduction_is_an_option_only_when_it_is_known_in_euro():
    action = an_action(
        "buy_equipment", "2026-12-01", id="m", costs={"investment": 10_000}, investment_category="ordinary"
    )
    assert options(action) == {}
    (option,) = options(action, assumptions={"corporate_tax_rate_pct": 20}).values()
    assert (option.id, option.euro_high, option.kind) == ("m:investeringsaftrek", 200, OptionKind.TAX)


def test_the_exemption_for_researchers_asks_for_a_notice_before_the_start():
    action = {
        "kind": "hire_researcher",
        "id": "h",
        "start": "2027-01-01",
        "end": "2027-12-31",
        "costs": {"hire": 60_000},
    }
    researcher = {"diploma": "doctor_or_engineer_or_listed_master", "withholding_tax_eur": 10_000}
    option = options(action | {"researchers": [researcher]})["h:bv-vrijstelling-onderzoekers"]
    assert option.notice_before_start
    assert option.euro_high == 8_000
    assert [cost.id for cost in option.costs] == ["h:hire"]


def test_refused_measures_and_open_amounts_are_no_options():
    assert options(an_action("training", "2027-03-01", theme="other", costs={"training_fees": 900})) == {}


def test_an_option_knows_that_the_plan_took_kept_tax_off_the_investment():
    action = an_action(
        "buy_equipment", "2026-12-01", id="m", costs={"investment": 100_000}, investment_category="technology_rd"
    )
    kept = {"corporate_tax_rate_pct": 20, "exempt_withholding_in_investment_eur": 10_000}
    with_it, without = (options(action, assumptions=given) for given in (kept, {"corporate_tax_rate_pct": 20}))
    credits = {id_ for id_ in with_it if "belastingkrediet-oo" in id_}
    assert credits
    assert all(with_it[id_].is_lowered for id_ in credits)
    assert not any(option.is_lowered for option in without.values())
    assert not any(option.is_lowered for id_, option in with_it.items() if id_ not in credits)
