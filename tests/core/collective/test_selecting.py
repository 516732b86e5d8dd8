"""Each firm has one vote, shared over what it likes."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.collective.selecting import Ballot, Support, support_of

PROJECTS = ("barrier film", "cold chain", "label", "waste")
BALLOTS = st.lists(
    st.builds(
        Ballot,
        firm=st.sampled_from("abcdefgh"),
        interest=st.dictionaries(st.sampled_from(PROJECTS), st.integers(0, 3)),
        first=st.permutations(PROJECTS).map(tuple),
    ),
    unique_by=lambda ballot: ballot.firm,
)


def test_by_hand():
    ballots = [
        Ballot("a", {"label": 3, "waste": 1}, ("label",)),  # label 6, waste 1 of 7
        Ballot("b", {"waste": 2}),
    ]
    assert support_of(ballots, PROJECTS)[:2] == (
        Support("waste", 2, 0, 1 + Fraction(1, 7)),
        Support("label", 1, 1, Fraction(6, 7)),
    )


@given(ballots=BALLOTS)
def test_a_firm_that_likes_anything_counts_for_one(ballots):
    heard = sum(any(ballot.interest.values()) for ballot in ballots)
    assert sum(one.votes for one in support_of(ballots, PROJECTS)) == heard


@given(ballots=BALLOTS, seed=st.integers(0, 99))
def test_the_order_of_ballots_and_projects_does_not_matter(ballots, seed):
    shuffled, projects = list(ballots), list(PROJECTS)
    random.Random(seed).shuffle(shuffled)
    random.Random(seed).shuffle(projects)
    assert support_of(shuffled, projects) == support_of(ballots, PROJECTS)


@given(ballots=BALLOTS, project=st.sampled_from(PROJECTS))
def test_more_interest_never_means_fewer_votes(ballots, project):
    def votes(cast):
        return next(one.votes for one in support_of(cast, PROJECTS) if one.project == project)

    for place, ballot in enumerate(ballots):
        keener = Ballot(ballot.firm, {**ballot.interest, project: 3}, ballot.first)
        assert votes([*ballots[:place], keener, *ballots[place + 1 :]]) >= votes(ballots)


def test_a_second_ballot_takes_the_place_of_the_first():
    ballots = [Ballot("a", {"label": 3}), Ballot("a", {"waste": 3})]
    assert {one.project: one.firms for one in support_of(ballots, PROJECTS)}["label"] == 0


def test_interest_outside_the_scale_is_refused():
    with pytest.raises(ValueError, match="label"):
        support_of([Ballot("a", {"label": 4})], PROJECTS)
