"""`wegwijzer load`: bring data into the application's database."""

from __future__ import annotations

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import plain_errors


@click.group("load")
def command() -> None:
    """Load data into the application's database.

    \b
    wegwijzer load catalogue
    """


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
