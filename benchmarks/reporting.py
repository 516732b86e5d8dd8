"""How a benchmark is told: a median, a tail, its limit, and a ratio to a floor of the same run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """Milliseconds: the median and the 95th and 99th percentile of a number of runs."""

    runs: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True)
class Measured:
    """One line of the report; `limit_ms` is the bound on the tail, `floor` what its ratio is taken to."""

    name: str
    times: Times
    limit_ms: float | None
    floor: Times | None
    tail: str = "p99"


@dataclass(frozen=True)
class Figure:
    """A line of the report that is no time: an amount in its unit, and the most that it may be."""

    name: str
    amount: float
    unit: str
    limit: float | None


def milliseconds(seconds: Sequence[float]) -> Times:
    """The percentiles of a number of timed runs."""
    ordered = sorted(seconds)

    def at(share: float) -> float:
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000

    return Times(len(ordered), at(0.5), at(0.95), at(0.99))


def line(measured: Measured | Figure) -> str:
    """One line: percentiles, the ratio to the floor, and whether the tail keeps to its limit."""
    if isinstance(measured, Figure):
        return _figure_line(measured)
    times = measured.times
    text = f"{measured.name:66} n={times.runs:<5} p50 {times.p50:8.3f}  p95 {times.p95:8.3f}  p99 {times.p99:8.3f} ms"
    if measured.floor is not None:
        text += f"  = {times.p50 / measured.floor.p50:6.1f} x floor"
    if measured.limit_ms is not None:
        tail = getattr(times, measured.tail)
        verdict = "within" if tail < measured.limit_ms else "ABOVE"
        text += (
            f"  {measured.tail} is {tail / measured.limit_ms:.2f} of the limit of {measured.limit_ms:g} ms: {verdict}"
        )
    return text


def _figure_line(figure: Figure) -> str:
    text = f"{figure.name:66} {figure.amount:,.0f} {figure.unit}"
    if figure.limit is None:
        return text
    verdict = "within" if figure.amount < figure.limit else "ABOVE"
    return f"{text}  {figure.amount / figure.limit:.2f} of the limit of {figure.limit:,.0f} {figure.unit}: {verdict}"
