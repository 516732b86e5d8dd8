"""The sector of a firm moves the fields that its problem may touch, by what problems of that sector touched before."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.understanding.labelled import LabelledProblem, Labels
from wegwijzer.core.understanding.trades import Trades, learn_trades


def problem(number: int, sector: str | None, *fields: str) -> LabelledProblem:
    return LabelledProblem(f"p{number}", "tekst", (Labels(("product",), fields, None),), sector=sector)


PROBLEMS = [
    *(problem(n, "food", "food", "logistics") for n in range(8)),
    *(problem(10 + n, "ict_digital", "it") for n in range(8)),
    *(problem(20 + n, "any", "food", "it", "management") for n in range(5)),
    problem(30, None, "management"),
]
TRADES = learn_trades(PROBLEMS)


def test_a_field_of_the_trade_is_raised_and_one_of_another_lowered():
    assert TRADES.moved("food", "food", 0.2) > 0.2 > TRADES.moved("food", "it", 0.2)
    assert TRADES.moved("ict_digital", "it", 0.2) > 0.2 > TRADES.moved("ict_digital", "food", 0.2)


@pytest.mark.parametrize("sector", [None, "", "any", "unheard_of"])
def test_without_a_known_sector_nothing_moves(sector):
    assert TRADES.moved(sector, "food", 0.37) == 0.37


def test_problems_of_no_sector_teach_nothing():
    assert learn_trades(one for one in PROBLEMS if one.sector not in (None, "any")) == TRADES
    assert learn_trades([]) == Trades({})


def test_the_order_of_problems_does_not_matter():
    shuffled = random.Random(1).sample(PROBLEMS, len(PROBLEMS))
    assert learn_trades(shuffled) == TRADES


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_likelier_field_stays_likelier_and_a_chance_stays_a_chance(one, other):
    low, high = sorted((one, other))
    moved = TRADES.moved("food", "it", low), TRADES.moved("food", "it", high)
    assert 0 <= moved[0] <= moved[1] <= 1


def test_one_problem_of_a_sector_says_little():
    few = learn_trades([*PROBLEMS, problem(40, "graphic", "food")])
    assert TRADES.moved("food", "food", 0.2) > few.moved("graphic", "food", 0.2) > 0.2
