"""The figures of a clustering, against hand-made themes."""

from __future__ import annotations

import pytest

from wegwijzer.core.clustering.evaluating import kept_place, noise_kept_out, pairwise

THEMES = {"a1": "a", "a2": "a", "a3": "a", "b1": "b", "b2": "b", "x": None, "y": None}


def test_pairs_are_right_when_both_have_the_same_theme():
    precision, recall, f1 = pairwise(THEMES, [["a1", "a2", "b1"], ["a3"], ["b2"]])
    assert precision == pytest.approx(1 / 3)
    assert recall == pytest.approx(1 / 4)
    assert f1 == pytest.approx(2 / 7)


def test_themes_as_they_are_score_one_and_two_of_noise_are_no_right_pair():
    assert pairwise(THEMES, [["a1", "a2", "a3"], ["b1", "b2"]]) == (1.0, 1.0, 1.0)
    assert pairwise(THEMES, [["x", "y"]]) == (0.0, 0.0, 0.0)


def test_noise_inside_a_cluster_is_not_kept_out():
    assert noise_kept_out(THEMES, [["a1", "a2", "x"]]) == 0.5
    assert noise_kept_out({"a1": "a"}, [["a1"]]) is None


def test_a_need_keeps_its_place_in_the_cluster_of_the_same_id():
    assert kept_place({"a1": "c", "a2": "c"}, {"a1": "c", "a2": "d"}) == 0.5
    assert kept_place({}, {"a1": "c"}) is None
