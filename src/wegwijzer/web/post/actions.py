"""What is put in the outbox, taken out of it, and forgotten. Everything runs in the caller's own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from wegwijzer.web.people.models import Person
from wegwijzer.web.post.kinds import check_values
from wegwijzer.web.post.models import DigestLine, Outgoing
from wegwijzer.web.post.reply_address import reply_address


def letter(
    *,
    key: str,
    kind: str,
    person: Person,
    values: Mapping[str, Any],
    at: datetime,
    case: UUID | None = None,
    calendar: str = "",
    reply_token: str = "",
    not_before: datetime | None = None,
) -> Outgoing:
    """A letter to a person, for `put`.

    It leaves when the transaction of `put` is committed, at `not_before` at the earliest. With `reply_token`, the token
    of a case, answers by e-mail come back into that case as this person's. Raises LetterError.
    """
    check_values(kind, values, person.language)
    return Outgoing(
        key=key,
        kind=kind,
        person=person,
        to=person.email,
        language=person.language,
        values=dict(values),
        calendar=calendar,
        reply_to=reply_address(reply_token, person.pk) if reply_token else "",
        case=case,
        created=at,
        not_before=not_before or at,
    )


def letter_to(
    *,
    key: str,
    kind: str,
    to: str,
    language: str,
    values: Mapping[str, Any],
    at: datetime,
    case: UUID | None = None,
    calendar: str = "",
    not_before: datetime | None = None,
) -> Outgoing:
    """A letter to an address that is nobody's own, such as a desk's shared one; else as `letter`."""
    check_values(kind, values, language)
    return Outgoing(
        key=key,
        kind=kind,
        to=to,
        language=language,
        values=dict(values),
        calendar=calendar,
        case=case,
        created=at,
        not_before=not_before or at,
    )


def put(letters: Iterable[Outgoing]) -> None:
    """Put letters in the outbox at once, but those with a key that was put in before, and those to people who are gone.

    To learn whether a letter was put in, use `put_one`.
    """
    rows = [row for row in letters if _is_reachable(row)]
    if rows:
        Outgoing.objects.bulk_create(rows, ignore_conflicts=True)


def put_one(letter: Outgoing) -> bool:
    """Put one letter in the outbox; False if one with its key was put in before, or the person is gone."""
    return _is_reachable(letter) and _put(letter)


def note(
    *,
    key: str,
    person: Person,
    kind: str,
    values: Mapping[str, Any],
    at: datetime,
    case: UUID | None = None,
    title: str = "",
    thing: str = "",
) -> bool:
    """Keep a line for a person's next weekly digest; False if one with that key was kept before.

    It reads as the subject of a letter of that kind, with its link, below the `title` of its case; of the lines about
    one `thing` only the last is told. Raises LetterError.
    """
    check_values(kind, values, person.language)
    if not person.is_active:
        return False
    row = DigestLine(key=key, person=person, kind=kind, values=dict(values), case=case, title=title, thing=thing, at=at)
    return _put(row)


def forget_case(case: UUID) -> None:
    """Take out everything that says something of a case. The keys stay, so that nothing goes a second time.

    What is being sent right now leaves; a letter of which it is unsure whether it went is no longer asked about.
    """
    DigestLine.objects.filter(case=case).delete()
    rows = Outgoing.objects.filter(case=case)
    rows.filter(state__in=[Outgoing.State.WAITING, Outgoing.State.FAILED, Outgoing.State.UNSURE]).update(
        state=Outgoing.State.FAILED, error=ERASED
    )
    rows.exclude(state=Outgoing.State.SENDING).update(
        values={}, calendar="", to="", person=None, reply_to="", case=None
    )


def forget_person(person: Person) -> None:
    """Take out everything that is waiting for a person, and their address from what was sent; the keys stay."""
    DigestLine.objects.filter(person=person).delete()
    rows = Outgoing.objects.filter(person=person)
    rows.filter(state__in=[Outgoing.State.WAITING, Outgoing.State.FAILED, Outgoing.State.UNSURE]).update(
        state=Outgoing.State.FAILED, error=ERASED
    )
    rows.exclude(state=Outgoing.State.SENDING).update(values={}, calendar="", to="", person=None, reply_to="")


ERASED = "erased"
"""The `error` of a letter that was taken out because its case or person was erased; it can never be sent again."""


def _is_reachable(row: Outgoing) -> bool:
    """Whether it goes to a shared address, or to somebody who is still let in."""
    return row.person is None or row.person.is_active


def _put(row: Outgoing | DigestLine) -> bool:
    """Insert unless the key is there (ON CONFLICT DO NOTHING), and tell whether it was.

    Nothing fails, so the caller's transaction goes on; where another one is just putting in the same key, PostgreSQL
    waits until that is known.
    """
    table: Any = type(row)._default_manager
    table.bulk_create([row], ignore_conflicts=True)
    return bool(table.filter(pk=row.pk).exists())
