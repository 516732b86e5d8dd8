"""How far two coders agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.interviews.builders import a_case, a_note, a_passage, a_study
from wegwijzer.core.interviews.agreement import Agreement, agreement, pooled

counts = st.integers(0, 60)


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ((20, 5, 10, 15), 0.4),
        ((45, 15, 25, 15), 0.13043478260869565),
        ((25, 35, 5, 35), 0.25925925925925924),
        ((10, 0, 0, 10), 1.0),
        ((0, 10, 10, 0), -1.0),
    ],
)
def test_kappa_of_worked_examples(table, kappa):
    """Worked by hand: observed minus expected agreement over one minus expected."""
    assert Agreement(*table).kappa == pytest.approx(kappa, abs=1e-12)


@given(counts, counts, counts, counts)
def test_kappa_is_one_at_most_and_does_not_care_who_is_first(both, first, second, neither):
    one, other = Agreement(both, first, second, neither), Agreement(both, second, first, neither)
    assert one.kappa == other.kappa
    if one.kappa is not None:
        assert -1 <= one.kappa <= 1
        assert (one.kappa == 1) == (first == second == 0)


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (9, 0, 0, 0), (0, 0, 0, 9)])
def test_kappa_is_not_defined_where_chance_alone_would_make_them_agree(table):
    assert Agreement(*table).kappa is None


def test_sentences_are_judged_one_by_one():
    case = a_case(1, a_passage("trigger"), a_passage("trigger", start=0, end=21, coder=2), readers=(1, 2))
    assert agreement(a_study(case))["trigger"] == Agreement(both=1, first=0, second=1, neither=0)
    assert agreement(a_study(case))["result"] == Agreement(0, 0, 0, 2)


def test_a_note_that_one_coder_did_not_read_to_the_end_says_nothing():
    case = a_case(1, a_passage("trigger"), readers=(1,))
    assert agreement(a_study(case))["trigger"].n == 0


def test_all_codes_together_are_every_pair_of_a_sentence_and_a_code():
    case = a_case(1, a_passage("trigger"), a_passage("trigger", coder=2), readers=(1, 2))
    assert pooled(agreement(a_study(case)).values()) == Agreement(1, 0, 0, 3)
    assert pooled([]).kappa is None


def test_coding_half_a_sentence_counts_for_the_sentence():
    note = a_note("Wij zagen het op een beurs. Dat was alles.")
    case = a_case(
        1,
        a_passage("trigger", start=4, end=9),
        a_passage("trigger", start=20, end=25, coder=2),
        notes=(note,),
        readers=(1, 2),
    )
    assert agreement(a_study(case))["trigger"] == Agreement(1, 0, 0, 1)
