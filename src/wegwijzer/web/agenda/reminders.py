"""What the worker writes for the agenda: letters about clashes, and one digest a week for each subscriber."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wegwijzer.core.agenda.digest import Candidate, Wish, choose
from wegwijzer.readers.agenda.points import point_of_code
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.web.agenda.clashing import open_clashes, release_overdue
from wegwijzer.web.agenda.models import Listing, Subscription, Told
from wegwijzer.web.agenda.queries import Entry, merged, public_listings, things
from wegwijzer.web.agenda.rows import event_of
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Desk
from wegwijzer.web.post.actions import letter, letter_to, put_one
from wegwijzer.web.post.telling import ZONE


def write_reminders(at: datetime) -> Iterator[str]:
    """Do what is due, a line for each thing, without personal data. Done twice it does nothing more."""
    on = at.astimezone(ZONE).date()
    released = release_overdue(at=at, on=on)
    if released:
        yield f"agenda: {released} events public without a decision"
    yield from _ask_organisers(at, on)
    yield from write_digests(at)


def _ask_organisers(at: datetime, on: date) -> Iterator[str]:
    """One letter a day to each desk that has something new to decide, to its shared address or its people."""
    waiting = Listing.objects.filter(state=Listing.State.WAITING, reminded_at=None, last_day__gte=on)
    for desk in Desk.objects.filter(pk__in=waiting.values("desk"), is_active=True):
        clashes = list(open_clashes([desk.pk]).filter(new__reminded_at=None))
        if not clashes:
            continue
        values = {
            "link": {"page": "agenda:organiser"},
            "title": clashes[0].new.title,
            "desk": str(clashes[0].old.desk),
            "count": len({clash.new_id for clash in clashes}),
        }
        with transaction.atomic():
            rows = Listing.objects.filter(pk__in=[clash.new_id for clash in clashes], reminded_at=None)
            if rows.update(reminded_at=at) and write_to_desk(
                desk, "agenda_clash", f"agenda_clash|{desk.pk}|{on.isoformat()}", values, at
            ):
                yield f"agenda: letter about clashes to desk {desk.pk}"


def write_to_desk(desk: Desk, kind: str, key: str, values: dict[str, object], at: datetime) -> bool:
    """Put a letter to a desk in the outbox: to its shared address, else to each of its people who are in."""
    if desk.email:
        return put_one(letter_to(key=key, kind=kind, to=desk.email, language="nl", values=values, at=at))
    people = people_queries.members(desk.pk, on=at.astimezone(ZONE).date())
    put = [
        put_one(letter(key=f"{key}|{person.pk}", kind=kind, person=person, values=values, at=at)) for person in people
    ]
    return any(put)


def write_digests(at: datetime) -> Iterator[str]:
    """Put the digests of this week in the outbox, from their weekday and hour on; a line for each.

    A digest has one key a week, and what it tells of is noted in the same transaction. So whatever worker asks, however
    often, nobody gets two, and nobody is invited twice for one thing.
    """
    there = at.astimezone(ZONE)
    year, number, _ = there.isocalendar()
    week = f"{year}-W{number:02}"
    due = list(
        Subscription.objects.filter(confirmed_at__isnull=False, confirmed_at__lt=at)
        .exclude(looked=week)
        .values_list("pk", flat=True)
    )
    if not due:  # asked before the rules are read: that takes a second of a worker's start
        return
    rules = shipped_agenda_rules()
    if (there.weekday(), there.hour) < (rules.digest_weekday, rules.digest_hour):
        return
    rows = list(public_listings(on=there.date()))
    # With what was told before: a later date of a series is the invitation that was sent already.
    whole = things([*rows, *Listing.objects.filter(pk__in=Told.objects.values("listing"))])
    shown = {str(entry.row.pk): entry for entry in merged(rows)}
    candidates = [Candidate(key, whole[key], event_of(entry.row)) for key, entry in shown.items()]
    for pk in due:
        told = _write(pk, week, candidates, whole, shown, at)
        if told:
            yield f"agenda: digest for subscription {pk}: {told} events"


@transaction.atomic
def _write(
    subscription_id: UUID,
    week: str,
    candidates: Sequence[Candidate],
    whole: dict[str, str],
    shown: dict[str, Entry],
    at: datetime,
) -> int:
    """Write one digest and note what it tells; how many events, 0 when there is nothing or it was written before."""
    row = Subscription.objects.select_for_update().filter(pk=subscription_id).exclude(looked=week).first()
    if row is None:
        return 0
    row.looked = week
    row.save(update_fields=["looked"])
    key = f"agenda_digest|{row.pk}|{week}"
    rules = shipped_agenda_rules()
    told = {whole[str(pk)] for pk in row.told.values_list("listing", flat=True) if str(pk) in whole}
    wish = Wish(
        themes=frozenset(row.themes),
        point=point_of_code(row.postal_code) if row.postal_code else None,
        kilometres=row.kilometres,
        wants_online=row.wants_online,
    )
    on = at.astimezone(ZONE).date()
    chosen = choose(candidates, wish, told=told, on=on, days_ahead=rules.digest_days_ahead, most=rules.digest_most)
    if not chosen:
        return 0
    values = {
        "lines": [_line(shown[found.id]) for found in chosen],
        "stop": {"page": "agenda:stop", "args": [row.stop]},
    }
    put = put_one(
        letter_to(key=key, kind="agenda_digest", to=row.email, language=row.language, values=values, at=at, case=row.pk)
    )
    if not put:
        return 0
    Told.objects.bulk_create(
        [Told(subscription=row, listing_id=UUID(found.id), digest=key) for found in chosen], ignore_conflicts=True
    )
    return len(chosen)


def _line(entry: Entry) -> dict[str, object]:
    row = entry.row
    when = (
        {"day": row.first_day.isoformat()}
        if row.is_all_day
        else {"begins": row.begins.astimezone(ZONE).isoformat(timespec="minutes")}
    )
    return {
        "kind": "agenda_event",
        "values": {
            "link": {"page": "agenda:event", "args": [str(row.pk)]},
            "title": row.title,
            "place": row.place or "",
            "desks": list(entry.organisers)[:10],
            **when,
        },
    }
