"""`wegwijzer mail`: what stands in the outbox, and what an operator decides about it."""

from __future__ import annotations

import sys

import click

from wegwijzer.cli import mail_receive
from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import json_option, plain_errors, print_json

_STATES = ("waiting", "sending", "sent", "unsure", "failed")


@click.group("mail")
def command() -> None:
    """See what is to be sent, decide about what is unsure, and take in answers.

    \b
    wegwijzer mail list --state unsure
    """


command.add_command(mail_receive.command)


@command.command("list")
@click.option("--state", type=click.Choice(_STATES), help="Only letters in this state; without, all but those sent.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 100_000), help="Most letters shown.")
@json_option
def list_command(state: str | None, limit: int, as_json: bool) -> None:
    """List letters with their keys, oldest first: what waits, what failed and why, what is unsure.

    No addresses are shown.

    \b
    wegwijzer mail list --state unsure
    """
    with plain_errors():
        start_django(migrate=True)
        from wegwijzer.web.post.models import Outgoing

        found = Outgoing.objects.filter(state=state) if state else Outgoing.objects.exclude(state="sent")
        rows = [
            {
                "key": row.key,
                "kind": row.kind,
                "state": row.state,
                "created": row.created.isoformat(timespec="seconds"),
                "attempts": row.attempts,
                "error": row.error,
            }
            for row in found[:limit]
        ]
        if as_json:
            print_json({"count": found.count(), "letters": rows})
            return
        for row in rows:
            click.echo("  ".join(str(row[name]) for name in ("created", "state", "key", "error")).rstrip())
        click.echo(f"{found.count()} letters.")


@command.command("resend")
@click.argument("key")
def resend_command(key: str) -> None:
    """Send an unsure or failed letter again: you know that it did not arrive.

    It keeps its Message-ID, so that a mailbox that has it after all may show it once.

    \b
    wegwijzer mail resend offer_new:0d5c:3
    """
    _decide("resend", key)


@command.command("settle")
@click.argument("key")
def settle_command(key: str) -> None:
    """Tick an unsure letter off as sent: you know that it did arrive.

    \b
    wegwijzer mail settle offer_new:0d5c:3
    """
    _decide("settle", key)


def _decide(what: str, key: str) -> None:
    with plain_errors():
        start_django(migrate=True)
        from django.utils import timezone

        from wegwijzer.web.post import outbox
        from wegwijzer.web.post.models import Outgoing

        decide, expected = {
            "resend": (outbox.resend, "an unsure or failed letter that was not erased"),
            "settle": (outbox.settle, "an unsure letter"),
        }[what]
        if decide(key, timezone.now()):
            click.echo(f"{key}: {'will be sent again' if what == 'resend' else 'counts as sent'}.")
            return
        row = Outgoing.objects.filter(key=key).first()
        state = f"is {row.state}" if row is not None else "is not in the outbox"
        click.echo(f"{key} {state}. Expected {expected}: see wegwijzer mail list.", err=True)
        sys.exit(2)
