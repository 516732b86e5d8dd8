"""Placing firms by table 12: against the table written out by hand, and over all completions of missing answers."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.pyramid.table_12 import segment_by_table
from wegwijzer.core.pyramid.answers import EXTRA_QUESTIONS, MISSING, NO, QUESTIONS, YES, as_trits
from wegwijzer.core.pyramid.segments import (
    PRINTED,
    Reading,
    Segment,
    deciding_answers,
    moved,
    out_of_reach,
    place_in_pyramid,
    segment_of,
    segments_in,
)

NAMES = tuple(QUESTIONS)
ALL_NAMES = (*QUESTIONS, *EXTRA_QUESTIONS)
CHOICES = tuple(field.name for field in fields(Reading))

firms = st.fixed_dictionaries({name: st.sampled_from([NO, YES, MISSING]) for name in NAMES})


def sparse_firms(most_missing):
    """Firms with at most so many answers missing: few enough to try every completion."""
    return st.tuples(
        st.fixed_dictionaries({name: st.sampled_from([NO, YES]) for name in NAMES}),
        st.sets(st.sampled_from(NAMES), max_size=most_missing),
    ).map(lambda drawn: {name: MISSING if name in drawn[1] else answer for name, answer in drawn[0].items()})


def place(firm, reading=PRINTED):
    placed = place_in_pyramid({name: np.array([answer], np.int8) for name, answer in firm.items()}, reading)
    return {segment.id for segment in segments_in(int(placed.possible[0]))}


def completions(firm):
    missing = [name for name, answer in firm.items() if answer == MISSING]
    for filled in product((NO, YES), repeat=len(missing)):
        yield {**firm, **dict(zip(missing, filled, strict=True))}


def all_complete_answers():
    """Every firm with all answers known, a column a question."""
    patterns = np.array(list(product((NO, YES), repeat=len(NAMES))), np.int8)
    return {name: patterns[:, place] for place, name in enumerate(NAMES)}


def test_every_complete_firm_stands_where_the_printed_table_puts_it():
    answers = all_complete_answers()
    placed = place_in_pyramid(answers)
    rows = [dict(zip(NAMES, row, strict=True)) for row in zip(*(answers[name].tolist() for name in NAMES), strict=True)]
    assert len(rows) == 2**13
    assert placed.is_decided.all()
    for row, mask in zip(rows, placed.possible.tolist(), strict=True):
        assert [segment.id for segment in segments_in(mask)] == [segment_by_table(row)]
        assert segment_of({name: bool(answer) for name, answer in row.items()}).id == segment_by_table(row)


@settings(max_examples=150, deadline=None)
@given(sparse_firms(7))
def test_the_segments_still_possible_are_those_that_some_completion_gives(firm):
    assert place(firm) == {segment_by_table(whole) for whole in completions(firm)}


@settings(max_examples=150, deadline=None)
@given(sparse_firms(6))
def test_the_deciding_answers_are_enough_and_none_can_be_left_out(firm):
    kept = deciding_answers(firm)
    only_those = {name: answer if name in kept else MISSING for name, answer in firm.items()}
    assert all(firm[name] != MISSING for name in kept)
    assert place(only_those) == place(firm)
    for left_out in kept:
        assert place({**only_those, left_out: MISSING}) != place(firm)


@given(st.lists(firms, min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    answers = {name: np.array([row[name] for row in rows], np.int8) for name in NAMES}
    shuffled = {name: column[order] for name, column in answers.items()}
    assert (place_in_pyramid(answers).possible[order] == place_in_pyramid(shuffled).possible).all()


@given(firms, st.sampled_from(NAMES))
def test_an_answer_more_never_makes_another_segment_possible(firm, asked):
    known = {**firm, asked: MISSING}
    assert all(place({**known, asked: answer}) <= place(known) for answer in (NO, YES))


def test_a_question_that_is_not_given_is_missing_for_every_firm():
    firm = dict.fromkeys(NAMES, YES)
    without = {name: answer for name, answer in firm.items() if name != "q25"}
    assert place(without) == place({**firm, "q25": MISSING}) == {"koploper", "ontwikkelaar"}


def test_a_firm_that_says_nothing_may_be_anything():
    assert place(dict.fromkeys(NAMES, MISSING)) == {segment.id for segment in Segment}


def a_firm(**answers):
    return {**dict.fromkeys(ALL_NAMES, NO), **answers}


@pytest.mark.parametrize(
    ("choice", "firm", "printed", "read"),
    [
        ("spending_makes_volger", a_firm(q22f=YES), "niet_innovatief", "volger"),
        ("staff_makes_volger", a_firm(q25=YES), "niet_innovatief", "volger"),
        ("ongoing_makes_volger", a_firm(ongoing=YES), "niet_innovatief", "volger"),
        ("abandoned_makes_volger", a_firm(abandoned=YES), "niet_innovatief", "volger"),
        ("own_makes_volger", a_firm(q16a=YES), "niet_innovatief", "volger"),
        ("own_makes_ontwikkelaar", a_firm(q10a=YES, q8a=YES, q29=YES), "toepasser", "ontwikkelaar"),
        ("own_makes_ontwikkelaar", a_firm(q16a=YES, q14a=YES), "volger", "ontwikkelaar"),
    ],
)
def test_a_choice_moves_the_firms_that_it_is_about(choice, firm, printed, read):
    assert place(firm) == {printed}
    assert place(firm, Reading(**{choice: True})) == {read}


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_moves_nobody_else(choice):
    """Only to volger from the bottom, or to ontwikkelaar from below it; never a koploper or ontwikkelaar."""
    answers = all_complete_answers()
    rng = np.random.default_rng(12)
    answers |= {name: rng.integers(0, 2, len(answers["q8a"])).astype(np.int8) for name in EXTRA_QUESTIONS}
    before, after = place_in_pyramid(answers), place_in_pyramid(answers, Reading(**{choice: True}))
    moves = moved(answers, Reading(**{choice: True}))
    assert moves.any()
    target = Segment.ONTWIKKELAAR if choice == "own_makes_ontwikkelaar" else Segment.VOLGER
    sources = range(target + 1, len(Segment))
    assert after.of(target)[moves].all()
    assert {int(mask) for mask in before.possible[moves]} <= {1 << source for source in sources}


def test_the_printed_reading_does_not_ask_for_unfinished_activities():
    assert not set(EXTRA_QUESTIONS) & set(PRINTED.questions)
    assert "ongoing" in Reading(ongoing_makes_volger=True).questions


def test_answers_are_nil_one_or_missing():
    assert as_trits([1, 0, None, float("nan")]).tolist() == [YES, NO, MISSING, MISSING]
    with pytest.raises(ValueError, match="not 2"):
        as_trits([0, 2])


@given(st.sets(st.sampled_from(NAMES)))
def test_a_segment_is_out_of_reach_when_no_answers_to_the_rest_decide_for_it(absent):
    given_names = [name for name in QUESTIONS if name not in absent]
    patterns = np.array(list(product((NO, YES, MISSING), repeat=min(len(given_names), 6))), np.int8)
    answers = {name: patterns[:, place] for place, name in enumerate(given_names[:6])}
    found = set(out_of_reach(absent))
    if answers:
        placed = place_in_pyramid(answers)
        assert not {segment for segment in Segment if placed.of(segment).any()} & found
    for finer in absent:
        assert set(out_of_reach(absent - {finer})) <= found


@pytest.mark.parametrize(
    ("absent", "expected"),
    [
        ((), ()),
        (("q25",), ("koploper",)),
        (("q16a",), ()),
        (("q16a", "q25"), ("koploper", "toepasser", "volger", "niet_innovatief")),
        (QUESTIONS, tuple(segment.id for segment in Segment)),
    ],
)
def test_which_segments_are_out_of_reach_without_an_answer(absent, expected):
    assert tuple(segment.id for segment in out_of_reach(absent)) == expected
