"""What the calculations share: the plan, the rules, the catalogue of any day, and the book of assumptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from wegwijzer.core.advice.assessing import Assessment, assess, soft_facts
from wegwijzer.core.catalogue.catalogue import Catalogue, DayCatalogue, MeasureOnDay
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.firm.facts import FactValue
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.core.support.actions import Plan, PlannedAction
from wegwijzer.core.support.assumptions import AssumptionBook, Origin
from wegwijzer.core.support.picturing import counted_facts, facts_of, picture_of, start_facts
from wegwijzer.core.support.rules import CountsOn, MeasureRule, SupportRules
from wegwijzer.core.support.values import NotInForce

DayOf = Callable[[date], DayCatalogue]


class Reading(NamedTuple):
    """A measure read for an action on the day that counts."""

    assessment: Assessment
    picture: FirmPicture
    day: DayCatalogue


@dataclass(eq=False)
class Context:
    """Reads measures for actions; remembers what was not in force and what was assumed."""

    plan: Plan
    rules: SupportRules
    catalogue: Catalogue
    day_of: DayOf
    on: date
    book: AssumptionBook
    not_in_force: dict[tuple[str, str], NotInForce] = field(default_factory=dict)
    _on_days: dict[date, dict[str, MeasureOnDay]] = field(default_factory=dict)

    @cached_property
    def bases(self) -> frozenset[str]:
        """The money facts that amounts are a share of."""
        return frozenset(
            part.base
            for measure in self.catalogue.measures.values()
            for version in measure.versions
            if version.amount is not None
            for part in version.amount.parts
            if part.base is not None
        )

    def applied_on(self, action: PlannedAction, rule: MeasureRule) -> date | None:
        """When support is asked for: as the plan says, else the day asked if that is before the start, else unknown."""
        if action.apply_on is not None:
            self.book.note("apply_on", action.apply_on, Origin.PLAN, subject=action.id)
            return action.apply_on
        if rule.applies_at_start:
            return None
        if self.on <= action.start:
            self.book.note("apply_on", self.on, Origin.DAY, subject=action.id)
            return self.on
        self.book.note("apply_on", None, Origin.OPEN, subject=action.id)
        return None

    def application_day(self, action: PlannedAction, rule: MeasureRule) -> date:
        """The day whose rules count for an application; the start while nothing better is known."""
        return self.applied_on(action, rule) or action.start

    def read(
        self, action: PlannedAction, measure: Measure, day: date, extra: Mapping[str, FactValue] | None = None
    ) -> Reading | None:
        """The measure for the action by the rules of a day, or None when no version covers it.

        `extra` are facts that the calculation adds; what the plan states itself goes first.
        """
        day_catalogue = self.day_of(day)
        on_day = self._measures_on(day_catalogue).get(measure.id)
        if on_day is None:
            self.not_in_force.setdefault((action.id, measure.id), NotInForce(action, measure, day))
            return None
        rule, known = self.rules.measures[measure.id], self.plan.firm.facts
        facts = facts_of(action, self.rules, on=day, bases=self.bases, known=known)
        facts |= counted_facts(action, self.rules, self.plan.actions, known)
        if rule.counts_on is CountsOn.APPLICATION:
            facts |= start_facts(self.rules, measure.id, action.start, self.applied_on(action, rule))
        facts |= extra or {}
        picture = picture_of(self.plan.firm, day_catalogue, facts, action.facts)
        return Reading(assess(on_day, picture, soft_facts(self.catalogue)), picture, day_catalogue)

    def _measures_on(self, day: DayCatalogue) -> dict[str, MeasureOnDay]:
        found = self._on_days.get(day.day)
        if found is None:
            found = self._on_days[day.day] = {item.measure.id: item for item in day.measures}
        return found
