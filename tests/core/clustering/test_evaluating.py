"""The figures of a clustering, against hand-made themes."""

from __future__ import annotations

import pytest

from wegwijzer.core.clustering.evaluating import noise_kept_out, pairwise
from wegwijzer.core.clustering.resampling import intervals

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


def test_intervals_hold_the_figure_and_are_the_same_every_time():
    clusters = [["a1", "a2", "b1", "x"], ["b2", "a3"]]
    stayed = {"a1": [True, False], "b1": [True], "x": [False]}
    found = intervals(THEMES, clusters, stayed)
    assert found == intervals(THEMES, clusters, stayed)
    figures = dict(zip(("precision", "recall", "f1"), pairwise(THEMES, clusters), strict=True))
    figures |= {"noise_kept_out": 0.5, "stability": 0.5}
    for name, value in figures.items():
        low, high = found[name]
        assert 0 <= low <= value <= high <= 1
    assert found["noise_kept_out"][0] < 0.5 < found["noise_kept_out"][1]


def test_a_clustering_without_a_mistake_has_no_spread_and_without_themes_there_is_none():
    perfect = intervals(THEMES, [["a1", "a2", "a3"], ["b1", "b2"]], {"a1": [True]})
    assert set(perfect.values()) == {(1.0, 1.0)}
    assert intervals({"x": None}, [], {}) == {}
