"""What others may ask about people: who acts, which desks there are, who works where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest

from wegwijzer.core.referral.permissions import DESK_ROLES, SITE_ROLES, STAFF_ROLES, Actor, Role
from wegwijzer.web.languages import language_of
from wegwijzer.web.people.models import Absence, Change, Desk, Membership, OfficialClaim, Person, SiteRole
from wegwijzer.web.people.sign_in_state import has_two_factors

ALL_ROLES = (*DESK_ROLES, *SITE_ROLES)
REPRESENTATIVE = ("representative",)
EVERY_CLAIM = ("representative", "mandate", "organisation")
_KEPT = "_wegwijzer_actor"
_SHOWN_CHANGES = 50


def actor_of(request: HttpRequest) -> Actor:
    """Who sends a request, worked out once a request.

    Staff roles count only after the second factor: until then the person is known, and is nobody special.
    """
    known: Actor | None = getattr(request, _KEPT, None)
    if known is not None:
        return known
    found = full_actor_of(request)
    if waits_for_code(request):
        found = Actor(
            found.person,
            found.name,
            found.language,
            {desk: role for desk, role in found.desks.items() if role not in STAFF_ROLES},
        )
    setattr(request, _KEPT, found)
    return found


def forget_actor(request: HttpRequest) -> None:
    """Work out anew who sends a request: they signed in, out, or showed a second factor."""
    for kept in (_KEPT, f"{_KEPT}_full"):
        if hasattr(request, kept):
            delattr(request, kept)


def full_actor_of(request: HttpRequest) -> Actor:
    """Who sends a request with all their roles, whether or not the second factor was shown. For signing in alone."""
    kept = f"{_KEPT}_full"
    known: Actor | None = getattr(request, kept, None)
    if known is None:
        person = getattr(request, "user", None)
        known = actor_for(person) if isinstance(person, Person) else Actor(language=language_of(request))
        setattr(request, kept, known)
    return known


def waits_for_code(request: HttpRequest) -> bool:
    """Whether somebody with a role of staff is half signed in: without the second factor every page leads there."""
    return is_staff(full_actor_of(request)) and not has_two_factors(request)


def actor_for(person: Person) -> Actor:
    """A person as somebody who acts, with their roles; one query. Roles at a desk that is closed do not count."""
    if not person.is_active:
        return Actor()
    at_desks = (
        Membership.objects.filter(person=person, desk__is_active=True)
        .annotate(place=Cast("desk_id", CharField()))
        .values_list("place", "role")
    )
    on_site = SiteRole.objects.filter(person=person).annotate(place=Value("", CharField())).values_list("place", "role")
    rows = list(at_desks.union(on_site, all=True))
    return Actor(
        person=str(person.pk),
        name=person.name,
        language=person.language,
        desks={str(UUID(place)): Role(role) for place, role in rows if place},
        roles=frozenset(Role(role) for place, role in rows if not place),
    )


def is_staff(actor: Actor) -> bool:
    """Whether somebody has a role that signs in with two factors."""
    return any(actor.has(role) for role in STAFF_ROLES)


def desks(*, active: bool | None = True) -> QuerySet[Desk]:
    """The desks with their members and absences; `active=None` for all of them, closed ones included."""
    found = Desk.objects.prefetch_related("memberships__person", "absences")
    return found if active is None else found.filter(is_active=active)


def desk(desk_id: UUID | str) -> Desk | None:
    """The desk with that id, closed or not."""
    return Desk.objects.filter(pk=desk_id).first() if _is_id(desk_id) else None


def members(desk_id: UUID | str, *, on: date) -> list[Person]:
    """Who works at a desk that day: active, and not absent themselves. That the whole desk is away is not looked at."""
    away = Absence.objects.filter(desk_id=desk_id, person__isnull=False, first__lte=on, last__gte=on)
    found = Person.objects.filter(memberships__desk_id=desk_id, is_active=True)
    return list(found.exclude(pk__in=away.values("person_id")).order_by("name", "email"))


def memberships(desk_id: UUID | str) -> list[Membership]:
    """Everybody at a desk with their role, whether active or not; managers first, then by name."""
    found = Membership.objects.filter(desk_id=desk_id).select_related("person")
    order = {Role.MANAGER.value: 0, Role.ADVISER.value: 1}
    return sorted(found, key=lambda row: (order.get(row.role, 2), row.person.name.casefold(), row.person.email))


def desks_of(person: Person) -> list[Membership]:
    """Where a person works, with the desks."""
    return list(Membership.objects.filter(person=person).select_related("desk").order_by("desk__name", "desk__branch"))


def site_roles_of(person: Person) -> frozenset[Role]:
    """The roles of a person on the site."""
    return frozenset(Role(role) for role in SiteRole.objects.filter(person=person).values_list("role", flat=True))


def people_with(role: Role) -> list[Person]:
    """The active people who have a role, on the site or at any open desk."""
    if role in SITE_ROLES:
        wanted = Q(site_roles__role=role.value)
    else:
        wanted = Q(memberships__role=role.value, memberships__desk__is_active=True)
    return list(Person.objects.filter(wanted, is_active=True).distinct().order_by("name", "email"))


def person(person_id: UUID | str) -> Person | None:
    """The person with that id."""
    return Person.objects.filter(pk=person_id).first() if _is_id(person_id) else None


def people(person_ids: Iterable[UUID | str]) -> dict[str, Person]:
    """The people with these ids, by id as text."""
    return {str(found.pk): found for found in Person.objects.filter(pk__in=list(person_ids))}


def person_by_email(email: str) -> Person | None:
    """The person with that address, whatever its capitals."""
    return Person.objects.filter(email__iexact=email.strip()).first()


def official_numbers(person: Person | UUID | str, *, claims: Sequence[str] = REPRESENTATIVE) -> dict[str, str]:
    """The enterprises that an official sign-in named for a person, with the first of `claims` that it made of each.

    By default only those that they may act for by law: somebody who works there, or an accountant with a mandate, does
    not speak for the firm because of that.
    """
    found: dict[str, str] = {}
    key = person.pk if isinstance(person, Person) else person
    rows = OfficialClaim.objects.filter(person_id=key, claim__in=claims).values_list("enterprise_number", "claim")
    for number, claim in sorted(rows, key=lambda row: claims.index(row[1])):
        found.setdefault(number, claim)
    return found


@lru_cache(maxsize=4096)
def is_helper_desk(desk_id: str) -> bool:
    """Whether needs can be offered to a desk. What kind a desk is never changes, so each process asks once."""
    return Desk.objects.filter(pk=desk_id, kind=Desk.Kind.HELPER).exists()


@lru_cache(maxsize=4096)
def is_federation_desk(desk_id: str) -> bool:
    """Whether a desk is a federation's, which brings firms together as helpers do."""
    return Desk.objects.filter(pk=desk_id, kind=Desk.Kind.FEDERATION).exists()


def changes_of(person: Person) -> list[Change]:
    """The latest changes in what a person may do, newest first."""
    return list(Change.objects.filter(person=person).select_related("by", "desk")[:_SHOWN_CHANGES])


def changes_at(desk: Desk) -> list[Change]:
    """The latest changes in who works at a desk, newest first."""
    return list(Change.objects.filter(desk=desk).select_related("by", "person")[:_SHOWN_CHANGES])


def has_real_people() -> bool:
    """Whether anybody is registered who is not made up for a demonstration."""
    return Person.objects.filter(is_demo=False).exists()


def demo_people() -> list[Person]:
    """The made-up people, with their desks and roles."""
    found = Person.objects.filter(is_demo=True, is_active=True).order_by("created", "email")
    return list(found.prefetch_related("memberships__desk", "site_roles"))


def _is_id(value: UUID | str) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True
