"""Nobody is in everybody's list, and no two would rather have had each other."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.partnering.seekers import BEARING, SEEKERS, an_asset
from wegwijzer.core.partnering.seeking import Seeker, fit, may_meet
from wegwijzer.core.partnering.suggesting import suggested_pairs


@given(seekers=SEEKERS)
def test_no_firm_bears_more_than_it_can_and_no_two_would_rather_have_each_other(seekers):
    firms = {seeker.key: seeker for seeker in seekers}
    chosen = suggested_pairs(seekers, BEARING)
    lists: dict[str, list[float]] = {key: [] for key in firms}
    for pair in chosen:
        assert may_meet(pair, firms[pair.one], firms[pair.other])
        lists[pair.one].append(pair.score)
        lists[pair.other].append(pair.score)
    assert all(len(scores) <= BEARING.suggestions for scores in lists.values())
    taken = {(pair.one, pair.other) for pair in chosen}
    for one, other in combinations(sorted(firms), 2):
        left = fit(firms[one], firms[other])
        if (one, other) in taken or left.score < BEARING.least_score or not may_meet(left, firms[one], firms[other]):
            continue
        assert any(
            len(lists[key]) == BEARING.suggestions and min(lists[key]) >= left.score - 1e-9 for key in (one, other)
        )


@given(seekers=SEEKERS, seed=st.integers(0, 99))
def test_the_order_of_firms_does_not_matter(seekers, seed):
    shuffled = list(seekers)
    random.Random(seed).shuffle(shuffled)
    assert suggested_pairs(shuffled, BEARING) == suggested_pairs(seekers, BEARING)


def test_a_popular_firm_is_not_in_everybodys_list():
    popular = Seeker("popular", has=(an_asset("laser"),), nace="2562")
    many = [Seeker(f"firm {number}", seeks=(an_asset("laser"),), nace="1071") for number in range(20)]
    counts = Counter(key for pair in suggested_pairs([popular, *many], BEARING) for key in (pair.one, pair.other))
    assert counts["popular"] == BEARING.suggestions


def test_pairs_that_parted_and_firms_that_have_enough_are_left_out():
    firms = [Seeker("a", has=(an_asset("laser"),), nace="2562"), Seeker("b", seeks=(an_asset("laser"),), nace="1071")]
    assert len(suggested_pairs(firms, BEARING)) == 1
    assert suggested_pairs(firms, BEARING, apart=[frozenset(("b", "a"))]) == ()
    assert suggested_pairs(firms, BEARING, taken={"a": 2}) == ()


def test_weak_pairs_are_left_out():
    has = an_asset("laser a b c d e f g h i j k l m n o p q r s t u v w x y z")
    firms = [Seeker("a", has=(has,), nace="2562"), Seeker("b", seeks=(an_asset("laser"),), nace="1071")]
    assert suggested_pairs(firms, BEARING) == ()
    assert len(suggested_pairs(firms, replace(BEARING, least_score=0.1))) == 1


def test_who_may_compete_is_not_suggested_unless_both_said_so():
    firms = [Seeker("a", has=(an_asset("laser"),)), Seeker("b", seeks=(an_asset("laser"),))]
    assert suggested_pairs(firms, BEARING) == ()
    assert len(suggested_pairs([replace(firm, meets_competitors=True) for firm in firms], BEARING)) == 1
