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
        call_command("migrate", verbosity=0, interactive=False)
