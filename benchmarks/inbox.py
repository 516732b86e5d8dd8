"""The adviser's inbox with 10,000 cases: the list, filtered lists, and a question with its story.

Asked through Django's test client on a database of its own, SQLite and PostgreSQL where the machine has it, each in a
process of its own. The floor is a page that does next to nothing. Beside the 10,000 stand 2,000 that are archived.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.reporting import Measured, Times, milliseconds
from tests.postgres.cluster import NoPostgresError, server_programs, throwaway_cluster

CASES, ARCHIVED, PAGES = 10_000, 2_000, 100
LIMIT_MS = 100.0
_SUBJECTS = ("product", "process", "personnel", "marketing", "finance", "legal")
_STATES = ("waiting", "waiting", "waiting", "taken_up", "taken_up", "taken_up", "done", "done", "not_for_us", "done")
_FLOOR = "/healthz (the floor)"
_BATCH = 500


def measure() -> list[Measured]:
    """The lines of every database that is at hand."""
    found: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        found += _in_a_process("SQLite", {"WEGWIJZER_DATABASE": str(Path(folder) / "bench.sqlite3")}, folder)
    try:
        server_programs()
    except NoPostgresError as error:
        print(f"not measured: {error}", file=sys.stderr)
        return found
    with throwaway_cluster() as server, tempfile.TemporaryDirectory() as folder:
        found += _in_a_process("PostgreSQL", server, folder)
    return found


def _in_a_process(name: str, database: dict[str, str], folder: str) -> list[Measured]:
    settings = {**database, "WEGWIJZER_FILES": folder}
    command = [sys.executable, "-m", "benchmarks.inbox"]
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the inbox on {name} did not run:\n{done.stderr}")
    times = {label: Times(**fields) for label, fields in json.loads(done.stdout).items()}
    floor = times.pop(_FLOOR)
    lines = [Measured(f"{name}: {_FLOOR}", floor, None, None, "p95")]
    return lines + [Measured(f"{name}: {label}", found, LIMIT_MS, floor, "p95") for label, found in times.items()]


def fill(at: datetime) -> tuple[object, Sequence[object]]:
    """An adviser of a desk to which every case was offered, and the ids of the offers; other desks stand beside it."""
    from wegwijzer.core.referral.permissions import Role
    from wegwijzer.readers.catalogue import shipped_catalogue
    from wegwijzer.web.people import actions as people
    from wegwijzer.web.people.models import Desk, Person
    from wegwijzer.web.referral.models import Case, Event, Firm, Message, Need, Offer, Speaker

    dice = random.Random(4)
    people.sync_desks_from_catalogue(shipped_catalogue(), on=at.date())
    desk = Desk.objects.create(kind="helper", name="Voorbeeldcentrum")
    for number in range(8):
        people.add_member(desk, f"adviser{number}@voorbeeld.example", Role.ADVISER, f"Adviseur {number}", at)
    advisers = list(Person.objects.filter(memberships__desk=desk))
    for other in Desk.objects.filter(kind="helper").exclude(pk=desk.pk)[:60]:
        people.add_member(other, f"{other.pk}@voorbeeld.example", Role.ADVISER, "Iemand Anders", at)
    speakers, firms, cases, needs, offers, events, messages = [], [], [], [], [], [], []
    for number in range(CASES + ARCHIVED):
        moment = at - timedelta(days=dice.randrange(1, 300), minutes=dice.randrange(900))
        state = dice.choice(_STATES) if number < CASES else "done"
        firm = Firm(name=f"Bedrijf {number:05}", enterprise_number=_number(number), created=moment)
        case = Case(
            firm=firm, state="waiting", opened_at=moment, opened_side="firm", last_activity=moment, owner_desk=desk,
            sector="food", province="oost-vlaanderen", size="small",
            closed_at=None if state in ("waiting", "taken_up") else moment, waits_for_firm=dice.random() < 0.2,
            archived_at=None if number < CASES else moment,
        )  # fmt: skip
        need = Need(case=case, subject=dice.choice(_SUBJECTS), words="Ons brood blijft niet vers.", created=moment)
        offer = Offer(
            need=need, desk=desk, state=state, offered_at=moment, state_since=moment, reply_days=5,
            reply_by=(moment + timedelta(days=dice.randrange(5, 300))).date(),
            adviser=None if state in ("waiting", "not_for_us") else dice.choice(advisers),
            reason="no_capacity" if state == "not_for_us" else "",
            archived=case.archived_at is not None, waits_for_firm=case.waits_for_firm,
        )  # fmt: skip
        events += [
            Event(case=case, need=need, offer=offer, at=moment, side="firm", kind=kind, after=after)
            for kind, after in (("opened", ""), ("offered", "waiting"), ("step", state))
        ]
        messages += [
            Message(case=case, need=need, at=moment, side=side, words="Dag, wanneer past het?")
            for side in ("helper", "firm") * 3
        ]
        speakers.append(Person(email=f"firma{number:05}@voorbeeld.example", name="An Peeters"))
        firms.append(firm)
        cases.append(case)
        needs.append(need)
        offers.append(offer)
    for rows in (speakers, firms, cases, needs, offers, events, messages):
        type(rows[0])._default_manager.bulk_create(rows, batch_size=_BATCH)
    Speaker.objects.bulk_create(
        [
            Speaker(firm=firm, person=person, confirmed_at=at, created=at)
            for firm, person in zip(firms, speakers, strict=True)
        ],
        batch_size=_BATCH,
    )
    return advisers[0], [offer.pk for offer in offers[:CASES]]


def _number(place: int) -> str:
    """An enterprise number with check digits that are right."""
    first = 2_000_000 + place
    return f"0{first}{97 - first % 97:02}"


def _times() -> dict[str, Times]:
    from django.contrib.auth.signals import user_logged_in
    from django.db import connection
    from django.test import Client

    def whole_sign_in(sender: object, request: object, user: object, **rest: object) -> None:
        request.session["sign_in"] = {**request.session["sign_in"], "two_factors": True}  # type: ignore[attr-defined]

    adviser, offers = fill(datetime.now(UTC))
    with connection.cursor() as cursor:  # as both databases do by themselves after a while
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    user_logged_in.connect(whole_sign_in)
    visitor = Client(headers={"host": "localhost"})
    visitor.force_login(adviser)  # type: ignore[arg-type]
    dice = random.Random(5)

    def timed(path: Callable[[], str]) -> Times:
        found = []
        for _ in range(PAGES):
            address = path()
            start = time.perf_counter()
            answer = visitor.get(address)
            found.append(time.perf_counter() - start)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {answer.status_code}")
        return milliseconds(found)

    visitor.get("/nl/postvak/")  # the catalogue is read once a process
    visitor.get(f"/nl/postvak/{offers[0]}/")
    return {
        _FLOOR: timed(lambda: "/healthz"),
        "list of what is new": timed(lambda: "/nl/postvak/"),
        "list of all that is open, some page": timed(lambda: f"/nl/postvak/?lijst=open&blad={dice.randrange(1, 200)}"),
        "list of what ended": timed(lambda: "/nl/postvak/?lijst=af"),
        "list by subject": timed(lambda: f"/nl/postvak/?lijst=open&onderwerp={dice.choice(_SUBJECTS)}"),
        "list by a firm's name": timed(lambda: f"/nl/postvak/?lijst=open&q=bedrijf+{dice.randrange(1000):04}"),
        "list by a word that all have": timed(lambda: "/nl/postvak/?lijst=open&q=brood"),
        "a question beside the list": timed(lambda: f"/nl/postvak/{dice.choice(offers)}/"),
        "all organisations to refer on to": timed(lambda: f"/nl/postvak/{dice.choice(offers)}/doorverwijzen/"),
    }


if __name__ == "__main__":
    from wegwijzer.cli.django_setup import start_django

    start_django(migrate=True)
    print(json.dumps({name: vars(found) for name, found in _times().items()}))
