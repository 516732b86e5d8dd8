"""The state of a project follows from its days and its firms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from wegwijzer.core.collective.project import (
    Days,
    DaysError,
    ProjectState,
    check_days,
    may_come_in,
    state_of,
    to_expire,
)
from wegwijzer.core.collective.taking_part import Standing, TakingPart

ASKED = date(2026, 12, 1)
DAYS = Days(first_until=date(2026, 12, 14), decide_by=date(2027, 1, 31), minimum_firms=5, asked_on=ASKED)
A_DAY = timedelta(days=1)


def firms(count: int, standing: Standing = Standing.JOINED) -> list[TakingPart]:
    return [TakingPart(f"firm {number}", standing, is_source=True) for number in range(count)]


@pytest.mark.parametrize(
    ("days", "parts", "on", "state"),
    [
        (replace(DAYS, asked_on=None), firms(9), ASKED, ProjectState.DRAFT),
        (DAYS, firms(9), ASKED - A_DAY, ProjectState.DRAFT),
        (DAYS, firms(4), ASKED, ProjectState.ASKING_FIRST),
        (DAYS, firms(4), DAYS.first_until, ProjectState.ASKING_FIRST),
        (DAYS, firms(4), DAYS.first_until + A_DAY, ProjectState.OPEN),
        (DAYS, firms(5), ASKED, ProjectState.ENOUGH),
        (DAYS, firms(5), DAYS.decide_by + A_DAY, ProjectState.ENOUGH),
        (DAYS, firms(5, Standing.FOLLOWING), DAYS.decide_by, ProjectState.OPEN),
        (DAYS, firms(4), DAYS.decide_by + A_DAY, ProjectState.TOO_FEW),
        (replace(DAYS, handed_over_on=ASKED), firms(0), DAYS.decide_by + A_DAY, ProjectState.HANDED_OVER),
        (replace(DAYS, stopped_on=ASKED, handed_over_on=ASKED), firms(9), ASKED, ProjectState.STOPPED),
    ],
)
def test_state(days, parts, on, state):
    assert state_of(days, parts, on=on) is state


def test_the_firms_behind_it_come_first_and_others_after_them():
    behind, other = TakingPart("a", is_source=True), TakingPart("b")
    assert may_come_in(DAYS, behind, [], on=ASKED)
    assert not may_come_in(DAYS, other, [], on=DAYS.first_until)
    assert may_come_in(DAYS, other, [], on=DAYS.first_until + A_DAY)


@pytest.mark.parametrize(
    "days", [replace(DAYS, stopped_on=ASKED), replace(DAYS, handed_over_on=ASKED), replace(DAYS, asked_on=None)]
)
def test_nobody_comes_into_a_project_that_takes_no_answers(days):
    assert not may_come_in(days, TakingPart("a", is_source=True), [], on=ASKED)


def test_after_the_last_day_nobody_comes_in_and_who_did_not_answer_is_let_go():
    late = DAYS.decide_by + A_DAY
    waiting, came = firms(2, Standing.ASKED), firms(6)
    assert not may_come_in(DAYS, waiting[0], came, on=late)
    assert to_expire(DAYS, [*waiting, *came], on=DAYS.decide_by) == ()
    assert to_expire(DAYS, [*waiting, *came], on=late) == tuple(waiting)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minimum_firms": 2}, "minimum_firms"),
        ({"first_until": ASKED - A_DAY}, "first_until"),
        ({"decide_by": DAYS.first_until - A_DAY}, "decide_by"),
    ],
)
def test_days_that_do_not_follow_each_other_are_refused_by_name(changes, field):
    check_days(DAYS, smallest=3)
    with pytest.raises(DaysError) as refused:
        check_days(replace(DAYS, **changes), smallest=3)
    assert refused.value.field == field
