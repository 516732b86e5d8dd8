"""What changes in proposals and publications: nobody decides on their own, and nothing that stands is edited."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.dispatch import Signal

from wegwijzer.core.errors import InputError
from wegwijzer.core.referral.permissions import Role
from wegwijzer.readers.catalogue import standing_text
from wegwijzer.readers.rule_changes.case_readings import case_readings
from wegwijzer.readers.rule_changes.case_writing import cases_text
from wegwijzer.readers.rule_changes.proposing import (
    ProposedRule,
    base_of,
    case_file_name,
    file_name,
    read_proposal,
    read_rule_change,
)
from wegwijzer.readers.rule_changes.restoring import restored_text
from wegwijzer.web.catalogue.actions import load_catalogue
from wegwijzer.web.people.models import Person, SiteRole
from wegwijzer.web.publications import queries
from wegwijzer.web.publications.errors import PublicationError
from wegwijzer.web.publications.in_force import refresh
from wegwijzer.web.publications.models import Proposal, Publication

CHANGE_NAME = "change"
"""What a change file from the form is called in its faults."""
_State, _Kind = Proposal.State, Proposal.Kind
published = Signal()
"""Sent with `publication` in the transaction that keeps it."""


def is_editor(person: Person) -> bool:
    """Whether somebody may propose and decide."""
    return person.is_active and SiteRole.objects.filter(person=person, role=Role.EDITOR.value).exists()


def save_draft(author: Person, change: str, *, at: datetime, on: date, draft: Proposal | None = None) -> Proposal:
    """A draft of a change file, or another text for a draft of one's own. Raises InputError with all its faults."""
    if draft is not None and (draft.author_id != author.pk or draft.state != _State.DRAFT):
        raise PublicationError("no_draft")
    refresh()
    read = read_proposal(change, name=CHANGE_NAME, on=on)
    return _kept(draft or Proposal(author=author, kind=_Kind.CHANGE, created=at), read, change=change, at=at)


def save_file(author: Person, read: ProposedRule, *, at: datetime) -> Proposal:
    """A draft of a whole file."""
    return _kept(Proposal(author=author, kind=_Kind.FILE, created=at), read, change="", at=at)


def save_undo(
    author: Person, number: int, *, reason: str, source: tuple[str, str, str], day: date, at: datetime, on: date
) -> Proposal:
    """A draft that undoes a publication; `source` is a title, an address and how sure it is. Raises PublicationError or
    InputError."""
    found = queries.publication(number)
    if found is None or hasattr(found, "undone_by"):
        raise PublicationError("undone")
    if not queries.can_be_undone(found):
        raise PublicationError("built_on", found.measure)
    refresh()
    now = standing_text(file_name(found.measure))
    text, starts = restored_text(found.measure, found.text_before, now, began=found.starts, day=day, on=on)
    title, url, confidence = source
    read = ProposedRule(found.measure, starts, text, base_of(found.measure), reason, title, url, confidence)
    return _kept(Proposal(author=author, kind=_Kind.UNDO, undoes=found, created=at), read, change="", at=at)


@transaction.atomic
def hand_in(proposal_id: UUID, author: Person, *, at: datetime) -> Proposal:
    """Ask another editor to decide. Raises PublicationError, `stale` where something else was published meanwhile."""
    found = _held(proposal_id, _State.DRAFT)
    if found.author_id != author.pk:
        raise PublicationError("no_draft")
    _check_base(found)
    found.state, found.changed = _State.WAITING, at
    found.save(update_fields=["state", "changed"])
    return found


@transaction.atomic
def renew(proposal_id: UUID, author: Person, *, at: datetime, on: date) -> Proposal:
    """Make the same change on what stands now. Raises InputError where it no longer fits, PublicationError for what
    cannot be made again."""
    found = _held(proposal_id, _State.DRAFT, _State.WAITING)
    if found.author_id != author.pk or found.kind != _Kind.CHANGE:
        raise PublicationError("no_draft")
    refresh()
    found.state = _State.DRAFT
    return _kept(found, read_proposal(found.change, name=CHANGE_NAME, on=on), change=found.change, at=at)


