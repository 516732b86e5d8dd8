"""Referrals a second on PostgreSQL: two processes that each pass on one firm's question after another.

Each is the whole action: finding or making the firm and its speaker, routing over all desks, the case, the need, the
offer, consent, events, and two letters in the outbox, in one transaction. Counted are those committed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime

from benchmarks.reporting import Measured, Times
from tests.postgres.cluster import NoPostgresError, server_programs, throwaway_cluster

WORKERS, SECONDS = 2, 12.0
LIMIT_MS = 1000 / 50
"""Fifty a second: so many milliseconds from one to the next, over all processes."""


def measure() -> list[Measured]:
    """One line: the time from one committed referral to the next, as it was seen over the whole run."""
    try:
        server_programs()
    except NoPostgresError as error:
        print(f"not measured: {error}", file=sys.stderr)
        return []
    with throwaway_cluster() as server, tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **server, "WEGWIJZER_FILES": folder}
        _run(["prepare"], environment).wait()
        running = [_run([str(number)], environment) for number in range(WORKERS)]
        counts = [int(process.communicate()[0]) for process in running]
    each = 1000 * SECONDS / sum(counts)
    times = Times(sum(counts), each, each, each)
    return [Measured(f"from one referral to the next, {WORKERS} processes on PostgreSQL", times, LIMIT_MS, None)]


def _run(arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.referrals", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


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


def _refer(number: int) -> int:
    from wegwijzer.web.people.models import Membership
    from wegwijzer.web.referral import actions, queries
    from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven

    mine = Membership.objects.select_related("person").get(person__email=f"kantoor{number}@voorbeeld.example")
    actor, count = queries.actor_for(mine.person), 0
    facts = {"sector": {"value": "food"}, "province": {"value": "antwerpen"}, "size_class": {"value": "small"}}
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        firm = FirmGiven(f"Bedrijf {count}", f"firma{number}-{count}@voorbeeld.example", facts=facts)
        given = Given(firm, NeedGiven("product", "Het blijft niet vers.", about="first_line"))
        actions.refer(actor=actor, given=given, at=datetime.now(UTC), desk_id=str(mine.desk_id), consent=True)
        count += 1
    return count


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijzer.web.settings")
    import django

    django.setup()
    if sys.argv[1] == "prepare":
        _prepare()
    else:
        print(_refer(int(sys.argv[1])))
