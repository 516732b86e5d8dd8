"""The statuses of the lights, from ratios that a failure data set carries, with the limits of the catalogue itself.

A status is 1 red, 0.5 amber, 0 green and NaN where it cannot be computed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

CATALOGUE = Path(__file__).parents[3] / "src" / "wegwijzer" / "data" / "knipperlichten"
LIGHTS = (
    "falling-sales",
    "shrinking-margin",
    "operating-loss",
    "staff-cost-pressure",
    "liquidity",
    "quick-ratio",
    "solvency",
    "net-assets",
    "losses-carried-forward",
    "capacity-to-repay",
    "interest-cover",
    "overdue-debts",
)

Column = np.ndarray


def limits(light: str) -> dict[str, float]:
    """The limits of the light's newest version."""
    declared = yaml.safe_load((CATALOGUE / f"{light}.yaml").read_text(encoding="utf-8"))
    return declared["versions"][-1]["limits"]


def below(light: str, value: Column) -> Column:
    """Red below the red limit, amber below the amber one (if there is one)."""
    bounds = limits(light)
    return status(value < bounds["red"], value < bounds.get("amber", bounds["red"]), known=~np.isnan(value))


def net_assets(equity: Column, result: Column) -> Column:
    """Red when equity is negative, amber when one more loss like this year's makes it so; both over total assets."""
    zero = limits("net-assets")["red"]
    return status(equity < zero, equity + np.fmin(result, 0) < zero, known=~np.isnan(equity))


def losses_carried_forward(retained: Column, result: Column) -> Column:
    """Amber when retained earnings are negative, red when this year's loss made them worse."""
    negative = retained < limits("losses-carried-forward")["red"]
    return status(negative & (result < 0), negative, known=~np.isnan(retained))


def status(red: Column, amber: Column, *, known: Column) -> Column:
    """1, 0.5, 0 or NaN; red goes before amber."""
    return np.where(known, np.where(red, 1.0, np.where(amber, 0.5, 0.0)), np.nan)


def matrix(statuses: dict[str, Column], rows: int) -> np.ndarray:
    """One column for each of the twelve lights, NaN for a light that the data set does not carry."""
    unknown = np.full(rows, np.nan)
    return np.column_stack([statuses.get(light, unknown) for light in LIGHTS])


def scores(statuses: np.ndarray, weights: np.ndarray) -> Column:
    """The score 0-100 of each firm; lights that cannot be computed drop out, down to half of all weights."""
    known = ~np.isnan(statuses)
    shown = np.nansum(statuses * weights, axis=1)
    return 100 * shown / np.maximum(known @ weights, weights.sum() / 2)
