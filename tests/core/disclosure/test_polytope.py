"""The linear programming underneath, against an independent program where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

from wegwijzer.core.disclosure.polytope import EmptyError, Polytope


def test_a_sum_bounds_its_parts():
    points = Polytope(np.array([[1.0, 1.0]]), np.array([7.0]), np.array([np.inf, 3.0]))
    assert points.least(np.array([1.0, 0.0]))[0] == pytest.approx(4)
    assert points.least(np.array([-1.0, 0.0]))[0] == pytest.approx(-7)
    assert points.least(np.array([0.0, -1.0]))[0] == pytest.approx(-3)


def test_a_difference_has_no_limit():
    points = Polytope(np.array([[1.0, -1.0]]), np.array([2.0]), np.full(2, np.inf))
    assert points.least(np.array([-1.0, 0.0]))[0] == -np.inf


def test_no_point_is_told():
    with pytest.raises(EmptyError):
        Polytope(np.array([[1.0, 1.0]]), np.array([7.0]), np.array([3.0, 3.0]))


def test_it_finds_what_scipy_finds_on_random_systems():
    optimize = pytest.importorskip("scipy.optimize")
    random = np.random.default_rng(1)
    for _ in range(400):
        rows, size = random.integers(1, 7), random.integers(2, 14)
        a = random.integers(-1, 2, (rows, size)).astype(np.float64)
        upper = np.where(random.random(size) < 0.4, np.inf, random.integers(0, 9, size))
        b = a @ np.minimum(random.integers(0, 6, size), upper)
        points = Polytope(a, b, upper)
        for form in (random.normal(size=size), -np.eye(size)[random.integers(size)]):
            value, point = points.least(form)
            other = optimize.linprog(form, A_eq=a, b_eq=b, bounds=list(zip(np.zeros(size), upper, strict=True)))
            if other.status == 3:
                assert value == -np.inf
            else:
                assert value == pytest.approx(other.fun, abs=1e-6)
                assert a @ point == pytest.approx(b, abs=1e-6)
