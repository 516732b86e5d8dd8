"""Mending the address of whoever speaks for a firm, where a contact or a desk typed it wrong.

The person behind the wrong address is left alone, for that may be somebody's real one: the firm gets another speaker,
and everything that was under way to the wrong one stops.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from wegwijzer.core.referral.permissions import Action, Actor, Standing, may, standings
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Link, Person
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import letters, pages
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.happenings import Happening
from wegwijzer.web.referral.models import Case, Firm, Speaker
from wegwijzer.web.referral.recording import record
from wegwijzer.web.referral.speakers import ASKED
from wegwijzer.web.referral.standing import as_number, side_of, tied

LONGEST_WHY = 300
"""Characters of the reason."""
_PROVED_BY_MAIL = "mail"
_STOPPED = "the address was wrong and has been mended"
_S = Outgoing.State


def may_mend(actor: Actor, speaker: Speaker) -> bool:
    """Whether somebody may mend an address.

    A manager of a desk that the firm's open question was offered to may, as long as nobody came in with it; the
    administrator also after that, for then a stranger did. Who was let in by the firm itself or by the official sign-in
    is no mistake of ours, and who came by themselves typed their own address.
    """
    if speaker.proof == ASKED or speaker.proof not in ("", _PROVED_BY_MAIL):
        return False
    if may(actor, Action.MANAGE_PEOPLE):
        return True
    open_cases = Case.objects.filter(firm=speaker.firm_id, closed_at__isnull=True)
    manages = any(Standing.ASKED_MANAGER in standings(actor, tied(case)) for case in open_cases)
    return speaker.confirmed_at is None and manages


def wrong_addresses(actor: Actor, email: str) -> list[Speaker]:
    """The speakers with an address that somebody may mend, by the whole address as it was typed wrong."""
    rows = Speaker.objects.filter(person__email__iexact=email.strip()).select_related("firm", "person")
    return [row for row in rows.order_by("created", "pk") if may_mend(actor, row)]


@transaction.atomic
def mend_address(*, actor: Actor, speaker_id: object, email: str, why: str, at: datetime) -> Speaker:
    """Give a firm's speaker another address: the old one gets nothing more, the new one gets the link to the page.

    Raises NotThereError for who may not, and RefusedError: email_missing, email_wrong, address_same, address_of_staff
    (somebody at a desk of the case, or who mends, does not speak for the firm), why_missing, why_too_long.
    """
    row = Speaker.objects.select_related("firm", "person").filter(pk=as_number(speaker_id)).first()
    if row is None:
        raise NotThereError
    firm = Firm.objects.select_for_update().filter(pk=row.firm_id).first()
    row = Speaker.objects.select_related("firm", "person").filter(pk=row.pk).first()
    if row is None or firm is None or not may_mend(actor, row):
        raise NotThereError
    address = _checked(email, why, row.person)
    cases = list(Case.objects.select_for_update().filter(firm=firm, anonymous_at__isnull=True))
    person = people.person_with(address, language=firm.language)
    if str(person.pk) == actor.person or _works_in(person, cases) or not person.is_active:
        raise RefusedError("address_of_staff")
    old = row.person
    _stop(old, firm, cases, at)
    row.delete()
    new, _ = Speaker.objects.get_or_create(firm=firm, person=person, defaults={"created": at})
    for case in cases:
        side, desk = side_of(actor, case)
        # Who mended it, when and why is kept; no address stands in it.
        record(case, Happening.ADDRESS_MENDED, actor=actor, side=side, desk=desk, words=why.strip(), at=at)
        case.version += 1
        case.save(update_fields=["version"])
    _tell(person, cases, at)
    return new


def _checked(email: str, why: str, old: Person) -> str:
    """The new address in small letters. Raises RefusedError."""
    address = email.strip().lower()
    if not address:
        raise RefusedError("email_missing")
    try:
        validate_email(address)
    except ValidationError:
        raise RefusedError("email_wrong") from None
    if len(address) > 254:
        raise RefusedError("email_wrong")
    if address == old.email.lower():
        raise RefusedError("address_same")
    if not why.strip():
        raise RefusedError("why_missing")
    if len(why.strip()) > LONGEST_WHY:
        raise RefusedError("why_too_long")
    return address


def _works_in(person: Person, cases: Iterable[Case]) -> bool:
    """Whether somebody works at a desk that has, had or brought one of the cases: then they are no part of the firm."""
    found = list(cases)
    at_desks = Q(desk__offers__need__case__in=found) | Q(desk__cases_brought__case__in=found)
    return person.memberships.filter(at_desks).exists()


def _stop(old: Person, firm: Firm, cases: Iterable[Case], at: datetime) -> None:
    """No letter about the firm goes to the old address any more, and no link that went there lets anybody in."""
    found = list(cases)
    rows = Outgoing.objects.filter(person=old, case__in=[case.pk for case in found])
    rows.filter(state__in=[_S.WAITING, _S.FAILED, _S.UNSURE]).update(
        state=_S.FAILED, error=_STOPPED, values={}, calendar="", to="", reply_to="", person=None
    )
    pages = Q(to_path__contains=str(firm.pk))
    for case in found:
        pages |= Q(to_path__contains=str(case.pk))
    Link.objects.filter(pages, person=old, used_at__isnull=True).update(used_at=at)


def _tell(person: Person, cases: Iterable[Case], at: datetime) -> None:
    """The new address reads what the first letter said, of each question that is still open, and of a case that closed
    the two questions that nobody answered.
    """
    for case in cases:
        for asked in case.outcomes.filter(answered_at__isnull=True) if case.closed_at is not None else ():
            letters.to_one_speaker(
                case, person, "follow_up", {"round": asked.round}, at=at, path=pages.outcome_page(asked, "{language}"),
                key=f"{asked.pk}:mended:{at.isoformat()}",
            )  # fmt: skip
        for need in case.needs.all():
            running = [offer for offer in need.offers.select_related("desk") if offer.state in ("waiting", "taken_up")]
            if not running:
                continue
            values = {
                "subject": need.subject,
                "desks": [str(offer.desk) for offer in running],
                "reply_by": max(offer.reply_by for offer in running).isoformat(),
            }
            letters.to_one_speaker(
                case, person, "case_opened", values | _brought_by(case, need.created_by_id), at=at,
                key=f"{need.pk}:mended:{at.isoformat()}",
            )  # fmt: skip


def _brought_by(case: Case, person_id: UUID | None) -> dict[str, str]:
    """Who passed the question on for the firm, where a contact did."""
    row = case.participants.filter(person_id=person_id).select_related("desk").first() if person_id else None
    return {"by": str(row.desk)} if row is not None else {}
