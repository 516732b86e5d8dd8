"""`wegwijzer administrator`: the first one, and a way back in for one who lost phone and codes."""

from __future__ import annotations

import sys
from datetime import timedelta

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import plain_errors


@click.command("administrator")
@click.argument("email")
@click.option("--name", default="", help="How to call somebody who is new.")
@click.option("--reset-code", is_flag=True, help="Take the second factor away, to set up another.")
def command(email: str, name: str, reset_code: bool) -> None:
    """Make somebody an administrator, and print a link with which they sign in once, within 20 minutes.

    Whoever can run this command can read the database already.

    \b
    wegwijzer administrator an@wegwijzer.example --name "An Peeters"
    """
    with plain_errors():
        start_django(migrate=True)
        from django.conf import settings
        from django.core.exceptions import ValidationError
        from django.core.validators import validate_email
        from django.db import transaction
        from django.utils import timezone

        from wegwijzer.core.referral.permissions import Role
        from wegwijzer.web.people import actions
        from wegwijzer.web.people.errors import PeopleError
        from wegwijzer.web.people.links import LINK_MINUTES, SIGN_IN
        from wegwijzer.web.signin import factors

        try:
            validate_email(email)
        except ValidationError:
            click.echo(f'"{email}" is no e-mail address: expected one such as an@wegwijzer.example.', err=True)
            sys.exit(2)
        now = timezone.now()
        try:
            with transaction.atomic():
                person = actions.person_with(email, name=name)
                actions.set_site_role(person, Role.ADMINISTRATOR, held=True, at=now)
                if reset_code:
                    factors.reset(person, by=None, at=now)
                link = actions.make_link(
                    person,
                    to_path=f"/{person.language}/mensen/",
                    at=now,
                    valid_for=timedelta(minutes=LINK_MINUTES),
                    purpose=SIGN_IN,
                )
        except PeopleError:
            click.echo(f"{email} was deactivated: another administrator must let them in again first.", err=True)
            sys.exit(2)
        click.echo(f"{settings.SITE_ADDRESS}{link}")
