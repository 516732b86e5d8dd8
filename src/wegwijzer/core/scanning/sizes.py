"""The EU size class of a firm that stands alone, for every combination of ranks its three figures may have.

Each figure allows a range of ranks, from `low` to `high`, both 0 to 3. The three ranges pack into one number of 12
bits. The one-firm reading itself tells of each such number what the classes are and which figures could still change
them.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from wegwijzer.core.band import Band
from wegwijzer.core.firm.size import Figures, size_and_open_facts
from wegwijzer.core.firm.size_year import LARGE, SizeCeilings
from wegwijzer.core.scanning.waiting import SIZE_BITS

CODES = 1 << 12
"""How many packed ranges there are, those that stand upside down included."""

SHIFTS = {"fte": 0, "turnover_eur": 4, "balance_sheet_total_eur": 8}
"""Where the range of each figure stands in the packed number: its low rank, and two bits further its high rank."""


class PackedSize(NamedTuple):
    """The lowest and highest class, and the bits (`SIZE_BITS`) of the figures that could change it."""

    lowest: int
    highest: int
    open_bits: int


@lru_cache(maxsize=8 * CODES)
def packed_size(code: int, ceilings: SizeCeilings) -> PackedSize:
    """What a packed range means under the ceilings of a day; one that stands upside down, which no firm has, may be
    any class."""
    limits = {
        "fte": ceilings.staff,
        "turnover_eur": ceilings.turnover_eur,
        "balance_sheet_total_eur": ceilings.balance_sheet_total_eur,
    }
    bands = []
    for fact, shift in SHIFTS.items():
        low, high = code >> shift & 3, code >> shift + 2 & 3
        if low > high:
            return PackedSize(0, int(LARGE), 0)
        bands.append(_band(limits[fact], low, high, is_staff=fact == "fte"))
    size, facts = size_and_open_facts(Figures(*bands), ceilings=ceilings)
    return PackedSize(size.lowest, size.highest, sum(SIZE_BITS[fact] for fact in facts))


def _band(limits: tuple[Decimal, ...], low: int, high: int, *, is_staff: bool) -> Band:
    """A band that has just these ranks, and is no exact number: staff counts from its limit on, euro beyond it."""
    step = Decimal(0) if is_staff else Decimal("0.01")
    start = Decimal(0) if low == 0 else limits[low - 1] + step
    if high == LARGE:
        return Band(start, None)
    end = limits[high] - Decimal("0.01") if is_staff else limits[high]
    return Band(start, end)
