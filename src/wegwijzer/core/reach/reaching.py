"""The reach of one year: every figure at once, with what may not be shown left out. `reach` is the one door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.reach.concentration import TOP, gini_interval, lorenz_points, top_interval, with_the_rest
from wegwijzer.core.reach.disclosing import hidden_classes, hidden_counts
from wegwijzer.core.reach.intervals import rate
from wegwijzer.core.reach.rates import ClassCounts, Counted, class_counts, firms_counted, reach_cells
from wegwijzer.core.reach.repeating import (
    BEFORE,
    LAST_YEAR,
    NEVER,
    TIMES,
    first_and_again,
    next_use_rates,
    past,
    times_likelier,
    times_likelier_alike,
)
from wegwijzer.core.reach.results import (
    UNTOLD,
    Concentration,
    Matthew,
    MeasureReach,
    NextUse,
    Rate,
    Reach,
    ReachBy,
    ReachCell,
    Unmet,
    Waiting,
    YearReach,
)
from wegwijzer.core.reach.use import DIMENSIONS, Firms, Numbers, Uses

_ALIKE = ("size", "sector")
"""What firms must have in common to be compared in the Matthew effect among alike firms."""
_UNPLACED = "unplaced"
_STEPS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What else belongs to a year, worked out before: unmet needs and referrals."""

    unmet: Unmet | None = None
    waiting: Waiting | None = None


def reach(uses: Uses, firms: Firms, year: int, *, rules: DisclosureRules, asked: Asked = Asked()) -> Reach:
    """Who is reached in a year, by class, by year and by measure, who comes back, and how support is spread.

    Uses of later years are left out. A year without any use has nil users; one without firms in the population has
    rates that are untold.
    """
    until = _until(uses, year)
    shared = tuple(name for name in DIMENSIONS if name in uses.classes and name in firms.classes)
    population = firms_counted(firms, year)
    users = len(until.users(year))
    counts = [class_counts(until, firms, year, dimension=name) for name in shared]
    compared = sum(len(found.names) for found in counts)
    whole = _whole(users, population, rules)
    by = tuple(_by(found, firms, compared, rules, is_told=whole is not None) for found in counts)
    trend = tuple(_trend(until, firms, rules, year))
    last = trend[-1]
    return Reach(
        year=year,
        is_synthetic=uses.is_synthetic or firms.is_synthetic,
        is_survey=firms.design is not None,
        least=rules.minimum_count,
        compared=compared,
        hidden=sum(cell.is_hidden for found in by for cell in found.cells),
        whole=whole,
        by=by,
        trend=trend,
        measures=tuple(
            MeasureReach(name, _whole(len(until.users(year, name)), population, rules)) for name in uses.measures
        ),
        matthew=_matthew(until, firms, year, rules, shared) if last.first is not None else None,
        concentration=tuple(_concentrations(until, population, year, rules)),
        unmet=asked.unmet,
        waiting=asked.waiting,
        absent=tuple(name for name in DIMENSIONS if name not in shared),
    )


def only_measure(uses: Uses, measure: str) -> Uses:
    """The uses of one measure. Raises ValueError when the file has none of it."""
    return _chosen(uses, uses.measure == uses.measures.index(measure))


def _until(uses: Uses, year: int) -> Uses:
    return uses if not len(uses.year) or int(uses.year.max()) <= year else _chosen(uses, uses.year <= year)


