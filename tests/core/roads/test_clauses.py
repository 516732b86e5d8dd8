"""Which clauses of a sentence may each name a problem."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.language.words import words_of
from wegwijzer.core.roads.clauses import LEAST_WORDS, MOST_CLAUSES, clauses_of


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("de oven lekt gas en de bank zegt nee", ("de oven lekt gas", "de bank zegt nee")),
        ("De oven lekt gas. De bank zegt nee!", ("De oven lekt gas", "De bank zegt nee")),
        ("the oven leaks gas while the bank says no", ("the oven leaks gas", "the bank says no")),
        ("le four perd du gaz mais la banque dit non", ("le four perd du gaz", "la banque dit non")),
    ],
)
def test_two_statements_are_two_clauses(text, clauses):
    assert clauses_of(text) == clauses


@pytest.mark.parametrize("text", ["", "en", "wij zoeken bakkers en slagers", "de oven lekt, help", "Hendrik en enkel"])
def test_a_list_or_a_sigh_is_no_second_clause(text):
    assert clauses_of(text) == ()


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["wij", "oven", "en", ",", ".", "maar", "klant", "brood", "and", "\n"]), max_size=60))
def test_every_clause_says_enough_and_stands_in_the_text(words):
    text = " ".join(words)
    clauses = clauses_of(text)
    assert len(clauses) != 1
    assert len(clauses) <= MOST_CLAUSES
    assert all(clause in text and len(words_of(clause)) >= LEAST_WORDS for clause in clauses)
