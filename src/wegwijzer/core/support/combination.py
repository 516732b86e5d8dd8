"""What a best combination tells: alternatives with what each takes, leaves and asks, and what another start wins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from wegwijzer.core.support.cumulation import Relation
from wegwijzer.core.support.de_minimis import Headroom, Release
from wegwijzer.core.support.options import Option, Pool
from wegwijzer.core.support.problem import SharedCeiling
from wegwijzer.core.support.scheduling import Late, Timing


class Goal(Enum):
    """What an alternative is best in."""

    CERTAIN_FIRST = "certain_first"
    """The most money of what surely fits the firm, and then the most beside it; told where MOST_MONEY gives some up."""
    MOST_MONEY = "most_money"
    """If the firm qualifies for all of it."""
    LEAST_PAPER = "least_paper"
    """The fewest heavy files, then medium, then light, for at least a share of the most money."""
    FASTEST = "fastest"
    """Every euro counts for the days by which it is decided before the last decision."""
    IF_ALLOWED = "if_allowed"
    """The most money if every open question is answered well."""


class Why(Enum):
    """Why an option is left out of an alternative."""

    LATE = "late"
    EXCLUDED = "excluded"
    ONE_OF = "one_of"
    ASK = "ask"
    FILES_FULL = "files_full"
    CEILING_FULL = "ceiling_full"
    NOT_WORTH_THE_PAPER = "not_worth_the_paper"
    ONLY_PERHAPS = "only_perhaps"
    """It could bring something, but nothing to count on."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option that is taken, with what it brings beside the others.

    `cut_by` are the ceilings that leave it less than it could have alone; `instead_of` the options of the same action
    that it keeps out.
    """

    timing: Timing
    euro_low: Decimal
    euro_high: Decimal
    cut_by: tuple[SharedCeiling, ...]
    instead_of: tuple[Option, ...]

    @property
    def option(self) -> Option:
        """The option."""
        return self.timing.option


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An option that is not taken, and why.

    `beside` are the chosen options that it does not go with, by `relation`; `ceilings` or `files` what is full;
    `gain_low` and `gain_high` what it would still add, in euro.
    """

    option: Option
    why: Why
    late: Late | None = None
    relation: Relation | None = None
    beside: tuple[Option, ...] = ()
    ceilings: tuple[SharedCeiling, ...] = ()
    files: Pool | None = None
    gain_low: Decimal = Decimal(0)
    gain_high: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Question:
    """What nobody wrote down: whether `one` goes with `other` on `costs`; without `other`, whether it is small aid."""

    one: Option
    other: Option | None = None
    costs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to combine. Euro are the sums of the choices; `small_aid_left` is what remains after it, in euro.

    `euro_certain` is what can be counted on of the choices that surely fit the firm; of the rest that is still open.
    `questions` must all be answered well for it; only IF_ALLOWED has any. `first_decision` is the first day on which
    something is decided, as far as known.
    """

    goals: tuple[Goal, ...]
    choices: tuple[Choice, ...]
    left_out: tuple[LeftOut, ...]
    euro_certain: Decimal
    euro_low: Decimal
    euro_high: Decimal
    files: tuple[int, int, int]
    """Heavy, medium and light ones."""
    first_decision: date | None
    small_aid_left: Decimal | None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Possible:
    """A choice of the most money that CERTAIN_FIRST does without, and what of its own would be dropped for it."""

    choice: Choice
    drops: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """What starting an action `days` later, on `start`, would win in the most money, if amounts stay as they are."""

    action: str
    days: int
    start: date
    options: tuple[Option, ...]
    """The options that come in time and are taken then."""
    gain_low: Decimal
    gain_high: Decimal


@dataclass(frozen=True, slots=True)
class Combination:
    """The best ways to combine on a day; `headroom` is what small aid is left before anything is taken."""

    on: date
    alternatives: tuple[Alternative, ...]
    late: tuple[Late, ...]
    shifts: tuple[Shift, ...]
    headroom: Headroom
    releases: tuple[Release, ...]
    share_pct: Decimal
    """Of the most money that the least paper keeps."""
    knows_speed: bool
    """Whether for any option it is known how long the decision takes."""

    def also_possible(self, alternative: Alternative) -> tuple[Possible, ...]:
        """What CERTAIN_FIRST leaves for want of certainty that the most money takes; nothing for other alternatives."""
        most = next((item for item in self.alternatives if Goal.MOST_MONEY in item.goals), None)
        if Goal.CERTAIN_FIRST not in alternative.goals or most is None or most is alternative:
            return ()
        own = {choice.option.id for choice in alternative.choices}
        dropped = {left.option.id: left for left in most.left_out if left.option.id in own}
        return tuple(
            Possible(choice, tuple(left.option for left in dropped.values() if choice.option in left.beside))
            for choice in most.choices
            if choice.option.id not in own and not choice.option.is_sure
        )
