"""Invent a survey of firms that looks like the innovation survey and whose pyramid is the one the report prints.

No row is a firm. The strata are sector by size, the larger firms drawn more often; among firms of the staff that the
report looks at, each technology class gets the shares of table 3, and services what makes the total come out. The
shares hold for the weights, to within one firm. Answers follow the filters of the questionnaire: who introduced
nothing did not develop it either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wegwijzer.core.pyramid.answers import Trits
from wegwijzer.core.pyramid.grouping import SIZE_CLASSES
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.core.pyramid.synthetic_answers import draw_answers, leave_out
from wegwijzer.core.survey.design import Flags, Numbers

Integers = npt.NDArray[np.int64]
Shares = tuple[float, ...]

FEWEST, MOST = 500, 1_000_000
"""Firms that a survey can have: enough for every stratum, and no more than fits in memory with ease."""

SURVEYED = {name: bounds for name, bounds in SIZE_CLASSES.items() if bounds[0] >= 10}
"""The size classes that the innovation survey asks, by persons employed."""

_FEWEST_IN_STRATUM = 2
_OVERSAMPLING = 0.75
_LARGEST = 5_000
_SIZE_PULL = 0.8


@dataclass(frozen=True, slots=True)
class SyntheticSector:
    """One sector: its technology class (high, low or outside), its activity codes, and its firms by size class."""

    id: str
    technology: str
    nace: tuple[str, ...]
    firms: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SyntheticPlan:
    """What an invented survey is like.

    `shares` are per cent of firms a segment, from the top, of those with `staff` persons (both ends included), for
    high, low and total; `larger` those of firms with more. `habits` are the chances of a yes by segment and question.
    `missing` is the chance that an answer is missing where that decides nothing, `undecided` the share of firms that
    miss one that does.
    """

    sectors: tuple[SyntheticSector, ...]
    staff: tuple[int, int]
    shares: Mapping[str, Shares]
    larger: Shares
    habits: Mapping[Segment, Mapping[str, float]]
    missing: float
    undecided: float


@dataclass(frozen=True, eq=False)
class SyntheticSurvey:
    """The invented rows, by column; `answers` are trits."""

    id: npt.NDArray[np.object_]
    sector: npt.NDArray[np.object_]
    size: npt.NDArray[np.object_]
    stratum: npt.NDArray[np.object_]
    weight: Numbers
    fpc: Integers
    nace: npt.NDArray[np.object_]
    staff: Integers
    answers: Mapping[str, Trits]


def random_from(seed: int) -> np.random.Generator:
    """The generator that a seed stands for, of a named kind, so that another release of numpy gives the same rows."""
    return np.random.Generator(np.random.PCG64(seed))


def make_survey(plan: SyntheticPlan, firms: int, random: np.random.Generator) -> SyntheticSurvey:
    """Invent a survey of so many firms. The same generator in the same state gives the same rows.

    Raises ValueError when the number of firms is not between `FEWEST` and `MOST`.
    """
    if not FEWEST <= firms <= MOST:
        raise ValueError(f"{firms:,} firms; give {FEWEST:,} to {MOST:,}.")
    strata = [(sector, size) for sector in plan.sectors for size in SURVEYED]
    population = np.array([sector.firms[size] for sector, size in strata], np.int64)
    population *= max(1, -(-2 * firms // int(population.sum())))
    drawn = _allocated(population, firms)
    stratum = random.permutation(np.repeat(np.arange(len(strata)), drawn))
    sectors, sizes = [sector for sector, _ in strata], [size for _, size in strata]
    weight = np.round(population / drawn, 4)[stratum]
    staff = _staff(np.array(sizes, object)[stratum], random)
    is_undecided = random.random(firms) < plan.undecided
    technology = np.array([sector.technology for sector in sectors], object)[stratum]
    segment = _segments(plan, technology, staff, weight, is_undecided, random)
    answers = leave_out(draw_answers(segment, plan.habits, random), is_undecided, plan.missing, random)
    code = random.random(firms)
    return SyntheticSurvey(
        id=np.array([f"SYN{number:08d}" for number in range(1, firms + 1)], object),
        sector=np.array([sector.id for sector in sectors], object)[stratum],
        size=np.array(sizes, object)[stratum],
        stratum=np.array([f"{sector.id} {size}" for sector, size in strata], object)[stratum],
        weight=weight,
        fpc=population[stratum],
        nace=_codes(sectors, stratum, code),
        staff=staff,
        answers=answers,
    )


def _allocated(population: Integers, firms: int) -> Integers:
    """How many firms of each stratum are drawn: fewer of many, never more than there are."""
    drawn = np.zeros(len(population), np.int64)
    wanted = population**_OVERSAMPLING
    left = firms
    while left:
        room = population - drawn
        pull = np.where(room > 0, wanted, 0.0)
        more = np.minimum(np.floor(left * pull / pull.sum()).astype(np.int64), room)
        if not more.any():
            more[np.argsort(-np.where(room > 0, wanted / (drawn + 1), -1), kind="stable")[:left]] = 1
        drawn += more
        left = firms - int(drawn.sum())
    while (drawn < _FEWEST_IN_STRATUM).any():
        drawn[int(drawn.argmin())] += 1
        drawn[int(drawn.argmax())] -= 1
    return drawn


def _staff(sizes: npt.NDArray[np.object_], random: np.random.Generator) -> Integers:
    """Persons employed: many near the lower end of a class."""
    chance = random.random(len(sizes))
    staff = np.zeros(len(sizes), np.int64)
    for name, (low, high) in SURVEYED.items():
        rows = sizes == name
        span = high - low if np.isfinite(high) else _LARGEST - low
        steepness = 2.2 if np.isfinite(high) else 6.0
        staff[rows] = low + np.floor(span * chance[rows] ** steepness)
    return staff


def _segments(
    plan: SyntheticPlan,
    technology: npt.NDArray[np.object_],
    staff: Integers,
    weight: Numbers,
    is_undecided: Flags,
    random: np.random.Generator,
) -> Integers:
    """The segment of each firm. Firms that will be undecided count for no share: they get one by chance."""
    pull = random.normal(size=len(staff)) - _SIZE_PULL * np.log(staff)
    low, high = plan.staff
    inside = (staff >= low) & (staff <= high)
    counted = inside & ~is_undecided
    classes = {name: technology == name for name in ("high", "low", "outside")}
    by_class = {name: np.array(plan.shares[name]) for name in ("high", "low")}
    masses = {name: weight[rows & counted].sum() for name, rows in classes.items()}
    needed = np.array(plan.shares["total"]) * sum(masses.values())
    needed -= sum(by_class[name] * masses[name] for name in by_class)
    by_class["outside"] = np.clip(needed, 0, None)
    segment = np.zeros(len(staff), np.int64)
    for name, rows in classes.items():
        _fill(segment, rows & counted, by_class[name], weight, pull)
        by_chance = rows & inside & is_undecided
        chances = by_class[name] / by_class[name].sum()
        segment[by_chance] = random.choice(len(Segment), int(by_chance.sum()), p=chances)
    _fill(segment, ~inside, np.array(plan.larger), weight, pull)
    return segment


def _fill(segment: Integers, rows: Flags, shares: Numbers, weight: Numbers, pull: Numbers) -> None:
    """Give the rows their segments so that the weights have the shares; those with the least pull stand highest."""
    order = np.flatnonzero(rows)[np.argsort(pull[rows], kind="stable")]
    reached = np.cumsum(weight[order]) - weight[order] / 2
    ends = np.cumsum(shares) / shares.sum() * weight[order].sum()
    segment[order] = np.minimum(np.searchsorted(ends, reached), len(Segment) - 1)


def _codes(sectors: list[SyntheticSector], stratum: Integers, chance: Numbers) -> npt.NDArray[np.object_]:
    codes = np.empty(len(stratum), object)
    for place, sector in enumerate(sectors):
        rows = stratum == place
        picked = np.floor(chance[rows] * len(sector.nace)).astype(np.int64)
        codes[rows] = np.array(sector.nace, object)[picked]
    return codes
