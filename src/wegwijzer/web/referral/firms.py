"""Finding a firm, or keeping a new one, so that two who do it at once find the same."""

from __future__ import annotations

from datetime import datetime

from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.referral.givens import FirmGiven
from wegwijzer.web.referral.models import Firm, Speaker
from wegwijzer.web.referral.speakers import heard_for


def locked(firm: Firm) -> Firm:
    """The firm, held until the transaction ends: two who open a case for it queue here."""
    return Firm.objects.select_for_update().get(pk=firm.pk)


def _numbered(given: FirmGiven, at: datetime) -> Firm:
    firm, _ = Firm.objects.get_or_create(
        enterprise_number=given.enterprise_number,
        defaults={
            "name": given.name.strip(),
            "phone": given.phone.strip(),
            "language": given.language,
            "facts": dict(given.facts),
            "created": at,
        },
    )
    return _filled(locked(firm), given)


def _filled(firm: Firm, given: FirmGiven) -> Firm:
    """What was not known yet is filled in; what a firm said itself is not overwritten by others."""
    firm.name = firm.name or given.name.strip()
    firm.phone = firm.phone or given.phone.strip()
    firm.facts = {**given.facts, **firm.facts}
    firm.save(update_fields=["name", "phone", "facts"])
    return firm


def _without_number(person: Person, given: FirmGiven, at: datetime, *, confirmed: bool) -> Firm:
    """The firm without number for which a person speaks; the person is held, so that two never make it twice."""
    Person.objects.select_for_update().get(pk=person.pk)
    found = Firm.objects.filter(speakers__person=person).order_by("created")
    if confirmed:
        found = found.filter(speakers__confirmed_at__isnull=False)
    known = found.first()
    if known is not None:
        return _filled(locked(known), given)
    firm = Firm.objects.create(
        name=given.name.strip(), phone=given.phone.strip(), language=given.language, facts=dict(given.facts), created=at
    )
    return locked(firm)


def firm_of_person(person: Person, given: FirmGiven, at: datetime) -> Firm:
    """The firm that somebody asks for: the one with the number, else the one for which they speak, else a new one."""
    if given.enterprise_number:
        return _numbered(given, at)
    return _without_number(person, given, at, confirmed=True)


def firm_of_client(given: FirmGiven, at: datetime) -> Firm:
    """The firm that a contact asks for: the one with the number, else the one of that address, else a new one."""
    if given.enterprise_number:
        return _numbered(given, at)
    person = people.person_with(given.email, language=given.language)
    return _without_number(person, given, at, confirmed=False)


def hear_for(firm: Firm, given: FirmGiven, at: datetime) -> None:
    """Whom the firm's letters go to: who speaks for it or was named for it before, else the address that was given."""
    if heard_for(firm):
        return
    person = people.person_with(given.email, language=given.language)
    Speaker.objects.get_or_create(firm=firm, person=person, defaults={"created": at})
