"""Whether the days fit each other, today and the rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.dossier.dossiers import TODAY, a_dossier, a_package, codes, one, rules
from wegwijzer.core.dossier.dates import check_dates, first_day_of_next_month, months_after, months_between
from wegwijzer.core.dossier.limits import LimitKind
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@given(DAYS, st.integers(1, 120))
def test_a_project_of_whole_months_counts_as_many(begins, months):
    assert months_between(begins, months_after(begins, months) - timedelta(days=1)) == months


@given(DAYS, DAYS)
def test_a_longer_project_never_has_fewer_months(one_day, other):
    begins, ends = min(one_day, other), max(one_day, other)
    assert months_between(begins, ends) <= months_between(begins, ends + timedelta(days=1))
    assert months_between(begins, ends) >= 1


@given(DAYS)
def test_the_first_day_of_the_next_month_comes_after(day):
    found = first_day_of_next_month(day)
    assert found.day == 1
    assert 1 <= (found - day).days <= 31


@pytest.mark.parametrize(("ends", "verdict"), [(date(2029, 1, 31), MET), (date(2029, 2, 1), NOT_MET), (None, UNKNOWN)])
def test_a_project_of_24_months_and_a_day_is_too_long(ends, verdict):
    packages = (a_package(ends=date(2028, 1, 1)), a_package("Proef", row=2, ends=ends))
    found = check_dates(a_dossier(packages=packages), rules((LimitKind.MOST_MONTHS, 24)), on=TODAY)
    item = next(item for item in found if item.code.startswith("duration"))
    assert item.verdict is verdict


def test_a_project_that_is_too_long_is_so_whatever_is_still_missing():
    packages = (a_package(ends=date(2031, 1, 1)), a_package("Proef", row=2, ends=None))
    found = check_dates(a_dossier(packages=packages), rules((LimitKind.MOST_MONTHS, 24)), on=TODAY)
    assert one(found, "duration_long").verdict is NOT_MET


def test_the_month_after_the_request_is_the_first_in_which_a_project_begins():
    rule = rules((LimitKind.MONTH_AFTER, 1))
    dossier = a_dossier(applies_on=date(2027, 1, 4))
    assert one(check_dates(dossier, rule, on=TODAY), "begins").verdict is MET
    early = a_dossier(applies_on=date(2027, 2, 1))
    found = one(check_dates(early, rule, on=TODAY), "begins_early")
    assert found.values["first"] == date(2027, 3, 1)
    assert found.documented == "a rule"


def test_without_a_rule_nothing_begins_before_the_request_itself():
    assert "begins_early" not in codes(check_dates(a_dossier(applies_on=date(2027, 2, 1)), None, on=TODAY))
    assert "begins_early" in codes(check_dates(a_dossier(applies_on=date(2027, 2, 2)), None, on=TODAY))


def test_a_day_of_request_that_is_not_known_leaves_the_start_open():
    found = one(check_dates(a_dossier(applies_on=None), None, on=TODAY), "applies_missing")
    assert found.verdict is UNKNOWN


def test_days_in_the_past_and_upside_down_are_told_at_their_row():
    packages = (a_package(begins=date(2026, 1, 1)), a_package("B", row=2, ends=date(2027, 1, 1)))
    found = list(check_dates(a_dossier(packages=packages, applies_on=date(2026, 11, 29)), None, on=TODAY))
    assert one(found, "begins_past").place.row == 1
    assert one(found, "ends_before").place.row == 2
    assert "applies_past" in codes(found)
