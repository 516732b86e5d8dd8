"""The list of duties as its page shows it: what to do, what has no day, what is done, what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wegwijzer.core.duties.dating import DatedDuty
from wegwijzer.core.duties.rules import Side
from wegwijzer.readers.duties import shipped_reminder_rules
from wegwijzer.web.duties.queries import DatedSupport
from wegwijzer.wording.duties import DutyWords, duty_words, open_text, questions_of
from wegwijzer.wording.language import local, say

_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty with its day. `mark` is late, soon or "" ; `help` what to do about one that is past."""

    support: str
    duty: str
    subject: str
    words: DutyWords
    day: date
    mark: str
    help: str


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A duty without a day, and why."""

    support: str
    subject: str
    what: str
    why: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A measure that was asked for, and what to ask about it."""

    id: str
    name: str
    subject: str
    plain_name: str
    measure: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutyList:
    """Everything on the page."""

    todo: Sequence[DutyRow]
    done: Sequence[DutyRow]
    open: Sequence[OpenRow]
    support: Sequence[SupportRow]
    count: str

    @property
    def has_days(self) -> bool:
        """Whether there is anything for a calendar."""
        return bool(self.todo or self.done)

    @property
    def asks(self) -> bool:
        """Whether there is anything to ask."""
        return any(row.questions for row in self.support)


def duty_list(found: Sequence[DatedSupport], language: str, *, today: date) -> DutyList:
    """The list; the earliest day first."""
    rows = [
        (_row(support, duty, language, today), duty.duty.id in support.row.done)
        for support in found
        for duty in support.dated.dated
    ]
    rows.sort(key=lambda row: (row[0].day, row[0].subject))
    todo = [row for row, is_done in rows if not is_done]
    key = "none" if not todo else "one" if len(todo) == 1 else "many"
    text = say(f"duties.list.count_{key}", language)
    return DutyList(
        todo=todo,
        done=[row for row, is_done in rows if is_done],
        open=[
            OpenRow(
                str(support.row.pk),
                _subject(support, language),
                local(duty.duty.what, language),
                open_text(duty, language),
                duty.missing is not None,
            )
            for support in found
            for duty in support.dated.open
        ],
        support=[
            SupportRow(
                str(support.row.pk),
                local(support.measure.name, language),
                _subject(support, language),
                local(support.measure.plain_name, language),
                support.measure.id,
                questions_of(support.duties, support.dated, language),
            )
            for support in found
        ],
        count=text.format(count=len(todo)) if key == "many" else text,
    )


def days_before_text(language: str) -> str:
    """The days before a duty on which one is reminded: "14 en 2"."""
    days = [str(count) for count in sorted(shipped_reminder_rules().days_before, reverse=True)]
    *first, last = days
    return f"{', '.join(first)} {say('duties.calendar.and', language)} {last}" if first else last


def _row(support: DatedSupport, duty: DatedDuty, language: str, today: date) -> DutyRow:
    is_past = duty.day < today
    mark = "" if duty.day > today + _SOON else "soon"
    help_key = ""
    if is_past:
        mark = "late" if duty.duty.side is Side.BY else ""
        help_key = {Side.BY: "late_help", Side.FROM: "from_past", Side.EXPECT: "expect_past"}[duty.duty.side]
    return DutyRow(
        str(support.row.pk),
        duty.duty.id,
        _subject(support, language),
        duty_words(duty, language),
        duty.day,
        mark,
        say(f"duties.list.{help_key}", language) if help_key else "",
    )


def _subject(support: DatedSupport, language: str) -> str:
    name = local(support.measure.name, language)
    return f"{name}, {support.row.title}" if support.row.title else name
