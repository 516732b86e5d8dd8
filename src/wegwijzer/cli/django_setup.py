"""Start Django inside a command: settings, database folder, migrations."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click


def start_django(*, migrate: bool = False) -> None:
    """Set up Django with the site's settings; with `migrate`, bring the database up to date first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijzer.web.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        for line in str(error).splitlines():
            click.echo(line, err=True)
        sys.exit(2)
    if migrate:
        from django.conf import settings
        from django.core.management import call_command

        if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
            Path(str(settings.DATABASES["default"]["NAME"])).parent.mkdir(parents=True, exist_ok=True)
        from django.db import OperationalError

        from wegwijzer.web.operating.migrating import one_at_a_time

        try:
            with one_at_a_time():
                call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as error:
            click.echo(f"The database cannot be brought up to date ({_reason(error)}).", err=True)
            click.echo("Look whether it runs, and whether WEGWIJZER_DATABASE names it rightly.", err=True)
            sys.exit(1)


def _reason(error: Exception) -> str:
    """The first line of what the database said, which names no password."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
