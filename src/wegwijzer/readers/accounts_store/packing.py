"""Amounts by rubric in a compact and exact form: the numbers of the rubrics, then their amounts.

Whole euro, and euro with cents, take four bytes an amount where all amounts of a year are such; else each is the
double as it was read. The first byte tells which. Rubrics stand in the order of their numbers, so that equal amounts
make equal bytes however they were given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

_WHOLE, _CENTS, _DOUBLES = range(3)
_WIDE = 16
"""Added to the first byte when a rubric's number takes four bytes instead of two."""
_LARGEST_NARROW = 0xFFFF
_INT32_LIMIT = 2.0**31
_CACHED = 4096

Doubles = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Layout:
    """The rubrics of a year: their numbers packed in order, and the place of each in what was given."""

    packed: bytes
    order: npt.NDArray[np.intp]
    is_wide: bool


class AmountsPacker:
    """Packs the amounts of many years at once; `numbers_of` gives the numbers of rubrics, new ones included."""

    def __init__(self, numbers_of: Callable[[Sequence[str]], Sequence[int]]) -> None:
        self._numbers_of = numbers_of
        self._layouts: dict[tuple[str, ...], _Layout] = {}

    def pack(self, years: Sequence[Mapping[str, float]]) -> list[bytes]:
        """The packed form of each."""
        layouts = [self._layout(tuple(amounts)) for amounts in years]
        ends = np.cumsum([len(layout.order) for layout in layouts]).tolist() if layouts else []
        starts = [0, *ends[:-1]]
        if not ends or not ends[-1]:
            return [bytes((_WHOLE,)) for _ in years]
        given = np.fromiter(chain.from_iterable(amounts.values() for amounts in years), np.float64, ends[-1])
        places = [layout.order + start for layout, start in zip(layouts, starts, strict=True)]
        values: Doubles = given[np.concatenate(places)]
        with np.errstate(invalid="ignore", over="ignore"):
            cents = np.rint(values * 100)
            whole = _holds(np.rint(values), values, parts=1)
            hundredths = _holds(cents, values, parts=100)
        is_whole, is_cents = _all(whole, starts, ends), _all(hundredths, starts, ends)
        forms = (
            (np.where(whole, values, 0).astype("<i4").tobytes(), 4),
            (np.where(hundredths, cents, 0).astype("<i4").tobytes(), 4),
            (values.astype("<f8").tobytes(), 8),
        )
        packed = []
        for layout, start, end, of_whole, of_cents in zip(layouts, starts, ends, is_whole, is_cents, strict=True):
            kind = _WHOLE if of_whole else _CENTS if of_cents else _DOUBLES
            data, width = forms[kind]
            first = kind + (_WIDE if layout.is_wide else 0)
            packed.append(bytes((first,)) + layout.packed + data[width * start : width * end])
        return packed

    def forget(self) -> None:
        """Drop what is remembered of rubrics: the numbers given out may have been withdrawn."""
        self._layouts.clear()

    def _layout(self, codes: tuple[str, ...]) -> _Layout:
        found = self._layouts.get(codes)
        if found is None:
            numbers = np.array(self._numbers_of(codes), np.int64)
            order = np.argsort(numbers, kind="stable")
            is_wide = bool(len(numbers)) and int(numbers.max()) > _LARGEST_NARROW
            packed = numbers[order].astype("<u4" if is_wide else "<u2").tobytes()
            found = _Layout(packed, order, is_wide)
            if len(self._layouts) >= _CACHED:
                self._layouts.clear()
            self._layouts[codes] = found
        return found


class AmountsUnpacker:
    """Unpacks amounts; `codes_of` gives the codes of rubrics by their numbers."""

    def __init__(self, codes_of: Callable[[Sequence[int]], Sequence[str]]) -> None:
        self._codes_of = codes_of
        self._layouts: dict[bytes, Sequence[str]] = {}

    def unpack(self, packed: bytes) -> dict[str, float]:
        """The amounts, rubrics in the order of their numbers."""
        kind, is_wide = packed[0] % _WIDE, packed[0] >= _WIDE
        width = 4 if is_wide else 2
        count = (len(packed) - 1) // (width + (8 if kind == _DOUBLES else 4))
        split = 1 + width * count
        if kind == _DOUBLES:
            values = np.frombuffer(packed, "<f8", count, split)
        else:
            values = np.frombuffer(packed, "<i4", count, split).astype(np.float64)
            if kind == _CENTS:
                values = values / 100
        return dict(zip(self._codes(packed[:split], is_wide=is_wide), values.tolist(), strict=True))

    def _codes(self, head: bytes, *, is_wide: bool) -> Sequence[str]:
        found = self._layouts.get(head)
        if found is None:
            numbers = np.frombuffer(head, "<u4" if is_wide else "<u2", -1, 1).tolist() if len(head) > 1 else []
            found = self._codes_of(numbers)
            if len(self._layouts) >= _CACHED:
                self._layouts.clear()
            self._layouts[head] = found
        return found


def _holds(numbers: Doubles, values: Doubles, *, parts: int) -> Flags:
    """Where a whole number of four bytes, in so many parts of a euro, tells the value to the last bit."""
    is_minus_nil = np.signbit(values) & (values == 0)
    found: Flags = (numbers / parts == values) & (np.abs(numbers) < _INT32_LIMIT) & ~is_minus_nil
    return found


def _all(holds: Flags, starts: Sequence[int], ends: Sequence[int]) -> list[bool]:
    """Whether it holds for all values from each start to its end."""
    failures = np.concatenate(([0], np.cumsum(~holds)))
    found: list[bool] = (failures[np.array(ends)] == failures[np.array(starts)]).tolist()
    return found
