"""From the lights of a client to domains, measures within reach, and measures that the accounts close."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import DAY, FACTS, a_day, a_domain, a_fact, a_measure, a_version
from tests.core.accounts.builders import a_filing, a_year
from tests.core.knipperlichten.builders import a_board, a_light
from wegwijzer.core.accounts.history import join_filings
from wegwijzer.core.advice.from_lights import advise_client, lit_domains
from wegwijzer.core.band import exactly
from wegwijzer.core.criteria.nodes import AnyOf, AtLeast, AtMost, IsTrue, Not
from wegwijzer.core.firm.facts import FactSource, FactType, KnownFact
from wegwijzer.core.knipperlichten.reading import read_lights

FINANCE, PROCESS, MARKETING = (a_domain(name) for name in ("finance", "process", "marketing"))
BOARD = a_board(
    a_light(
        "solvency",
        weight=10,
        domains=("finance", "process"),
        limits={"red": 0.15, "amber": 0.25},
        amber="value < amber",
    ),
    a_light("loss", "[9901]", limits={"red": 0}, weight=8, domains=("process", "marketing")),
)
HALF_LOST = IsTrue("capital_half_lost")


def a_day_with(*measures):
    facts = {
        **FACTS,
        "capital_half_lost": a_fact("capital_half_lost", FactType.BOOLEAN),
        "equity_eur": a_fact("equity_eur", FactType.MONEY),
    }
    domains = {domain.id: domain for domain in (FINANCE, PROCESS, MARKETING)}
    return a_day(*measures, business_domains=domains, facts=facts)


def advice_on(year, *measures, register=None):
    [reading] = read_lights(join_filings([a_filing(year, a_year())]), BOARD)
    return advise_client(reading, day=a_day_with(*measures), board=BOARD, register=register, read_on=DAY)


def domains_of(advice):
    return [item.domain.id for item in advice.domains]


def test_a_lit_light_opens_its_domains_nearest_first():
    assert domains_of(advice_on(a_year(r10_15=100_000))) == ["finance", "process"]


def test_lights_that_point_to_one_domain_add_up():
    advice = advice_on(a_year(r10_15=200_000, r9901=-5))
    assert domains_of(advice) == ["process", "finance", "marketing"]
    assert [light.id for light in advice.domains[0].lights] == ["loss", "solvency"]


def test_a_client_without_a_lit_light_has_no_domain_to_start_from():
    advice = advice_on(a_year())
    assert domains_of(advice) == []
    assert advice.advice.need is None


def test_the_road_starts_where_the_lights_point():
    advice = advice_on(a_year(r10_15=100_000), a_measure(id="loan", domains={"finance": 3}))
    assert advice.advice.steps[0].domain.id == "finance"
    assert advice.advice.steps[0].is_need


def test_accounts_answer_questions_on_the_firm():
    advice = advice_on(a_year())
    assert advice.facts["fte"].value == exactly("9.5")
    assert advice.advice.picture.values["fte"] == exactly("9.5")


def test_a_register_goes_before_the_accounts():
    known = KnownFact(exactly(30), FactSource.REGISTER, date(2026, 11, 1), "rsz")
    assert advice_on(a_year(), register={"fte": known}).facts["fte"] is known


@pytest.mark.parametrize(("equity", "closed"), [(20_000, ["aid"]), (300_000, [])])
def test_an_undertaking_in_difficulty_is_told_which_measures_that_closes(equity, closed):
    advice = advice_on(a_year(r10_15=equity), a_measure(a_version(Not(HALF_LOST)), id="aid"), a_measure(id="other"))
    assert [item.measure.assessment.measure.id for item in advice.closed] == closed


def test_a_measure_refused_for_another_reason_is_not_laid_to_the_accounts():
    on_both = AnyOf((Not(HALF_LOST), AtLeast("equity_eur", Decimal(0))))
    advice = advice_on(
        a_year(r10_15=20_000),
        a_measure(a_version(AtMost("fte", Decimal(5))), id="tiny"),
        a_measure(a_version(on_both), id="either"),
    )
    assert advice.closed == ()


def test_the_weight_of_a_light_orders_the_domains():
    [reading] = read_lights(join_filings([a_filing(a_year(r10_15=100_000, r9901=-5))]), BOARD)
    found = lit_domains(reading, board=BOARD, day=a_day_with())
    assert [(item.domain.id, item.score) for item in found] == [("process", 13), ("finance", 10), ("marketing", 4)]
