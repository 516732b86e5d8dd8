"""A problem of choosing as an integer programme for HiGHS.

J. Huangfu and J. A. J. Hall, Parallelizing the dual revised simplex method, Mathematical Programming Computation 10
(2018). Amounts are whole cents divided by what they have in common, so that euro stay small numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import highspy
import numpy as np

from wegwijzer.core.errors import WegwijzerError
from wegwijzer.core.support.cliques import cliques
from wegwijzer.core.support.problem import CeilingKind, CommonIntensity, Problem, SharedCeiling

LONGEST_SECONDS = 30.0
_TOLERANCE = 1e-9
_WHOLE = 1e5


class UnprovenError(WegwijzerError):
    """No best combination could be proven in time."""

    def __init__(self, options: int, seconds: float = LONGEST_SECONDS) -> None:
        super().__init__(
            f"the best of {options} options could not be proven in {seconds:g} seconds. "
            "Leave out actions or measures that matter least, and ask again."
        )


Terms = dict[int, float]
Row = tuple[Terms, float, float]
"""The sum of the terms lies between two ends."""


@dataclass(slots=True)
class Programme:
    """Columns and rows; the first columns say for each option whether it is chosen.

    `of_part` holds the terms of what a part brings in a row of `Problem.reach`, in cents divided by `unit`.
    """

    options: int
    unit: float
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    of_part: dict[tuple[int, int], Terms] = field(default_factory=dict)

    def column(self, upper: float) -> int:
        """A new column between zero and `upper`."""
        self.lower.append(0.0)
        self.upper.append(upper)
        return len(self.lower) - 1

    def at_most(self, terms: Iterable[tuple[int, float]], limit: float) -> None:
        """A new row: the sum of the terms stays within the limit."""
        self.rows.append((_summed(terms), -inf, limit))

    def money(self, problem: Problem, row: int, weights: Sequence[int] | None = None) -> Terms:
        """What is chosen brings together in a row of `Problem.reach`, each cent times the weight of its option."""
        return _summed(
            (column, value * (1 if weights is None else weights[problem.parts[part].option]))
            for (part, of), terms in self.of_part.items()
            if of == row
            for column, value in terms.items()
        )


class _Silent(highspy.Highs):
    """HiGHS without its greeting, which it prints as soon as callbacks are set."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:
        """Be silent first."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def programme(problem: Problem, rows: Sequence[int], weights: Sequence[int] | None = None) -> Programme:
    """The programme of some rows of what is in reach, without an objective.

    With `weights`, the cents of options that weigh differently are told apart.
    """
    options = len(problem.timings)
    made = Programme(options, _unit(problem))
    for _ in range(options):
        made.column(1.0)
    for group in cliques(tuple(problem.apart)):
        made.at_most(((place, 1.0) for place in group), 1.0)
    for limit in problem.file_limits:
        made.at_most(((place, 1.0) for place in limit.options), float(limit.most))
    both = {pair: _both(made, pair) for pair in sorted({(item.reducer, item.reduced) for item in problem.reductions})}
    for row in rows:
        _bring(made, problem, row, both, weights)
    return made


def solve(
    made: Programme,
    objective: Mapping[int, float],
    *,
    smallest: bool,
    gap: float,
    extra: Sequence[Row] = (),
    is_relaxed: bool = False,
    beyond: float = -inf,
    seconds: float = LONGEST_SECONDS,
) -> tuple[frozenset[int], float] | None:
    """The chosen options and the proven bound of the objective; None where nothing fits.

    An answer within `gap` of the bound, in the unit of the objective, will do; an infinite one asks for any answer. If
    `is_relaxed`, options may be chosen in part: only the bound counts then. With `beyond`, answers that bring less may
    be passed over, which proves sooner; only of the largest. The same programme gives the same answer. Raises
    UnprovenError where the proof takes more than so many seconds.
    """
    if not made.options:
        return frozenset(), 0.0
    columns, rows = len(made.lower), [*made.rows, *extra]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    sign = 1.0 if smallest else -1.0
    cost = np.zeros(columns)
    for column, value in objective.items():
        cost[column] = sign * value
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, np.array(made.lower), np.array(made.upper)
    model.row_lower_ = np.array([low for _, low, _ in rows])
    model.row_upper_ = np.array([high for _, _, high in rows])
    starts = np.cumsum([0, *(len(terms) for terms, _, _ in rows)])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts.astype(np.int32)
    model.a_matrix_.index_ = np.array([column for terms, _, _ in rows for column in terms], dtype=np.int32)
    model.a_matrix_.value_ = np.array([value for terms, _, _ in rows for value in terms.values()], dtype=float)
    whole, broken = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    if not is_relaxed:
        model.integrality_ = [whole] * made.options + [broken] * (columns - made.options)
    highs = _Silent()
    settings: dict[str, bool | int | float] = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "time_limit": seconds,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": gap,
        "mip_allow_restart": False,  # takes a third off the time of a large plan
        # A few nodes close the proof: what is found on the way is good enough, and cuts that do not bite soon go again.
        "mip_detect_symmetry": False,
        "mip_heuristic_effort": 0.0,
        "mip_heuristic_run_feasibility_jump": False,
        "mip_heuristic_run_rins": False,
        "mip_heuristic_run_rens": False,
        "mip_lp_age_limit": 1,
        "mip_pool_age_limit": 1,
        "mip_feasibility_tolerance": _TOLERANCE,
        "primal_feasibility_tolerance": _TOLERANCE,
    }
    if beyond > -inf:
        settings["objective_bound"] = sign * beyond
    for name, setting in settings.items():
        highs.setOptionValue(name, setting)
    highs.passModel(model)
    highs.run()
    status = highs.getModelStatus()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise UnprovenError(made.options, seconds)
    values = highs.getSolution().col_value
    chosen = frozenset(place for place in range(made.options) if values[place] > 0.5)
    told = highs.getInfo()
    return chosen, sign * float(told.objective_function_value if is_relaxed else told.mip_dual_bound)


def _unit(problem: Problem) -> float:
    """Cents to a unit of the programme: all amounts together are then some hundred thousands, which solvers like."""
    return max(1.0, sum(problem.reach[-1]) / _WHOLE)


def _both(made: Programme, pair: tuple[int, int]) -> int:
    """A column that is one once both options are chosen."""
    column = made.column(1.0)
    made.at_most([(pair[0], 1.0), (pair[1], 1.0), (column, -1.0)], 1.0)
    return column


@dataclass(frozen=True, slots=True)
class _Bite:
    """A ceiling that can bite in a row, with the parts that it can bite."""

    parts: frozenset[int]
    ceiling: SharedCeiling | CommonIntensity


def _bring(
    made: Programme,
    problem: Problem,
    row: int,
    both: Mapping[tuple[int, int], int],
    weights: Sequence[int] | None,
) -> None:
    """What each part brings, and the ceilings that can bite; a part under none of them brings all it can.

    Parts of one weight under the same ceilings are one column, whatever their options: only what they bring together
    matters, and that is at most what the chosen ones can.
    """
    unit, reach = made.unit, problem.reach[row]
    bites = list(_bites(problem, row))
    over: dict[int, list[int]] = {}
    for number, bite in enumerate(bites):
        for part in bite.parts:
            over.setdefault(part, []).append(number)
    reduced = {item.part for item in problem.reductions}
    alike: dict[tuple[int, ...], list[int]] = {}
    for part in range(len(reach)):
        option = problem.parts[part].option
        if part in over or part in reduced:
            weight = 1 if weights is None else weights[option]
            alike.setdefault((weight, part if part in reduced else -1, *over.get(part, ())), []).append(part)
        else:
            made.of_part[part, row] = {option: reach[part] / unit}
    for (_, one_reduced, *numbers), parts in alike.items():
        ceilings = [bites[number].ceiling for number in numbers]
        limits = [item.cents for item in ceilings if isinstance(item, SharedCeiling) and item.pair is None]
        amounts: dict[int, int] = {}
        for part in parts:
            amounts[problem.parts[part].option] = amounts.get(problem.parts[part].option, 0) + reach[part]
        column = made.column(min([sum(amounts.values()), *limits]) / unit)
        made.of_part[parts[0], row] = {column: 1.0}
        lost = [
            (both[item.reducer, item.reduced], item.cents[row] / unit)
            for item in problem.reductions
            if item.part == one_reduced
        ]
        # What is lost is lost from the whole amount, before a ceiling cuts it.
        most = {option: min([amount, *([] if lost else limits)]) for option, amount in amounts.items()}
        made.at_most([(column, 1.0), *((option, -cents / unit) for option, cents in most.items()), *lost], 0.0)
    for bite in bites:
        _hold(made, problem, row, bite)


def _hold(made: Programme, problem: Problem, row: int, bite: _Bite) -> None:
    """The row, or rows, of one ceiling."""
    unit, reach, ceiling = made.unit, problem.reach[row], bite.ceiling
    terms = [term for part in sorted(bite.parts) for term in made.of_part.get((part, row), {}).items()]
    if isinstance(ceiling, CommonIntensity):
        picked = []
        for part in sorted(bite.parts):
            pick = made.column(1.0)
            picked.append(pick)
            made.at_most([(pick, 1.0), (problem.parts[part].option, -1.0)], 0.0)
            terms.append((pick, -ceiling.caps[part][row] / unit))
        made.at_most(((pick, 1.0) for pick in picked), 1.0)
        made.at_most(terms, 0.0)
    elif ceiling.kind is CeilingKind.LIMITED and ceiling.pair is not None:
        # without the pair, support on the cost may be as much as the cost
        whole = min(item.cents for item in problem.ceilings if item.cost == ceiling.cost and item.pair is None)
        slack = (min(sum(reach[part] for part in bite.parts), whole) - ceiling.cents) / unit
        if slack > 0:
            made.at_most([*terms, *((place, slack) for place in ceiling.pair)], ceiling.cents / unit + 2 * slack)
    else:
        made.at_most(terms, ceiling.cents / unit)


def _bites(problem: Problem, row: int) -> Iterator[_Bite]:
    """The ceilings that could be passed in a row of `Problem.reach`.

    On a cost, an option that excludes all others on it stays within every ceiling by itself.
    """
    reach = problem.reach[row]
    for ceiling in problem.ceilings:
        parts = _crowded(problem, ceiling.parts) if ceiling.cost else frozenset(ceiling.parts)
        if sum(reach[part] for part in parts) > ceiling.cents:
            yield _Bite(parts, ceiling)
    for common in problem.intensities:
        parts = _crowded(problem, tuple(common.caps))
        if parts and sum(reach[part] for part in parts) > min(common.caps[part][row] for part in parts):
            yield _Bite(parts, common)


def _crowded(problem: Problem, parts: Sequence[int]) -> frozenset[int]:
    """The parts that may be had beside another of them."""
    owners = {part: problem.parts[part].option for part in parts}
    everybody = set(owners.values())
    return frozenset(part for part, own in owners.items() if not everybody - {own} <= problem.beside[own])


def _summed(terms: Iterable[tuple[int, float]]) -> Terms:
    found: Terms = {}
    for column, value in terms:
        found[column] = found.get(column, 0.0) + value
    return found
