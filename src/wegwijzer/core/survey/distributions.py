"""Tails and quantiles of the distributions that tests and intervals need, in doubles.

Upper tails are worked out as such, never as one minus the lower: a p of 1e-40 stays 1e-40. Continued fractions by
Lentz's method (Press et al., Numerical Recipes, §6.2 and §6.4), the logarithm of the beta function with Stirling's
correction, so that thousands of degrees of freedom lose no digits.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, isinf, lgamma, log, log1p, sqrt
from statistics import NormalDist

_TINY = 1e-300
_ENOUGH = 1e-16
_MOST_STEPS = 100_000


def f_upper(f: float, ndf: float, ddf: float) -> float:
    """The chance of an F above `f`, for degrees of freedom that need not be whole."""
    if f <= 0:
        return 1.0
    if isinf(ddf):
        return chi2_upper(f * ndf, ndf)
    return _beta_cdf(ddf / (ddf + ndf * f), ndf * f / (ddf + ndf * f), ddf / 2, ndf / 2)


def chi2_upper(x: float, df: float) -> float:
    """The chance of a chi-square above `x`."""
    if x <= 0:
        return 1.0
    a, half = df / 2, x / 2
    front = exp(a * log(half) - half - lgamma(a))
    return 1 - front * _gamma_series(a, half) if half < a + 1 else front * _gamma_fraction(a, half)


@lru_cache(maxsize=1024)
def t_quantile(p: float, df: float) -> float:
    """The value that Student's t stays below with chance `p`.

    >>> round(t_quantile(0.975, 10), 6)
    2.228139
    """
    if not 0 < p < 1 or df <= 0:
        raise ValueError(f"no quantile of chance {p!r} with {df!r} degrees of freedom")
    if p < 0.5:
        return -t_quantile(1 - p, df)
    if p == 0.5:
        return 0.0
    start = NormalDist().inv_cdf(p)
    if isinf(df):
        return start
    # P(T > t) = I(df / (df + t²); df/2, 1/2) / 2, so the quantile is that of a beta.
    tail = 2 * (1 - p)
    rest = beta_quantile(1 - tail, 0.5, df / 2)  # t² / (df + t²)
    return sqrt(df * rest / (1 - rest))


def beta_quantile(p: float, a: float, b: float) -> float:
    """The value that a beta of `a` and `b` stays below with chance `p`."""
    low, high = 0.0, 1.0
    x = a / (a + b)
    scale = _log_beta(a, b)
    for _ in range(200):
        error = _beta_cdf(x, 1 - x, a, b) - p
        if error > 0:
            high = x
        else:
            low = x
        density = exp((a - 1) * log(x) + (b - 1) * log1p(-x) - scale) if 0 < x < 1 else 0.0
        step = x - error / density if density > 0 else -1.0
        new = step if low < step < high else (low + high) / 2
        if abs(new - x) <= 4e-16 * x or new in (0.0, 1.0):
            return new
        x = new
    return x


def _beta_cdf(x: float, rest: float, a: float, b: float) -> float:
    """The regularised incomplete beta function; `rest` is 1 - x, given apart so that it keeps its digits."""
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    logs = (log(x) if x < 0.5 else log1p(-rest), log(rest) if rest < 0.5 else log1p(-x))
    front = exp(a * logs[0] + b * logs[1] - _log_beta(a, b))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(rest, b, a) / b


def _beta_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _not_nil(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST_STEPS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / _not_nil(1 + step * d), _not_nil(1 + step / c)
            value *= d * c
        if abs(d * c - 1) < _ENOUGH * 4:
            break
    return value


def _gamma_series(a: float, x: float) -> float:
    term = total = 1 / a
    n = a
    while abs(term) > abs(total) * _ENOUGH:
        n += 1
        term *= x / n
        total += term
    return total


def _gamma_fraction(a: float, x: float) -> float:
    b = x + 1 - a
    c, d = inf, 1 / _not_nil(b)
    value = d
    for i in range(1, _MOST_STEPS):
        step = -i * (i - a)
        b += 2
        d, c = 1 / _not_nil(step * d + b), _not_nil(b + step / c)
        value *= d * c
        if abs(d * c - 1) < _ENOUGH * 4:
            break
    return value


def _not_nil(value: float) -> float:
    return value if abs(value) >= _TINY else _TINY


def _log_beta(a: float, b: float) -> float:
    small, large = min(a, b), max(a, b)
    if small >= 10:
        rest = _stirling(small) + _stirling(large) - _stirling(small + large)
        share = small / large
        half_log_two_pi = 0.918938533204672741780329736406
        return (
            half_log_two_pi - 0.5 * log(large) + rest + (small - 0.5) * log(share / (1 + share)) - large * log1p(share)
        )
    if large >= 10:
        rest = _stirling(large) - _stirling(small + large)
        return (
            lgamma(small) + rest + small - small * log(small + large) + (large - 0.5) * log1p(-small / (small + large))
        )
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _stirling(x: float) -> float:
    """ln gamma(x) less its leading terms, for x of 10 and more."""
    y = 1 / (x * x)
    series = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400)
    total = 0.0
    for term in reversed(series):
        total = total * y + term
    return total / x
