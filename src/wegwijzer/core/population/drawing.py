"""Random values by place: row 5 has the same ones whatever rows are made before, beside or after it.

Each value is a hash of the seed, the name of what is drawn and the row (splitmix64: Steele, Lea & Flood 2014, "Fast
splittable pseudorandom number generators"). So a population can be made in pieces of any size, a longer one begins as
a shorter one does, and no release of a library changes it.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.uint64]

_STEP = np.uint64(0x9E3779B97F4A7C15)
"""2**64 over the golden ratio: multiples of it fall evenly, however many there are."""
_MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
_FRACTION, _HALF = np.float64(2.0**-53), np.float64(2.0**-32)
_LOWER_HALF = np.uint64(0xFFFFFFFF)
_QUANTILES = 65_536


class Draws:
    """Random values for some rows of one population."""

    def __init__(self, seed: int, walk: Places) -> None:
        """`walk` holds the rows as `rows_from` gives them."""
        self._seed = seed
        self._walk = walk

    @classmethod
    def rows_from(cls, seed: int, first: int, count: int) -> Draws:
        """For the rows from place `first` on, counted from 0."""
        return cls(seed, np.arange(first + 1, first + count + 1, dtype=np.uint64) * _STEP)

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self._walk)

    def only(self, rows: Integers) -> Draws:
        """For some of the rows, by their place among these; each has the values that it has here."""
        return Draws(self._seed, self._walk[rows])

    def chance(self, name: str) -> Numbers:
        """Numbers from 0 up to but not 1, all alike likely; another name, other numbers."""
        return np.asarray((self._hashed(name) >> np.uint64(11)) * _FRACTION)

    def two_chances(self, name: str) -> tuple[Numbers, Numbers]:
        """Two such numbers a row that know nothing of each other, in steps of 2**-32."""
        mixed = self._hashed(f"{name} two")
        return np.asarray((mixed >> np.uint64(32)) * _HALF), np.asarray((mixed & _LOWER_HALF) * _HALF)

    def normal(self, name: str) -> Numbers:
        """Numbers of the normal distribution with mean 0 and standard deviation 1, to within 65,536 steps."""
        return normal_quantiles()[(self._hashed(f"{name} normal") >> np.uint64(48)).astype(np.int64)]

    def even(self, name: str) -> Numbers:
        """Numbers from 0 up to but not 1 that fill the range evenly: any share of it gets its share of the rows.

        The rows of a share differ from the exact number by a few, not by the square root of it.
        """
        return np.asarray(((self._walk + _key(self._seed, name)) >> np.uint64(11)) * _FRACTION)

    def _hashed(self, name: str) -> Places:
        mixed = self._walk + _key(self._seed, name)
        shifted = np.empty_like(mixed)
        for shift, factor in _MIX:
            np.right_shift(mixed, np.uint64(shift), out=shifted)
            mixed ^= shifted
            mixed *= np.uint64(factor)
        np.right_shift(mixed, np.uint64(31), out=shifted)
        mixed ^= shifted
        return mixed


def _key(seed: int, name: str) -> np.uint64:
    return np.uint64(int.from_bytes(sha256(f"{seed} {name}".encode()).digest()[:8], "little"))


@cache
def normal_quantiles() -> Numbers:
    """The middle of each of 65,536 equal parts of the normal distribution."""
    quantile = NormalDist().inv_cdf
    return np.array([quantile((place + 0.5) / _QUANTILES) for place in range(_QUANTILES)])