def _chosen(uses: Uses, rows: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Uses:
    used = sorted(set(np.unique(uses.measure[rows]).tolist()))
    places = np.full(len(uses.measures), -1, np.int64)
    places[used] = np.arange(len(used))
    return replace(
        uses,
        firm=uses.firm[rows],
        measure=places[uses.measure[rows]],
        year=uses.year[rows],
        measures=tuple(uses.measures[place] for place in used),
        classes={name: replace(found, places=found.places[rows]) for name, found in uses.classes.items()},
        amount=uses.amount[rows],
    )


def _whole(count: int, population: Counted, rules: DisclosureRules) -> Rate | None:
    others = round(population.firms) - count
    if 0 < count < rules.minimum_count or (count and 0 <= others < rules.minimum_count and not population.error):
        return None
    return rate(count, population.firms, of_error=population.error)


def _by(counts: ClassCounts, firms: Firms, compared: int, rules: DisclosureRules, *, is_told: bool) -> ReachBy:
    cells = reach_cells(counts, compared)
    users = dict(zip(counts.names, counts.users, strict=True))
    others: dict[str, int] | None = None
    if firms.design is None:
        others = {
            name: round(found.firms) - users[name] for name, found in zip(counts.names, counts.firms, strict=True)
        }
    if counts.unplaced:
        users[_UNPLACED] = counts.unplaced
        # Nobody knows how many firms the class of unplaced users has, so only its users can tell of few.
        others = None if others is None else others | {_UNPLACED: max(rules.minimum_count, counts.unplaced)}
    names = tuple(users)
    rest = None if others is None else [others[name] for name in names]
    told = [users[name] for name in names]
    hidden = hidden_classes(told, rest, rules, names=names) if is_told else frozenset(names)
    shown = tuple(ReachCell(cell.category, None) if cell.category in hidden else cell for cell in cells)
    return ReachBy(counts.dimension, shown, None if _UNPLACED in hidden else counts.unplaced)


def _trend(uses: Uses, firms: Firms, rules: DisclosureRules, year: int) -> Iterator[YearReach]:
    for at in dict.fromkeys((*uses.years, year)):
        found = past(uses, at)
        whole = _whole(len(found.users), firms_counted(firms, at), rules)
        again = len(found.users) - found.first_users
        is_told = whole is not None and found.has_past and len(found.users) > 0
        if not is_told or hidden_counts({"first": found.first_users, "again": again}, rules):
            yield YearReach(at, whole, None, None, found.has_past)
            continue
        yield YearReach(at, whole, *first_and_again(found), found.has_past)


def _matthew(uses: Uses, firms: Firms, year: int, rules: DisclosureRules, shared: Sequence[str]) -> Matthew:
    found = past(uses, year)
    rates = next_use_rates(found, firms)
    hidden = _hidden_times(rates, rules)
    last = rates[LAST_YEAR]
    if 0 < last.count < rules.minimum_count or 0 < last.of - last.count < rules.minimum_count:
        hidden |= {LAST_YEAR}
    alike = tuple(name for name in _ALIKE if name in shared)
    return Matthew(
        year=year,
        years_back=found.years_back,
        groups=tuple(
            NextUse(name, None if name in hidden else rates[name]) for name in (NEVER, BEFORE, LAST_YEAR, *TIMES)
        ),
        times=times_likelier(rates),
        times_alike=times_likelier_alike(found, uses, firms, alike),
        alike=alike,
    )


def _hidden_times(rates: Mapping[str, Rate], rules: DisclosureRules) -> set[str]:
    """Which of once, twice and more may not be told beside their sum."""
    counts = [rates[name].count for name in TIMES]
    others = [int(rates[name].of) - rates[name].count for name in TIMES]
    return set(hidden_classes(counts, others, rules, names=TIMES))


def _concentrations(uses: Uses, population: Counted, year: int, rules: DisclosureRules) -> Iterator[Concentration]:
    first = uses.years[0] if uses.years else year
    spans = dict.fromkeys(((year, year), (first, year)))
    for since, until in spans:
        amounts = _per_firm(uses, since, uses.amount)
        yield _concentration("amount", since, until, amounts, population if since == until else None, rules)
    yield _concentration("uses", first, year, _per_firm(uses, first, np.ones(len(uses.firm))), None, rules)


def _per_firm(uses: Uses, since: int, amount: Numbers) -> Numbers:
    """The sum of each firm since a year; a firm of which no amount is known is left out."""
    chosen = (uses.year >= since) & ~np.isnan(amount)
    _, place = np.unique(uses.firm[chosen], return_inverse=True)
    sums = np.bincount(place, amount[chosen]) if chosen.any() else np.empty(0)
    return np.asarray(sums, np.float64)


def _concentration(
    what: str, first: int, last: int, amounts: Numbers, population: Counted | None, rules: DisclosureRules
) -> Concentration:
    count, total = len(amounts), float(amounts.sum())
    if count < rules.minimum_count:
        return Concentration(what, first, last, None if count else 0, None, None, None, None)
    largest = np.sort(amounts)[::-1]
    if what == "amount" and _is_dominated(largest, total, rules):
        return Concentration(what, first, last, count, None, None, None, None)
    found = gini_interval(amounts)
    everybody = UNTOLD
    if population is not None and population.firms >= count and not population.error:
        everybody = with_the_rest(found, count / population.firms)
    top = top_interval(amounts)
    in_top = round(TOP * count)
    is_told = in_top >= rules.minimum_count and not _is_dominated(
        largest[:in_top], float(largest[:in_top].sum()), rules
    )
    steps = min(_STEPS, count // rules.minimum_count)
    return Concentration(
        what=what,
        first_year=first,
        last_year=last,
        firms=count,
        total=total,
        gini=found,
        gini_all=everybody,
        top_tenth=top if is_told else None,
        curve=lorenz_points(amounts, steps) if total > 0 and is_told else (),
    )


def _is_dominated(largest: Numbers, total: float, rules: DisclosureRules) -> bool:
    """Whether a sum tells too much of its largest contributors (`core.disclosure.sensitivity` says the rules)."""
    if total <= 0 or not len(largest):
        return False
    if rules.dominance is not None:
        top = float(largest[: rules.dominance.largest].sum())
        if top > rules.dominance.percent / 100 * total:
            return True
    if rules.p_percent is None:
        return False
    return total - float(largest[:2].sum()) < rules.p_percent / 100 * float(largest[0])
