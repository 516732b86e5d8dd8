"""From annual accounts to warning lights: a whole country's filings, a client portfolio of XBRL, and a cold start.

`python -m benchmarks.signals [FILINGS]`. The large file is cut at ends of lines, and two processes read the pieces with
the product's own reader. Beside it the machine's limit: the same two processes that only read and split the pieces.
"""

from __future__ import annotations

import io
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

from benchmarks.reporting import Figure, Measured, line, milliseconds
from tests.filing_files import write_wide_csv, xbrl, zip_of
from tests.filings import portfolio_with_ten_in_trouble
from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.accounts.history import join_filings, join_sorted
from wegwijzer.core.knipperlichten.reading import BLOCK, light_columns, read_lights, scores
from wegwijzer.readers.accounts.reading import iter_accounts, read_accounts
from wegwijzer.readers.accounts.uploads import Upload
from wegwijzer.readers.knipperlichten import shipped_board

FILINGS = 450_000
LIMIT_MS, LIMIT_MB = 60_000.0, 2_000.0
XBRL_FILINGS, XBRL_LIMIT_MS = 200, 1_500.0
COLD_LIMIT_MS = 1_000.0
DAY = date(2026, 11, 24)

_PROCESSES = 2
_PIECE = 16 << 20
_MANY = 20_000

T = TypeVar("T")


@dataclass(frozen=True)
class Piece:
    """A part of the file, from one end of a line to another."""

    path: Path
    start: int
    end: int


@dataclass(frozen=True)
class Done:
    """What a process made of a piece, and how much memory it ever took."""

    rows: int
    peak_mb: float


def measure(filings: int = FILINGS) -> Iterator[Measured | Figure]:
    """Every line of the report; the size of the large file can be made smaller for a quick run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "filings.csv"
        _in_processes(_write, [(path, filings)], 1)
        yield from _large_file(path, filings)
        yield from _core_alone(path)
        yield from _portfolio(Path(folder))
        yield from _cold_start(path, Path(folder))


def _large_file(path: Path, filings: int) -> Iterator[Measured | Figure]:
    pieces = list(_pieces(path))
    start = time.perf_counter()
    scanned = _in_processes(_scan, pieces, _PROCESSES)
    scan = milliseconds([time.perf_counter() - start])
    start = time.perf_counter()
    read = _in_processes(_lights, pieces, _PROCESSES)
    lights = milliseconds([time.perf_counter() - start])
    if sum(done.rows for done in read) != filings or sum(done.rows for done in scanned) != filings:
        raise RuntimeError("not every filing was read")
    size = path.stat().st_size / 1e6
    yield Measured(f"{filings:,} filings ({size:.0f} MB): read and split only (the floor)", scan, None, None)
    yield Measured(f"{filings:,} filings: from the file to lights and scores, 2 cores", lights, LIMIT_MS, scan)
    peak = sum(sorted((done.peak_mb for done in read), reverse=True)[:_PROCESSES]) + _peak_mb()
    yield Figure("the same: peak memory of all processes together", peak, "MB", LIMIT_MB)
    yield Figure("the same: filings", filings / lights.p50 * 1000, "a second", None)


def _core_alone(path: Path) -> Iterator[Figure]:
    """Lights of accounts that are in memory already, on one core."""
    board = shipped_board(DAY)
    filings = (item for item in iter_accounts([path]) if isinstance(item, Filing))
    histories = list(join_sorted(islice(filings, _MANY)))
    years, forms = [history.latest for history in histories], [history.legal_form for history in histories]
    best = min(_seconds(lambda: scores(light_columns(years, forms, board), _weights())) for _ in range(3))
    yield Figure("lights alone, accounts in memory, 1 core", len(years) * len(board.lights) / best, "a second", None)


def _portfolio(folder: Path) -> Iterator[Measured]:
    clients = portfolio_with_ten_in_trouble(XBRL_FILINGS, years=1)
    path = folder / "portfolio.zip"
    path.write_bytes(zip_of({f"{filing.entity}.xbrl": xbrl(filing) for (filing, *_) in clients}))
    board = shipped_board(DAY)

    def unpack() -> None:
        from zipfile import ZipFile

        with ZipFile(path) as archive:
            for name in archive.namelist():
                archive.read(name)

    def read() -> None:
        found = list(read_lights(join_filings(read_accounts([path]).filings), board))
        if len(found) != XBRL_FILINGS:
            raise RuntimeError(f"{len(found)} readings of {XBRL_FILINGS} filings")

    floor = milliseconds([_seconds(unpack) for _ in range(5)])
    times = milliseconds([_seconds(read) for _ in range(5)])
    yield Measured(f"{XBRL_FILINGS} XBRL filings in a zip: unpacked only (the floor)", floor, None, None)
    yield Measured(f"{XBRL_FILINGS} XBRL filings in a zip: to lights and scores", times, XBRL_LIMIT_MS, floor)


def _cold_start(path: Path, folder: Path) -> Iterator[Measured]:
    one = folder / "client.csv"
    with path.open("rb") as file:
        one.write_bytes(b"".join(islice(file, 4)))
    command = [str(Path(sys.executable).parent / "wegwijzer"), "signals", str(one), "--json"]

    def run(words: list[str]) -> float:
        return _seconds(lambda: subprocess.run(words, check=True, stdout=subprocess.DEVNULL))

    floor = milliseconds([run([sys.executable, "-c", "pass"]) for _ in range(10)])
    signals = milliseconds([run(command) for _ in range(10)])
    yield Measured("wegwijzer signals on a CSV of 3 clients from a cold start", signals, COLD_LIMIT_MS, floor)


def _write(job: tuple[Path, int]) -> None:
    path, filings = job
    write_wide_csv(path, filings, troubled_share=0.05)


def _pieces(path: Path) -> Iterator[Piece]:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.readline()
        start = file.tell()
        while start < size:
            file.seek(min(start + _PIECE, size))
            file.readline()
            end = file.tell()
            yield Piece(path, start, end)
            start = end


def _bytes_of(piece: Piece) -> bytes:
    with piece.path.open("rb") as file:
        header = file.readline()
        file.seek(piece.start)
        return header + file.read(piece.end - piece.start)


def _scan(piece: Piece) -> Done:
    rows = 0
    for text in io.BytesIO(_bytes_of(piece)):
        rows += len(text.split(b",")) > 1
    return Done(rows - 1, _peak_mb())


def _lights(piece: Piece) -> Done:
    board = shipped_board(DAY)
    upload = Upload(piece.path.name, io.BytesIO(_bytes_of(piece)))
    histories = join_sorted(item for item in iter_accounts([upload]) if isinstance(item, Filing))
    rows = 0
    while block := list(islice(histories, BLOCK)):
        columns = light_columns([item.latest for item in block], [item.legal_form for item in block], board)
        rows += len(scores(columns, _weights()))
    return Done(rows, _peak_mb())


def _weights() -> list[int]:
    return [version.weight for _, version in shipped_board(DAY).lights]


def _in_processes(work: Callable[[T], Done | None], jobs: list[T], processes: int) -> list[Done]:
    """The results of new processes, which know nothing of this one."""
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        return [done for done in pool.map(work, jobs) if done is not None]


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    for measured in measure(*(int(argument) for argument in sys.argv[1:2])):
        print(line(measured), flush=True)
