"""What changes in the database of duties."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from wegwijzer.core.duties.terms import Anchor
from wegwijzer.web.duties.models import Keeper, Support

VISITOR_DAYS = 30
"""How many days a visitor's duties are kept after the last visit; the cookie that leads to them lives as long."""
PERSON_DAYS = 800
"""The same for somebody with an account: longer than the longest project of 24 months and its last report."""
MOST_SUPPORT = 40
LONGEST_TITLE = 120


def add(keeper: Keeper, measure: str, title: str, *, at: datetime) -> Support | None:
    """Add a measure without days; None when there are as many as may be."""
    if keeper.support.count() >= MOST_SUPPORT:
        return None
    return keeper.support.create(measure=measure, title=title, created=at, changed=at)


def begin_from(
    keeper: Keeper,
    dossier: UUID,
    measure: str,
    title: str,
    days: Mapping[Anchor, date],
    *,
    done: Sequence[str],
    at: datetime,
) -> Support | None:
    """The list of an approved dossier, with the days that it names: begun now, or filled in where days were open.

    `done` are the duties that are over with the approval. None when there are as many as may be.
    """
    held = keeper.support.filter(dossier=dossier, measure=measure).first()
    if held is None:
        if keeper.support.count() >= MOST_SUPPORT:
            return None
        keeper.support.filter(dossier=dossier).update(dossier=None)  # of another measure: it stays, on its own
        return keeper.support.create(
            dossier_id=dossier,
            measure=measure,
            title=title[:LONGEST_TITLE],
            days=_plain(days),
            done=list(done),
            created=at,
            changed=at,
        )
    more = {**_plain(days), **held.days}
    if more != held.days:
        held.days = more
        _changed(held, at)
    return held


def set_days(support: Support, title: str, days: Mapping[Anchor, date], *, at: datetime) -> None:
    """Keep the name and the days of a measure, in place of the earlier ones."""
    support.title = title
    support.days = _plain(days)
    _changed(support, at)


def tick(support: Support, duty: str, *, is_done: bool, at: datetime) -> None:
    """Note that a duty is done, or that it is not after all."""
    done = [known for known in support.done if known != duty]
    support.done = [*done, duty] if is_done else done
    _changed(support, at)


def remove(support: Support) -> None:
    """Take a measure away with all its duties."""
    support.delete()


def renew_feed(keeper: Keeper) -> None:
    """A new secret address for calendars; the one before stops working."""
    keeper.feed = secrets.token_urlsafe(32)
    keeper.save(update_fields=["feed"])


def end_feed(keeper: Keeper) -> None:
    """No address for calendars any more."""
    keeper.feed = None
    keeper.save(update_fields=["feed"])


def want_letters(keeper: Keeper, *, wanted: bool) -> None:
    """Turn reminders by e-mail on or off; on, there is an address that stops them."""
    keeper.wants_letters = wanted
    keeper.stop = keeper.stop or secrets.token_urlsafe(32)
    keeper.save(update_fields=["wants_letters", "stop"])


def note_visit(keeper: Keeper, *, at: datetime) -> None:
    """A calendar that follows the list is a visit; noted once an hour at most."""
    if at - keeper.seen > timedelta(hours=1):
        Keeper.objects.filter(pk=keeper.pk).update(seen=at)


def forget(keeper: Keeper) -> None:
    """Remove everything of a keeper."""
    keeper.delete()


@transaction.atomic
def merge(held: Keeper, theirs: Keeper) -> None:
    """Move the support of one keeper to another, the oldest first while there is room, and the calendar's address."""
    room = max(0, MOST_SUPPORT - theirs.support.count())
    begun = theirs.support.exclude(dossier=None).values("dossier")
    held.support.filter(dossier__in=begun).update(dossier=None)
    moved = list(held.support.values_list("pk", flat=True)[:room])
    Support.objects.filter(pk__in=moved).update(keeper=theirs)
    feed, held.feed = held.feed, None
    held.save(update_fields=["feed"])
    if theirs.feed is None and feed is not None:
        theirs.feed = feed
        theirs.save(update_fields=["feed"])


def remove_old(at: datetime) -> int:
    """Remove keepers who did not come back, with their support; how many keepers."""
    visitors = Keeper.objects.filter(person=None, seen__lt=at - timedelta(days=VISITOR_DAYS))
    people = Keeper.objects.exclude(person=None).filter(seen__lt=at - timedelta(days=PERSON_DAYS))
    count = visitors.count() + people.count()
    visitors.delete()
    people.delete()
    return count


def _plain(days: Mapping[Anchor, date]) -> dict[str, str]:
    return {anchor.value: day.isoformat() for anchor, day in days.items()}


def _changed(support: Support, at: datetime) -> None:
    """Save, and count the version up in the database, so that two changes at once are two versions."""
    support.changed = at
    support.save(update_fields=["title", "days", "done", "changed"])
    Support.objects.filter(pk=support.pk).update(version=F("version") + 1)
