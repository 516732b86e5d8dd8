"""The processes of `kill_nine` that touch the database: those that refer, and those that look what is there."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

_CONTACT, _DESK = "contact@kill.example", "Kantoor Kill"


class Kind(NamedTuple):
    """What is done for each number: how to prepare, do one, ask whether one is there, and list all that are."""

    prepare: Callable[[], None]
    do: Callable[[int], None]
    is_there: Callable[[int], bool]
    present: Callable[[], list[int]]


def _prepare_nothing() -> None:
    pass


def _write_letter(number: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from wegwijzer.web.post.actions import write_to

    values = {"link": "/nl/x/", "subject": "process", "desk": "Kollegium"}
    with transaction.atomic():
        write_to(
            key=f"kill:{number}",
            kind="handed_over",
            to=f"firm{number}@kill.example",
            language="nl",
            values=values,
            at=timezone.now(),
        )


def _is_letter_there(number: int) -> bool:
    return False  # the key says so by itself


def _letters_there() -> list[int]:
    from wegwijzer.web.post.models import Outgoing

    return [int(key.partition(":")[2]) for key in Outgoing.objects.values_list("key", flat=True)]


def _prepare_desks() -> None:
    """Three desks that help, with an adviser each, and an office that refers."""
    from django.utils import timezone

    from wegwijzer.core.referral.permissions import Role
    from wegwijzer.web.people import actions

    for number in range(3):
        desk = actions.make_desk("helper", f"Loket {number}")
        actions.add_member(desk, f"adviser{number}@kill.example", Role.ADVISER, f"Adviser {number}", timezone.now())
    office = actions.make_desk("accountant", _DESK)
    actions.add_member(office, _CONTACT, Role.FIRST_LINE, "Contact", timezone.now())


def _refer(number: int) -> None:
    """One referral by an accountant for a client that nobody referred before."""
    from django.utils import timezone

    from wegwijzer.web.people.models import Desk, Person
    from wegwijzer.web.people.queries import actor_for
    from wegwijzer.web.referral.actions import refer
    from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven

    given = Given(
        FirmGiven(name=f"Firm {number}", email=f"firm{number}@kill.example"),
        NeedGiven(subject="process", words="De verpakking scheurt.", about="first_line"),
    )
    refer(
        actor=actor_for(Person.objects.get(email=_CONTACT)),
        given=given,
        at=timezone.now(),
        desk_id=str(Desk.objects.get(name=_DESK).pk),
        consent=True,
    )


def _is_case_there(number: int) -> bool:
    from wegwijzer.web.referral.models import Case

    return Case.objects.filter(firm__name=f"Firm {number}").exists()


def _cases_there() -> list[int]:
    from wegwijzer.web.referral.models import Need

    return [int(name.removeprefix("Firm ")) for name in Need.objects.values_list("case__firm__name", flat=True)]


WHAT = {
    "letters": Kind(_prepare_nothing, _write_letter, _is_letter_there, _letters_there),
    "referrals": Kind(_prepare_desks, _refer, _is_case_there, _cases_there),
}


def write(what: str, number: int, of: int, count: int, file: str) -> None:
    """Do every number of this writer that was not acknowledged, and note each once it is committed."""
    from django.db import OperationalError

    kind = WHAT[what]
    done = set()
    if os.path.exists(file):
        with open(file, encoding="utf-8") as known:
            done = {line.strip() for line in known}
    with open(file, "a", encoding="utf-8") as acknowledged:
        for mine in range(number, count, of):
            if str(mine) in done:
                continue
            while True:
                try:
                    if not kind.is_there(mine):
                        kind.do(mine)
                    break
                except OperationalError:  # the database is busy: somebody who gets no page tries again
                    time.sleep(0.1)
            acknowledged.write(f"{mine}\n")
            acknowledged.flush()
            time.sleep(random.uniform(0, 0.01))


def present(what: str, count: int) -> dict[str, list[str]]:
    """Which numbers are there once, and which more than once or not asked for."""
    found = Counter(WHAT[what].present())
    asked = range(count)
    return {
        "once": [str(number) for number, times in found.items() if times == 1 and number in asked],
        "more": [str(number) for number, times in found.items() if times != 1 or number not in asked],
    }


def letters() -> list[tuple[str, str, str]]:
    """Every letter: its key, state and Message-ID."""
    from wegwijzer.web.post.mail import message_id
    from wegwijzer.web.post.models import Outgoing

    return [(key, state, message_id(key)) for key, state in Outgoing.objects.values_list("key", "state")]


def expire() -> None:
    """What dead workers held becomes unsure now, rather than after the lease. Those alive hold nothing so long."""
    from django.utils import timezone

    from wegwijzer.web.post.outbox import LEASE, call_unsure

    call_unsure(timezone.now() + LEASE - timedelta(seconds=5))


def main(arguments: list[str]) -> None:
    """Do one of the above."""
    import django

    django.setup()
    command, *rest = arguments
    if command == "prepare":
        WHAT[rest[0]].prepare()
    elif command == "write":
        write(rest[0], *map(int, rest[1:4]), rest[4])
    elif command == "present":
        print(json.dumps(present(rest[0], int(rest[1]))))
    elif command == "letters":
        print(json.dumps(letters()))
    elif command == "expire":
        expire()


if __name__ == "__main__":
    main(sys.argv[1:])
