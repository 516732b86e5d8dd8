"""How long referrals wait for a first reply. Those that still wait count for as long as they have waited.

Kaplan & Meier (1958, JASA 53); errors by Greenwood's formula; intervals on the scale of log(-log), as `survfit` of R
draws them with conf.type="log-log"; the interval of the median by Brookmeyer & Crowley (1982, Biometrics 38).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt

from wegwijzer.core.reach.intervals import quantile
from wegwijzer.core.reach.results import UNTOLD, Interval

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which somebody had a reply: how many so far, and the share that still waits after it."""

    days: float
    replies: int
    waits: Interval


def waiting_curve(days: Numbers, replied: Flags) -> tuple[Step, ...]:
    """The share that still waits after each day with a reply.

    `days` are those until the first reply, or until now where there is none yet. A reply on the day that another one
    stops being watched comes first.

    >>> steps = waiting_curve(np.array([1.0, 2.0, 2.0, 4.0]), np.array([True, True, False, True]))
    >>> [(step.days, step.replies, round(step.waits.value, 3)) for step in steps]
    [(1.0, 1, 0.75), (2.0, 2, 0.5), (4.0, 3, 0.0)]
    """
    steps = []
    share, spread, so_far = 1.0, 0.0, 0
    ends = np.sort(days)
    for day, count in zip(*np.unique(days[replied], return_counts=True), strict=True):
        at_risk = len(ends) - int(np.searchsorted(ends, day, side="left"))
        replies = int(count)
        share *= 1 - replies / at_risk
        spread += replies / (at_risk * (at_risk - replies)) if at_risk > replies else 0.0
        so_far += replies
        steps.append(Step(float(day), so_far, _log_log(share, sqrt(spread))))
    return tuple(steps)


def median_wait(steps: tuple[Step, ...]) -> Interval:
    """The day by which half has had a reply; untold while that day has not come, an end None where it has not."""

    def first(reached: list[bool]) -> float | None:
        return next((step.days for step, holds in zip(steps, reached, strict=True) if holds), None)

    half = 0.5 + 1e-12
    value = first([step.waits.value is not None and step.waits.value <= half for step in steps])
    low = first([step.waits.low is not None and step.waits.low <= half for step in steps])
    high = first([step.waits.high is not None and step.waits.high <= half for step in steps])
    return Interval(value, low, high)


def replied_by(steps: tuple[Step, ...], day: float) -> Interval:
    """The share that has had a reply after so many days; nil before the first one."""
    found = [step.waits for step in steps if step.days <= day]
    if not found:
        return Interval(0.0)
    waits = found[-1]
    if waits.value is None:
        return UNTOLD
    low = None if waits.high is None else 1 - waits.high
    high = None if waits.low is None else 1 - waits.low
    return Interval(1 - waits.value, low, high)


def _log_log(share: float, error: float) -> Interval:
    if not 0 < share < 1:
        return Interval(share)
    reach = quantile() * error / abs(log(share))
    return Interval(share, share ** exp(reach), share ** exp(-reach))
