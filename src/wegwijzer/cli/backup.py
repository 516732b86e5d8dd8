"""`wegwijzer backup`: the whole installation as one file, while it runs."""

from __future__ import annotations

from pathlib import Path

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import json_option, plain_errors, print_json


@click.command("backup")
@click.argument("path", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--recipient",
    "keys",
    multiple=True,
    metavar="KEY",
    help="Lock it for the owner of this public key (age1..., ssh-ed25519 ...); may be given more than once.",
)
@json_option
def command(path: Path, keys: tuple[str, ...], as_json: bool) -> None:
    """Write the whole installation to the new file OUT, while it is used: every table as it was at one moment, and
    the files of uploads.

    Registers and a reader of your own are not in it: they are loaded and made from other files. Nor is the secret key.

    \b
    wegwijzer backup /backups/2026-11-30.wegwijzer --recipient age1...
    """
    with plain_errors():
        start_django()
        from django.utils import timezone

        from wegwijzer.cli.backup_words import told, told_data
        from wegwijzer.web.backup.taking import take_backup

        made = take_backup(path, at=timezone.now(), keys=keys)
        if as_json:
            print_json(told_data(made, path))
        else:
            click.echo(told(made, path, f"Written, {'locked' if keys else 'NOT locked'}"))
