"""Faults that take days, on a clock that is set: chores of a worker in a process of its own, on PostgreSQL."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

from aiosmtpd.controller import Controller

from benchmarks.faults.outcome import Outcome
from benchmarks.faults.under_load import standing
from benchmarks.kill_nine_processes import Sink, free_port, run

_STEP = timedelta(minutes=5)
_DAY = timedelta(days=1)
_YEARS = timedelta(days=3650)


class Machine:
    """The clock on the wall, which can be set, and the seconds that really went by."""

    def __init__(self) -> None:
        self.at, self.seconds = datetime(2026, 11, 24, 8, 0, tzinfo=UTC), 0.0

    def now(self) -> datetime:
        """What the clock says."""
        return self.at

    def steady(self) -> float:
        """What went by."""
        return self.seconds

    def passes(self, time: timedelta) -> None:
        """Time goes by."""
        self.at += time
        self.seconds += time.total_seconds()


class ComeBackLater:
    """A mail server that says 421 to whoever comes."""

    def __init__(self, port: int) -> None:
        self.asked = 0
        self._socket = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            try:
                found, _ = self._socket.accept()
            except OSError:
                return
            self.asked += 1
            with found:
                found.sendall(b"421 4.3.2 come back later\r\n")

    def stop(self) -> None:
        """Take no more."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def outcome_of(name: str) -> Outcome:
    """Let a process of its own do it, on a database of its own."""
    with standing() as stand:
        environment = {**stand.environment, "WEGWIJZER_MAIL_PORT": str(free_port())}
        told = json.loads(run(environment, "-m", "benchmarks.faults.on_a_clock", name).splitlines()[-1])
    return Outcome([(key, value) for key, value in told["rows"]], told["problems"])


def _mail_away() -> Outcome:
    from django.conf import settings

    outcome, machine = Outcome(), Machine()
    chores = _chores(machine)
    for hour in range(12 * 12):
        _letter(machine, hour)
        _round(chores, machine)
    server = ComeBackLater(settings.EMAIL_PORT)
    for hour in range(12 * 12, 24 * 12):
        _letter(machine, hour)
        _round(chores, machine)
    server.stop()
    written = _states()
    outcome.told("letters written in the day", written.total())
    outcome.must(set(written) == {"waiting"}, f"Some do not wait: {dict(written)}.")
    outcome.must(_attempts() == 0, "A letter lost an attempt.")
    outcome.told("times that the server said 421 in twelve hours", server.asked)
    outcome.must(server.asked <= 12 * 6 + 2, "It was asked more often than every ten minutes.")
    with _mail_server(settings.EMAIL_PORT) as sink:
        took = timedelta(0)
        while _states().get("waiting") and took < _DAY:
            _round(chores, machine)
            took += _STEP
        outcome.told("after it came back, all had gone within", f"{took.total_seconds() / 60:.0f} minutes")
        _count(outcome, sink)
    return outcome


def _clock_jump() -> Outcome:
    from django.conf import settings

    from wegwijzer.web.guide.models import Walk
    from wegwijzer.web.post.models import Outgoing
    from wegwijzer.web.referral.models import Case, Offer

    outcome, machine = Outcome(), Machine()
    _refer(machine)
    Walk.objects.create(pk=_walk_id(), created=machine.now(), updated=machine.now())
    chores, said = _chores(machine), []

    def hour(number: int) -> None:
        for step in range(12):
            if step % 3 == 0:
                _letter(machine, 1000 * number + step)
            said.extend(_round(chores, machine))

    with _mail_server(settings.EMAIL_PORT) as sink:
        hour(1)
        for number, leap in enumerate((_YEARS, -_YEARS, -3 * _DAY, 3 * _DAY, 3 * _DAY, -3 * _DAY), start=2):
            machine.at += leap
            for step in range(6):  # half an hour, until somebody puts it right
                _letter(machine, 1000 * number + step)
                said.extend(_round(chores, machine))
        hour(9)
        hour(10)
        kinds = Counter(Outgoing.objects.values_list("kind", flat=True))
        outcome.told("jumps", "10 years ahead, 3 days back, 3 days ahead; each put right after half an hour")
        outcome.told("letters by kind", ", ".join(f"{kind} {times}" for kind, times in sorted(kinds.items())))
        early = {kind for kind in kinds if kind.startswith(("offer_reminder", "offer_last", "no_answer", "follow"))}
        outcome.must(not early, f"A promised day was taken to have come: {early}.")
        outcome.must(Case.objects.count() == 1 and Walk.objects.count() == 1, "Something was cleared away.")
        outcome.must(set(Offer.objects.values_list("state", flat=True)) == {"waiting"}, "An offer lapsed.")
        outcome.must(sum("jumped" in line for line in said) >= 3, "The worker did not tell of the jumps.")
        outcome.must(any("old things cleared away" in line for line in said), "Chores stand still for good.")
        _count(outcome, sink)
    return outcome


