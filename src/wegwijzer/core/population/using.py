"""The use of measures by a synthetic population, with what it asked in vain and whom it waited for. All invented.

Whoever used something is likelier to use something again: by a liking that stays with the firm, and by a factor after
use. So the file has a Matthew effect, and one knows that it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from wegwijzer.core.population.columns import Column, Kind, picked_by
from wegwijzer.core.population.drawing import Draws, Integers, Numbers
from wegwijzer.core.population.firms import Population, Rows

CLASSES = ("size", "sector", "province", "layer")


@dataclass(frozen=True, slots=True)
class UsedMeasure:
    """A measure: the chance of use in a year by layer, how it grows with size, and how large its amounts are."""

    id: str
    layers: tuple[float, ...]
    growth: float
    amount: float
    spread: float
    known: float


@dataclass(frozen=True, slots=True)
class MetNeed:
    """A reason for which needs stay unmet, with its detail and how often it comes beside the others."""

    reason: str
    detail: str
    pull: float


@dataclass(frozen=True, slots=True)
class UsePlan:
    """What is used, sought in vain and waited for; `data/population/use.yaml` says what the numbers mean."""

    years: int
    after_last_year: float
    after_earlier: float
    liking: float
    measures: tuple[UsedMeasure, ...]
    needs_per_1000: float
    needs: tuple[MetNeed, ...]
    referrals_per_1000: float
    reply_days: float
    reply_spread: float
    never: float
    outcomes: Mapping[str, float]


@dataclass(eq=False)
class InventedUse:
    """Takes a population piece by piece, and holds the uses: rows of the population, measures and years."""

    plan: UsePlan
    last_year: int
    row: list[Integers] = field(default_factory=list)
    measure: list[Integers] = field(default_factory=list)
    year: list[Integers] = field(default_factory=list)
    amount: list[Numbers] = field(default_factory=list)
    classes: dict[str, list[list[str | None]]] = field(default_factory=lambda: {name: [] for name in CLASSES})

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which things are used."""
        return tuple(range(self.last_year - self.plan.years + 1, self.last_year + 1))

    def add(self, rows: Rows, columns: Mapping[str, Column]) -> None:
        """The uses of some rows."""
        draws, count = rows.draws, rows.draws.count
        liking = np.exp(self.plan.liking * draws.normal("use liking") - self.plan.liking**2 / 2)
        last, earlier = np.zeros(count, np.bool_), np.zeros(count, np.int64)
        for year in self.years:
            push = liking * np.where(last, self.plan.after_last_year, self.plan.after_earlier**earlier)
            now = np.zeros(count, np.bool_)
            for place, measure in enumerate(self.plan.measures):
                chance = np.array(measure.layers)[rows.layer] * measure.growth**rows.size * push
                used = np.flatnonzero(draws.chance(f"use {measure.id} {year}") < np.minimum(chance, 0.95))
                now[used] = True
                self._note(rows, columns, used, place, year)
            earlier += now
            last = now

    def _note(self, rows: Rows, columns: Mapping[str, Column], used: Integers, place: int, year: int) -> None:
        measure, draws = self.plan.measures[place], rows.draws.only(used)
        amount = np.round(measure.amount * np.exp(measure.spread * draws.normal(f"use {measure.id} {year} amount")))
        is_known = draws.chance(f"use {measure.id} {year} known") < measure.known
        self.row.append(rows.first + used)
        self.measure.append(np.full(len(used), place))
        self.year.append(np.full(len(used), year))
        self.amount.append(np.where(is_known, amount, np.nan))
        for name in CLASSES:
            self.classes[name].append(_words(columns[name], used))


def invented_needs(plan: UsePlan, population: Population, years: Sequence[int]) -> Iterator[tuple[int, MetNeed, int]]:
    """How often each need stayed unmet in each year."""
    pulls = np.array([[need.pull for need in plan.needs]])
    count = round(population.rows * plan.needs_per_1000 / 1000)
    for year in years:
        draws = Draws.rows_from(population.seed, 0, count)
        picked = picked_by(np.zeros(count, np.int64), draws.chance(f"needs {year}"), pulls)
        for place, times in enumerate(np.bincount(picked, minlength=len(plan.needs)).tolist()):
            yield year, plan.needs[place], times


def invented_referrals(
    plan: UsePlan, population: Population, years: Sequence[int]
) -> Iterator[tuple[date, date | None, str]]:
    """Referrals by day of sending: the day of the first reply, None where it never comes, and how they ended."""
    count = round(population.rows * plan.referrals_per_1000 / 1000)
    names, pulls = list(plan.outcomes), np.array([list(plan.outcomes.values())])
    for year in years:
        draws = Draws.rows_from(population.seed, 0, count)
        sent = np.sort(date(year, 1, 1).toordinal() + np.floor(365 * draws.chance(f"sent {year}")).astype(np.int64))
        wait = np.floor(plan.reply_days * np.exp(plan.reply_spread * draws.normal(f"reply {year}"))).astype(np.int64)
        never = draws.chance(f"never {year}") < plan.never
        ended = picked_by(np.zeros(count, np.int64), draws.chance(f"outcome {year}"), pulls)
        for day, days, none, end in zip(sent.tolist(), wait.tolist(), never.tolist(), ended.tolist(), strict=True):
            reply = None if none else date.fromordinal(day + days)
            yield date.fromordinal(day), reply, "unanswered" if none else names[end]


def _words(column: Column, rows: Integers) -> list[str | None]:
    if column.kind is not Kind.WORD:
        raise TypeError("a class is a word")
    return [column.words[place] if place >= 0 else None for place in column.values[rows].tolist()]
