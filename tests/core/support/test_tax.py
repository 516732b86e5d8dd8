"""Before and after tax: only what a source or the user says."""

from __future__ import annotations

import pytest

from tests.core.support.plans import a_plan, an_action, euros, found, valued
from wegwijzer.core.support.assumptions import Origin

COURSE = an_action("training", "2027-03-01", theme="innovation", costs={"training_fees": 10_000})


@pytest.mark.parametrize(
    ("assumptions", "after"),
    [
        ({}, None),
        ({"support_taxed": False}, euros(3_000)),
        ({"support_taxed": True}, None),
        ({"support_taxed": True, "corporate_tax_rate_pct": 20}, euros(2_400)),
        ({"support_taxed": True, "corporate_tax_rate_pct": {"min": 20, "max": 25}}, euros(2_250, 2_400)),
        ({"corporate_tax_rate_pct": 20}, None),
    ],
)
def test_a_grant_is_shown_before_tax_and_after_it_as_far_as_known(assumptions, after):
    (value,) = found(valued(a_plan(COURSE, assumptions=assumptions)), "kmo-portefeuille")
    assert value.cash == euros(3_000)
    assert value.after_tax == after


def test_every_assumption_that_was_used_is_listed_with_where_it_comes_from():
    used = {item.definition.id: item for item in valued(a_plan(COURSE)).assumptions}
    assert used["support_taxed"].origin is Origin.OPEN
    assert (used["already_received"].origin, used["already_received"].subject) == (Origin.DATA, "kmo-portefeuille 2027")
    assert "corporate_tax_rate_pct" not in used


def test_a_given_assumption_says_that_it_is_the_plans_own():
    used = valued(a_plan(COURSE, assumptions={"support_taxed": False})).assumptions
    assert [item.origin for item in used if item.definition.id == "support_taxed"] == [Origin.PLAN]


def test_the_day_of_application_follows_from_the_day_asked_until_the_plan_gives_it():
    def origin(**changes):
        action = an_action("development", "2027-03-01", costs={"staff": 100_000}, **changes)
        (item,) = [one for one in valued(a_plan(action)).assumptions if one.definition.id == "apply_on"]
        return item.origin

    assert origin() is Origin.DAY
    assert origin(apply_on="2027-01-10") is Origin.PLAN


@pytest.mark.parametrize(
    ("start", "end", "rule"), [("2026-01-01", "2026-02-01", "past"), ("2026-11-01", "2027-01-01", "begun")]
)
def test_days_in_the_past_are_allowed_but_told(start, end, rule):
    value = valued(a_plan(COURSE | {"start": start, "end": end}))
    assert [notice.rule for notice in value.notices] == [rule]
    assert valued(a_plan(COURSE)).notices == ()
