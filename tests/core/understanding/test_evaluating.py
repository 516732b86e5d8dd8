"""The figures of an evaluation, worked out by hand."""

from __future__ import annotations

import pytest

from wegwijzer.core.understanding.evaluating import Answered, Expected, evaluate

PROBLEMS = [
    Expected("1", "een", frozenset({"product"}), frozenset({"food"}), "a", frozenset({"b"})),
    Expected("2", "twee", frozenset({"process", "finance"}), frozenset({"it"}), "c"),
    Expected("3", "drie", frozenset({"legal"}), frozenset({"water"}), None),
]
ANSWERS = {
    "een": (("x", "b", "a"), ("product", "process"), ("food",), {"product"}, {"food"}),
    "twee": (("p", "q", "r", "s", "t", "c"), ("legal", "product", "marketing", "process"), ("it",), {"legal"}, {"it"}),
    "drie": (("a",), ("legal",), ("energy",), {"legal"}, set()),
}


def answer(text: str) -> Answered:
    entries, business, expertise, said_business, said_expertise = ANSWERS[text]
    return Answered(entries, business, expertise, frozenset(said_business), frozenset(said_expertise), 2.0)


def test_every_figure():
    found = evaluate(PROBLEMS, answer)
    assert (found.n, found.ranked) == (3, 2)
    assert (found.recall_at_1.value, found.recall_at_5.value, found.any_at_5.value) == (0.0, 0.5, 0.5)
    assert found.mrr.value == round((1 / 3 + 1 / 6) / 2, 4)
    assert found.recall_all_at_5.value == 0.5
    assert found.business_micro_f1.value == round(2 * 2 / (4 + 3), 4)
    assert found.expertise_micro_f1.value == 0.8
    assert found.business_in_three.value == round(2 / 3, 4)
    assert (found.p50_ms, found.p95_ms) == (2.0, 2.0)


def test_the_order_of_the_problems_does_not_matter():
    assert evaluate(PROBLEMS, answer) == evaluate(PROBLEMS[::-1], answer)


def test_an_interval_holds_its_value():
    found = evaluate(PROBLEMS, answer)
    for figure in (found.recall_at_5, found.mrr, found.business_micro_f1):
        assert figure.low <= figure.value <= figure.high


def test_no_problems_give_no_figures():
    with pytest.raises(ValueError, match="no problems"):
        evaluate([], answer)
