"""Duties get the days of a firm, and what has none says why."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.catalogue.measure import Confidence, Source
from wegwijzer.core.duties.dating import date_duties, reminder_days, reminder_due
from wegwijzer.core.duties.entries import entry_uid
from wegwijzer.core.duties.rules import Duty, DutyPeriod, Kind, MeasureDuties, ReminderRules, Side
from wegwijzer.core.duties.terms import Anchor, Term, Unit
from wegwijzer.core.period import Period

SOURCE = Source("A page", "https://example.com/")
WORDS = {"nl": "x", "en": "x", "fr": "x"}
RULES = ReminderRules((2, 14))


def a_period(first: date, last: date | None, term: Term | None) -> DutyPeriod:
    return DutyPeriod(Period(first, last), term, SOURCE, Confidence.HIGH)


def after_start(days: int) -> Term:
    return Term(anchor=Anchor.START, unit=Unit.DAYS, count=days)


def a_duty(*periods: DutyPeriod, id: str = "request", side: Side = Side.BY) -> Duty:
    return Duty(id, Kind.REQUEST, side, WORDS, WORDS, periods)


JANUARY = a_duty(
    a_period(date(2013, 1, 1), date(2015, 12, 31), after_start(14)),
    a_period(date(2016, 1, 1), date(2016, 1, 31), after_start(40)),
    a_period(date(2016, 2, 1), None, after_start(14)),
)


def dated(duty: Duty, **days: date):
    return date_duties(
        MeasureDuties("m", (duty,), ()), {Anchor(name): day for name, day in days.items()}, holidays=frozenset()
    )


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2015, 12, 31), date(2016, 1, 14)),
        (date(2016, 1, 1), date(2016, 2, 10)),
        (date(2016, 1, 31), date(2016, 3, 11)),
        (date(2016, 2, 1), date(2016, 2, 15)),
    ],
)
def test_the_day_that_a_term_counts_from_decides_which_rule_holds(start, last):
    assert [found.day for found in dated(JANUARY, start=start).dated] == [last]


def test_without_its_day_a_duty_says_which_one_is_missing():
    (found,) = dated(JANUARY, decision=date(2016, 5, 1)).open
    assert found.missing is Anchor.START


def test_with_no_days_at_all_the_rule_of_today_says_what_is_missing():
    assert dated(JANUARY).open[0].missing is Anchor.START


def test_a_day_for_which_nothing_is_documented_gives_no_term():
    found = dated(JANUARY, start=date(2012, 6, 1))
    assert found.dated == ()
    assert (found.open[0].missing, found.open[0].found) == (None, None)


def test_a_duty_without_a_term_gets_no_day():
    found = dated(a_duty(a_period(date(2013, 1, 1), None, None)), start=date(2020, 1, 1))
    assert found.dated == ()
    assert found.open[0].found is not None


def test_duties_stand_in_the_order_of_their_days():
    late, soon = a_duty(a_period(date(2013, 1, 1), None, after_start(90)), id="late"), JANUARY
    found = date_duties(MeasureDuties("m", (late, soon), ()), {Anchor.START: date(2020, 1, 1)}, holidays=frozenset())
    assert [duty.duty.id for duty in found.dated] == ["request", "late"]


def test_one_is_reminded_before_the_safe_day():
    (found,) = dated(JANUARY, start=date(2026, 11, 14)).dated  # its last day, 28 November 2026, is a Saturday
    assert found.safe == date(2026, 11, 27)
    assert reminder_days(found, RULES) == (date(2026, 11, 13), date(2026, 11, 25))


def test_of_an_answer_one_is_told_once_it_is_late():
    answer = a_duty(a_period(date(2013, 1, 1), None, after_start(10)), side=Side.EXPECT)
    (found,) = dated(answer, start=date(2026, 3, 1)).dated
    assert reminder_days(found, RULES) == (date(2026, 3, 12),)


def test_after_a_standstill_only_the_last_reminder_counts_and_none_after_the_day():
    (found,) = dated(JANUARY, start=date(2026, 11, 14)).dated
    assert reminder_due(found, RULES, on=date(2026, 11, 12)) is None
    assert reminder_due(found, RULES, on=date(2026, 11, 24)) == date(2026, 11, 13)
    assert reminder_due(found, RULES, on=date(2026, 11, 28)) == date(2026, 11, 25)
    assert reminder_due(found, RULES, on=date(2026, 11, 29)) is None


@given(st.dates(date(2016, 2, 1), date(2060, 1, 1)), st.integers(0, 400))
def test_a_reminder_is_never_due_before_its_day(start, later):
    (found,) = dated(JANUARY, start=start).dated
    on = start + timedelta(days=later)
    due = reminder_due(found, RULES, on=on)
    assert due is None or due <= on <= found.day


def test_an_entry_keeps_its_identity_and_shares_it_with_no_other():
    one, other = UUID(int=1), UUID(int=2)
    assert entry_uid(one, "request") == entry_uid(one, "request")
    assert len({entry_uid(plan, duty) for plan in (one, other) for duty in ("request", "deposit")}) == 4
