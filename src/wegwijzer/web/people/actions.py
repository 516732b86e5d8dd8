"""What changes in who is known, who may do what, and which desks there are. Every change of a role is written down.

`by` is who does it; None is the site itself, for demonstration data and the command line.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from wegwijzer.core.referral.permissions import SITE_ROLES, Action, Actor, Role, Tied, may
from wegwijzer.web.people.desk_sync import sync_desks_from_catalogue as sync_desks_from_catalogue
from wegwijzer.web.people.errors import PeopleError
from wegwijzer.web.people.links import end_links
from wegwijzer.web.people.links import make_link as make_link
from wegwijzer.web.people.models import Change, Desk, Membership, OfficialClaim, Person, Session, SiteRole
from wegwijzer.web.security_events import tell_when_kept
from wegwijzer.wording.language import DEFAULT_LANGUAGE, LANGUAGES


def person_with(email: str, *, language: str = DEFAULT_LANGUAGE, name: str = "", is_demo: bool = False) -> Person:
    """The person with that address, made when there is none; one that is there already keeps name and language."""
    address = email.strip().lower()
    found = Person.objects.filter(email=address).first()
    if found is not None:
        return found
    person = Person(email=address, name=name.strip(), language=language if language in LANGUAGES else DEFAULT_LANGUAGE)
    person.is_demo = is_demo
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:  # somebody else made it at the same moment
        return Person.objects.get(email=address)
    return person


@transaction.atomic
def add_member(
    desk: Desk, email: str, role: Role | str, name: str, at: datetime, *, by: Actor | None = None, language: str = "nl"
) -> Membership:
    """Give the person with an address a role at a desk, in place of the one they had there.

    Raises PeopleError: not_allowed, no_such_role (a first-line office and a helper have other roles), inactive,
    last_manager (the only manager of a desk with others stays manager).
    """
    _check_desk(by, desk)
    wanted = Role(role)
    if wanted not in roles_at(desk):
        raise PeopleError("no_such_role")
    _hold(desk)
    person = person_with(email, language=language, name=name)
    if not person.is_active:
        raise PeopleError("inactive")
    if name.strip() and not person.name:
        Person.objects.filter(pk=person.pk, name="").update(name=name.strip())
        person.name = name.strip()
    membership, is_new = Membership.objects.get_or_create(person=person, desk=desk, defaults={"role": wanted.value})
    if is_new:
        _note("member_added", at, by, person=person, desk=desk, detail=wanted.value)
    else:
        change_role(membership, wanted, at, by=by)
    return membership


@transaction.atomic
def change_role(membership: Membership, role: Role | str, at: datetime, *, by: Actor | None = None) -> None:
    """Give a member another role at the same desk. Raises PeopleError: not_allowed, no_such_role, last_manager."""
    desk = membership.desk
    _check_desk(by, desk)
    if role not in {found.value for found in roles_at(desk)} | set(roles_at(desk)):
        raise PeopleError("no_such_role")
    wanted = Role(role)
    _hold(desk)
    if membership.role == wanted.value:
        return
    if membership.role == Role.MANAGER.value:
        _check_not_last_manager(membership)
    membership.role = wanted.value
    membership.save(update_fields=["role"])
    _note("role_changed", at, by, person=membership.person, desk=desk, detail=wanted.value)


@transaction.atomic
def remove_member(membership: Membership, at: datetime, *, by: Actor | None = None) -> None:
    """Take a person from a desk. Raises PeopleError: not_allowed, last_manager."""
    desk = membership.desk
    _check_desk(by, desk)
    _hold(desk)
    if membership.role == Role.MANAGER.value:
        _check_not_last_manager(membership)
    _note("member_removed", at, by, person=membership.person, desk=desk, detail=membership.role)
    membership.delete()


def roles_at(desk: Desk) -> tuple[Role, ...]:
    """The roles that a desk has: advisers where help is given, first-line contacts elsewhere, and managers in both."""
    return (Role.ADVISER, Role.MANAGER) if desk.is_helper else (Role.FIRST_LINE, Role.MANAGER)


@transaction.atomic
def set_site_role(person: Person, role: Role | str, *, held: bool, at: datetime, by: Actor | None = None) -> None:
    """Give or take a role on the site. Raises PeopleError: not_allowed, no_such_role, inactive, last_administrator."""
    _check_people(by)
    wanted = Role(role)
    if wanted not in SITE_ROLES:
        raise PeopleError("no_such_role")
    if held:
        if not person.is_active:
            raise PeopleError("inactive")
        _, is_new = SiteRole.objects.get_or_create(person=person, role=wanted.value)
        if is_new:
            _note("site_role_given", at, by, person=person, detail=wanted.value)
        return
    if wanted is Role.ADMINISTRATOR:
        _check_not_last_administrator(person)
    if SiteRole.objects.filter(person=person, role=wanted.value).delete()[0]:
        _note("site_role_taken", at, by, person=person, detail=wanted.value)


@transaction.atomic
def deactivate(person: Person, at: datetime, *, by: Actor | None = None) -> None:
    """Let a person in no more; they are out at their next request. Raises PeopleError: not_allowed, yourself,
    last_administrator, last_manager."""
    _check_people(by)
    if by is not None and by.person == str(person.pk):
        raise PeopleError("yourself")
    _check_not_last_administrator(person)
    for membership in Membership.objects.filter(person=person, role=Role.MANAGER.value).select_related("desk"):
        _hold(membership.desk)
        _check_not_last_manager(membership)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    person.is_active = False
    end_links(person, at=at)
    Session.objects.filter(person=person).delete()
    _note("deactivated", at, by, person=person)


@transaction.atomic
def activate(person: Person, at: datetime, *, by: Actor | None = None) -> None:
    """Let a person in again, with the roles they had. Raises PeopleError: not_allowed."""
    _check_people(by)
    Person.objects.filter(pk=person.pk).update(is_active=True)
    person.is_active = True
    _note("activated", at, by, person=person)


@transaction.atomic
def note_two_factors_reset(person: Person, at: datetime, *, by: Actor | None = None) -> None:
    """Write down that somebody's second factor was taken away, and end their sign-ins. Raises PeopleError: not_allowed.

    The factor itself is taken away by `signin`, in the same transaction.
    """
    _check_people(by)
    Session.objects.filter(person=person).delete()
    _note("two_factors_reset", at, by, person=person)


def note_invited(person: Person, at: datetime, *, by: Actor | None, desk: Desk | None, detail: str) -> None:
    """Write down that an invitation went to somebody."""
    _note("invited", at, by, person=person, desk=desk, detail=detail)


def describe(person: Person, *, name: str, language: str) -> None:
    """Keep how a person wants to be called and written to."""
    person.name, person.language = name.strip()[:200], language if language in LANGUAGES else person.language
    person.save(update_fields=["name", "language"])


@transaction.atomic
def end_sessions(person: Person, *, but: str | None, at: datetime) -> int:
    """End every sign-in of a person but the one with the key `but`, and the links still under way; how many ended."""
    end_links(person, at=at)
    return Session.objects.filter(person=person).exclude(session_key=but or "").delete()[0]


def end_session(person: Person, began_id: str) -> bool:
    """End one sign-in of a person, named by the digest that its page shows; whether there was one."""
    from wegwijzer.web.people.sign_ins import digest_of

    for row in Session.objects.filter(person=person):
        if digest_of(row.session_key) == began_id:
            return bool(Session.objects.filter(pk=row.pk).delete()[0])
    return False


@transaction.atomic
def keep_claims(person: Person, provider: str, claims: dict[str, set[str]], at: datetime) -> None:
    """Keep what an official sign-in says now, by claim; what it said before and does not say any more goes."""
    OfficialClaim.objects.filter(person=person, provider=provider).delete()
    OfficialClaim.objects.bulk_create(
        OfficialClaim(person=person, provider=provider, enterprise_number=number, claim=claim, at=at)
        for claim, numbers in sorted(claims.items())
        for number in sorted(numbers)
    )


def make_desk(kind: str, name: str, **facts: object) -> Desk:
    """A desk that is not in the catalogue: an office of a first-line contact, or a helper of our own."""
    return Desk.objects.create(kind=kind, name=name, **facts)


def _check_desk(by: Actor | None, desk: Desk) -> None:
    if by is not None and not may(by, Action.MANAGE_MEMBERS, Tied(desk=str(desk.pk))):
        raise PeopleError("not_allowed")


def _check_people(by: Actor | None) -> None:
    if by is not None and not may(by, Action.MANAGE_PEOPLE):
        raise PeopleError("not_allowed")


def _hold(desk: Desk) -> None:
    """Take the desk's row until the end of the transaction, so that of two managers who leave at once one stays."""
    Desk.objects.filter(pk=desk.pk).update(version=F("version"))


def _check_not_last_manager(membership: Membership) -> None:
    """A desk keeps a manager. Taking away the only one is refused, also when nobody else is left: close it instead."""
    others = Membership.objects.filter(desk_id=membership.desk_id, role=Role.MANAGER.value, person__is_active=True)
    if not others.exclude(pk=membership.pk).exists():
        raise PeopleError("last_manager")


def _check_not_last_administrator(person: Person) -> None:
    held = SiteRole.objects.select_for_update().filter(role=Role.ADMINISTRATOR.value, person__is_active=True)
    holders = {row.person_id for row in held}
    if holders == {person.pk}:
        raise PeopleError("last_administrator")


def _note(
    kind: str, at: datetime, by: Actor | None, *, person: Person, desk: Desk | None = None, detail: str = ""
) -> None:
    Change.objects.create(
        kind=kind, at=at, by_id=by.person or None if by is not None else None, person=person, desk=desk, detail=detail
    )
    tell_when_kept(kind, person=person.pk, by=by.person if by is not None else "")
