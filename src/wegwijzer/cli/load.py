"""`wegwijzer load`: bring data into the application's database, and registers into their folder."""

from __future__ import annotations

import click

from wegwijzer.cli import load_accounts, load_kbo
from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import plain_errors


@click.group("load")
def command() -> None:
    """Load data into the application's database, and registers into their folder.

    \b
    wegwijzer load catalogue
    wegwijzer load kbo KboOpenData_0140_2026_11_Full.zip
    wegwijzer load accounts accounts-2024.zip
    """


command.add_command(load_kbo.command)
command.add_command(load_accounts.command)


@command.command("catalogue")
def catalogue() -> None:
    """Make the database's copy of the catalogue equal to the shipped files.

    \b
    wegwijzer load catalogue
    """
    with plain_errors():
        start_django(migrate=True)
        from wegwijzer.web.catalogue.actions import load_catalogue

        load_catalogue()
        from wegwijzer.readers.catalogue import shipped_catalogue

        found = shipped_catalogue()
        click.echo(
            f"Loaded {len(found.measures)} measures and {len(found.organisations)} organisations ({found.digest})."
        )
