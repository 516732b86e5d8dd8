"""The states: every combination of offers against a table written out here, and that order never matters."""

from __future__ import annotations

import doctest
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.referral.cases import LETTERS
from wegwijzer.core.referral import states
from wegwijzer.core.referral.states import (
    ENDED_NEEDS,
    ENDED_OFFERS,
    CaseState,
    NeedState,
    OfferState,
    case_state,
    need_state,
)

NEEDS = {
    NeedState.NEW: "-",
    NeedState.TAKEN_UP: """
        T WT TN TD TR TU TX WTN WTD WTR WTU WTX TND TNR TNU TNX TDR TDU TDX TRU TRX TUX WTND WTNR WTNU WTNX
        WTDR WTDU WTDX WTRU WTRX WTUX TNDR TNDU TNDX TNRU TNRX TNUX TDRU TDRX TDUX TRUX WTNDR WTNDU WTNDX
        WTNRU WTNRX WTNUX WTDRU WTDRX WTDUX WTRUX TNDRU TNDRX TNDUX TNRUX TDRUX WTNDRU WTNDRX WTNDUX WTNRUX
        WTDRUX TNDRUX WTNDRUX
    """,
    NeedState.HELPED: """
        D WD ND DR DU DX WND WDR WDU WDX NDR NDU NDX DRU DRX DUX WNDR WNDU WNDX WDRU WDRX WDUX NDRU NDRX
        NDUX DRUX WNDRU WNDRX WNDUX WDRUX NDRUX WNDRUX
    """,
    NeedState.WAITING: "W WN WR WU WX WNR WNU WNX WRU WRX WUX WNRU WNRX WNUX WRUX WNRUX",
    NeedState.WITHOUT_RESULT: "R NR RU RX NRU NRX RUX NRUX",
    NeedState.NOT_REACHED: "U NU UX NUX",
    NeedState.NOBODY: "N NX",
    NeedState.WITHDRAWN: "X",
}
"""For every combination of the states of a need's offers (by their letters, - for none) the state of the need."""

CASES = {
    CaseState.NEW: "- new new+ended",
    CaseState.WAITING: "waiting waiting+new waiting+ended waiting+new+ended",
    CaseState.TAKEN_UP: """
        taken_up taken_up+new taken_up+waiting taken_up+ended taken_up+new+waiting taken_up+new+ended
        taken_up+waiting+ended taken_up+new+waiting+ended
    """,
    CaseState.ENDED: "ended",
}
"""For every combination of the states of a case's needs the state of the case; `ended` is any way to end."""

_OWN = [(letters, state) for state, rows in NEEDS.items() for letters in rows.split()]
ROWS = [*_OWN, ("P", NeedState.NOBODY), *((f"{letters}P", state) for letters, state in _OWN if letters != "-")]
"""Who referred on (P) has no say beside others; where nobody else was asked, nobody has the need."""
CASE_ROWS = [(words, state) for state, rows in CASES.items() for words in rows.split()]


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(states).failed == 0


def test_the_table_has_every_combination_once():
    every = {frozenset(chosen) for size in range(9) for chosen in combinations(LETTERS, size)}
    assert {frozenset(letters.replace("-", "")) for letters, _ in ROWS} == every
    assert len(ROWS) == len(every) == 256


@pytest.mark.parametrize(("letters", "expected"), ROWS)
def test_a_need_is_as_the_table_says(letters, expected):
    assert need_state(LETTERS[letter] for letter in letters.replace("-", "")) is expected


@given(st.lists(st.sampled_from(OfferState)), st.randoms())
def test_neither_order_nor_number_of_offers_matters(offers, shuffler):
    shuffled = [*offers, *offers]
    shuffler.shuffle(shuffled)
    assert need_state(shuffled) is need_state(offers)


def test_the_table_of_cases_has_every_combination_once():
    words = ("new", "waiting", "taken_up", "ended")
    every = {frozenset(chosen) for size in range(5) for chosen in combinations(words, size)}
    assert {frozenset(row.split("+")) - {"-"} for row, _ in CASE_ROWS} == every
    assert len(CASE_ROWS) == len(every) == 16


@pytest.mark.parametrize(("words", "expected"), CASE_ROWS)
def test_a_case_is_as_the_table_says_in_any_order_and_however_it_ended(words, expected):
    open_needs = [NeedState(word) for word in words.split("+") if word not in ("-", "ended")]
    for ended in ENDED_NEEDS:
        needs = [*open_needs, ended] if "ended" in words else open_needs
        assert {case_state(order) for order in permutations(needs)} == {expected}


@given(st.lists(st.sampled_from(NeedState), min_size=1))
def test_a_case_is_open_until_every_need_has_ended(needs):
    assert (case_state(needs) is CaseState.ENDED) == all(need in ENDED_NEEDS for need in needs)


def test_open_and_ended_are_the_states_that_one_expects():
    assert set(NeedState) - ENDED_NEEDS == {NeedState.NEW, NeedState.WAITING, NeedState.TAKEN_UP}
    assert set(OfferState) - ENDED_OFFERS == {OfferState.WAITING, OfferState.TAKEN_UP}
