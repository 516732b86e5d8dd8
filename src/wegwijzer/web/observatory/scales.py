"""The feet of scales, and pictures told as one text."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10

from wegwijzer.web.observatory.numbers import count_text
from wegwijzer.wording.language import say

_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 4


def rounded_step(largest: float, ticks: int = _TICKS) -> float:
    """A round step so that a few of them reach the largest value.

    >>> rounded_step(0.083), rounded_step(37), rounded_step(1)
    (0.025, 10, 0.25)
    """
    raw = max(largest, 1e-9) / ticks
    power = 10.0 ** floor(log10(raw))
    step = next(step for step in _STEPS if step * power >= raw - 1e-12) * power
    return round(step, 10)


def share_ticks(largest: float, language: str) -> list[tuple[float, str]]:
    """Round shares from nil up to or past the largest, and never past one."""
    step = rounded_step(min(largest, 1.0))
    count = ceil(min(largest, 1.0) / step - 1e-9)
    return [(step * place, _percent(step * place, step, language)) for place in range(count + 1)]


def count_ticks(largest: float, language: str) -> list[tuple[float, str]]:
    """Round numbers from nil up to or past the largest."""
    step = max(rounded_step(largest), 1.0)
    count = max(ceil(largest / step - 1e-9), 1)
    return [(step * place, count_text(step * place, language)) for place in range(count + 1)]


def told_rows(rows: Iterable[tuple[str, str]]) -> str:
    """Labels with their figures, as who listens to the page hears them."""
    return "; ".join(f"{label}: {text}" for label, text in rows) + "."


def _percent(share: float, step: float, language: str) -> str:
    places = 0 if abs(step * 100 - round(step * 100)) < 1e-9 else 1
    number = f"{share * 100:.{places}f}"
    if language != "en":
        number = number.replace(".", ",")
    return say("criteria.value.percent", language, number=number).replace(" ", "\u00a0")
