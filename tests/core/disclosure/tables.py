"""Random tables, and what a reader finds by trying every table of whole numbers."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import strategies as st

from wegwijzer.core.disclosure.tables import Dimension, Table

ROWS = ("koploper", "volger", "niet_innovatief")
COLUMNS = ("10-49", "50-99", "100+")
OTHERS = ("higtech", "lowtech")


def two_way(most: int = 20):
    """Tables of two dimensions, of at most three by three."""
    return st.tuples(st.integers(2, 3), st.integers(2, 3)).flatmap(
        lambda shape: st.lists(
            st.lists(st.integers(0, most), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
        ).map(lambda rows: Table.of({"segment": ROWS[: shape[0]], "size": COLUMNS[: shape[1]]}, rows))
    )


def linked(most: int = 14):
    """Two tables of the same firms that share the margin of segments."""
    cube = st.lists(st.integers(0, most), min_size=12, max_size=12)

    def tables(numbers: list[int]) -> list[Table]:
        inner = np.array(numbers).reshape(2, 3, 2)
        return [
            Table.of({"segment": ROWS[:2], "size": COLUMNS}, inner.sum(axis=2)),
            Table.of({"segment": ROWS[:2], "technology": OTHERS}, inner.sum(axis=1)),
        ]

    return cube.map(tables)


def three_way(most: int = 9):
    """Tables of two by two by two."""
    axes = {"segment": ROWS[:2], "size": COLUMNS[:2], "technology": OTHERS}
    numbers = st.lists(st.integers(0, most), min_size=8, max_size=8)
    return numbers.map(lambda found: Table.of(axes, np.array(found).reshape(2, 2, 2)))


def hierarchical(most: int = 12):
    """Sectors in two divisions, by segment."""
    sectors = Dimension("sector", ("c10", "c13", "g46", "g47"), {"c": ("c10", "c13"), "g": ("g46", "g47")})
    numbers = st.lists(st.integers(0, most), min_size=8, max_size=8)
    return numbers.map(
        lambda found: Table((sectors, Dimension("segment", ROWS[:2])), np.array(found, np.int64).reshape(4, 2))
    )


def possible_counts(table: Table, hidden: set, least: int, most: int) -> dict:
    """For each hidden cell, every count that it has in some table that looks the same where it is shown.

    Tries all tables whose inner cells are at most `most`: slow, and right.
    """
    names = list(table.cells())
    true = {name: int(table.counts[table.under(members)].sum()) for name, members in names}
    covers = {name: table.under(members) for name, members in names}
    inner = [name for name, members in names if all(member is not None for member in members)]
    inner = [
        name for name in inner if all(not d.groups or dict(name)[d.name] in d.categories for d in table.dimensions)
    ]
    choices = [range(least if true[name] else 0, most + 1) if name in hidden else (true[name],) for name in inner]
    order = [tuple(int(part.flat[0]) for part in covers[name]) for name in inner]
    found: dict = {name: set() for name in hidden}
    for numbers in product(*choices):
        counts = np.zeros_like(table.counts)
        for place, number in zip(order, numbers, strict=True):
            counts[place] = number
        sums = {name: int(counts[under].sum()) for name, under in covers.items()}
        if all(sums[name] == true[name] for name in sums if name not in hidden):
            for name in hidden:
                found[name].add(sums[name])
    return found
