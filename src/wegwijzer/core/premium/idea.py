"""The file of one idea: what must be in it, what it must meet, and the order of the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from wegwijzer.core.premium.rules import Condition
from wegwijzer.core.truth import MET, UNKNOWN, Verdict, all_of, verdict_of


class Part(Enum):
    """What a file tells."""

    WHAT_IS_NEW = "what_is_new"
    ADDED_VALUE = "added_value"
    THOUGHT_UP_BY = "thought_up_by"
    THOUGHT_UP_ON = "thought_up_on"
    AMOUNTS = "amounts"


class Step(Enum):
    """The steps of a premium, in their order; payment has none of its own that a source fixes."""

    INFORMED = "informed"
    FILED = "filed"
    TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaFile:
    """What is written down of one idea; a text that is empty is not written yet."""

    what_is_new: str = ""
    added_value: str = ""
    thought_up_by: tuple[str, ...] = ()
    thought_up_on: date | None = None
    has_amounts: bool = False
    answers: Mapping[Condition, Verdict] = field(default_factory=dict)
    steps: Mapping[Step, date] = field(default_factory=dict)


def missing_parts(file: IdeaFile) -> tuple[Part, ...]:
    """What is still to be written, in the order of the file."""
    written = {
        Part.WHAT_IS_NEW: bool(file.what_is_new.strip()),
        Part.ADDED_VALUE: bool(file.added_value.strip()),
        Part.THOUGHT_UP_BY: bool(file.thought_up_by),
        Part.THOUGHT_UP_ON: file.thought_up_on is not None,
        Part.AMOUNTS: file.has_amounts,
    }
    return tuple(part for part, is_written in written.items() if not is_written)


def conditions_met(file: IdeaFile) -> Verdict:
    """Whether the idea meets every condition; one that is not answered is unknown."""
    return all_of(file.answers.get(condition, UNKNOWN) for condition in Condition)


def order_of_steps(file: IdeaFile) -> Mapping[Step, Verdict]:
    """For each step whether it came after those before it: first tell the staff, then the form, then the RSZ.

    A step on the same day as the one before is in order. A step without a day is unknown; one after a step without a
    day is too, unless an earlier one shows that it came too soon.
    """
    found: dict[Step, Verdict] = {}
    before: list[date | None] = []
    for step in Step:
        day = file.steps.get(step)
        if day is None:
            found[step] = UNKNOWN
        elif before:
            found[step] = all_of(UNKNOWN if other is None else verdict_of(other <= day) for other in before)
        else:
            found[step] = MET
        before.append(day)
    return found


def next_step(file: IdeaFile) -> Step | None:
    """The first step without a day; None when all are done."""
    return next((step for step in Step if step not in file.steps), None)
