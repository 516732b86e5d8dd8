"""Where the loaded registers are kept: one folder, that commands and the website share."""

from __future__ import annotations

import os
from pathlib import Path

ACCOUNTS_FILE = "accounts.sqlite3"
"""The name of the loaded annual accounts in the folder; here, so that asking for it need not bring the store itself."""

_VARIABLE = "WEGWIJZER_REGISTERS"
_DEFAULT = Path("var") / "registers"


def registers_folder(given: Path | None = None) -> Path:
    """The folder given, else that of the environment, else `var/registers` under the current folder."""
    if given is not None:
        return given
    named = os.environ.get(_VARIABLE, "").strip()
    return Path(named) if named else _DEFAULT
