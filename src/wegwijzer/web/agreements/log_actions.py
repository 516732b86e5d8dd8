"""What happens in a log of promises: every event is added to the chain, and none is ever changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from wegwijzer.core.agreements.chain import first_hash, hash_of
from wegwijzer.core.agreements.promises import OPEN_STATES, Promise, PromiseError, PromiseEvent, Step, after
from wegwijzer.web.agreements import log_letters
from wegwijzer.web.agreements.models import Cooperation, LogEvent, Partner, PromiseRow
from wegwijzer.web.agreements.promise_standing import standing
from wegwijzer.web.agreements.timeline import event_body
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.telling import ZONE

MOST_PARTNERS = 8
MOST_PROMISES = 500
"""Promises in one log: above it a log is no help any more."""


class LogRefusedError(ValueError):
    """Something that is not possible; `code` names a text `agreements.refused.*`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Happened:
    """An event before it has its place: who, when, what."""

    step: str
    by: Partner
    at: datetime
    promise: PromiseRow | None = None
    what: str = ""
    due: date | None = None
    words: str = ""

    @property
    def on(self) -> date:
        """The day in Brussels."""
        return self.at.astimezone(ZONE).date()


@transaction.atomic
def start(person: Person, *, title: str, name: str, at: datetime) -> Cooperation:
    """A new log, with its first partner."""
    cooperation = Cooperation(title=title, started=at, changed=at)
    cooperation.head = first_hash(str(cooperation.pk))
    cooperation.save(force_insert=True)
    partner = cooperation.partners.create(number=1, name=name, person=person, joined=at)
    add(cooperation, Happened(LogEvent.Kind.STARTED, partner, at, what=title))
    return cooperation


@transaction.atomic
def invite(cooperation: Cooperation, by: Partner, *, email: str, name: str, at: datetime) -> Partner:
    """Invite a partner by e-mail; an address that was invited before gets a new link and is not added twice.

    Raises LogRefusedError: email_wrong, own_address, too_many_partners.
    """
    held = _held(cooperation)
    try:
        validate_email(email)
    except ValidationError as error:
        raise LogRefusedError("email_wrong") from error
    person = people.person_with(email, language=by.person.language if by.person else "nl")
    if person == by.person:
        raise LogRefusedError("own_address")
    partner = held.partners.filter(person=person).first()
    if partner is None:
        count = held.partners.count()
        if count >= MOST_PARTNERS:
            raise LogRefusedError("too_many_partners")
        partner = held.partners.create(number=count + 1, name=name, person=person)
        add(held, Happened(LogEvent.Kind.INVITED, by, at, what=name))
    if partner.joined is None:
        log_letters.invited(partner, by=by, at=at)
    return partner


@transaction.atomic
def join(partner: Partner, *, at: datetime) -> None:
    """Say yes to an invitation; a second time changes nothing."""
    held = _held(partner.cooperation)
    fresh = Partner.objects.get(pk=partner.pk)
    if fresh.joined is not None:
        return
    fresh.joined = at
    fresh.save(update_fields=["joined"])
    add(held, Happened(LogEvent.Kind.JOINED, fresh, at))


@transaction.atomic
def promise(
    by: Partner, *, giver: Partner, taker: Partner, what: str, due: date, token: UUID, at: datetime
) -> PromiseRow:
    """Enter a promise, for the other to confirm. The same form sent twice gives one promise.

    Raises LogRefusedError: due_past, same_party, too_many_promises.
    """
    held = _held(by.cooperation)
    known = held.promises.filter(token=token).first()
    if known is not None:
        return known
    if due < at.astimezone(ZONE).date():
        raise LogRefusedError("due_past")
    if giver == taker or by not in (giver, taker):
        raise LogRefusedError("same_party")
    count = held.promises.count()
    if count >= MOST_PROMISES:
        raise LogRefusedError("too_many_promises")
    row = held.promises.create(number=count + 1, token=token, giver=giver, taker=taker, due=due)
    add(held, Happened(Step.PROMISED.value, by, at, row, what, due))
    log_letters.told(row, Step.PROMISED, by=by, at=at)
    return row


@transaction.atomic
def take_step(
    row: PromiseRow, step: Step, by: Partner, *, at: datetime, what: str = "", due: date | None = None, words: str = ""
) -> Promise:
    """Take a step with a promise. The same step that was just taken by the same party is not taken twice.

    Raises LogRefusedError: not_now (the other did something meanwhile, or it is not theirs to do), due_past.
    """
    held = _held(row.cooperation)
    row = PromiseRow.objects.get(pk=row.pk)
    last = row.events.last()
    before = standing(row)
    if last is not None and last.step == step.value and last.by == by.number:
        return before
    happened = Happened(step.value, by, at, row, what, due, words)
    if step is Step.CHANGE_ASKED and due is not None and due < happened.on:
        raise LogRefusedError("due_past")
    try:
        found = after(before, _core_event(happened))
    except PromiseError as error:
        raise LogRefusedError("not_now") from error
    add(held, happened)
    if found.version != before.version or step is Step.CONFIRMED:
        row.agreed_on = happened.on
    row.is_open, row.due = found.state in OPEN_STATES, found.terms.due
    row.save(update_fields=["is_open", "due", "agreed_on"])
    log_letters.told(row, step, by=by, at=at)
    return found


def add(cooperation: Cooperation, happened: Happened) -> LogEvent:
    """Put an event at the end of the chain."""
    event = LogEvent(
        cooperation=cooperation,
        place=cooperation.events_count + 1,
        at=happened.at,
        on=happened.on,
        by=happened.by.number,
        step=str(happened.step),
        promise=happened.promise,
        what=happened.what,
        due=happened.due,
        words=happened.words,
        previous=cooperation.head,
    )
    event.hash = hash_of(event.previous, event_body(event))
    event.save(force_insert=True)
    cooperation.head, cooperation.events_count, cooperation.changed = event.hash, event.place, happened.at
    cooperation.save(update_fields=["head", "events_count", "changed"])
    return event


def _core_event(happened: Happened) -> PromiseEvent:
    return PromiseEvent(
        Step(happened.step),
        str(happened.by.number),
        happened.at,
        happened.on,
        happened.what,
        happened.due,
        happened.words,
    )


def _held(cooperation: Cooperation) -> Cooperation:
    """The log with its row held until the transaction ends, so that events come one after the other."""
    return Cooperation.objects.select_for_update().get(pk=cooperation.pk)
