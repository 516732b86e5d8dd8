"""`wegwijzer demo`: an installation to try out."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import json_option, plain_errors
from wegwijzer.wording.language import DEFAULT_LANGUAGE, say

if TYPE_CHECKING:
    from wegwijzer.web.people.demo import DemoLogin


@click.command("demo")
@json_option
def command(as_json: bool) -> None:
    """Fill an empty installation with made-up people of every role and synthetic firms, and print who can log in.

    \b
    wegwijzer demo
    """
    with plain_errors():
        start_django(migrate=True)
        problem = why_no_demo()
        if problem:
            click.echo(problem, err=True)
            sys.exit(2)
        logins = fill_demo()
        if as_json:
            click.echo(json.dumps(_as_data(logins), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(login_lines(logins)))


def why_no_demo() -> str:
    """Why this installation takes no demonstration data; empty when it does."""
    from django.conf import settings

    from wegwijzer.web.people.queries import has_real_people

    if settings.IS_PRODUCTION:
        return "WEGWIJZER_ENVIRONMENT is production: expected development. Demonstration data has known passwords."
    if has_real_people():
        return (
            "The database holds real people: expected an empty one. "
            "Name another with WEGWIJZER_DATABASE, for example var/demo.sqlite3."
        )
    return ""


def fill_demo() -> Sequence[DemoLogin]:
    """Fill the database; what is there already stays as it is."""
    from django.utils import timezone

    from wegwijzer.readers.catalogue import shipped_catalogue
    from wegwijzer.web.agenda.demo import fill as fill_agenda
    from wegwijzer.web.catalogue.actions import load_catalogue
    from wegwijzer.web.clusters.demo import fill as fill_clusters
    from wegwijzer.web.observatory.demo import fill as fill_observatory
    from wegwijzer.web.offers.demo import fill as fill_offers
    from wegwijzer.web.partners.demo import fill as fill_partners
    from wegwijzer.web.people.demo import fill_people
    from wegwijzer.web.projects.demo import fill as fill_projects
    from wegwijzer.web.referral.demo import fill
    from wegwijzer.web.referral.demo_past import fill_past

    load_catalogue()
    now = timezone.now()
    logins = fill_people(shipped_catalogue(), now)
    fill(now)
    fill_past(now)
    fill_agenda(now)
    fill_offers(now)
    fill_observatory(now)
    fill_clusters(now)
    fill_partners(now)
    fill_projects(now)
    return logins


def login_lines(logins: Sequence[DemoLogin]) -> list[str]:
    """Who can log in, as a table to read, with the password under it."""
    from wegwijzer.web.people.demo import PASSWORD

    rows = [(login.email, login.name, _roles(login)) for login in logins]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return [
        "Made-up people who can log in:",
        *(f"  {email:<{widths[0]}}  {name:<{widths[1]}}  {roles}" for email, name, roles in rows),
        f"Password of each, on this machine alone: {PASSWORD}",
    ]


def _roles(login: DemoLogin) -> str:
    told = [
        f"{say(f'signin.role.{role}', DEFAULT_LANGUAGE)}{f', {desk}' if desk else ''}" for role, desk in login.roles
    ]
    return "; ".join(told) or say("signin.people.entrepreneur", DEFAULT_LANGUAGE)


def _as_data(logins: Sequence[DemoLogin]) -> list[dict[str, object]]:
    from wegwijzer.web.people.demo import PASSWORD

    return [
        {
            "name": login.name,
            "email": login.email,
            "roles": [{"role": role, "desk": desk or None} for role, desk in login.roles],
            "password": PASSWORD,
        }
        for login in logins
    ]
