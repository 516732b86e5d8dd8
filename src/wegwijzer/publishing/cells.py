"""Walk over the cells of a cube in the order of its axes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product

from wegwijzer.core.survey.publication import Category, Cube, Figure, Key, Measure


def cells(cube: Cube) -> Iterator[tuple[Key, tuple[Category, ...]]]:
    """Every cell, hidden ones too, the last axis fastest."""
    for categories in product(*(axis.categories for axis in cube.axes)):
        yield tuple(category.id for category in categories), categories


def figure(cube: Cube, key: Key, measure: Measure) -> Figure | None:
    """A figure of a cell; None where the cell is hidden."""
    if key in cube.hidden:
        return None
    return cube.figures.get(key, {}).get(measure.id)


def number(found: Figure | None) -> int | float | None:
    """The number to write: whole where it is whole, shares with as many digits as tell; None where there is none."""
    if found is None or found.number is None or not math.isfinite(found.number):
        return None
    return found.number if isinstance(found.number, int) else shortened(found.number)


def shortened(value: float) -> float:
    """A number without the digits that floating-point arithmetic leaves behind."""
    return round(value, 10)
