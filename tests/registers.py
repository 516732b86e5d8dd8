"""Small registers for tests: a baker with accounts, a bankrupt firm, and a sole trader."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.core.accounts.builders import a_filing, a_year
from tests.kbo_dumps import Dump, enterprise_number, establishment_number, write_folder
from wegwijzer.readers.accounts_store.store import open_accounts_to_load
from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.readers.kbo.filling import NoProgress
from wegwijzer.readers.kbo.loading import load_kbo

BAKER, BANKRUPT, TRADER, UNKNOWN = (parse_enterprise_number(enterprise_number(4_100_000 + place)) for place in range(4))


def a_registers_folder(folder: Path, dump_folder: Path) -> Path:
    """Load a dump of three firms and the baker's accounts into the folder."""
    dump = (
        Dump()
        .firm(
            _dotted(BAKER),
            names=(("2", "001", "Bakkerij De Verzonnen Korst"),),
            seat=("8500", "Kortrijk"),
            activities=(("001", "2008", "10711", "MAIN"),),
            establishments=((establishment_number(1), "8500", "Kortrijk"),),
        )
        .firm(_dotted(BANKRUPT), situation="050", names=(("2", "001", "Verzonnen Weverij"),), seat=("9000", "Gent"))
        .firm(
            _dotted(TRADER),
            kind="1",
            names=(("2", "001", "Janssens Jan"), ("2", "003", "Snoeiwerk Jan")),
            establishments=((establishment_number(2), "3500", "Hasselt"),),
        )
    )
    load_kbo(write_folder(dump_folder, dump.texts()), folder, progress=NoProgress())
    with open_accounts_to_load(folder) as store:
        store.add([a_filing(a_year(end=date(2025, 12, 31)), a_year(r9087=8.0), entity=BAKER)])
    return folder


def _dotted(number: str) -> str:
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"
