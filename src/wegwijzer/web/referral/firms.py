"""Finding a firm, or keeping a new one, so that two who do it at once find the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.referral.givens import FirmGiven
from wegwijzer.web.referral.models import Firm, Speaker
from wegwijzer.web.referral.speakers import heard_for


def locked(firm: Firm) -> Firm:
    """The firm, held until the transaction ends: two who open a case for it queue here."""
    return Firm.objects.select_for_update().get(pk=firm.pk)


@dataclass(frozen=True, slots=True)
class Found:
    """A firm that is held until the transaction ends. One that `is_new` was made in it: nobody else knows it yet.

    `person` is who has the given address, where that was looked up.
    """

    firm: Firm
    is_new: bool = False
    person: Person | None = None


def _made(given: FirmGiven, at: datetime) -> Firm:
    return Firm(
        enterprise_number=given.enterprise_number or None,
        name=given.name.strip(),
        phone=given.phone.strip(),
        language=given.language,
        facts=dict(given.facts),
        created=at,
    )


def _numbered(given: FirmGiven, at: datetime) -> Found:
    """The firm with a number. Of two who bring it at once, one makes it and the other waits until it is there."""
    held = Firm.objects.select_for_update().filter(enterprise_number=given.enterprise_number)
    firm = held.first()
    if firm is None:
        made = _made(given, at)
        Firm.objects.bulk_create([made], ignore_conflicts=True)
        firm = held.get()
        if firm.pk == made.pk:
            return Found(firm, is_new=True)
    return Found(_filled(firm, given))


def _filled(firm: Firm, given: FirmGiven) -> Firm:
    """What was not known yet is filled in; what a firm said itself is not overwritten by others."""
    filled = {
        "name": firm.name or given.name.strip(),
        "phone": firm.phone or given.phone.strip(),
        "facts": {**given.facts, **firm.facts},
    }
    new = [name for name, value in filled.items() if value != getattr(firm, name)]
    for name in new:
        setattr(firm, name, filled[name])
    if new:
        firm.save(update_fields=new)
    return firm


def _without_number(person: Person, given: FirmGiven, at: datetime, *, confirmed: bool) -> Found:
    """The firm without number for which a person speaks; the person is held, so that two never make it twice."""
    list(Person.objects.select_for_update().filter(pk=person.pk).values_list("pk"))
    found = Firm.objects.filter(speakers__person=person).order_by("created")
    if confirmed:
        found = found.filter(speakers__confirmed_at__isnull=False)
    known = found.first()
    if known is not None:
        return Found(_filled(locked(known), given), person=person)
    firm = _made(given, at)
    firm.save(force_insert=True)
    return Found(firm, is_new=True, person=person)


def firm_of_person(person: Person, given: FirmGiven, at: datetime) -> Found:
    """The firm that somebody asks for: the one with the number, else the one for which they speak, else a new one."""
    if given.enterprise_number:
        return _numbered(given, at)
    return _without_number(person, given, at, confirmed=True)


def firm_of_client(given: FirmGiven, at: datetime) -> Found:
    """The firm that a contact asks for: the one with the number, else the one of that address, else a new one."""
    if given.enterprise_number:
        return _numbered(given, at)
    person = people.person_with(given.email, language=given.language)
    return _without_number(person, given, at, confirmed=False)


def hear_for(found: Found, given: FirmGiven, at: datetime) -> list[Person]:
    """Whom the firm's letters go to: who speaks for it or was named for it before, else the address that was given."""
    firm = found.firm
    heard = [] if found.is_new else heard_for(firm)
    if heard:
        return [row.person for row in heard]
    person = found.person or people.person_with(given.email, language=given.language)
    if found.is_new:
        Speaker.objects.create(firm=firm, person=person, created=at)
        return [person]
    _, is_named_now = Speaker.objects.get_or_create(firm=firm, person=person, defaults={"created": at})
    return [person] if is_named_now else []  # who came by themselves and waits for a yes hears nothing
