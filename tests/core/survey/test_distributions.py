"""Tails and quantiles equal R's. Figures: tests/reference/survey/figures.R (R 4.2.2)."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.survey.reference import figures
from wegwijzer.core.survey.distributions import beta_quantile, chi2_upper, f_upper, t_quantile

R = figures()["distributions"]


def test_quantiles_of_t_equal_r():
    found = [t_quantile(p, df) for df in R["t"]["df"] for p in R["t"]["p"]]
    assert found == pytest.approx(R["t"]["value"], rel=1e-11)


def test_tails_of_f_equal_r():
    found = [f_upper(*case) for case in zip(R["f"]["x"], R["f"]["ndf"], R["f"]["ddf"], strict=True)]
    assert found == pytest.approx(R["f"]["value"], rel=1e-10, abs=0)


def test_tails_of_chi_square_equal_r():
    found = [chi2_upper(*case) for case in zip(R["chi2"]["x"], R["chi2"]["df"], strict=True)]
    assert found == pytest.approx(R["chi2"]["value"], rel=1e-12, abs=0)


def test_quantiles_of_beta_equal_r():
    found = [beta_quantile(*case) for case in zip(R["beta"]["p"], R["beta"]["a"], R["beta"]["b"], strict=True)]
    assert found == pytest.approx(R["beta"]["value"], rel=1e-12)


def test_with_endless_degrees_of_freedom_t_is_normal_and_f_is_chi_square():
    assert t_quantile(0.975, inf) == pytest.approx(1.959963984540054)
    assert f_upper(2.5, 3, inf) == pytest.approx(chi2_upper(7.5, 3))


@pytest.mark.parametrize(("p", "df"), [(0, 4), (1, 4), (0.975, 0)])
def test_there_is_no_quantile_of_a_chance_of_nil_or_without_degrees_of_freedom(p, df):
    with pytest.raises(ValueError, match="no quantile"):
        t_quantile(p, df)


@given(st.floats(0.01, 50), st.integers(1, 2000))
def test_an_f_of_one_degree_is_the_square_of_t(t, df):
    upper = f_upper(t * t, 1, df)
    if 1e-6 < upper < 0.999:
        assert t_quantile(1 - upper / 2, df) == pytest.approx(t, rel=1e-6)
