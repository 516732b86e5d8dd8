"""The organiser's page: what must be decided, lists that are read and how that goes, and their events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.agenda.findings import Finding
from wegwijzer.web.agenda.clashing import open_clashes
from wegwijzer.web.agenda.entry_view import where_text
from wegwijzer.web.agenda.importing import FORM
from wegwijzer.web.agenda.models import Clash, Feed, Listing
from wegwijzer.web.agenda.rows import event_of
from wegwijzer.web.people.models import Desk
from wegwijzer.web.post.telling import moment_text
from wegwijzer.wording.agenda import when_text
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

_MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class ClashRow:
    """Two events that clash, ours and theirs; `decision` "" while it is open."""

    id: str
    kind: str
    ours: Listing
    theirs: Listing
    our_when: str
    their_when: str
    our_where: str
    their_where: str
    their_desk: str
    decision: str
    decided: str


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A list that is read, and how that goes in words; `mark` is met, maybe or no."""

    id: str
    address: str
    desk: str
    mark: str
    state: str
    next: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnRow:
    """An event of one's own; `is_form` when it was typed in and can be changed here."""

    id: str
    title: str
    when: str
    where: str
    state: str
    source: str
    is_form: bool
    is_public: bool
    waits: str


@dataclass(frozen=True, slots=True)
class OrganiserPage:
    """Everything on the page."""

    open: tuple[ClashRow, ...]
    decided: tuple[ClashRow, ...]
    feeds: tuple[FeedRow, ...]
    rows: tuple[OwnRow, ...]
    left_out: int


def organiser_page(desks: Sequence[Desk], language: str, *, on: date) -> OrganiserPage:
    """The page for who announces for these desks."""
    ids = [desk.pk for desk in desks]
    listings = Listing.objects.filter(desk__in=ids, last_day__gte=on).exclude(state=Listing.State.GONE)
    rows = list(listings.select_related("desk", "feed")[: _MOST_ROWS + 1])
    decided = Clash.objects.filter(new__last_day__gte=on).exclude(decision=Clash.Decision.OPEN)
    mine = decided.filter(new__desk__in=ids) | decided.filter(old__desk__in=ids)
    return OrganiserPage(
        open=tuple(clash_row(clash, ids, language) for clash in open_clashes(ids)[:_MOST_ROWS]),
        decided=tuple(
            clash_row(clash, ids, language)
            for clash in mine.select_related("new__desk", "old__desk", "decided_by").order_by("-decided_at")[:50]
        ),
        feeds=tuple(
            feed_row(feed, language)
            for feed in Feed.objects.filter(desk__in=ids).select_related("desk").order_by("created", "pk")
        ),
        rows=tuple(_own_row(row, language) for row in rows[:_MOST_ROWS]),
        left_out=max(0, listings.count() - _MOST_ROWS) if len(rows) > _MOST_ROWS else 0,
    )


def clash_row(clash: Clash, desks: Sequence[object], language: str) -> ClashRow:
    """Two events, seen from the side of these desks."""
    ours, theirs = (clash.new, clash.old) if clash.new.desk_id in desks else (clash.old, clash.new)
    by = str(clash.decided_by) if clash.decided_by is not None else say("agenda.clash.nobody", language)
    return ClashRow(
        id=str(clash.pk),
        kind=clash.kind,
        ours=ours,
        theirs=theirs,
        our_when=when_text(event_of(ours), language),
        their_when=when_text(event_of(theirs), language),
        our_where=where_text(ours, language),
        their_where=where_text(theirs, language),
        their_desk=str(theirs.desk),
        decision=clash.decision,
        decided=say(f"agenda.clash.was_{clash.decision}", language, desk=by) if clash.decision else "",
    )


def feed_row(feed: Feed, language: str) -> FeedRow:
    """A list and how reading it goes."""
    next_at = moment_text(feed.next_at, language)
    if feed.fault:
        mark = "no"
        state = say("agenda.feed_state.fault", language, why=fault_text(feed.fault, feed.fault_value, language))
        if feed.read_at is not None:
            state = f"{state} {say('agenda.feed_state.kept', language, moment=moment_text(feed.read_at, language))}"
    elif feed.read_at is None:
        mark, state = "maybe", say("agenda.feed_state.new", language)
    else:
        mark = "maybe" if feed.findings else "met"
        state = say("agenda.feed_state.read", language, moment=moment_text(feed.read_at, language), told=feed.told)
    is_soon = feed.wanted_at is not None or (feed.read_at is None and not feed.fault)
    return FeedRow(
        id=str(feed.pk),
        address=feed.address,
        desk=str(feed.desk),
        mark=mark,
        state=state,
        next=say("agenda.feed_state.soon", language)
        if is_soon
        else say("agenda.feed_state.next", language, moment=next_at),
        findings=tuple(finding_text(Finding(*found), language) for found in feed.findings),
    )


def finding_text(finding: Finding, language: str) -> str:
    """What could not be taken, in a sentence."""
    where = say("agenda.finding.where", language, where=finding.where) if finding.where else ""
    return where + say(f"agenda.finding.{finding.code}", language, value=finding.value)


def fault_text(code: str, value: str, language: str) -> str:
    """Why a list could not be read or added, in a sentence."""
    if code.startswith("fetch_"):
        return say(f"agenda.fetch.{code.removeprefix('fetch_')}", language, value=value)
    if code in ("too_many_feeds", "empty"):
        return say(f"agenda.fetch.{code}", language, value=value)
    return say(f"agenda.finding.{code}", language, value=value)


def _own_row(row: Listing, language: str) -> OwnRow:
    source = FORM if row.source == FORM else "feed" if row.feed_id else "file"
    waits = (
        say("agenda.own.waits_until", language, day=date_text(row.decide_by, language))
        if row.state == Listing.State.WAITING and row.decide_by
        else ""
    )
    return OwnRow(
        id=str(row.pk),
        title=row.title,
        when=when_text(event_of(row), language),
        where=where_text(row, language),
        state=row.state,
        source=say(f"agenda.own.source_{source}", language),
        is_form=row.source == FORM,
        is_public=row.state == Listing.State.PUBLIC,
        waits=waits,
    )
