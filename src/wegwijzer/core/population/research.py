"""Research and development: who does it, and how much, so that all of it falls over the sizes as in table 11."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wegwijzer.core.population.cells import Cells
from wegwijzer.core.population.drawing import Draws, Integers, Numbers
from wegwijzer.core.population.plan import PopulationPlan

_DECIMALS = 3


@dataclass(frozen=True, eq=False)
class Research:
    """The chance of research by layer, and the mean amounts of those who do it by size class."""

    doing: Numbers
    spending: Numbers
    people: Numbers
    growth: float
    spread: float

    @classmethod
    def of(cls, plan: PopulationPlan, cells: Cells) -> Research:
        """The amounts by which the expected sums are those of table 11."""
        research = plan.research
        doing = np.array(research.doing)
        spending, people = np.zeros(len(plan.sizes)), np.zeros(len(plan.sizes))
        pulls = [float(((entry.spread_staff + 1.0) ** research.growth).mean()) for entry in plan.sizes]
        total_spending = sum(entry.spending_pct for entry in research.classes)
        total_people = sum(entry.staff_pct for entry in research.classes)
        for entry in research.classes:
            inside = plan.sizes_between(entry.low, entry.high)
            rows = np.isin(cells.size, inside)
            doers = float((cells.firms * doing[cells.layer] * np.array(pulls)[cells.size])[rows].sum())
            for place in inside:
                spending[place] = research.spending_eur * entry.spending_pct / total_spending / doers
                people[place] = research.staff * entry.staff_pct / total_people / doers
        return cls(doing, spending, people, research.growth, research.spread)

    def amounts(self, draws: Draws, size: Integers, layer: Integers, staff: Integers) -> tuple[Numbers, Numbers]:
        """Euro spent on own research in a year, and people who do it, in full-time equivalents."""
        does = draws.chance("research") < self.doing[layer]
        weight = np.where(does, (staff + 1.0) ** self.growth, 0.0)
        stray = np.exp(self.spread * draws.normal("research") - self.spread**2 / 2)
        return (
            np.round(self.spending[size] * weight * stray),
            np.round(self.people[size] * weight * np.exp(self._stray(draws)), _DECIMALS),
        )

    def _stray(self, draws: Draws) -> Numbers:
        """Staff strays with spending, but not to the same extent."""
        together = 0.8 * draws.normal("research") + 0.6 * draws.normal("research staff")
        return self.spread * together - self.spread**2 / 2
