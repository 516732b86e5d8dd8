"""Referrals a second: processes that each pass on one firm's question after another, on PostgreSQL and on SQLite.

Each referral is the whole action: finding or making the firm and its speaker, routing over all desks, the case, the
need, the offer, consent, events, and two letters in the outbox, in one transaction. Counted are those committed. Two
processes share a PostgreSQL server; SQLite has one writer at a time, so there it is one. Beside the time stand the
processor time of Python and of the server, which say what a machine that does nothing else would bear, and the
statements.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.reporting import Figure, Measured, Times
from tests.postgres.cluster import NoPostgresError, server_programs, throwaway_cluster

WORKERS, SECONDS = 2, 12.0
LIMIT_MS = 1000 / 50
"""Fifty a second on PostgreSQL: so many milliseconds from one to the next, over all processes."""


def measure() -> list[Measured | Figure]:
    """For every database at hand: the time from one referral to the next, how many a second, and what each costs."""
    with tempfile.TemporaryDirectory() as folder:
        database = {"WEGWIJZER_DATABASE": str(Path(folder) / "bench.sqlite3"), "WEGWIJZER_FILES": folder}
        found = _lines("SQLite", database, workers=1, limit=None)
    try:
        server_programs()
    except NoPostgresError as error:
        print(f"not measured: {error}", file=sys.stderr)
        return found
    with throwaway_cluster() as server, tempfile.TemporaryDirectory() as folder:
        return found + _lines("PostgreSQL", {**server, "WEGWIJZER_FILES": folder}, workers=WORKERS, limit=LIMIT_MS)


def _lines(name: str, database: dict[str, str], *, workers: int, limit: float | None) -> list[Measured | Figure]:
    environment = {**os.environ, **database}
    _answer(_run("prepare", environment))
    running = [_run(str(number), environment) for number in range(workers)]
    told = [json.loads(_answer(process)) for process in running]
    count = sum(worker["count"] for worker in told)
    each = 1000 * SECONDS / count
    where = f"{workers} processes on {name}" if workers > 1 else f"one process on {name}"
    server = sum(worker["server_seconds"] for worker in told)
    lines: list[Measured | Figure] = [
        Measured(f"from one referral to the next, {where}", Times(count, each, each, each), limit, None),
        Figure(f"referrals with {where}", count / SECONDS, "a second", None),
        _spent(f"processor time of Python per referral, {name}", told, "python_seconds", count),
    ]
    if server:
        lines.append(_spent(f"processor time of the server per referral, {name}", told, "server_seconds", count))
    return [*lines, Figure(f"statements per referral, {name}", told[0]["statements"], "statements", None)]


def _spent(name: str, told: list[dict[str, float]], kind: str, count: int) -> Figure:
    return Figure(name, 1_000_000 * sum(worker[kind] for worker in told) / count, "microseconds", None)


def _run(argument: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.referrals", argument]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _answer(process: subprocess.Popen[str]) -> str:
    out, wrong = process.communicate()
    if process.returncode:
        raise RuntimeError(f"referring did not run:\n{wrong}")
    return out


def _prepare() -> None:
    from django.core.management import call_command

    from wegwijzer.core.referral.permissions import Role
    from wegwijzer.readers.catalogue import shipped_catalogue
    from wegwijzer.web.people import actions as people
    from wegwijzer.web.people.models import Desk

    call_command("migrate", verbosity=0, interactive=False)
    at = datetime.now(UTC)
    people.sync_desks_from_catalogue(shipped_catalogue(), on=at.date())
    for desk in Desk.objects.all():
        people.add_member(desk, f"{desk.pk}@voorbeeld.example", Role.ADVISER, "Iemand", at)
    for number in range(WORKERS):
        office = people.make_desk("accountant", f"Kantoor {number}")
        people.add_member(office, f"kantoor{number}@voorbeeld.example", Role.FIRST_LINE, "Iemand", at)


def _refer(number: int) -> dict[str, float]:
    """Refer for some seconds; how many, and what they took."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from wegwijzer.web.people.models import Membership
    from wegwijzer.web.referral import actions, queries
    from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven

    mine = Membership.objects.select_related("person").get(person__email=f"kantoor{number}@voorbeeld.example")
    actor = queries.actor_for(mine.person)
    facts = {"sector": {"value": "food"}, "province": {"value": "antwerpen"}, "size_class": {"value": "small"}}

    def refer(place: int) -> None:
        firm = FirmGiven(f"Bedrijf {place}", f"firma{number}-{place}@voorbeeld.example", facts=facts)
        given = Given(firm, NeedGiven("product", "Het blijft niet vers.", about="first_line"))
        actions.refer(actor=actor, given=given, at=datetime.now(UTC), desk_id=str(mine.desk_id), consent=True)

    refer(0)  # the catalogue and the holidays are read once a process
    count, python, server, end = 0, time.process_time(), _server_seconds(), time.monotonic() + SECONDS
    while time.monotonic() < end:
        count += 1
        refer(count)
    python, server = time.process_time() - python, _server_seconds() - server
    with CaptureQueriesContext(connection) as asked:
        refer(count + 1)
    return {"count": count, "python_seconds": python, "server_seconds": server, "statements": len(asked)}


def _server_seconds() -> float:
    """Processor time of the PostgreSQL process behind our connection, on this machine; 0 for SQLite."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijzer.web.settings")
    import django

    django.setup()
    if sys.argv[1] == "prepare":
        _prepare()
    else:
        print(json.dumps(_refer(int(sys.argv[1]))))
