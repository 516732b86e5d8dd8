"""The ledger of aid received: what it holds, and every fault told."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.errors import InputError
from wegwijzer.core.period import Period
from wegwijzer.readers.aid_ledger import read_aid_ledger

ON = date(2026, 11, 30)
MEASURES = ("kmo-groeisubsidie", "kmo-portefeuille")
HEADER = "date,euro,grantor,member,measure,de_minimis,name\n"


def read(text):
    return read_aid_ledger(text, name="ledger.csv", on=ON, measures=MEASURES)


def faults(text):
    with pytest.raises(InputError) as error:
        read(text)
    return [str(fault) for fault in error.value.faults]


def test_a_line_tells_day_amount_grantor_member_measure_and_kind():
    entry = read(HEADER + "2024-05-17,25000.50,VLAIO,Metaal bv,kmo-groeisubsidie,ja,\n").entries[0]
    assert entry.granted == Period(date(2024, 5, 17), date(2024, 5, 17))
    assert entry.euro == exactly("25000.50")
    assert (entry.grantor, entry.member, entry.measure, entry.is_de_minimis) == (
        "VLAIO",
        "Metaal bv",
        "kmo-groeisubsidie",
        True,
    )


def test_semicolons_and_decimal_commas_are_read_too():
    entry = read("date;euro;de_minimis\n2024-05-17;25000,50;nee\n").entries[0]
    assert (entry.euro, entry.is_de_minimis) == (exactly("25000.50"), False)


@pytest.mark.parametrize(
    ("cell", "granted"),
    [
        ("2024-05", Period(date(2024, 5, 1), date(2024, 5, 31))),
        ("2024", Period(date(2024, 1, 1), date(2024, 12, 31))),
        ("2026", Period(date(2026, 1, 1), ON)),
        ("", None),
    ],
)
def test_a_day_may_be_known_in_part(cell, granted):
    assert read(HEADER + f"{cell},100,,,,,\n").entries[0].granted == granted


@pytest.mark.parametrize(
    ("cell", "euro"), [("10000-15000", Band(Decimal(10_000), Decimal(15_000))), ("", Band(Decimal(0), None))]
)
def test_an_amount_may_be_a_range_or_unknown(cell, euro):
    assert read(HEADER + f"2024-05-17,{cell},,,,,\n").entries[0].euro == euro


def test_whether_it_is_small_aid_may_be_unknown():
    assert read(HEADER + "2024-05-17,100,,,,,\n").entries[0].is_de_minimis is None


def test_other_aid_goes_by_its_name_and_empty_lines_do_not_matter():
    ledger = read(HEADER + "\n2024-05-17,100,Stad,B nv,,ja,handelspandpremie\n\n2024-05-18,1,,A nv,,,\n")
    assert [entry.measure for entry in ledger.entries] == ["handelspandpremie", ""]
    assert ledger.members == ("A nv", "B nv")


def test_every_fault_of_every_line_is_told_at_once():
    text = HEADER + "2027-01-01,100,,,,,\nmorgen,-5,,,kmo-groeisubsidei,misschien,\n2024-05-17,1000000000,,,,,\n"
    assert faults(text) == [
        "ledger.csv:2: date: 2027-01-01 lies after 2026-11-30. Expected: aid that was granted already; or the day with "
        "--on.",
        'ledger.csv:3: date: "morgen" is no day. Expected: 2024-05-17, 2024-05 or 2024; empty if unknown.',
        'ledger.csv:3: euro: "-5" is no amount. Expected: 12500, 12500.50 or a range such as 10000-15000; empty if '
        "unknown.",
        'ledger.csv:3: measure: there is no "kmo-groeisubsidei". Did you mean "kmo-groeisubsidie"? Expected: a measure '
        "of the catalogue; for any other aid, leave it empty and fill in name.",
        'ledger.csv:3: de_minimis: "misschien" is neither yes nor no. Expected: yes, no, or empty if unknown.',
        "ledger.csv:4: euro: 1000000000 is more than can be. Expected: at most 100,000,000 euro.",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        ("date,amount\n", 'unknown column "amount"'),
        ("date,grantor\n", 'there is no column "euro"'),
        ("date,euro,euro\n", "a column is there twice"),
        (HEADER + "2024-05-17,100\n", "has 2 cells"),
        (HEADER + "2024-02-30,100,,,,,\n", "is no day"),
        (HEADER + "2024-05-17,15000-10000,,,,,\n", "is no amount"),
        (HEADER + "1900-05-17,100,,,,,\n", "too far back"),
        (HEADER + f"2024-05-17,100,{'x' * 301},,,,\n", "is too long"),
        ('date,euro\n"2024', "is no CSV"),
    ],
)
def test_what_is_no_ledger_is_refused(text, problem):
    assert any(problem in fault for fault in faults(text))


@given(st.text(max_size=200))
def test_no_text_makes_it_fall(text):
    with suppress(InputError):
        assert read(text).entries is not None
