"""Inviting somebody: a role at a desk or on the site, and a letter with a link that signs them in."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.web.people import actions
from wegwijzer.web.people.errors import PeopleError
from wegwijzer.web.people.links import make_link
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.post.actions import letter, put_one

INVITATION = "invitation"
INVITATION_DAYS = 14
"""How long the link of an invitation works; after it one asks for a link oneself."""
SITE_NAME = "Wegwijzer"


@transaction.atomic
def invite(
    desk: Desk, email: str, role: Role | str, *, name: str, language: str, by: Actor | None, at: datetime
) -> Person:
    """Give somebody a role at a desk and write to them. Raises PeopleError; `email` for an address that is none."""
    _check(email)
    membership = actions.add_member(desk, email, _role(role), name, at, by=by, language=language)
    _write(membership.person, place=str(desk), role=membership.role, at=at)
    actions.note_invited(membership.person, at, by=by, desk=desk, detail=membership.role)
    return membership.person


@transaction.atomic
def invite_to_site(email: str, role: Role | str, *, name: str, language: str, by: Actor | None, at: datetime) -> Person:
    """Give somebody a role on the site and write to them. Raises PeopleError; `email` for an address that is none."""
    _check(email)
    wanted = _role(role)
    person = actions.person_with(email, language=language, name=name)
    actions.set_site_role(person, wanted, held=True, at=at, by=by)
    _write(person, place=SITE_NAME, role=wanted.value, at=at)
    actions.note_invited(person, at, by=by, desk=None, detail=wanted.value)
    return person


def _check(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise PeopleError("email") from error
    if len(email) > 254:
        raise PeopleError("email")


def _role(role: Role | str) -> Role:
    try:
        return Role(role)
    except ValueError as error:
        raise PeopleError("no_such_role") from error


def _write(person: Person, *, place: str, role: str, at: datetime) -> None:
    link = make_link(
        person,
        to_path=f"/{person.language}/account/",
        at=at,
        valid_for=timedelta(days=INVITATION_DAYS),
        purpose=INVITATION,
    )
    values = {"desk": place[:300], "role": role, "link": link}
    put_one(letter(key=f"invitation:{uuid4()}", kind="invitation", person=person, values=values, at=at))
