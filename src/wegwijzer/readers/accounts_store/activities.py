"""The activity of an enterprise whose accounts do not tell it, from the loaded register of enterprises (KBO).

Accounts as they are deposited hold no activity: without this, only exports that have a column for it would count in
the positions by sector.
"""

from __future__ import annotations

from wegwijzer.core.accounts.history import AccountsHistory
from wegwijzer.core.firm.registered import main_activity
from wegwijzer.readers.accounts_store.store import Activities
from wegwijzer.readers.kbo.lookup import Register

_UNKNOWN = ("", "")


def registered_activities(register: Register) -> Activities:
    """The activity that the accounts tell, else the main activity in the register, while it is open."""

    def activity_of(history: AccountsHistory) -> tuple[str, str]:
        if history.nace:
            return history.nace, history.nace_version
        if not (len(history.entity) == 10 and history.entity.isdigit()):
            return _UNKNOWN  # a client's label
        try:
            firm = register.by_number(history.entity)
        except ValueError:
            return _UNKNOWN
        return _UNKNOWN if firm is None else main_activity(firm.activities) or _UNKNOWN

    return Activities(f"accounts, else kbo extract {register.extract}", activity_of)
