"""The lists of events at addresses: added and removed by organisers, read by a worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from wegwijzer.core.agenda.findings import in_short
from wegwijzer.readers.agenda.fetching import Bounds, Fetched, FetchError, checked_address, fetch
from wegwijzer.readers.agenda.lists import bounds_of, read_fetched
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.web.agenda.importing import take_in
from wegwijzer.web.agenda.models import Feed, Listing
from wegwijzer.web.people.models import Desk
from wegwijzer.web.post.telling import ZONE

MOST_FINDINGS = 20
_FETCH_PREFIX = "fetch_"


class FeedRefusedError(ValueError):
    """A list that cannot be added: the code of why, and what it is about."""

    def __init__(self, code: str, value: str = "") -> None:
        self.code, self.value = code, value
        super().__init__(code)


def add_feed(desk: Desk, address: str, *, person_id: str, at: datetime) -> Feed:
    """Keep an address; a worker reads it within minutes. Raises FeedRefusedError for what cannot be one."""
    try:
        checked = checked_address(address)
    except FetchError as error:
        raise FeedRefusedError(f"{_FETCH_PREFIX}{error.code}", error.value) from None
    if Feed.objects.filter(desk=desk).count() >= shipped_agenda_rules().lists_per_desk:
        raise FeedRefusedError("too_many_feeds", str(shipped_agenda_rules().lists_per_desk))
    feed, _ = Feed.objects.get_or_create(
        desk=desk, address=checked, defaults={"added_by_id": person_id or None, "created": at, "next_at": at}
    )
    return feed


@transaction.atomic
def remove_feed(feed: Feed, *, at: datetime) -> int:
    """Stop reading an address; what it told and is still to come goes off the agenda. How many events that are."""
    ahead = feed.listings.filter(last_day__gte=at.astimezone(ZONE).date())
    ahead = ahead.filter(state__in=(Listing.State.PUBLIC, Listing.State.WAITING))
    count = ahead.update(state=Listing.State.GONE, changed=at)
    feed.delete()
    return count


def ask_now(feed: Feed, *, at: datetime) -> bool:
    """Read a list soon, as somebody asks; False if that was done a moment ago."""
    pause = timedelta(minutes=shipped_agenda_rules().minutes_before_again)
    if feed.asked_at is not None and at - feed.asked_at < pause:
        return False
    return bool(Feed.objects.filter(pk=feed.pk).update(next_at=at, wanted_at=at))


def read_due_feeds(at: datetime, *, bounds: Bounds | None = None) -> Iterator[str]:
    """Read the lists whose time has come, a few a round; a line for each, without its address.

    No transaction is open while a site answers. Two workers never read one list at once: the first moves its time on.
    """
    rules = shipped_agenda_rules()
    for _ in range(rules.lists_per_round):
        feed = _claim(at)
        if feed is None:
            return
        yield f"list of events {feed.pk}: {_read(feed, at, bounds or bounds_of(rules))}"


def _claim(at: datetime) -> Feed | None:
    rules = shipped_agenda_rules()
    while True:
        due = (
            Feed.objects.filter(next_at__lte=at, desk__is_active=True).select_related("desk").order_by("next_at", "pk")
        )
        feed = due.first()
        if feed is None:
            return None
        later = at + timedelta(hours=rules.hours_between)
        if Feed.objects.filter(pk=feed.pk, next_at=feed.next_at).update(next_at=later, asked_at=at):
            return feed


def _read(feed: Feed, at: datetime, bounds: Bounds) -> str:
    """Fetch one list and take it in; what came of it in a few words."""
    try:
        found = fetch(feed.address, bounds, etag=feed.etag, last_modified=feed.last_modified)
    except FetchError as error:
        return _failed(feed, f"{_FETCH_PREFIX}{error.code}", error.value, at, wait=timedelta(seconds=error.wait))
    if found.is_unchanged:
        Feed.objects.filter(pk=feed.pk).update(read_at=at, fault="", fault_value="", failures=0, wanted_at=None)
        return "unchanged"
    return _take(feed, found, at)


def _take(feed: Feed, found: Fetched, at: datetime) -> str:
    rules, on = shipped_agenda_rules(), at.astimezone(ZONE).date()
    reading = read_fetched(found, rules, on=on)
    if not reading.is_taken:
        finding = reading.findings[0]
        return _failed(feed, finding.code, finding.value, at)
    if not reading.told and feed.told:
        return _failed(feed, "empty", "", at)
    with transaction.atomic():
        if not Feed.objects.filter(pk=feed.pk).exists():
            return "removed meanwhile"
        taken = take_in(feed.desk, reading.events, source=str(feed.pk), feed=feed, at=at, on=on)
        Feed.objects.filter(pk=feed.pk).update(
            read_at=at,
            wanted_at=None,
            etag=found.etag,
            last_modified=found.last_modified,
            fault="",
            fault_value="",
            failures=0,
            told=reading.told,
            past=reading.past,
            findings=[
                [finding.code, finding.where, finding.value] for finding in in_short(reading.findings, MOST_FINDINGS)
            ],
        )
    return f"{taken.new} new, {taken.changed} changed, {taken.gone} gone, {len(reading.findings)} findings"


def _failed(feed: Feed, code: str, value: str, at: datetime, *, wait: timedelta = timedelta(0)) -> str:
    """Note what went wrong, and wait longer each time; what is known of the list stays as it is."""
    rules = shipped_agenda_rules()
    hours = min(rules.hours_between * 2**feed.failures, rules.most_hours_between)
    Feed.objects.filter(pk=feed.pk).update(
        fault=code[:20],
        fault_value=value[:120],
        failures=min(feed.failures + 1, 10),
        next_at=at + max(timedelta(hours=hours), wait),
        wanted_at=None,
    )
    return f"failed ({code})"
