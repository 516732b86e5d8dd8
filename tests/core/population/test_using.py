"""Invented use of measures: the same for a seed whatever the pieces, with the Matthew effect that is put in."""

from __future__ import annotations

import numpy as np

from wegwijzer.core.population.firms import Population
from wegwijzer.core.population.using import InventedUse, invented_needs, invented_referrals
from wegwijzer.core.reach.needing import OUTCOMES, REASONS
from wegwijzer.readers.population.plan_file import shipped_population_plan
from wegwijzer.readers.population.use_plan import shipped_use_plan

ROWS = 4_000


def invented(pieces: int) -> InventedUse:
    population = Population(shipped_population_plan(), ROWS, 7)
    found = InventedUse(shipped_use_plan(), 2026)
    for first in range(0, ROWS, ROWS // pieces):
        rows = population.made(first, ROWS // pieces)
        found.add(rows, population.columns(rows))
    return found


def as_set(found: InventedUse) -> set[tuple[int, int, int]]:
    columns = (np.concatenate(part).tolist() for part in (found.row, found.measure, found.year))
    return set(zip(*columns, strict=True))


def test_the_pieces_do_not_matter_and_no_use_is_there_twice():
    whole, cut = invented(1), invented(4)
    assert as_set(whole) == as_set(cut)
    assert len(as_set(whole)) == sum(len(part) for part in whole.row)
    assert set(whole.years) == {2022, 2023, 2024, 2025, 2026}


def test_use_is_far_likelier_after_use():
    uses = as_set(invented(1))
    by_year = {year: {row for row, _, when in uses if when == year} for year in range(2022, 2027)}
    after = sum(len(by_year[year] & by_year[year - 1]) for year in range(2023, 2027))
    again = after / sum(len(by_year[year - 1]) for year in range(2023, 2027))
    new = sum(len(by_year[year] - by_year[year - 1]) for year in range(2023, 2027))
    assert again > 4 * new / (4 * ROWS)


def test_needs_and_referrals_are_of_kinds_that_there_are():
    plan, population = shipped_use_plan(), Population(shipped_population_plan(), ROWS, 7)
    needs = list(invented_needs(plan, population, [2026]))
    assert sum(times for _, _, times in needs) == 48
    assert {need.reason for _, need, _ in needs} == set(REASONS)
    sent = list(invented_referrals(plan, population, [2026]))
    assert len(sent) == 20
    assert {outcome for _, _, outcome in sent} <= set(OUTCOMES)
    assert all(reply is None or reply >= day for day, reply, _ in sent)
