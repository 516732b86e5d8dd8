"""SQLite, DuckDB and DuckDB over Parquet as the store of the register of enterprises (decision 12).

`python -m benchmarks.register_stores [ENTERPRISES]`. SQLite is the store that we have, with every row checked; for the
other two DuckDB reads the unpacked csv files and checks nothing. Each runs in a process of its own, for its peak of
memory.
"""

# ruff: noqa: S608 - the names of tables and columns stand in this file

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.reporting import milliseconds
from tests.kbo_dumps import FIRST, TABLES, enterprise_number, synthetic_name, write_synthetic
from wegwijzer.readers.kbo.filling import NoProgress
from wegwijzer.readers.kbo.loading import load_kbo
from wegwijzer.readers.kbo.lookup import open_register

LOOKUPS, SEARCHES, SEED = 300, 60, 2016
KEYS = {"enterprise": "EnterpriseNumber", "establishment": "EnterpriseNumber"}
KEPT = [table for table in TABLES if table not in ("contact", "branch")]
Ask = Callable[[str], object]


def sqlite(dump: Path, folder: Path) -> tuple[Ask, Ask, Callable[[], object], int]:
    """The store that we have."""
    load_kbo(dump, folder, progress=NoProgress())
    register = open_register(folder)
    assert register is not None
    return register.by_number, register.by_name, lambda: None, (folder / "kbo.sqlite3").stat().st_size


def duckdb_file(dump: Path, folder: Path) -> tuple[Ask, Ask, Callable[[], object], int]:
    """One DuckDB file: tables in the order of their key, and an index on it."""
    connection = _duckdb(folder / "kbo.duckdb")
    for table, source in _unpacked(dump, folder):
        key = KEYS.get(table, "EntityNumber")
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM {source} ORDER BY {key}")
        connection.execute(f"CREATE INDEX {table}_key ON {table} ({key})")
    connection.execute("CHECKPOINT")
    return (
        _by_number(connection, str),
        _by_name(connection, "denomination"),
        lambda: _replace(connection),
        (folder / "kbo.duckdb").stat().st_size,
    )


def parquet(dump: Path, folder: Path) -> tuple[Ask, Ask, Callable[[], object], int]:
    """A Parquet file a table, in the order of its key; an update would write the files anew."""
    connection = _duckdb(folder / "scratch.duckdb")
    files = {}
    for table, source in _unpacked(dump, folder):
        files[table] = folder / f"{table}.parquet"
        order = f"SELECT * FROM {source} ORDER BY {KEYS.get(table, 'EntityNumber')}"
        connection.execute(f"COPY ({order}) TO '{files[table]}' (FORMAT parquet, ROW_GROUP_SIZE 20480)")
    size = sum(path.stat().st_size for path in files.values())
    named = f"'{files['denomination']}'"
    return _by_number(connection, lambda table: f"'{files[table]}'"), _by_name(connection, named), lambda: None, size


def _duckdb(path: Path):  # type: ignore[no-untyped-def]
    import duckdb

    return duckdb.connect(str(path), config={"memory_limit": "450MB", "threads": 2, "temp_directory": str(path.parent)})


def _unpacked(dump: Path, folder: Path) -> list[tuple[str, str]]:
    with zipfile.ZipFile(dump) as archive:
        archive.extractall(folder)
    return [(table, f"read_csv('{folder / table}.csv', all_varchar=true, header=true)") for table in KEPT]


def _by_number(connection, place: Callable[[str], str]) -> Ask:  # type: ignore[no-untyped-def]
    def ask(number: str) -> object:
        return [
            connection.execute(
                f"SELECT * FROM {place(table)} WHERE {KEYS.get(table, 'EntityNumber')} = ?", [number]
            ).fetchall()
            for table in KEPT
        ]

    return ask


def _by_name(connection, place: str) -> Ask:  # type: ignore[no-untyped-def]
    def ask(name: str) -> object:
        words = name.lower().split()
        condition = " AND ".join("lower(Denomination) LIKE ?" for _ in words)
        query = f"SELECT * FROM {place} WHERE {condition} LIMIT 10"
        return connection.execute(query, [f"%{word}%" for word in words]).fetchall()

    return ask


def _replace(connection) -> None:  # type: ignore[no-untyped-def]
    """What an update of five thousand firms does to one table."""
    numbers = [enterprise_number(FIRST + place) for place in range(5000)]
    connection.execute(
        "CREATE TEMP TABLE again AS SELECT * FROM activity WHERE EntityNumber IN (SELECT unnest(?))", [numbers]
    )
    connection.execute("DELETE FROM activity WHERE EntityNumber IN (SELECT unnest(?))", [numbers])
    connection.execute("INSERT INTO activity SELECT * FROM again")
    connection.execute("CHECKPOINT")


def _measure(store: str, dump: Path, enterprises: int) -> None:
    source = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        by_number, by_name, update, size = globals()[store](dump, Path(name))
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        places = [source.randrange(enterprises) for _ in range(LOOKUPS)]
        number = milliseconds([_seconds(by_number, enterprise_number(FIRST + place)) for place in places])
        named = milliseconds([_seconds(by_name, synthetic_name(place, SEED)) for place in places[:SEARCHES]])
        start = time.perf_counter()
        update()
        print(
            f"{store:12} load {seconds:6.1f} s  size {size / 1e6:6.0f} MB  peak {peak:5.0f} MiB"
            f"  number p50 {number.p50:8.2f} p95 {number.p95:8.2f} ms"
            f"  name p50 {named.p50:8.2f} p95 {named.p95:8.2f} ms"
            f"  update {time.perf_counter() - start:5.2f} s",
            flush=True,
        )


def _seconds(ask: Ask, text: str) -> float:
    start = time.perf_counter()
    ask(text)
    return time.perf_counter() - start


def main(enterprises: int) -> None:
    """Measure the three."""
    with tempfile.TemporaryDirectory() as folder:
        dump = write_synthetic(Path(folder) / "full.zip", enterprises=enterprises, seed=SEED)
        for store in ("sqlite", "duckdb_file", "parquet"):
            process = multiprocessing.get_context("spawn").Process(target=_measure, args=(store, dump, enterprises))
            process.start()
            process.join()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000)
