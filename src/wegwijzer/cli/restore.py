"""`wegwijzer restore`: an installation out of a backup."""

from __future__ import annotations

from pathlib import Path

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import json_option, plain_errors, print_json


@click.command("restore")
@click.argument("path", metavar="BACKUP", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--key", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="The secret key's file.")
@click.option("--check", is_flag=True, help="Only look whether it is whole and of a release that can be read.")
@json_option
def command(path: Path, key: Path | None, check: bool, as_json: bool) -> None:
    """Put BACKUP back into an empty installation: the database that WEGWIJZER_DATABASE names, SQLite or PostgreSQL.

    A backup of an older release is brought up to this one. Stop the website and the worker first.

    \b
    wegwijzer restore /backups/2026-11-30.wegwijzer --key backup.key
    """
    with plain_errors():
        start_django()
        from wegwijzer.cli.backup_words import told, told_data
        from wegwijzer.web.backup.opening import opened
        from wegwijzer.web.backup.restoring import restore
        from wegwijzer.web.backup.shape import refuse_newer

        with opened(path, key) as backup:
            if check:
                refuse_newer(backup.manifest.migrations, "The backup")
            else:
                _make_folder()
                restore(backup)
            if as_json:
                print_json(told_data(backup.manifest, path))
            else:
                click.echo(told(backup.manifest, path, "Whole" if check else "Put back"))


def _make_folder() -> None:
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        Path(str(database["NAME"])).parent.mkdir(parents=True, exist_ok=True)
