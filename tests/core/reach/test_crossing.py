"""Two filters at once: the counts are right, small ones are hidden, and combining all that is shown gives none away."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from wegwijzer.core.disclosure.polytope import Polytope
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.reach.crossing import OTHERS, crossings
from wegwijzer.core.reach.reaching import reach
from wegwijzer.core.reach.use import Classes, Firms, Uses

RULES = DisclosureRules(minimum_count=5)
NAMES = {
    "size": ("micro", "small", "medium", "large"),
    "sector": ("food", "metal", "wood"),
    "province": ("antwerpen", "limburg", "brussel"),
}
FIRMS = 6000
SHARES = {3: (0.6, 0.3, 0.1), 4: (0.5, 0.25, 0.15, 0.1)}


def drawn(seed: int, users: int = 480) -> tuple[Uses, Firms]:
    """A population with uneven classes, and users of whom some classes are not known."""
    draw = np.random.default_rng(seed)
    places = {name: draw.choice(len(known), FIRMS, p=SHARES[len(known)]) for name, known in NAMES.items()}
    # Large firms are mostly in one province, medium ones mostly in one sector: so some cells are small.
    places["province"] = np.where((places["size"] == 3) & (draw.random(FIRMS) < 0.85), 0, places["province"])
    places["sector"] = np.where((places["size"] == 2) & (draw.random(FIRMS) < 0.8), 1, places["sector"])
    who = draw.choice(FIRMS, users, replace=False)
    known = draw.random(users) > 0.03
    classes = {name: Classes(NAMES[name], np.where(known, places[name][who], -1)) for name in NAMES}
    uses = Uses(who, np.zeros(users, np.int64), np.full(users, 2025), ("a",), classes, np.ones(users))
    return uses, Firms(np.ones(FIRMS), {name: Classes(NAMES[name], found) for name, found in places.items()})


@pytest.mark.parametrize("seed", range(4))
def test_what_is_shown_is_what_a_count_by_hand_gives(seed):
    uses, firms = drawn(seed)
    found = crossings(uses, firms, reach(uses, firms, 2025, rules=RULES), rules=RULES)
    shown = 0
    for crossing in found:
        one, other = crossing.rows, crossing.columns
        for cell in crossing.cells:
            if cell.rate is None or OTHERS in (cell.row, cell.column):
                continue
            shown += 1
            is_user = (uses.classes[one].places == NAMES[one].index(cell.row)) & (
                uses.classes[other].places == NAMES[other].index(cell.column)
            )
            is_firm = (firms.classes[one].places == NAMES[one].index(cell.row)) & (
                firms.classes[other].places == NAMES[other].index(cell.column)
            )
            assert (cell.rate.count, cell.rate.of) == (int(is_user.sum()), float(is_firm.sum()))
            assert not 0 < cell.rate.count < RULES.minimum_count
    assert shown > 5


@pytest.mark.parametrize("seed", range(6))
def test_combining_every_filter_leaves_a_small_number_unknown(seed):
    """A reader who solves all that every combination of filters shows still has five numbers left for a small one."""
    uses, firms = drawn(seed)
    found = reach(uses, firms, 2025, rules=RULES)
    told = [one for one in crossings(uses, firms, found, rules=RULES) if one.is_told]
    assert told
    names = {one.rows: [] for one in told} | {one.columns: [] for one in told}
    for one in told:
        names[one.rows] = list(dict.fromkeys(cell.row for cell in one.cells))
        names[one.columns] = list(dict.fromkeys(cell.column for cell in one.cells))
    dimensions = list(names)
    inner = list(product(*names.values()))

    def row_of(**where: str) -> np.ndarray:
        wanted = [(dimensions.index(name), value) for name, value in where.items()]
        return np.array([float(all(cell[at] == value for at, value in wanted)) for cell in inner])

    equations, values, hidden = [row_of()], [float(found.whole.count)], []
    for by in found.by:
        for cell in by.cells:
            if cell.rate is not None and by.dimension in names and cell.category in names[by.dimension]:
                equations.append(row_of(**{by.dimension: cell.category}))
                values.append(float(cell.rate.count))
    for one in told:
        for cell in one.cells:
            where = row_of(**{one.rows: cell.row, one.columns: cell.column})
            if cell.rate is None:
                hidden.append(where)
            else:
                equations.append(where)
                values.append(float(cell.rate.count))
    points = Polytope(np.array(equations), np.array(values), np.full(len(inner), np.inf))
    counts = _true_counts(uses, names, inner)
    small = [form for form in hidden if 0 < form @ counts < RULES.minimum_count]
    assert small
    for form in small:
        low, high = points.least(form)[0], -points.least(-form)[0]
        assert low <= form @ counts <= high
        assert high - max(low, 1.0) >= RULES.minimum_count - 1 - 1e-6, (low, high)


def test_a_file_with_hardly_any_users_shows_no_crossing():
    uses, firms = drawn(1, users=4)
    found = crossings(uses, firms, reach(uses, firms, 2025, rules=RULES), rules=RULES)
    assert found
    assert not any(one.is_told or one.cells for one in found)


def _true_counts(uses: Uses, names: dict[str, list[str]], inner: list[tuple[str, ...]]) -> np.ndarray:
    labels = []
    for dimension, kept in names.items():
        known = [*uses.classes[dimension].names, ""]
        labels.append([known[place] if known[place] in kept else OTHERS for place in uses.classes[dimension].places])
    rows = list(zip(*labels, strict=True))
    return np.array([float(rows.count(cell)) for cell in inner])
