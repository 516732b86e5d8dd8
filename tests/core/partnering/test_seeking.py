"""Who completes whom, and who competes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests.core.partnering.seekers import SEEKERS, an_asset
from wegwijzer.core.partnering.seeking import Seeker, Why, compete, fit, may_meet
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

WEAVER = Seeker("weaver", has=(an_asset("weave cloth"),), seeks=(an_asset("cut laser"),))
CUTTER = Seeker("cutter", has=(an_asset("cut laser"),), seeks=(an_asset("sell online"),))


def test_one_has_what_the_other_seeks():
    found = fit(WEAVER, CUTTER)
    assert found.score == pytest.approx(1)
    assert found.why("weaver") is Why.HAS_WHAT_YOU_SEEK
    assert found.why("cutter") is Why.SEEKS_WHAT_YOU_HAVE
    assert found.pairs == (("cut laser", "cut laser"),)
    assert (found.partner_of("weaver"), found.partner_of("cutter")) == ("cutter", "weaver")


def test_giving_both_ways_is_better_than_one_way():
    half = replace(WEAVER, seeks=(an_asset("cut by water"),))
    both = replace(CUTTER, seeks=(an_asset("weave cloth"),))
    assert fit(half, CUTTER).score < fit(half, both).score
    assert fit(half, both).why("cutter") is Why.BOTH


def test_doing_the_same_is_not_completing_each_other():
    twin = replace(WEAVER, key="twin")
    assert fit(WEAVER, twin).score == 0


def test_fields_find_what_other_words_name():
    seeks = replace(WEAVER, seeks=(an_asset("coating that repels water", "materials"),))
    has = replace(CUTTER, has=(an_asset("hydrophobic finish", "materials"),))
    assert 0 < fit(seeks, has).score < 1
    assert fit(replace(seeks, seeks=(an_asset("coating"),)), has).score == 0


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (("2511", {"be"}), ("2511", {"be", "fr"}), MET),
        (("25110", {"be"}), ("25119", {"be"}), MET),
        (("2511", {"be"}), ("2511", {"fr"}), NOT_MET),
        (("2511", None), ("2562", None), NOT_MET),
        (("25", {"be"}), ("2511", {"be"}), UNKNOWN),
        (("", {"be"}), ("2511", {"be"}), UNKNOWN),
        (("2511", None), ("2511", {"be"}), UNKNOWN),
        (("", {"be"}), ("2511", {"fr"}), NOT_MET),
    ],
)
def test_competing_is_the_same_work_for_the_same_market(one, other, verdict):
    first, second = (
        Seeker(key, nace=nace, markets=None if markets is None else frozenset(markets))
        for key, (nace, markets) in (("a", one), ("b", other))
    )
    assert compete(first, second) is verdict
    assert compete(second, first) is verdict


@pytest.mark.parametrize(("first", "second", "may"), [(True, True, True), (True, False, False), (False, False, False)])
def test_competitors_meet_only_if_both_say_so(first, second, may):
    one = Seeker("a", nace="2511", markets=frozenset({"be"}), meets_competitors=first)
    other = Seeker("b", nace="2511", markets=frozenset({"be"}), meets_competitors=second)
    assert may_meet(fit(one, other), one, other) is may
    unknown = replace(other, markets=None)
    assert may_meet(fit(one, unknown), one, unknown) is may


@given(seekers=SEEKERS)
def test_a_fit_is_the_same_from_both_sides_and_within_its_scale(seekers):
    for first in seekers:
        for second in seekers:
            if first.key != second.key:
                found = fit(first, second)
                assert found == fit(second, first)
                assert 0 <= found.score <= 1
