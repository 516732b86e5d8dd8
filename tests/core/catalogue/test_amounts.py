"""What a measure is worth: formulas read with exact numbers, bands and gaps."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_value, in_all
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.catalogue.amounts import worth
from wegwijzer.core.catalogue.measure import Amount, AmountPart, EuroCase, PercentageCase
from wegwijzer.core.criteria.nodes import AtMost, IsTrue

SMALL = AtMost("size_class", Decimal(1))
BY_SIZE = (PercentageCase(exactly(30), SMALL), PercentageCase(exactly(20)))


def a_part(**changes: object) -> AmountPart:
    values: dict[str, object] = {
        "id": "training",
        "label": in_all("training"),
        "base": "project_budget_eur",
        "rate": BY_SIZE,
        **changes,
    }
    return AmountPart(**values)  # type: ignore[arg-type]


def total(amount: Amount, **facts: object) -> Band:
    return worth(amount, {fact: a_value(fact, value) for fact, value in facts.items()}).total


def euro(low: object, high: object) -> Band:
    return Band(*(None if end is None else Decimal(str(end)) for end in (low, high)))


def test_the_rate_of_the_size_class_applies_under_the_ceiling():
    amount = Amount("year", (a_part(),), ceiling=(EuroCase(exactly(7500)),))
    assert total(amount, size_class="small", project_budget_eur=10_000) == euro(3000, 3000)
    assert total(amount, size_class="medium", project_budget_eur=10_000) == euro(2000, 2000)
    assert total(amount, size_class="small", project_budget_eur=100_000) == euro(7500, 7500)


def test_an_unknown_size_class_leaves_both_rates_possible():
    amount = Amount("year", (a_part(),))
    assert total(amount, project_budget_eur=10_000) == euro(2000, 3000)


def test_an_unknown_cost_runs_from_nothing_to_the_ceiling():
    with_ceiling = Amount("year", (a_part(ceiling=(EuroCase(exactly(2500)),)),))
    without = Amount("year", (a_part(),))
    assert total(with_ceiling, size_class="small") == euro(0, 2500)
    assert total(without, size_class="small") == euro(0, None)


def test_a_cost_below_the_minimum_project_gives_nothing_and_a_band_across_it_may_give_nothing():
    amount = Amount("project", (a_part(rate=(PercentageCase(exactly(50)),), minimum_base_eur=Decimal(20_000)),))
    assert total(amount, project_budget_eur=19_999) == euro(0, 0)
    assert total(amount, project_budget_eur=20_000) == euro(10_000, 10_000)
    assert total(amount, project_budget_eur=(10_000, 30_000)) == euro(0, 15_000)


def test_support_below_the_floor_is_not_paid():
    amount = Amount("project", (a_part(rate=(PercentageCase(exactly(25)),), floor_eur=Decimal(25_000)),))
    assert total(amount, project_budget_eur=99_999) == euro(0, 0)
    assert total(amount, project_budget_eur=100_000) == euro(25_000, 25_000)


def test_surcharges_add_up_to_the_highest_rate():
    part = a_part(
        rate=(PercentageCase(exactly(45)),),
        surcharges=(PercentageCase(exactly(10), IsTrue("collaboration")),),
        rate_ceiling=Decimal(50),
    )
    amount = Amount("project", (part,))
    assert total(amount, project_budget_eur=1000, collaboration=True) == euro(500, 500)
    assert total(amount, project_budget_eur=1000, collaboration=False) == euro(450, 450)
    assert total(amount, project_budget_eur=1000) == euro(450, 500)


def test_parts_add_up_under_the_common_ceiling_or_are_alternatives():
    parts = tuple(
        a_part(id=name, base=None, rate=(), fixed=(EuroCase(exactly(sum_)),)) for name, sum_ in (("a", 300), ("b", 500))
    )
    assert total(Amount("once", parts)) == euro(800, 800)
    assert total(Amount("once", parts, ceiling=(EuroCase(exactly(600)),))) == euro(600, 600)
    assert total(Amount("once", parts, one_of=True)) == euro(300, 500)


def test_a_part_that_may_not_apply_may_give_nothing():
    part = a_part(base=None, rate=(), fixed=(EuroCase(exactly(300)),), when=IsTrue("collaboration"))
    amount = Amount("once", (part,))
    assert total(amount) == euro(0, 300)
    assert total(amount, collaboration=False) == euro(0, 0)


def test_nothing_is_paid_on_less_than_nothing():
    amount = Amount("year", (a_part(rate=(PercentageCase(Band(Decimal(0), Decimal(85))),)),))
    assert total(amount, project_budget_eur=-85) == euro(0, 0)
    assert total(amount, project_budget_eur=(-85, 100)) == euro(0, 85)


def test_cents_are_rounded_half_up():
    amount = Amount("year", (a_part(rate=(PercentageCase(exactly("12.5")),)),))
    assert total(amount, project_budget_eur=Decimal("0.20")) == euro("0.03", "0.03")


money = st.decimals(min_value=0, max_value=10**7, places=2)


@given(money, money, st.sampled_from(["micro", "small", "medium", "large"]), st.booleans())
def test_a_coarser_fact_never_excludes_what_an_exact_one_gives(budget, width, size, together):
    part = a_part(
        surcharges=(PercentageCase(exactly(10), IsTrue("collaboration")),),
        minimum_base_eur=Decimal(1000),
        floor_eur=Decimal(500),
        ceiling=(EuroCase(exactly(50_000), SMALL), EuroCase(exactly(80_000))),
    )
    amount = Amount("project", (part,))
    exact = total(amount, size_class=size, project_budget_eur=budget, collaboration=together)
    coarse = total(amount, project_budget_eur=(max(budget - width, Decimal(0)), budget + width))
    assert exact.is_exact
    assert coarse.low is not None
    assert coarse.high is not None
    assert coarse.low <= exact.low <= coarse.high
