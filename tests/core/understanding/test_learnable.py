"""What is kept of a sentence to learn from leads to nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.language.naming import GAP, NameSigns
from wegwijzer.core.understanding.learnable import learnable

SIGNS = NameSigns(
    titles=frozenset({"mevrouw"}),
    introductions=(("ik", "heet"),),
    forms=frozenset({"bv"}),
    particles=frozenset({"van"}),
    ordinary=frozenset(),
)
PERSONAL = (
    "93.05.18-223.61",
    "93051822361",
    "93 05 18 223 62",
    "BE68 5390 0754 7034",
    "4111 1111 1111 1111",
    "jan@voorbeeld.be",
    "jan@localhost",
    "0475 12 34 56",
    "+31 6 12345678",
    "0403.019.261",
    "BE 0403 019 261",
    "https://maes.example/contact?x=1",
    "www.maes.be",
    "maes.vlaanderen",
    "@bakkerijmaes",
    "Colruyt",
    "mevrouw maes",
)


@pytest.mark.parametrize("personal", PERSONAL)
def test_it_is_taken_out_and_the_problem_stays(personal):
    kept = learnable(f"onze oven lekt, bel {personal} voor meer", SIGNS)
    assert kept.startswith("onze oven lekt, bel ")
    assert kept.endswith("voor meer")
    assert GAP in kept
    assert personal.removeprefix("mevrouw ") not in kept
    assert sum(sign.isdigit() for sign in kept) == 0


def test_small_numbers_stay_for_they_tell_of_the_problem():
    text = "met 12 man en 80.000 euro tegen 2027"
    assert learnable(text, SIGNS) == text


def test_gaps_that_stand_together_are_one():
    assert learnable("bel 0475 12 34 56, jan@voorbeeld.be nu", SIGNS) == f"bel {GAP} nu"


@given(st.text(max_size=120), st.sampled_from(PERSONAL), st.text(max_size=60))
def test_doing_it_twice_is_doing_it_once(before, personal, after):
    once = learnable(f"{before} {personal} {after}", SIGNS, known_names=("Maes",))
    assert learnable(once, SIGNS, known_names=("Maes",)) == once
