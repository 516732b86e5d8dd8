"""Tally the lights of many firms into a table of distributions by sector and size.

Only the newest year of each firm counts, whatever that year is. A block of firms is read at a time and only its
values are kept: some 100 bytes a firm for twelve lights, so 50 MB for every company in Belgium.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, pairwise

import numpy as np
import numpy.typing as npt

from wegwijzer.core.accounts.columns import Numbers
from wegwijzer.core.accounts.history import AccountsHistory
from wegwijzer.core.firm.size import SIZE_CLASSES, SizeCeilings
from wegwijzer.core.knipperlichten.light import LightBoard
from wegwijzer.core.knipperlichten.position import (
    ALL_SIZES,
    Distribution,
    SectorGroup,
    SectorTable,
    distribution_of,
    division_of,
    size_of,
)
from wegwijzer.core.knipperlichten.reading import BLOCK, light_columns

ActivityOf = Callable[[AccountsHistory], tuple[str, str]]
"""The NACE code of an enterprise and its version; empty where not known."""

_RULE = "1"
"""Counts the changes of how values become quantiles; part of the digest."""
_SIZES = (ALL_SIZES, *SIZE_CLASSES)

Codes = npt.NDArray[np.int32]


def own_activity(history: AccountsHistory) -> tuple[str, str]:
    """The activity that stands in the accounts themselves."""
    return history.nace, history.nace_version


def lights_digest(board: LightBoard) -> str:
    """What the values of the lights depend on: a table with another digest tells of other lights."""
    told = [_RULE]
    told += [f"{light.id} {light.lower_is_worse} {version.formula.text}" for light, version in board.lights]
    told += [
        f"{rubric.code} {rubric.kind.value} {rubric.is_signed} {rubric.only_when_there_is}"
        for rubric in board.chart.rubrics.values()
    ]
    told += [f"{sum_.total} {sum_.plus} {sum_.minus} {sum_.unless}" for sum_ in board.chart.identities]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def sector_table(
    histories: Iterable[AccountsHistory],
    board: LightBoard,
    ceilings: SizeCeilings,
    *,
    activity_of: ActivityOf = own_activity,
) -> SectorTable:
    """The table of these firms, read in blocks."""
    tally = SectorTally(board, ceilings, activity_of=activity_of)
    remaining = iter(histories)
    while block := list(islice(remaining, BLOCK)):
        tally.add(block)
    return tally.table()


class SectorTally:
    """Takes in firms, block by block, and gives their table at the end."""

    def __init__(self, board: LightBoard, ceilings: SizeCeilings, *, activity_of: ActivityOf = own_activity) -> None:
        self._board = board
        self._ceilings = ceilings
        self._activity_of = activity_of
        self._divisions: dict[tuple[str, str], int] = {}
        self._groups: list[Codes] = []
        self._values: list[Numbers] = []
        self._firms = 0

    def add(self, histories: Sequence[AccountsHistory]) -> None:
        """Take in a block of firms: the value of every light in their newest year. Without a sector a firm is not
        counted."""
        groups, years, forms = [], [], []
        for history in histories:
            nace, version = self._activity_of(history)
            division = division_of(nace)
            if not division:
                continue
            size = size_of(history.latest.year.amounts.get("20/58"), self._ceilings) or ALL_SIZES
            sector = self._divisions.setdefault((version, division), len(self._divisions))
            groups.append(sector * len(_SIZES) + _SIZES.index(size))
            years.append(history.latest)
            forms.append(history.legal_form)
        if not years:
            return
        self._firms += len(years)
        self._groups.append(np.array(groups, np.int32))
        columns = light_columns(years, forms, self._board)
        self._values.append(np.array([column.value for column in columns]).reshape(len(columns), len(years)))

    def table(self) -> SectorTable:
        """The distributions of all that was taken in."""
        found: dict[tuple[SectorGroup, str], Distribution] = {}
        if self._values:
            sized = np.concatenate(self._groups)
            whole = sized - sized % len(_SIZES)
            for place, (light, _) in enumerate(self._board.lights):
                values = np.concatenate([block[place] for block in self._values])
                there = ~np.isnan(values)
                self._spread(found, light.id, sized[there], values[there], is_sized=True)
                self._spread(found, light.id, whole[there], values[there], is_sized=False)
        return SectorTable(
            found,
            {light.id: light.lower_is_worse for light, _ in self._board.lights},
            self._ceilings,
            self._firms,
        )

    def _spread(
        self,
        found: dict[tuple[SectorGroup, str], Distribution],
        light_id: str,
        groups: Codes,
        values: Numbers,
        *,
        is_sized: bool,
    ) -> None:
        """Cut the values of one light into their groups; firms of no known size are in the whole division only."""
        sectors = list(self._divisions)
        order = np.lexsort((values, groups))
        groups, values = groups[order], values[order]
        starts = np.flatnonzero(np.diff(groups, prepend=-1)).tolist()
        for start, end in pairwise([*starts, len(groups)]):
            sector, size = divmod(int(groups[start]), len(_SIZES))
            if is_sized and _SIZES[size] == ALL_SIZES:
                continue
            found[SectorGroup(*sectors[sector], _SIZES[size]), light_id] = distribution_of(values[start:end])
