"""The portfolio: 200 filings from files to the list on screen, the list itself, and one client sheet on paper.

Asked through Django's test client on a database of its own, so that everything but the network is in the figures. The
floor of an upload is reading the same files and their lights without the website; that of the list is a page that
does next to nothing.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from benchmarks.reporting import Measured, milliseconds
from tests.filing_files import csv_of, wide_table, xbrl, zip_of
from tests.filings import Filing, portfolio_with_ten_in_trouble
from wegwijzer.cli.django_setup import start_django
from wegwijzer.core.accounts.history import join_filings
from wegwijzer.core.knipperlichten.reading import read_lights
from wegwijzer.readers.accounts.reading import read_accounts
from wegwijzer.readers.accounts.uploads import Upload
from wegwijzer.readers.knipperlichten import shipped_board

FILINGS = 200
UPLOADS, PAGES = 10, 60
UPLOAD_LIMIT_MS, PAGE_LIMIT_MS = 2_000.0, 500.0
DAY = date(2026, 11, 24)
_CLIENT = re.compile(r'cell-client"><a href="/nl/klanten/([0-9a-f-]{36})/')


def measure() -> list[Measured]:
    """Time uploads in two formats, each into an empty portfolio, and pages of a full one."""
    filings = [client[0] for client in portfolio_with_ten_in_trouble(FILINGS)]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WEGWIJZER_DATABASE"] = str(Path(folder) / "bench.sqlite3")
        os.environ["WEGWIJZER_REGISTERS"] = str(Path(folder) / "registers")
        os.environ["WEGWIJZER_POSTS_PER_MINUTE"] = "100000"
        start_django(migrate=True)
        found = _uploads("CSV", "clients.csv", csv_of(wide_table(filings)))
        found += _uploads("zip of XBRL", "clients.zip", _xbrl_zip(filings))
        return found + _pages(csv_of(wide_table(filings)))


def _xbrl_zip(filings: list[Filing]) -> bytes:
    return zip_of({f"{filing.entity}.xbrl": xbrl(filing) for filing in filings})


def _uploads(kind: str, name: str, content: bytes) -> list[Measured]:
    floor = milliseconds([_seconds(lambda: _without_web(name, content)) for _ in range(UPLOADS)])
    times = milliseconds([_seconds(lambda: _upload(name, content)) for _ in range(UPLOADS)])
    return [
        Measured(f"{FILINGS} filings in a {kind}: read, with their lights (the floor)", floor, None, None),
        Measured(f"{FILINGS} filings in a {kind}: upload to the list on screen", times, UPLOAD_LIMIT_MS, floor),
    ]


def _without_web(name: str, content: bytes) -> None:
    read = read_accounts([Upload(name, BytesIO(content))])
    if len(list(read_lights(join_filings(read.filings), shipped_board(DAY)))) != FILINGS:
        raise RuntimeError(f"not all filings of {name} were read")


def _upload(name: str, content: bytes) -> object:
    """A new visitor sends the file and follows to the list."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    visitor = Client(headers={"host": "localhost"})
    page = visitor.post("/nl/klanten/laden/", {"bestand": SimpleUploadedFile(name, content)}, follow=True)
    if f"{FILINGS} klanten" not in page.content.decode():
        raise RuntimeError("the upload did not end on the list")
    return visitor


def _pages(content: bytes) -> list[Measured]:
    visitor = _upload("clients.csv", content)
    page = visitor.get("/nl/klanten/")  # type: ignore[attr-defined]
    client = _CLIENT.search(page.content.decode())[1]  # type: ignore[index]

    def timed(path: str) -> list[float]:
        return [_seconds(lambda: visitor.get(path)) for _ in range(PAGES)]  # type: ignore[attr-defined]

    floor = milliseconds(timed("/healthz"))
    return [
        Measured("/healthz (the floor)", floor, None, None, "p95"),
        Measured("list of 200 clients", milliseconds(timed("/nl/klanten/")), PAGE_LIMIT_MS, floor, "p95"),
        Measured("client sheet", milliseconds(timed(f"/nl/klanten/{client}/")), PAGE_LIMIT_MS, floor, "p95"),
        Measured(
            "client sheet on paper", milliseconds(timed(f"/nl/klanten/{client}/pdf/")), PAGE_LIMIT_MS, floor, "p95"
        ),
    ]


def _seconds(done: Callable[[], object]) -> float:
    start = time.perf_counter()
    done()
    return time.perf_counter() - start
