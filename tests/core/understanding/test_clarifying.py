"""Asking back: only where a need is vague, at most twice, never the same, and no answer wipes out what was read."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.understanding.clarifying import (
    CLEAR_FROM,
    CLEAR_FROM_FEW,
    FEW_WORDS,
    MOST_CLARIFYING,
    ClarifyingAnswer,
    ClarifyingQuestion,
    after_answer,
    expected_gain,
    is_vague,
    question_to_ask,
)

DOMAINS = ("product", "process", "personnel", "marketing", "finance")
MANY = FEW_WORDS + 5


def a_question(question_id: str, *raised: str) -> ClarifyingQuestion:
    """An answer for each group of domains, written as "product+process"; an empty group speaks for none."""
    answers = tuple(
        ClarifyingAnswer(f"a{place}", {}, frozenset(filter(None, group.split("+"))))
        for place, group in enumerate(raised)
    )
    return ClarifyingQuestion(question_id, {}, answers)


QUESTIONS = (
    a_question("all", "product", "process", "personnel+marketing", "finance"),
    a_question("people", "personnel", "product+finance", ""),
    a_question("money", "finance", "process+marketing", "product"),
)
scores_of = st.fixed_dictionaries({domain: st.floats(0, 1) for domain in DOMAINS})
words_in = st.integers(0, 40)


@given(scores_of, words_in, st.lists(st.integers(0, 3), max_size=6))
def test_never_more_than_two_are_asked_and_none_twice_whatever_is_answered(scores, words, picks):
    asked: list[str] = []
    for pick in picks:
        question = question_to_ask(QUESTIONS, scores, words=words, asked=asked)
        if question is None:
            break
        assert question.id not in asked
        asked.append(question.id)
        answer = question.answer(f"a{pick}")
        scores = after_answer(scores, question, answer) if answer else scores
    assert len(asked) <= MOST_CLARIFYING
    if len(asked) == MOST_CLARIFYING:
        assert question_to_ask(QUESTIONS, scores, words=words, asked=asked) is None


@given(scores_of, st.sampled_from(QUESTIONS), st.data())
def test_an_answer_leaves_every_domain_a_chance_and_keeps_scores_between_0_and_1(scores, question, data):
    answer = data.draw(st.sampled_from(question.answers))
    moved = after_answer(scores, question, answer)
    assert set(moved) == set(scores)
    assert all(0 <= score <= 1 for score in moved.values())
    if any(scores.values()):
        assert all(score > 0 for score in moved.values())


@given(scores_of, st.sampled_from(QUESTIONS), st.data())
def test_what_an_answer_speaks_for_never_goes_down_and_passes_what_stood_level(scores, question, data):
    answer = data.draw(st.sampled_from(question.answers))
    moved = after_answer(scores, question, answer)
    for domain in answer.raises:
        assert moved[domain] >= scores[domain]
        for other in set(DOMAINS) - answer.raises:
            if scores[other] <= scores[domain]:
                assert moved[other] <= moved[domain] or scores[other] < 0.001


@given(scores_of, st.sampled_from(QUESTIONS))
def test_a_question_is_never_expected_to_add_doubt(scores, question):
    assert expected_gain(question, scores) >= 0


@given(scores_of, words_in)
def test_nothing_is_asked_where_the_likeliest_is_clear(scores, words):
    top, second = [*sorted(scores.values(), reverse=True), 0.0][:2]
    if top >= CLEAR_FROM and (words > FEW_WORDS or (top >= CLEAR_FROM_FEW and second < CLEAR_FROM)):
        assert not is_vague(scores, words=words)
        assert question_to_ask(QUESTIONS, scores, words=words, asked=()) is None


def test_few_words_are_asked_about_sooner_than_many():
    scores = {"product": 0.6, "finance": 0.55}
    assert is_vague(scores, words=FEW_WORDS)
    assert not is_vague(scores, words=MANY)


def test_two_things_in_two_words_are_neither():
    assert is_vague({"organisation": 0.96, "business_model": 0.76}, words=FEW_WORDS)
    assert not is_vague({"organisation": 0.96, "business_model": 0.26}, words=FEW_WORDS)
    assert not is_vague({"organisation": 0.96, "business_model": 0.76}, words=MANY)


def test_the_question_is_the_one_that_separates_the_candidates():
    level = {"personnel": 0.3, "product": 0.3, "process": 0.01, "marketing": 0.01, "finance": 0.01}
    splits = a_question("splits", "personnel", "product", "process")
    joins = a_question("joins", "personnel+product", "process", "finance")
    assert question_to_ask((joins, splits), level, words=MANY, asked=()) is splits


def test_a_question_that_separates_nothing_is_not_asked():
    level = {"personnel": 0.3, "product": 0.3}
    assert question_to_ask((a_question("joins", "personnel+product", "", ""),), level, words=MANY, asked=()) is None


def test_a_text_without_scores_is_not_asked_about():
    assert question_to_ask(QUESTIONS, {}, words=0, asked=()) is None


def test_an_answer_multiplies_the_odds_by_how_much_likelier_it_is():
    question = a_question("two", "product", "finance")
    moved = after_answer({"product": 0.5, "finance": 0.5}, question, question.answers[0])
    # Six of seven with that need pick it; of all, half do: odds 1 become (6/7)/(1/2).
    assert isclose(moved["product"], (12 / 7) / (1 + 12 / 7))
    assert isclose(moved["finance"], (2 / 7) / (1 + 2 / 7))


def test_an_answer_that_is_not_there_is_none():
    assert QUESTIONS[0].answer("zz") is None


@pytest.mark.parametrize("scores", [{}, {"product": 0.0, "finance": 0.0}])
def test_scores_without_anything_stay_as_they_are(scores):
    assert after_answer(scores, QUESTIONS[0], QUESTIONS[0].answers[0]) == scores
