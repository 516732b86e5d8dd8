"""What the loaded registers know of one firm: enterprises (KBO) first, then annual accounts (NBB)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wegwijzer.core.accounts.facts import accounts_facts, earlier_figures
from wegwijzer.core.accounts.history import AccountsHistory
from wegwijzer.core.firm.facts import KnownFact
from wegwijzer.core.firm.once_only import with_registers
from wegwijzer.core.firm.profile import Profile, YearFigures
from wegwijzer.readers.kbo.lookup import open_register
from wegwijzer.readers.registers import ACCOUNTS_FILE


@dataclass(frozen=True, slots=True)
class KnownFirm:
    """One firm as the registers know it.

    `kbo_as_of` is the day of the loaded register of enterprises, None where none is loaded; `is_registered` whether it
    holds the firm. `history` are its loaded accounts.
    """

    number: str
    kbo_as_of: date | None
    is_registered: bool
    name: str = ""
    facts: Mapping[str, KnownFact] = field(default_factory=dict, hash=False)
    previous_years: tuple[YearFigures, ...] = ()
    history: AccountsHistory | None = None

    def fill_in(self, profile: Profile) -> Profile:
        """The profile with what the registers know; what it states goes before it."""
        return with_registers(profile, self.facts, name=self.name, previous_years=self.previous_years)


def known_firm(number: str, *, folder: Path, read_on: date) -> KnownFirm:
    """What the registers in that folder know of an enterprise number; nothing where none is loaded.

    Raises InputError when a register file cannot be read, ValueError when it is no enterprise number.
    """
    facts: dict[str, KnownFact] = {}
    name, as_of, is_registered = "", None, False
    register = open_register(folder)
    if register is not None:
        with register:
            as_of = register.as_of
            firm = register.by_number(number)
            if firm is not None:
                is_registered, name, facts = True, firm.name, dict(register.facts(firm))
    history = _accounts(number, folder)
    years: tuple[YearFigures, ...] = ()
    if history is not None:
        facts = {**accounts_facts(history, read_on=read_on), **facts}
        years, name = earlier_figures(history), name or history.name
    return KnownFirm(number, as_of, is_registered, name, facts, years, history)


def _accounts(number: str, folder: Path) -> AccountsHistory | None:
    if not (folder / ACCOUNTS_FILE).is_file():
        return None
    # Brings NumPy, for which most advice need not wait.
    from wegwijzer.readers.accounts_store.store import open_accounts

    store = open_accounts(folder)
    if store is None:
        return None
    with store:
        return store.history(number)
