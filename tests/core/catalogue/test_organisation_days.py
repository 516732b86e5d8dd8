"""The days on which an organisation begins and ends are those on which it starts and stops existing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from wegwijzer.readers.catalogue import shipped_catalogue

DATED = [one for one in shipped_catalogue().organisations.values() if one.days_of_change()]


@pytest.mark.parametrize("organisation", DATED, ids=lambda one: one.id)
def test_existence_changes_on_these_days(organisation):
    for day in organisation.days_of_change():
        assert organisation.exists_on(day) is not organisation.exists_on(day - timedelta(days=1))


def test_there_are_years_and_months_among_them():
    assert len(DATED) > 5
