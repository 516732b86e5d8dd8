"""Random uses and populations for the tests of reach, small enough to count by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from wegwijzer.core.reach.use import Classes, Firms, Uses

SIZES, SECTORS = ("small", "medium", "large"), ("food", "metal")
YEARS = (2020, 2021, 2022)
MEASURES = ("a", "b")


def uses_of(rows, firms: int = 40) -> Uses:
    """Uses from (firm, measure, year, amount); a firm's size and sector follow from its number."""
    firm = np.array([row[0] for row in rows], np.int64)
    return Uses(
        firm=firm,
        measure=np.array([row[1] for row in rows], np.int64),
        year=np.array([row[2] for row in rows], np.int64),
        measures=MEASURES,
        classes={"size": Classes(SIZES, size_of(firm)), "sector": Classes(SECTORS, sector_of(firm))},
        amount=np.array([row[3] for row in rows], np.float64),
    )


def firms_of(count: int = 40) -> Firms:
    """So many firms, their classes from their number."""
    firm = np.arange(count)
    classes = {"size": Classes(SIZES, size_of(firm)), "sector": Classes(SECTORS, np.abs(sector_of(firm)))}
    return Firms(np.ones(count), classes)


def size_of(firm):
    """Most firms are small."""
    return np.where(firm % 10 < 6, 0, np.where(firm % 10 < 9, 1, 2)).astype(np.int64)


def sector_of(firm):
    """The sector of one firm in seven is not known of its users."""
    return np.where(firm % 7 == 6, -1, firm % 2).astype(np.int64)


@st.composite
def use_rows(draw, firms: int = 40, most: int = 90):
    """Rows that are all different."""
    keys = st.tuples(st.integers(0, firms - 1), st.integers(0, 1), st.sampled_from(YEARS))
    found = draw(st.lists(keys, min_size=1, max_size=most, unique=True))
    amounts = st.one_of(st.just(float("nan")), st.integers(0, 10_000).map(float))
    return [(*key, draw(amounts)) for key in found]
