"""Facts by habit: what firms of a layer answer, and of whom it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from wegwijzer.core.population.columns import Column, days, numbers, picked_by, scattered, words, yes_no
from wegwijzer.core.population.drawing import Draws, Integers, Numbers
from wegwijzer.core.population.habits import ChoiceHabit, DayHabit, Habit, Habits, NumberHabit, YesNoHabit

_DAYS_A_YEAR = 365.25


def answers(
    habits: Habits, draws: Draws, layer: Integers, staff: Integers, as_of: date
) -> Iterator[tuple[str, Column]]:
    """A column for each fact that has a habit, what the plan is first."""
    everyone = _Firms(draws, layer, staff, as_of)
    rows = np.flatnonzero(draws.chance("plan") < np.array(habits.plans)[layer])
    planning = everyone.only(rows)
    action = planning.column(habits.action)
    yield habits.action.fact, scattered(action, rows, draws.count)
    wanted: dict[tuple[str, ...], Integers] = {}
    for habit in habits.others:
        if habit.when:
            if habit.when not in wanted:
                places = [action.words.index(name) for name in habit.when if name in action.words]
                wanted[habit.when] = rows[np.isin(action.values, places)]
            some = wanted[habit.when]
            yield habit.fact, scattered(everyone.only(some).column(habit), some, draws.count)
        elif habit.of_plan:
            yield habit.fact, scattered(planning.column(habit), rows, draws.count)
        else:
            yield habit.fact, everyone.column(habit)


@dataclass(frozen=True, eq=False)
class _Firms:
    """Some firms, with what their answers hang on."""

    draws: Draws
    layer: Integers
    staff: Integers
    as_of: date

    def only(self, rows: Integers) -> _Firms:
        """Some of them, by their place."""
        return _Firms(self.draws.only(rows), self.layer[rows], self.staff[rows], self.as_of)

    def column(self, habit: Habit) -> Column:
        """The answers to one fact, known or not."""
        chance, knowing = self.draws.two_chances(habit.fact)
        known = knowing < habit.known
        match habit:
            case YesNoHabit():
                return yes_no(chance < np.array(habit.yes)[self.layer], known)
            case ChoiceHabit():
                options = list(dict.fromkeys(name for pulls in habit.options for name in pulls))
                table = np.array([[pulls.get(name, 0.0) for name in options] for pulls in habit.options])
                return words(picked_by(self.layer, chance, table), options, known)
            case NumberHabit():
                return numbers(self._number(habit, chance), known)
            case DayHabit():
                low, high = habit.years
                back = np.floor((low + (high - low) * chance) * _DAYS_A_YEAR)
                return days((self.as_of.toordinal() - back).astype(np.int64), known)
        raise TypeError(f"{habit!r} is no habit of a known kind")

    def _number(self, habit: NumberHabit, chance: Numbers) -> Numbers:
        step = habit.round_to
        if habit.ends is not None:
            low, high = habit.ends
            found = low + np.floor(chance * (high - low + step) / step) * step
        else:
            stray = np.exp(habit.spread * self.draws.normal(habit.fact))
            middle = habit.middle * (self.staff + 1.0) ** habit.growth if habit.growth else habit.middle
            found = np.maximum(np.round(middle * stray / step), 1) * step
        if habit.nil:
            found = np.where(self.draws.chance(f"{habit.fact} nil") < habit.nil, 0.0, found)
        return found
