"""Headroom for small aid: ceilings by date, rolling against tax years, and what is not known."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.support.options_builders import NEW_RULE, OLD_RULE, SMALL_AID, aid
from wegwijzer.core.band import Band
from wegwijzer.core.period import Period
from wegwijzer.core.support.de_minimis import AidLedger, headroom, months_later, releases

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def left(ledger: AidLedger, on: date) -> tuple[Decimal | None, Decimal | None]:
    room = headroom(ledger, SMALL_AID, on=on)
    return room.left.low, room.left.high


@pytest.mark.parametrize(
    ("on", "ceiling"), [(date(2017, 6, 1), 200_000), (date(2023, 12, 31), 200_000), (date(2024, 1, 1), 300_000)]
)
def test_the_ceiling_is_that_of_the_regulation_of_the_day(on, ceiling):
    assert left(AidLedger(), on) == (ceiling, ceiling)


def test_no_regulation_leaves_nothing_to_plan_on():
    room = headroom(AidLedger(), SMALL_AID, on=date(2031, 1, 1))
    assert room.rule is None
    assert room.left == Band(Decimal(0), Decimal(0))


def test_under_the_old_regulation_the_current_and_two_previous_tax_years_count():
    ledger = AidLedger((aid(50_000, date(2015, 1, 2)), aid(30_000, date(2014, 12, 30))))
    assert left(ledger, date(2017, 12, 30)) == (150_000, 150_000)


def test_under_the_new_regulation_three_years_to_the_day_count():
    ledger = AidLedger((aid(80_000, date(2024, 3, 1)),))
    assert left(ledger, date(2027, 3, 1)) == (220_000, 220_000)
    assert left(ledger, date(2027, 3, 2)) == (300_000, 300_000)


def test_aid_of_every_member_of_the_group_counts_together():
    one, other = aid(100_000, date(2025, 1, 1)), aid(150_000, date(2025, 6, 1))
    assert left(AidLedger((one, other)), date(2026, 1, 1)) == (50_000, 50_000)


def test_more_aid_than_the_ceiling_leaves_nothing_and_not_less():
    assert left(AidLedger((aid(400_000, date(2025, 1, 1)),)), date(2026, 1, 1)) == (0, 0)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (aid(Band(Decimal(10_000), Decimal(25_000)), date(2025, 1, 1)), (275_000, 290_000)),
        (aid(None, date(2025, 1, 1)), (0, 300_000)),
        (aid(40_000, None), (260_000, 300_000)),
        (aid(40_000, Period(date(2023, 1, 1), date(2023, 12, 31))), (260_000, 300_000)),
        (aid(40_000, Period(date(2022, 1, 1), date(2022, 12, 31))), (300_000, 300_000)),
        (aid(40_000, date(2025, 1, 1), is_de_minimis=None), (260_000, 300_000)),
        (aid(40_000, date(2025, 1, 1), is_de_minimis=False), (300_000, 300_000)),
    ],
    ids=["range", "no amount", "no day", "year across", "year before", "kind unknown", "other aid"],
)
def test_what_is_not_known_widens_the_answer(entry, expected):
    assert left(AidLedger((entry,)), date(2026, 5, 1)) == expected


def test_a_release_is_told_on_its_day_with_its_euro():
    ledger = AidLedger((aid(80_000, date(2024, 3, 1)), aid(20_000, date(2025, 1, 10))))
    found = releases(ledger, SMALL_AID, since=date(2026, 11, 30), until=date(2028, 12, 31))
    assert [(item.on, item.euro) for item in found] == [(date(2027, 3, 2), 80_000), (date(2028, 1, 11), 20_000)]


def test_the_higher_ceiling_of_2024_is_a_release():
    found = releases(AidLedger(), SMALL_AID, since=date(2023, 12, 1), until=date(2024, 2, 1))
    assert [(item.on, item.euro) for item in found] == [(date(2024, 1, 1), 100_000)]


@given(granted=DAYS, on=DAYS, rule=st.sampled_from((OLD_RULE, NEW_RULE)))
def test_the_first_day_that_counts_and_the_last_agree_to_a_day(granted, on, rule):
    counts = rule.counts_from(on) <= granted
    until = rule.counts_until(granted)
    assert counts or on > until
    assert not counts or on <= until + timedelta(days=1)


@given(st.lists(st.tuples(st.integers(0, 500_000), DAYS)), DAYS)
def test_more_aid_never_leaves_more(lines, on):
    entries = tuple(aid(eur, day) for eur, day in lines)
    for size in range(len(entries)):
        assert left(AidLedger(entries[: size + 1]), on) <= left(AidLedger(entries[:size]), on)


@given(st.lists(st.tuples(st.integers(0, 500_000), DAYS), max_size=6), DAYS, st.randoms())
def test_the_order_of_the_ledger_does_not_matter(lines, on, random):
    entries = [aid(eur, day) for eur, day in lines]
    first = left(AidLedger(tuple(entries)), on)
    random.shuffle(entries)
    assert left(AidLedger(tuple(entries)), on) == first


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), -36, date(2023, 1, 31)),
    ],
)
def test_months_later_keeps_the_day_or_takes_the_last(day, months, expected):
    assert months_later(day, months) == expected
