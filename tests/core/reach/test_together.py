"""All measures together beside each of them: what one shows must not give away what the other hides."""

from __future__ import annotations

from dataclasses import replace

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.reach.intervals import rate
from wegwijzer.core.reach.reaching import reach
from wegwijzer.core.reach.results import Reach, ReachBy, ReachCell
from wegwijzer.core.reach.together import without_telling

from .drawing import firms_of, uses_of

RULES = DisclosureRules(minimum_count=5)


def reached(whole: int, **classes: int | None) -> Reach:
    """A reach with these numbers of users by class; None is hidden."""
    uses = uses_of([(firm, 0, 2020, 1.0) for firm in range(20)])
    found = reach(uses, firms_of(), 2020, rules=RULES)
    cells = tuple(ReachCell(name, None if count is None else rate(count, 1000.0)) for name, count in classes.items())
    return replace(found, whole=rate(whole, 3000.0), by=(ReachBy("sector", cells, 0),))


def test_a_hidden_number_that_follows_from_all_measures_together_hides_the_dimension():
    # Of wood 22 firms used anything and 19 used a: at least 3 used b, which hides its 3 and 17.
    together = reached(60, food=38, wood=22)
    measures = {"a": reached(39, food=20, wood=19), "b": reached(20, food=None, wood=None)}
    kept = without_telling(together, measures)
    assert all(cell.rate is None for found in kept.values() for cell in found.by[0].cells)


def test_what_gives_nothing_away_stays():
    together = reached(100, food=60, wood=40)
    measures = {"a": reached(70, food=40, wood=30), "b": reached(60, food=35, wood=25)}
    assert without_telling(together, measures) == measures


def test_a_hidden_class_of_all_together_is_not_told_by_the_one_measure_that_it_has():
    together = reached(40, food=None, wood=None, metal=30)
    measures = {"a": reached(38, food=2, wood=6, metal=30), "b": reached(10, food=0, wood=0, metal=10)}
    kept = without_telling(together, measures)
    assert all(cell.rate is None for cell in kept["a"].by[0].cells)
