"""What a firm must do after it asked for a measure, and by when, as far as a source says so.

A duty without a term is known to exist, but not by when; it comes with the question to ask the provider. What no source
speaks of is a question alone: no term is ever made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from wegwijzer.core.catalogue.measure import Confidence, Source
from wegwijzer.core.duties.terms import Anchor, Term
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.period import Period


class Kind(Enum):
    """What sort of act it is."""

    REQUEST = "request"
    NOTICE = "notice"
    START = "start"
    PAYMENT = "payment"
    REPORT = "report"
    INVOICE = "invoice"
    CERTIFICATE = "certificate"
    INFORM = "inform"
    END = "end"
    KEEP = "keep"
    ANSWER = "answer"
    REVIEW = "review"


class Side(Enum):
    """`BY`: on that day at the latest. `FROM`: on that day at the earliest. `EXPECT`: the provider answers by then."""

    BY = "by"
    FROM = "from"
    EXPECT = "expect"


@dataclass(frozen=True, slots=True)
class DutyPeriod:
    """How a duty stood in a period; which one holds is decided by the anchor's day.

    `term` is None where a source names the duty and no term; then `period` is decided by the earliest day known.
    """

    period: Period
    term: Term | None
    source: Source
    confidence: Confidence
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a measure. `ask` is what to ask the provider where its term is not documented."""

    id: str
    kind: Kind
    side: Side
    what: Text
    ask: Text | None
    periods: tuple[DutyPeriod, ...]

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The days that its terms count from, each once."""
        return tuple(dict.fromkeys(found.term.anchor for found in self.periods if found.term is not None))

    def on(self, day: date) -> DutyPeriod | None:
        """How it stands on a day; None where nothing is documented for it."""
        return next((found for found in self.periods if found.period.covers(day)), None)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that no source of ours says, to ask the provider before counting on it."""

    id: str
    ask: Text


@dataclass(frozen=True, slots=True)
class MeasureDuties:
    """Everything known about the duties of a measure, and what to ask."""

    measure: str
    duties: tuple[Duty, ...]
    questions: tuple[Question, ...]

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The days that are worth asking for, in the order of a project's life."""
        wanted = {anchor for duty in self.duties for anchor in duty.anchors}
        return tuple(anchor for anchor in Anchor if anchor in wanted)

    def duty(self, duty_id: str) -> Duty | None:
        """The duty with that id."""
        return next((duty for duty in self.duties if duty.id == duty_id), None)


@dataclass(frozen=True, slots=True)
class ReminderRules:
    """How many days before its safe day somebody is reminded of a duty, the most first."""

    days_before: Sequence[int]
