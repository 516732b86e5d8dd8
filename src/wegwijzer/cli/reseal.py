"""`wegwijzer reseal`: after the site got another secret key, put what is kept encrypted under it."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import json_option, plain_errors, print_json


@click.command("reseal")
@json_option
def command(as_json: bool) -> None:
    """Put the secrets of second factors and webhooks under the site's key of now, with the keys before it.

    \b
    WEGWIJZER_SECRET_KEY_BEFORE="$old" wegwijzer reseal
    """
    with plain_errors():
        start_django(migrate=False)
        from wegwijzer.web.signin.resealing import reseal_factors
        from wegwijzer.web.webhooks.resealing import reseal_webhooks

        told = reseal_factors() + reseal_webhooks()
        if as_json:
            print_json(asdict(told))
        else:
            click.echo(f"Secrets put under the new key: {told.resealed}.")
            click.echo(f"Under it already: {told.already}.")
            if told.unreadable:
                click.echo(f"No key opens: {told.unreadable}. Give the key of their time too, or set them up anew.")
        if told.unreadable:
            sys.exit(1)