@transaction.atomic
def withdraw(proposal_id: UUID, author: Person, *, at: datetime) -> Proposal:
    """Take a proposal of one's own back."""
    found = _held(proposal_id, _State.DRAFT, _State.WAITING)
    if found.author_id != author.pk:
        raise PublicationError("not_yours")
    found.state, found.changed = _State.WITHDRAWN, at
    found.save(update_fields=["state", "changed"])
    return found


@transaction.atomic
def reject(proposal_id: UUID, editor: Person, reason: str, *, at: datetime) -> Proposal:
    """Say no to somebody else's proposal, and why."""
    found = _held(proposal_id, _State.WAITING)
    if found.author_id == editor.pk:
        raise PublicationError("own")
    if not reason.strip():
        raise PublicationError("why")
    found.state, found.decided_by, found.decided, found.decision = _State.REJECTED, editor, at, reason.strip()
    found.changed = at
    found.save()
    return found


def approve(proposal_id: UUID, editor: Person, *, at: datetime, on: date) -> Publication:
    """Publish somebody else's proposal. From the next request on every process answers by it.

    Raises PublicationError: `stale` where something else was published for the measure meanwhile, `late` where its day
    has come, `unfit` where its text no longer fits the catalogue.
    """
    try:
        with transaction.atomic():
            made = _publish(_held(proposal_id, _State.WAITING), editor, at, on)
    except IntegrityError as error:
        raise PublicationError("stale") from error
    refresh()
    load_catalogue()
    return made


def _publish(found: Proposal, editor: Person, at: datetime, on: date) -> Publication:
    if found.author_id == editor.pk:
        raise PublicationError("own")
    _check_base(found)
    if found.starts <= on:
        raise PublicationError("late")
    try:
        read_rule_change(found.measure, found.text, found.starts)
    except InputError as error:
        raise PublicationError("unfit") from error
    last = Publication.objects.filter(measure=found.measure).order_by("-step").first()
    made = Publication.objects.create(
        proposal=found,
        measure=found.measure,
        step=last.step + 1 if last is not None else 1,
        text=found.text,
        cases=found.cases,
        text_before=standing_text(file_name(found.measure)),
        cases_before=last.cases if last is not None else "",
        starts=found.starts,
        author=found.author,
        approver=editor,
        reason=found.reason,
        source_title=found.source_title,
        source_url=found.source_url,
        confidence=found.confidence,
        at=at,
        undoes=found.undoes,
    )
    found.state, found.decided_by, found.decided, found.changed = _State.PUBLISHED, editor, at, at
    found.save()
    published.send(Publication, publication=made)
    return made


def _kept(row: Proposal, read: ProposedRule, *, change: str, at: datetime) -> Proposal:
    row.measure, row.starts, row.text, row.base, row.change = read.measure, read.starts, read.text, read.base, change
    row.reason, row.confidence = read.reason, read.confidence
    row.source_title, row.source_url = read.source_title, read.source_url
    row.cases, row.changed = _cases(row), at
    row.simulation, row.simulated = None, ""
    row.save()
    return row


def _cases(row: Proposal) -> str:
    """The case file that goes with a text: with cases for a version that is new, as it was where a file comes back."""
    if row.undoes is not None and row.text == row.undoes.text_before:
        return row.undoes.cases_before
    try:
        change = read_rule_change(row.measure, row.text, row.starts)
        return cases_text(change, case_readings(change))
    except InputError:
        return standing_text(case_file_name(row.measure))


def _held(proposal_id: UUID, *states: str) -> Proposal:
    """The proposal, held for this transaction. Raises PublicationError where it stands elsewhere."""
    found = Proposal.objects.select_for_update(of=("self",)).select_related("undoes").filter(pk=proposal_id).first()
    if found is None or found.state not in states:
        raise PublicationError("decided")
    return found


def _check_base(found: Proposal) -> None:
    """Refuse what was made on a text that no longer stands."""
    refresh()
    if found.base != base_of(found.measure):
        raise PublicationError("stale", found.measure)
