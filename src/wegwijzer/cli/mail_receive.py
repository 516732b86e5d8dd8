"""`wegwijzer mail receive`: an answer by e-mail comes in, as a mail server pipes it."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from wegwijzer.cli.django_setup import start_django

NO_SUCH_MAILBOX = 67
"""EX_NOUSER of sysexits.h: the mail server tells the sender that the address does not exist."""
CANNOT_BE_READ = 65
"""EX_DATAERR: the mail server sends the mail back."""
TRY_AGAIN_LATER = 75
"""EX_TEMPFAIL: the mail server keeps the mail and tries again."""


@click.command("receive")
@click.option("--to", default="", metavar="ADDRESS", help="Address it came for; without, it is sought in the headers.")
def command(to: str) -> None:
    """Read one e-mail (RFC 5322) on standard input and put what somebody wrote in the case it answers.

    Exit status 0 when it is kept, was kept before, or was written by a machine; 67 for an address that is not ours, 65
    for a mail that cannot be taken, 75 when the mail server should try again later.

    \b
    wegwijzer mail receive --to "$RECIPIENT" < mail.eml
    """
    start_django()
    from django.db import DatabaseError

    try:
        _receive(to)
    except DatabaseError as error:
        _stop(f"The database cannot be reached ({type(error).__name__}).", TRY_AGAIN_LATER)


def _receive(to: str) -> None:
    from django.utils import timezone

    from wegwijzer.web.people import queries as people
    from wegwijzer.web.post.errors import MailRefusedError
    from wegwijzer.web.post.receiving import LARGEST_MAIL, LONGEST_WORDS, read_reply
    from wegwijzer.web.referral.actions.talking import message_by_mail
    from wegwijzer.web.referral.errors import RefusedError
    from wegwijzer.wording.language import say

    try:
        received = read_reply(sys.stdin.buffer.read(LARGEST_MAIL + 1), to=to)
    except MailRefusedError as error:
        _stop(f"Not kept: {error.reason}", NO_SUCH_MAILBOX if error.is_unknown else CANNOT_BE_READ)
    if received is None:
        click.echo("Left aside: a machine wrote it.")
        return
    person = people.person(received.reply_to.person)
    if person is None or not person.is_active:
        _stop("Not kept: the person that the address was made for is no longer here.", NO_SUCH_MAILBOX)
    words = received.words
    if received.left_out:
        told = say("letters.left_out", person.language, names=", ".join(received.left_out))
        words = f"{words[: LONGEST_WORDS - len(told) - 2]}\n\n{told}".strip()
    try:
        message_by_mail(
            token=received.reply_to.token,
            person_id=person.pk,
            words=words,
            mail_id=received.mail_id,
            at=timezone.now(),
        )
    except RefusedError as error:
        if error.code == "mail_unknown":
            _stop("Not kept: the case that the address was made for is not open to them.", NO_SUCH_MAILBOX)
        _stop(f"Not kept: the case does not take it ({error.code}).", CANNOT_BE_READ)
    click.echo("Kept.")


def _stop(line: str, status: int) -> NoReturn:
    click.echo(line, err=True)
    sys.exit(status)
