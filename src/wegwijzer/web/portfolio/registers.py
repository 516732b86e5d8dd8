"""What registers add to a client: its name and activity, the facts of the KBO, and its place in the sector.

A register that is not loaded, or not to be read just now, tells nothing; the pages then simply show less.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from wegwijzer.core.accounts.history import AccountsHistory
from wegwijzer.core.band import Band
from wegwijzer.core.errors import InputError
from wegwijzer.core.firm.facts import FactSource, FactValue, KnownFact
from wegwijzer.core.firm.registered import RegisteredFirm
from wegwijzer.core.knipperlichten.light import LightBoard
from wegwijzer.core.knipperlichten.position import SectorTable
from wegwijzer.core.knipperlichten.reading import LightReading
from wegwijzer.readers.accounts_store.store import open_accounts
from wegwijzer.readers.kbo.lookup import Register, open_register
from wegwijzer.readers.registers import ACCOUNTS_FILE, registers_folder
from wegwijzer.wording.positions import position_sentence

_ACCOUNTS = "nbb"
_DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Registered:
    """What is known of a firm besides its amounts; `facts` are those of accounts and register together."""

    name: str = ""
    nace: str = ""
    nace_version: str = ""
    facts: Mapping[str, KnownFact] = field(default_factory=dict, hash=False)

    @property
    def unversioned_nace(self) -> str:
        """The activity code that cannot be used because nothing says of which version it is; "" where that is known."""
        return self.nace if self.nace and not self.nace_version else ""


def position_text(
    light: LightReading, known: Registered, history: AccountsHistory, board: LightBoard, language: str
) -> str:
    """Where a light stands in the sector, in a sentence; empty where that cannot be told."""
    table = _sector_table(board)
    if table is None or not known.nace:
        return ""
    size = table.size_of(history.latest.year.amounts.get("20/58"))
    position = table.position(known.nace, known.nace_version, size, light.light, light.value)
    return "" if position is None else position_sentence(position, language)


def _sector_table(board: LightBoard) -> SectorTable | None:
    """The table of the loaded accounts; kept until they are loaded anew."""
    path = registers_folder() / ACCOUNTS_FILE
    try:
        return _kept_table(path.parent, path.stat().st_mtime_ns, board)
    except (InputError, OSError, sqlite3.Error):
        return None


@lru_cache(maxsize=4)
def _kept_table(folder: Path, changed: int, board: LightBoard) -> SectorTable | None:
    store = open_accounts(folder)
    if store is None:
        return None
    with store:
        return store.sector_table(board)


class Registers:
    """The register of enterprises while a page is made, if it is loaded."""

    def __init__(self, register: Register | None) -> None:
        self._register = register

    def look_up(self, history: AccountsHistory) -> Registered:
        """What accounts and register say of the firm itself. The register goes before, for it is of today."""
        said = _said(history)
        firm = self._firm(history.entity)
        if firm is None or self._register is None:
            return Registered(history.name, history.nace, history.nace_version, said)
        facts = {**said, **self._register.facts(firm)}
        nace, version = facts.get("nace"), facts.get("nace_version")
        return Registered(
            history.name or firm.name, str(nace.value) if nace else "", str(version.value) if version else "", facts
        )

    def _firm(self, entity: str) -> RegisteredFirm | None:
        if self._register is None:
            return None
        try:
            return self._register.by_number(entity)
        except (ValueError, sqlite3.Error):
            return None


@contextmanager
def opened_registers() -> Iterator[Registers]:
    """The registers for the time of one page."""
    try:
        register = open_register(registers_folder())
    except (InputError, OSError, sqlite3.Error):
        register = None
    try:
        yield Registers(register)
    finally:
        if register is not None:
            register.close()


def _said(history: AccountsHistory) -> dict[str, KnownFact]:
    """What the accounts say of the firm itself, as facts; a code without its version is none, and is told elsewhere."""
    as_of = history.latest.year.end or date.min
    told: dict[str, FactValue | None] = {"legal_form": history.legal_form, "founded": _founded(history)}
    if history.nace and history.nace_version:
        told |= {"nace": history.nace, "nace_version": history.nace_version}
    return {fact: KnownFact(value, FactSource.REGISTER, as_of, _ACCOUNTS) for fact, value in told.items() if value}


def _founded(history: AccountsHistory) -> Band | None:
    """Not after the first day of the oldest year: a firm with accounts was there. None where no day is known."""
    ends = [(year.year.end, year.months) for year in history.years if year.year.end is not None and year.year.amounts]
    if not ends:
        return None
    end, months = min(ends)
    first = end.toordinal() - round(months * _DAYS_A_MONTH) + 1
    return Band(None, Decimal(first)) if first > 0 else None
