"""Facts that are drawn alike, each by its own numbers: yes or no, a choice, an amount, a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ByLayer = tuple[float, ...]
"""One number for each layer of the pyramid, from the top."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What a fact is about (`of_plan`: only firms with a plan have it), how often it is known, and for which plans."""

    fact: str
    of_plan: bool
    known: float
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YesNoHabit(Habit):
    """A yes or no: the chance of a yes by layer."""

    yes: ByLayer = ()


@dataclass(frozen=True, slots=True)
class ChoiceHabit(Habit):
    """A choice: the pull of each option, by layer."""

    options: tuple[Mapping[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class NumberHabit(Habit):
    """A number: nil with chance `nil`, else alike between two ends, or around a middle that grows with staff."""

    nil: float = 0.0
    ends: tuple[float, float] | None = None
    middle: float = 0.0
    spread: float = 0.0
    growth: float = 0.0
    round_to: float = 1.0


@dataclass(frozen=True, slots=True)
class DayHabit(Habit):
    """A day: so many years before the day at which the population stands, from the first number to the second."""

    years: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of all facts; `plans` is the chance of a plan by layer, and `action` what the plan is."""

    plans: ByLayer
    action: ChoiceHabit
    others: tuple[Habit, ...]
