"""Load registers and read back all that they hold, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wegwijzer.readers.kbo.filling import NoProgress
from wegwijzer.readers.kbo.loading import bad_rows, load_kbo
from wegwijzer.readers.kbo.lookup import open_register

BAKERY, SHOP, PAINTER, WEAVER = "0200.000.142", "0200.000.241", "0200.000.340", "0200.000.439"


def load(path, folder, progress=None):
    """Load a dump without showing progress."""
    return load_kbo(path, folder, progress=progress or NoProgress())


def faults(folder, extract=140):
    """Every bad row as a line of text."""
    return [str(row) for row in bad_rows(folder / "kbo.sqlite3", extract)]


def contents(folder, numbers, words=()):
    """All that the register says of these numbers and names, its own day left out."""
    with open_register(folder) as register:
        firms = [register.by_number(number) for number in numbers]
        return (
            [firm and replace(firm, as_of=date(2026, 1, 1)) for firm in firms],
            [register.by_name(word, limit=50) for word in words],
        )
