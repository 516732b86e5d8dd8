"""The processes of `kill_nine` that touch the database: those that refer, and those that look what is there.

Each command starts Django by itself; what the contacts of the pages need to know stands above it and does not.
"""

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

CONTACTS = 4
"""People at the office who refer."""
_DESK = "Kantoor Kill"
_SUBJECTS = ("process", "personnel")


def contact_email(place: int) -> str:
    """The address of one of them."""
    return f"contact{place}@kill.example"


def firm_of(number: int) -> int:
    """The client of a referral: one in ten is the client of the referral before."""
    return number - 1 if number % 10 == 1 else number


def number_of_firm(firm: int) -> str:
    """The enterprise number of every other client; the others are known by their address alone."""
    first = 2_000_000 + firm
    return "" if firm % 4 == 0 else f"0{first}{97 - first % 97:02}"


def subject_of(number: int) -> str:
    """What a referral is about: a client's second one is about something else."""
    return _SUBJECTS[number != firm_of(number)]


def subjects() -> tuple[str, ...]:
    """All that a referral can be about here."""
    return _SUBJECTS


def words_of(number: int) -> str:
    """The question."""
    return f"Vraag {number}: de verpakking scheurt."


class Kind(NamedTuple):
    """How to prepare and list what is there; where a writer does it, how to do one and ask whether it is there."""

    prepare: Callable[[], None]
    present: Callable[[], list[int]]
    do: Callable[[int], None] = lambda number: None
    is_there: Callable[[int], bool] = lambda number: False


def _prepare_nothing() -> None:
    pass


def _write_letter(number: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from wegwijzer.web.post.actions import letter_to, put_one

    values = {"link": "/nl/x/", "subject": "process", "desk": "Kollegium"}
    with transaction.atomic():
        put_one(
            letter_to(
                key=f"kill:{number}",
                kind="handed_over",
                to=f"firm{number}@kill.example",
                language="nl",
                values=values,
                at=timezone.now(),
            )
        )


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
    for number in range(CONTACTS):
        actions.add_member(office, contact_email(number), Role.FIRST_LINE, f"Contact {number}", timezone.now())


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
        actor=actor_for(Person.objects.get(email=contact_email(0))),
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


def _needs_there() -> list[int]:
    from wegwijzer.web.referral.models import Need

    return [int(words.split()[1].rstrip(":")) for words in Need.objects.values_list("words", flat=True)]


WHAT = {
    "pages": Kind(_prepare_desks, _needs_there),
    "actions": Kind(_prepare_desks, _cases_there, _refer, _is_case_there),
    "letters": Kind(_prepare_nothing, _letters_there, _write_letter),  # its key says whether one is there
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


def present(what: str) -> dict[int, int]:
    """How often each number is there."""
    return Counter(WHAT[what].present())


def letters() -> list[tuple[str, str, str]]:
    """Every letter: its key, state and Message-ID."""
    from wegwijzer.web.post.mail import message_id
    from wegwijzer.web.post.models import Outgoing

    return [(key, state, message_id(key)) for key, state in Outgoing.objects.values_list("key", "state")]


def halves() -> list[str]:
    """What is there of a referral without the rest of it, and clients with more than one open case."""
    from wegwijzer.web.people.models import Membership
    from wegwijzer.web.post.models import Outgoing
    from wegwijzer.web.referral.models import Case, Consent, Event, Firm, Need, Participant, Speaker

    keys = set(Outgoing.objects.values_list("key", flat=True))
    advisers = dict(Membership.objects.filter(desk__kind="helper").values_list("desk_id", "person_id"))
    events = set(Event.objects.values_list("kind", "case_id", "need_id", "offer_id"))
    consents = set(Consent.objects.values_list("case_id", "desk_id"))
    joined = set(Participant.objects.filter(state="joined").values_list("case_id", flat=True))
    wrong = []
    for need in Need.objects.select_related("case__firm").prefetch_related("offers"):
        case, offers = need.case, list(need.offers.all())
        parts = {
            "offer": bool(offers),
            "opening": ("opened", case.pk, None, None) in events,
            "need in the story": ("need_added", case.pk, need.pk, None) in events,
            "contact": case.pk in joined,
            "letter to the client": any(key.startswith(f"case_opened:{need.pk}:") for key in keys),
            "offer in the story": all(("offered", case.pk, need.pk, offer.pk) in events for offer in offers),
            "consent": all((case.pk, offer.desk_id) in consents for offer in offers),
            "letter to the desk": all(
                f"offer_new:{offer.pk}:{offer.version}:{advisers[offer.desk_id]}" in keys for offer in offers
            ),
        }
        wrong += [f"{need.words} has no {name}" for name, is_there in parts.items() if not is_there]
    wrong += [f"a case without a need: {pk}" for pk in Case.objects.filter(needs=None).values_list("pk", flat=True)]
    wrong += [
        f"a firm without a case: {name}" for name in Firm.objects.filter(cases=None).values_list("name", flat=True)
    ]
    open_cases = Counter(Case.objects.filter(closed_at__isnull=True).values_list("firm__name", flat=True))
    wrong += [f"{name} has {times} open cases" for name, times in open_cases.items() if times > 1]
    known = Counter(Speaker.objects.values_list("person__email", flat=True))
    return wrong + [f"{email} stands for {times} firms" for email, times in known.items() if times > 1]


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
        print(json.dumps(present(rest[0])))
    elif command == "letters":
        print(json.dumps(letters()))
    elif command == "halves":
        print(json.dumps(halves()))
    elif command == "expire":
        expire()


if __name__ == "__main__":
    main(sys.argv[1:])
