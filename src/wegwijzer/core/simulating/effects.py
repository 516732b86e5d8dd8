"""What a change does to each firm of a batch: whether it gains, loses or becomes undecided, and how much money moves.

A firm's three readings are kept apart: the criteria that both versions share, those of before and those of after, each
met, refused or open. What is open may turn out either way, so every outcome is a pair: sure, and possible. Money is a
band of euro: for a firm that stays in it is the difference for one and the same plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wegwijzer.core.simulating.changing import ChangedMeasure, largest_step
from wegwijzer.core.survey.design import Flags, Numbers
from wegwijzer.core.truth import MET, NOT_MET, Verdict

States = npt.NDArray[np.uint8]

FLAGS = (
    "met_before_sure",
    "met_before_possible",
    "met_after_sure",
    "met_after_possible",
    "gained_sure",
    "gained_possible",
    "lost_sure",
    "lost_possible",
    "became_undecided",
    "became_decided",
    "less_sure",
    "less_possible",
    "more_sure",
    "more_possible",
)
"""What is counted: firms for which something is sure, or possible. `less` and `more` are euro, of who stays in."""

EUROS = ("before_min", "before_max", "after_min", "after_max", "difference_min", "difference_max")
"""What is added up, in euro a firm. An open upper end is infinite."""

_READINGS = 27
_MONEY = 9
STATES = _READINGS * _MONEY
"""How many ways there are for a firm to come out."""


@dataclass(frozen=True, eq=False)
class Reading:
    """Some criteria together: where all are met, and where at least one is refused; open else."""

    met: Flags
    refused: Flags

    @classmethod
    def of(cls, criteria: Sequence[Reading], rows: int, status: Verdict = MET) -> Reading:
        """All of several, with a status that is the same for every firm."""
        met = np.full(rows, status is MET)
        refused = np.full(rows, status is NOT_MET)
        for criterion in criteria:
            met &= criterion.met
            refused |= criterion.refused
        return cls(met, refused)

    @property
    def code(self) -> States:
        """0 met, 1 refused, 2 open."""
        is_open = ~(self.met | self.refused)
        return self.refused.astype(np.uint8) + 2 * is_open.astype(np.uint8)


@dataclass(frozen=True, eq=False)
class Money:
    """An amount before and after for each firm, were it let in: the ends of its band in euro.

    `settled`: no open fact decides which ceiling holds.
    """

    before_low: Numbers
    before_high: Numbers
    after_low: Numbers
    after_high: Numbers
    settled: Flags


@dataclass(frozen=True, eq=False)
class Effects:
    """The state of each firm, from which the flags follow, and its euros (None where no money is documented)."""

    states: States
    euros: dict[str, Numbers] | None

    def only(self, rows: Flags) -> Effects:
        """Those of some firms."""
        euros = None if self.euros is None else {name: values[rows] for name, values in self.euros.items()}
        return Effects(self.states[rows], euros)


def effects(
    changed: ChangedMeasure, shared: Reading, before: Reading, after: Reading, moved: MovedMoney | None
) -> Effects:
    """What the change does to each firm; the readings hold the statuses too."""
    codes = shared.code * np.uint8(9) + before.code * np.uint8(3) + after.code
    states = codes * np.uint8(_MONEY)
    if moved is None:
        return Effects(states, None)
    money, table = moved.money, possibilities(changed)
    places = codes.astype(np.intp)  # once: NumPy would do it for each look into the table
    least, most = _reachable(table, places, moved)
    before_possible, after_possible = (table[f"met_{side}"] | table[f"open_{side}"] for side in ("before", "after"))
    euros = {
        "before_min": _where(table["met_before"], places, money.before_low),
        "before_max": _where(before_possible, places, money.before_high),
        "after_min": _where(table["met_after"], places, money.after_low),
        "after_max": _where(after_possible, places, money.after_high),
        "difference_min": least,
        "difference_max": most,
    }
    return Effects(states + moved.code, euros)


def _where(by_reading: Flags, places: npt.NDArray[np.intp], euro: Numbers) -> Numbers:
    return np.where(by_reading.take(places), euro, 0.0)


def _reachable(table: dict[str, Flags], places: npt.NDArray[np.intp], moved: MovedMoney) -> tuple[Numbers, Numbers]:
    """The band of what each firm gets more, over all that is possible for it: something always is."""
    money = moved.money
    outcomes = (
        ("stays", moved.low, moved.high),
        ("gains", money.after_low, money.after_high),
        ("loses", -money.before_high, -money.before_low),
        ("is_out", np.zeros(1), np.zeros(1)),
    )
    occurring = np.bincount(places, minlength=_READINGS) > 0
    least, most = np.full(len(places), np.inf), np.full(len(places), -np.inf)
    for name, low, high in outcomes:
        if not (table[name] & occurring).any():
            continue
        possible = table[name].take(places)
        np.minimum(least, np.where(possible, low, np.inf), out=least)
        np.maximum(most, np.where(possible, high, -np.inf), out=most)
    return least, most


@dataclass(frozen=True, eq=False)
class MovedMoney:
    """The amounts with their difference for one and the same plan, of a firm that is let in both times."""

    money: Money
    low: Numbers
    high: Numbers
    code: States
    """Three times 0, 1 or 2 for less that cannot be, can be and is sure, and the same for more."""


def moved_money(changed: ChangedMeasure, money: Money | None) -> MovedMoney | None:
    """The difference that the change of the amount makes."""
    if money is None:
        return None
    low, high = _difference(changed, money)
    less = (low < 0).astype(np.uint8) + (high < 0)
    more = (high > 0).astype(np.uint8) + (low > 0)
    return MovedMoney(money, low, high, (less * 3 + more).astype(np.uint8))


def _difference(changed: ChangedMeasure, money: Money) -> tuple[Numbers, Numbers]:
    """The band of after less before for one and the same plan of a firm that is let in both times."""
    change = changed.amount_change
    nothing = np.zeros(len(money.settled))
    if changed.amounts[0] == changed.amounts[1] and change.never_more and change.never_less:
        return nothing, nothing
    with np.errstate(invalid="ignore"):
        low = money.after_low - money.before_high
        high = money.after_high - money.before_low
        if change.never_more:
            high = np.minimum(high, 0.0)
        if change.never_less:
            low = np.maximum(low, 0.0)
        if change.is_ceiling:
            step = largest_step(*changed.amounts)
            low, high = np.maximum(low, -step), np.minimum(high, step)
            at_low, at_high = money.after_low - money.before_low, money.after_high - money.before_high
            at_high = np.where(np.isnan(at_high), 0.0, at_high)
            low = np.where(money.settled, np.minimum(at_low, at_high), low)
            high = np.where(money.settled, np.maximum(at_low, at_high), high)
    return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def possibilities(changed: ChangedMeasure) -> dict[str, Flags]:
    """By the 27 readings of shared, before and after, what is possible for a firm."""
    shared, before, after = np.unravel_index(np.arange(_READINGS), (3, 3, 3))
    met, refused = 0, 1
    gains = (shared != refused) & (after != refused) & (before != met)
    loses = (shared != refused) & (before != refused) & (after != met)
    in_before, in_after = (shared == met) & (before == met), (shared == met) & (after == met)
    return {
        "stays": (shared != refused) & (before != refused) & (after != refused),
        "gains": gains & (not changed.nobody_gains),
        "loses": loses & (not changed.nobody_loses),
        "is_out": ~in_before & ~in_after,
        "met_before": in_before,
        "met_after": in_after,
        "open_before": ~in_before & (shared != refused) & (before != refused),
        "open_after": ~in_after & (shared != refused) & (after != refused),
    }


def flag_table(changed: ChangedMeasure) -> dict[str, Flags]:
    """By state, whether each of the flags holds."""
    reading, money = np.divmod(np.arange(STATES), _MONEY)
    less, more = np.divmod(money, 3)
    found = {name: values[reading] for name, values in possibilities(changed).items()}
    only_gains = found["gains"] & ~found["stays"] & ~found["loses"] & ~found["is_out"]
    only_loses = found["loses"] & ~found["stays"] & ~found["gains"] & ~found["is_out"]
    only_stays = found["stays"] & ~found["gains"] & ~found["loses"] & ~found["is_out"]
    return {
        "met_before_sure": found["met_before"],
        "met_before_possible": found["met_before"] | found["open_before"],
        "met_after_sure": found["met_after"],
        "met_after_possible": found["met_after"] | found["open_after"],
        "gained_sure": only_gains,
        "gained_possible": found["gains"],
        "lost_sure": only_loses,
        "lost_possible": found["loses"],
        "became_undecided": found["open_after"] & ~found["open_before"],
        "became_decided": found["open_before"] & ~found["open_after"],
        "less_sure": only_stays & (less == 2),
        "less_possible": found["stays"] & (less > 0),
        "more_sure": only_stays & (more == 2),
        "more_possible": found["stays"] & (more > 0),
    }