def _chores(machine: Machine):  # known once Django runs
    from wegwijzer.web.chores import Chores
    from wegwijzer.web.operating.clock_watch import ClockWatch

    return Chores("fault:1", machine.now, lambda: False, watch=ClockWatch(machine.now, machine.steady))


def _round(chores, machine: Machine) -> list[str]:
    told = list(chores.do())
    machine.passes(_STEP)
    return told


def _letter(machine: Machine, number: int) -> None:
    from wegwijzer.web.post.actions import letter_to, put

    values = {"link": "/nl/x/", "subject": "process", "desk": "Kollegium"}
    to = f"firm{number % 20}@fault.example"
    key = f"fault:{number}"
    put([letter_to(key=key, kind="handed_over", to=to, language="nl", values=values, at=machine.now())])


def _refer(machine: Machine) -> None:
    from benchmarks.kill_nine_writing import contact_email
    from wegwijzer.web.people.models import Desk, Person
    from wegwijzer.web.people.queries import actor_for
    from wegwijzer.web.referral.actions import refer
    from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven

    given = Given(
        FirmGiven(name="Firm 1", email="firm1@fault.example"),
        NeedGiven(subject="process", words="De verpakking scheurt.", about="first_line"),
    )
    actor, desk = actor_for(Person.objects.get(email=contact_email(0))), Desk.objects.get(kind="accountant")
    refer(actor=actor, given=given, at=machine.now(), desk_id=str(desk.pk), consent=True)


def _walk_id() -> str:
    import uuid

    return str(uuid.uuid4())


def _states() -> Counter[str]:
    from wegwijzer.web.post.models import Outgoing

    return Counter(Outgoing.objects.values_list("state", flat=True))


def _attempts() -> int:
    from django.db.models import Sum

    from wegwijzer.web.post.models import Outgoing

    return int(Outgoing.objects.aggregate(all=Sum("attempts"))["all"] or 0)


def _count(outcome: Outcome, sink: Sink) -> None:
    states = _states()
    outcome.told("letters", ", ".join(f"{state} {times}" for state, times in sorted(states.items())))
    outcome.told("arrived / twice", f"{len(sink.arrived)} / {sum(times > 1 for times in sink.arrived.values())}")
    outcome.must(set(states) == {"sent"}, "A letter is not sent.")
    outcome.must(len(sink.arrived) == states.total(), "What arrived is not what was written.")
    outcome.must(set(sink.arrived.values()) == {1}, "A letter arrived twice.")


class _mail_server:  # used as a function
    def __init__(self, port: int) -> None:
        self._sink = Sink()
        self._controller = Controller(self._sink, hostname="127.0.0.1", port=port)

    def __enter__(self) -> Sink:
        self._controller.start()
        return self._sink

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


if __name__ == "__main__":
    import django

    django.setup()
    made = {"mail_away": _mail_away, "clock_jump": _clock_jump}[sys.argv[1]]()
    print(json.dumps({"rows": made.rows, "problems": made.problems}))
