"""Load a batch of annual accounts into the store, and bring the positions by sector up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.core.firm.size import SizeCeilings
from wegwijzer.core.knipperlichten.light import LightBoard
from wegwijzer.readers.accounts.limits import DEFAULT_LIMITS, Limits
from wegwijzer.readers.accounts.reading import iter_accounts
from wegwijzer.readers.accounts_store.activities import registered_activities
from wegwijzer.readers.accounts_store.store import OWN_ACTIVITIES, AccountsStore, LoadCount, StoreCount
from wegwijzer.readers.kbo.lookup import open_register

EVERY_FAULT = replace(DEFAULT_LIMITS, faults_a_file=10**12)
"""The limits of a load: its faults are told as they come, so none has to be left out."""


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load brought: `files` are those of which something was read or reported, `enterprises` those whose
    filings were in them, `held` what the store holds now."""

    files: int
    count: LoadCount
    enterprises: int
    faults: int
    held: StoreCount


@dataclass(frozen=True, slots=True)
class SectorSummary:
    """The table of positions: how many firms it rests on, and whether it had to be computed anew."""

    firms: int
    is_renewed: bool


def load_accounts(
    paths: Sequence[Path],
    store: AccountsStore,
    *,
    on_fault: Callable[[Fault], None],
    on_stored: Callable[[int], None],
    limits: Limits = EVERY_FAULT,
) -> LoadSummary:
    """Store every filing of the batch. `on_stored` is told how many are safe on disk, after every few thousand."""
    files: set[str] = set()
    faults = 0

    def filings() -> Iterator[Filing]:
        nonlocal faults
        for item in iter_accounts(paths, limits=limits):
            files.add(_file_of(item.where))
            if isinstance(item, Filing):
                yield item
            else:
                faults += 1
                on_fault(item)

    count = LoadCount()
    for stored in store.load(filings()):
        count = count.plus(stored)
        on_stored(count.filings)
    return LoadSummary(len(files), count, store.touched(), faults, store.count())


def renew_positions(store: AccountsStore, board: LightBoard, ceilings: SizeCeilings, registers: Path) -> SectorSummary:
    """Compute the table of positions by sector anew, unless it is up to date with lights, accounts and register."""
    with ExitStack() as stack:
        register = open_register(registers)
        activities = OWN_ACTIVITIES if register is None else registered_activities(stack.enter_context(register))
        if store.needs_sector_table(board, ceilings, activities):
            return SectorSummary(store.renew_sector_table(board, ceilings, activities).firms, True)
        table = store.sector_table(board)
        return SectorSummary(table.firms if table is not None else 0, False)


def _file_of(where: str) -> str:
    """The file that a place is in: places are told as file, file:line or file, sheet, row."""
    return where.partition(", sheet ")[0].rpartition(":")[0] or where
