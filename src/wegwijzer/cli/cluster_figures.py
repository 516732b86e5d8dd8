"""How the figures of a clustering are printed, with their intervals where there are any."""

from __future__ import annotations

from wegwijzer.core.clustering.evaluating import Evaluation


def evaluation_keys(scores: Evaluation) -> dict[str, object]:
    """Each figure under its name; the intervals beside them."""
    return {**scores.figures(), "intervals": {name: list(interval) for name, interval in scores.intervals.items()}}


def evaluation_lines(scores: Evaluation) -> list[str]:
    """A line for each figure; one that cannot be told is a dash."""
    lines = []
    for name, value in scores.figures().items():
        interval = scores.intervals.get(name)
        between = f"  ({interval[0]:.3f} to {interval[1]:.3f})" if interval else ""
        lines.append(f"  {name:20} {'-' if value is None else f'{value:.3f}'}{between}")
    return lines
