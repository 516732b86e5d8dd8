"""Labelled problems: agreement, disagreements, and never judging on what was learnt."""

from __future__ import annotations

from dataclasses import replace

from wegwijzer.core.understanding.labelled import (
    LabelledProblem,
    Labels,
    agreement,
    disagreements,
    soft_domains,
    without_texts,
)

FIRST = Labels(("product",), ("food",), "domain:food", ("tetra",))
SECOND = Labels(("product", "process"), ("food",), "tetra", ("domain:food",))
ONE = LabelledProblem("a1", "De korst wordt zacht", (FIRST, SECOND))
SAME = LabelledProblem("a2", "Wij zoeken een lasser", (FIRST, FIRST))
SINGLE = LabelledProblem("a3", "Klant betaalt niet", (FIRST,))


def test_agreement_counts_labels_and_first_entries():
    found = agreement([ONE, SAME, SINGLE])
    assert found.n == 2
    assert found.business_f1 == 2 * 2 / (2 + 3)
    assert (found.expertise_f1, found.same_best, found.near_best) == (1.0, 0.5, 1.0)


def test_of_problems_with_one_labelling_nothing_is_said():
    assert agreement([SINGLE]).n == 0


def test_only_what_two_people_label_otherwise_is_a_disagreement():
    assert disagreements([ONE, SAME, SINGLE]) == (ONE,)


def test_a_label_is_as_true_as_people_agree():
    assert soft_domains(ONE, "business") == {"product": 1.0, "process": 0.5}


def test_who_was_asked_for_business_alone_counts_there_alone():
    asked = replace(SINGLE, business_again=("finance",))
    assert soft_domains(asked, "business") == {"product": 0.5, "finance": 0.5}
    assert soft_domains(asked, "expertise") == {"food": 1.0}
    assert agreement([asked]).n == 0


def test_a_text_with_the_same_words_falls_away_however_it_is_written():
    assert without_texts([ONE, SAME], ["  de KORST, wordt zacht!"]) == (SAME,)
