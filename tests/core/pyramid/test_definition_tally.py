"""How the same firms fall under each definition: shares of the decided, bounds over all, layers, and what lacks."""

from __future__ import annotations

import numpy as np
import pytest

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.pyramid.answers import QUESTIONS
from wegwijzer.core.pyramid.definition_tally import tally_definitions
from wegwijzer.core.pyramid.definitions import DEFINITIONS, PYRAMID, definitions_of, lacking, needs_of
from wegwijzer.core.pyramid.segments import UNDECIDED, Reading, place_in_pyramid
from wegwijzer.core.survey.design import Design

NAMES = (*QUESTIONS, "ongoing", "abandoned")


def tally(firms, *, names=NAMES, weights=None, least=0, within=None):
    """The tally of firms by their yes answers, "?" before a missing one."""
    answers = {
        name: np.array(
            [1 if name in firm.split() else 2 if f"?{name}" in firm.split() else 0 for firm in firms], np.int8
        )
        for name in names
    }
    design = Design(len(firms), None if weights is None else np.array(weights, float))
    found = tally_definitions(
        design,
        place_in_pyramid(answers),
        definitions_of(answers),
        answers,
        within=np.ones(len(firms), np.bool_) if within is None else within,
        hidden=frozenset(),
        rules=DisclosureRules().for_weights(least),
    )
    return {one.id: one for one in found}


def numbers(standing):
    return standing.met, standing.not_met, standing.open


def test_shares_are_of_the_firms_a_definition_decides_and_bounds_of_all():
    """Weights 1, 2 and 5: of the decided 3 one third meets it, of all 8 between 1/8 and 6/8."""
    found = tally(["q8a", "", "?ongoing"], weights=[1, 2, 5])["eurostat"]
    assert numbers(found.whole) == (1, 1, 1)
    assert found.whole.estimate.value == pytest.approx(1 / 3)
    assert (found.share_min, found.share_max) == pytest.approx((1 / 8, 6 / 8))


def test_each_layer_tells_how_its_own_firms_stand_and_the_undecided_are_one():
    found = tally(["q29", "q29 ongoing", "ongoing", "?q21d"])["eurostat"].layers
    assert numbers(found["volger"]) == (1, 1, 0)
    assert found["volger"].estimate.value == pytest.approx(0.5)
    assert numbers(found["niet_innovatief"]) == (1, 0, 0)
    assert numbers(found[UNDECIDED]) == (0, 1, 0)
    assert found["koploper"].estimate is None


def test_layers_add_up_to_the_whole():
    draw = np.random.default_rng(4)
    firms = [" ".join(f"{draw.choice(['', '?'])}{name}" for name in NAMES if draw.random() < 0.15) for _ in range(200)]
    for found in tally(firms).values():
        if not found.lacks and found.id != PYRAMID:
            parts = np.array([numbers(standing) for standing in found.layers.values()])
            assert parts.sum(axis=0).tolist() == list(numbers(found.whole))


def test_a_definition_that_the_survey_cannot_decide_names_the_answers_it_lacks():
    found = tally(["q8a", ""])
    assert found["profile_6"].lacks == ("potential",)
    assert found["panteia_starter"].lacks == ("young", "starter")
    assert found["eurostat_2018"].lacks == ()  # organisation, marketing and completed only count where asked
    assert found["profile_6"].whole.estimate is None
    assert numbers(found["profile_6"].whole) == (None, None, None)


def test_without_ongoing_activities_eurostat_can_say_yes_and_never_no():
    found = tally(["q8a", ""], names=tuple(QUESTIONS))
    assert found["eurostat"].lacks == ("ongoing", "abandoned")
    assert found["panteia_innovative"].lacks == ("innovative",)


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_a_definition_lacks_nothing_exactly_when_some_firm_can_meet_it_and_another_fail(definition):
    """All answers, and all but one, against every firm with yes or no to what is left."""
    needs = needs_of(definition)
    firms = np.arange(2 ** len(needs))
    for gone in (None, *needs):
        answers = {name: (firms >> place & 1).astype(np.int8) for place, name in enumerate(needs) if name != gone}
        found = definitions_of(answers)[definition] if answers else None
        decides = found is not None and bool(found.met.any() and found.not_met.any())
        assert definition == PYRAMID or (not lacking(definition, answers)) == decides


def test_the_pyramid_is_that_of_the_reading():
    answers = {name: np.array([name == "q22f"], np.int8) for name in NAMES}
    assert definitions_of(answers)[PYRAMID].not_met[0]
    assert definitions_of(answers, Reading(spending_makes_volger=True))[PYRAMID].met[0]


def test_small_numbers_are_hidden_with_all_figures_of_their_definition():
    found = tally(["q8a"] * 3 + [""] * 40, least=5)["eurostat"]
    assert found.whole.is_suppressed
    assert (found.share_min, found.share_max, found.layers) == (None, None, None)
    assert not tally(["q8a"] * 9 + [""] * 40, least=5)["eurostat"].whole.is_suppressed


def test_only_the_rows_within_count_and_the_design_stays_whole():
    found = tally(["q8a", "", "q8a", ""], within=np.array([True, True, False, False]))["eurostat"]
    assert numbers(found.whole) == (1, 1, 0)
