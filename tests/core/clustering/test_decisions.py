"""Decisions of people are obeyed, the later before the earlier, and move the weights a little."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clustering import PACKAGING, STAFF, a_clusterer, needs_of
from wegwijzer.core.clustering.decisions import Decision, Verdict, constraints_of
from wegwijzer.core.clustering.from_decisions import weights_from_decisions

PLACES = {name: place for place, name in enumerate("abcdef")}


@pytest.mark.parametrize(
    ("verdict", "groups"),
    [
        (Verdict.SPLIT, (("a", "b"),)),
        (Verdict.MERGE, (("a",),)),
        (Verdict.CONFIRM, ()),
        (Verdict.SPLIT, (("a",), ())),
        (Verdict.SPLIT, (("a",), ("a", "b"))),
    ],
)
def test_a_decision_that_says_nothing_or_contradicts_itself_is_refused(verdict, groups):
    with pytest.raises(ValueError, match="need"):
        Decision(verdict, groups)


def bundles(constraints) -> list[set[int]]:
    found = [{place} for place in PLACES.values()]
    for one, other in constraints.together:
        first = next(bundle for bundle in found if one in bundle)
        second = next(bundle for bundle in found if other in bundle)
        if first is not second:
            found.remove(second)
            first |= second
    return found


_NAMES = st.lists(st.sampled_from("abcdef"), min_size=2, max_size=6, unique=True)
_VERDICTS = st.sampled_from(list(Verdict))


@st.composite
def decisions(draw):
    """One decision on some of six needs."""
    verdict, names = draw(_VERDICTS), draw(_NAMES)
    if verdict in (Verdict.SPLIT, Verdict.MERGE):
        cut = draw(st.integers(1, len(names) - 1))
        return Decision(verdict, (tuple(names[:cut]), tuple(names[cut:])))
    return Decision(verdict, (tuple(names),))


@given(st.lists(decisions(), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_constraints_never_contradict_each_other_and_the_last_decision_holds(made):
    constraints = constraints_of(made, PLACES)
    found = bundles(constraints)
    for one, other in constraints.apart:
        assert not any(one in bundle and other in bundle for bundle in found)
    last = made[-1]
    for group in last.together():
        assert any({PLACES[name] for name in group} <= bundle for bundle in found)
    for one, other in last.apart():
        assert not any(PLACES[one] in bundle and PLACES[other] in bundle for bundle in found)


def test_needs_that_went_are_passed_over():
    constraints = constraints_of([Decision(Verdict.SPLIT, (("gone", "a", "b"), ("c",)))], PLACES)
    assert constraints.apart == [(0, 2)]
    assert [{0, 1}, {2}, {3}, {4}, {5}] == bundles(constraints)


@pytest.fixture(scope="module")
def taught():
    clusterer = a_clusterer()
    needs = [*needs_of(PACKAGING, prefix="p"), *needs_of(STAFF, prefix="s")]
    parts = clusterer.kinship.parts(clusterer.see(needs), [need.text for need in needs])
    return clusterer.kinship.weights, needs, parts


def test_confirming_makes_joining_easier_and_rejecting_harder(taught):
    weights, needs, parts = taught
    pack = tuple(need.id for need in needs if need.id.startswith("p"))
    everyone = tuple(need.id for need in needs)
    confirmed = weights_from_decisions(weights, needs, parts, [Decision(Verdict.CONFIRM, (everyone,))] * 20)
    rejected = weights_from_decisions(weights, needs, parts, [Decision(Verdict.REJECT, (pack,))] * 20)
    assert confirmed.join < weights.join < rejected.join
    assert rejected.enter - rejected.join == pytest.approx(weights.enter - weights.join)


def test_one_decision_moves_less_than_twenty(taught):
    weights, needs, parts = taught
    pack = tuple(need.id for need in needs if need.id.startswith("p"))
    once = weights_from_decisions(weights, needs, parts, [Decision(Verdict.REJECT, (pack,))])
    often = weights_from_decisions(weights, needs, parts, [Decision(Verdict.REJECT, (pack,))] * 20)
    assert weights.join < once.join < often.join <= weights.join * 1.5 + 1e-9


def test_decisions_on_other_needs_change_nothing(taught):
    weights, needs, parts = taught
    elsewhere = [Decision(Verdict.CONFIRM, (("x", "y"),))]
    assert weights_from_decisions(weights, needs, parts, elsewhere) == weights
