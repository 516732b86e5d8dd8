"""What readers can work out of hidden definitions from all that is shown of them, and of the pyramid beside them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.disclosure.polytope import Polytope
from wegwijzer.core.disclosure.rules import DisclosureRules, Dominance
from wegwijzer.core.disclosure.tables import cell
from wegwijzer.core.pyramid.definition_disclosure import LAYERS, hide_definitions
from wegwijzer.core.pyramid.definitions import EUROSTAT, EUROSTAT_2018, definitions_of
from wegwijzer.core.pyramid.segments import Segment, place_in_pyramid
from wegwijzer.core.pyramid.tally import hidden_cells
from wegwijzer.core.survey.design import Design

LEAST = 5
RULES = DisclosureRules(minimum_count=LEAST)
PROFILES = tuple(f"profile_{number}" for number in range(1, 6))
SHOWN = (EUROSTAT, EUROSTAT_2018, *PROFILES)
RUNGS = tuple(segment.id for segment in Segment)


def a_survey(seed: int, rows: int) -> dict[str, np.ndarray]:
    """Complete answers that follow the filters of the questionnaire, more or less innovative by the seed."""
    draw = np.random.default_rng(seed)
    level = draw.uniform(0.05, 0.5)
    names = ("q8a", "q8b", "q10a", "q11a", "q14a", "q14b", "q14c", "q16a", "q21a", "q21d", "q22f", "q25", "q29")
    more = ("ongoing", "abandoned", "completed", "organisation", "marketing")
    found = {name: (draw.random(rows) < level).astype(np.int8) for name in (*names, *more)}
    for name in more[2:]:
        found[name] = (draw.random(rows) < level / 8).astype(np.int8)
    found["q10a"] &= found["q8a"] | found["q8b"]
    found["q11a"] &= found["q8a"] | found["q8b"]
    found["q16a"] &= found["q14a"] | found["q14b"] | found["q14c"]
    return found


def published(answers, weights=None):
    """The firms by definition and layer, and what is hidden of them."""
    rows = len(answers["q8a"])
    design = Design(rows, weights)
    placed, within = place_in_pyramid(answers), np.ones(rows, np.bool_)
    gone = hidden_cells(design, placed, within, [], RULES)
    decided = {name: found for name, found in definitions_of(answers).items() if name in SHOWN}
    hidden = hide_definitions(decided, placed, within=within, weights=design.row_weights, hidden=gone, rules=RULES)
    met = {
        name: np.array([int((found.met & placed.of(segment)).sum()) for segment in Segment])
        for name, found in decided.items()
    }
    layers = np.array([int(placed.of(segment).sum()) for segment in Segment])
    return met, layers, hidden, {rung for rung in RUNGS if cell({"segment": rung}) in gone}


class Reader:
    """Somebody who knows the rules of the definitions, and writes down all that is printed as equations."""

    def __init__(self, met, layers, hidden, rungs):
        self.met, self.layers, self.hidden, self.rungs = met, layers, hidden, rungs
        self.places = {key: place for place, key in enumerate(self._unknowns())}
        self.rows, self.right = [], []
        self._write()

    def _unknowns(self):
        for name in self.met:
            for rung in RUNGS:
                yield name, rung, "met"
                yield name, rung, "not"
        for rung in RUNGS:
            yield "", rung, "n"
            yield "more", rung, "met"

    def _equation(self, terms, right):
        row = np.zeros(len(self.places))
        for key, sign in terms:
            row[self.places[key]] += sign
        self.rows.append(row)
        self.right.append(float(right))

    def _write(self):
        self._equation([(("", rung, "n"), 1) for rung in RUNGS], self.layers.sum())
        for place, rung in enumerate(RUNGS):
            if rung not in self.rungs:
                self._equation([(("", rung, "n"), 1)], self.layers[place])
            both = {EUROSTAT, EUROSTAT_2018}
            wider = [((EUROSTAT_2018, rung, "met"), 1)]
            self._equation([*wider, ((EUROSTAT, rung, "met"), -1), (("more", rung, "met"), -1)], 0)
            self._equation([*wider, *(((name, rung, "met"), -1) for name in PROFILES)], 0)
            assert both <= set(self.met)
            for name, counts in self.met.items():
                whole = [((name, rung, "met"), 1), ((name, rung, "not"), 1)]
                self._equation([*whole, (("", rung, "n"), -1)], 0)
                if not self.hidden.hides(name) and not self.hidden.hides(name, rung):
                    self._equation([((name, rung, "met"), 1)], counts[place])
        for name, counts in self.met.items():
            if not self.hidden.hides(name):
                self._equation([((name, rung, "met"), 1) for rung in RUNGS], counts.sum())

    def width(self, *sums) -> float:
        """Between which numbers each of these sums lies, as the least width of them."""
        system = Polytope(np.array(self.rows), np.array(self.right), np.full(len(self.places), np.inf))
        widths = []
        for keys in sums:
            form = np.zeros(len(self.places))
            form[[self.places[key] for key in keys]] = 1
            low, _ = system.least(form)
            high, _ = system.least(-form)
            widths.append(-high - low)
        return min(widths, default=np.inf)


@settings(max_examples=60)
@given(st.integers(0, 100_000), st.integers(40, 700))
def test_no_small_number_of_a_definition_follows_from_all_that_is_shown(seed, rows):
    met, layers, hidden, rungs = published(a_survey(seed, rows))
    reader = Reader(met, layers, hidden, rungs)
    sensitive = []
    for name, counts in met.items():
        for total, status in ((counts, "met"), (layers - counts, "not")):
            if 0 < total.sum() < LEAST:
                sensitive.append([(name, rung, status) for rung in RUNGS])
            sensitive += [[(name, rung, status)] for rung, n in zip(RUNGS, total, strict=True) if 0 < n < LEAST]
    more = met[EUROSTAT_2018] - met[EUROSTAT]
    if 0 < more.sum() < LEAST:
        sensitive.append([("more", rung, "met") for rung in RUNGS])
    assert reader.width(*sensitive) >= LEAST - 1 - 1e-6


def test_a_definition_that_differs_from_a_narrower_one_by_a_few_firms_is_hidden_with_its_parts():
    answers = a_survey(3, 240)
    for name in ("completed", "organisation", "marketing"):
        answers[name][:] = 0
    none = np.flatnonzero(definitions_of(answers)[EUROSTAT].not_met)
    answers["marketing"][none[:2]] = 1
    _, _, hidden, _ = published(answers)
    assert hidden.hides(EUROSTAT_2018)
    assert not hidden.hides(EUROSTAT)
    assert all(hidden.hides(profile) for profile in PROFILES)
    answers["marketing"][none[:2]] = 0
    assert not published(answers)[2].hides(EUROSTAT_2018)


def test_the_pyramids_own_share_is_hidden_with_its_lowest_layer():
    answers = a_survey(3, 200)
    placed, within = place_in_pyramid(answers), np.ones(200, np.bool_)
    decided = {"pyramid": definitions_of(answers)["pyramid"]}
    told = {"within": within, "weights": np.ones(200), "rules": RULES}
    assert not hide_definitions(decided, placed, hidden=frozenset(), **told).hides("pyramid")
    lowest = frozenset([cell({"segment": "niet_innovatief"})])
    assert hide_definitions(decided, placed, hidden=lowest, **told).hides("pyramid")


def test_a_definition_that_two_weights_make_up_is_hidden_however_many_firms_it_has():
    answers = a_survey(11, 200)
    met = np.flatnonzero(definitions_of(answers)[EUROSTAT].met)
    assert len(met) > 2 * LEAST
    weights = np.ones(200)
    weights[met[:2]] = 10_000.0
    placed, within = place_in_pyramid(answers), np.ones(200, np.bool_)
    decided = {EUROSTAT: definitions_of(answers)[EUROSTAT]}
    for rule, is_hidden in ((None, False), (Dominance(2, 85), True)):
        rules = DisclosureRules(weight_dominance=rule).for_weights(LEAST)
        found = hide_definitions(decided, placed, within=within, weights=weights, hidden=frozenset(), rules=rules)
        assert found.hides(EUROSTAT) is is_hidden


def test_nothing_is_hidden_without_a_smallest_count():
    answers = a_survey(5, 60)
    placed = place_in_pyramid(answers)
    found = hide_definitions(
        definitions_of(answers),
        placed,
        within=np.ones(60, np.bool_),
        weights=np.ones(60),
        hidden=frozenset(),
        rules=DisclosureRules().for_weights(0),
    )
    assert not found.whole
    assert not found.layers


@pytest.mark.parametrize("seed", [0, 2, 18])
def test_parts_are_hidden_wherever_the_definition_they_make_up_is(seed):
    _, _, hidden, _ = published(a_survey(seed, 800))
    for layer in LAYERS:
        if hidden.hides(EUROSTAT_2018, layer):
            assert all(hidden.hides(profile, layer) for profile in PROFILES)
