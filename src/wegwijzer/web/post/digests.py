"""The weekly digest: one mail a person a week in place of many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from wegwijzer.core.referral.clocks import digest_key
from wegwijzer.readers.referral import shipped_clock_rules
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.actions import letter, put_one
from wegwijzer.web.post.models import DigestLine, Outgoing
from wegwijzer.web.post.telling import ZONE

MOST_LINES = 100
"""Lines of one digest; more than that wait for the next."""


@dataclass(frozen=True, slots=True)
class DigestDue:
    """A digest that goes on a day: how many lines it holds. The person is named by id."""

    person: str
    key: str
    lines: int

    def __str__(self) -> str:
        return f"digest for person {self.person}: {self.lines} lines"


def write_digests(at: datetime) -> Iterator[DigestDue]:
    """Put every digest whose day has come in the outbox. Lines added later in that week wait for the next one."""
    for due in digests_due(at.astimezone(ZONE).date()):
        written = _write(due, at)
        if written:
            yield DigestDue(due.person, due.key, written)


def digests_due(on: date, *, since: date | None = None) -> list[DigestDue]:
    """The digests that go on a day, or from `since` up to and with it, with the lines that are waiting now."""
    rules = shipped_clock_rules()
    days = [on] if since is None else [since + timedelta(days=n) for n in range((on - since).days + 1)]
    waiting = Person.objects.filter(is_active=True, digest_lines__digest="").distinct()
    found = []
    for person in waiting.order_by("created", "pk"):
        keys = dict.fromkeys(key for day in days if (key := digest_key(str(person.pk), day, rules)) is not None)
        gone = set(Outgoing.objects.filter(key__in=keys).values_list("key", flat=True))
        open_keys = [key for key in keys if key not in gone]
        if open_keys:
            found.append(DigestDue(str(person.pk), open_keys[0], len(_told(_waiting(person)))))
    return found


@transaction.atomic
def _write(due: DigestDue, at: datetime) -> int:
    """Write one and mark its lines, both or neither. Returns how many lines, 0 when another worker was first."""
    person = Person.objects.get(pk=due.person)
    lines = _waiting(person)
    if not lines:
        return 0
    told = [_plain(line) for line in _told(lines)]
    if not put_one(letter(key=due.key, kind="digest", person=person, values={"lines": told}, at=at)):
        return 0
    DigestLine.objects.filter(pk__in=[line.pk for line in lines]).update(digest=due.key)
    return len(told)


def _waiting(person: Person) -> list[DigestLine]:
    return list(DigestLine.objects.filter(person=person, digest="").order_by("at", "pk")[:MOST_LINES])


def _told(lines: list[DigestLine]) -> list[DigestLine]:
    """The last line about each thing, case by case; the oldest news comes first, among cases and in each."""
    last = {(line.case, line.thing or line.key): line for line in lines}
    cases = list(dict.fromkeys(line.case for line in lines))
    return sorted(last.values(), key=lambda line: (cases.index(line.case), line.at, line.key))


def _plain(line: DigestLine) -> dict[str, object]:
    """As the letter takes it; `about` tells the lines of one case from those of another with the same title."""
    told = {"kind": line.kind, "values": line.values}
    return {**told, "title": line.title, "about": str(line.case)} if line.case is not None else told
