"""Which cells of a cross table may not be shown, by their rows and by their weights."""

from __future__ import annotations

import numpy as np

from wegwijzer.core.disclosure.protecting import protect
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.weighing import weighted_table
from wegwijzer.core.survey.crossing import Crossed
from wegwijzer.core.survey.labels import Codes, Labels, coded


def hidden_cells(crossed: Crossed, rules: DisclosureRules) -> frozenset[tuple[str, str]]:
    """The cells to hide, by row and column: small ones, those that a few weights make up, and what would tell them.

    Raises DisclosureError where the table is too small to show anything of it.
    """
    table = crossed.table
    axes = {"row": table.rows, "col": table.cols}
    places = [
        _places(answers, names, crossed.within) for answers, names in zip(crossed.answers, axes.values(), strict=True)
    ]
    found = protect(weighted_table(axes, places, crossed.refined.design.row_weights, rules), rules)
    cells = ((row, col) for row in table.rows for col in table.cols)
    return frozenset(place for place in cells if found.hides({"row": place[0], "col": place[1]}))


def _places(answers: Labels, names: tuple[str, ...], within: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Codes:
    """Where the answer of each row stands among the table's; below 0 for rows that are not in it."""
    found = coded(answers)
    order = {name: place for place, name in enumerate(names)}
    by_code = np.array([*(order.get(name, -1) for name in found.names), -1], np.int64)
    return np.where(within, by_code[found.codes], -1)
