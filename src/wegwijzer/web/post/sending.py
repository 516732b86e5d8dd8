"""Send what waits: take a letter, hand it to the mail server, note what became of it, one by one."""

from __future__ import annotations

import contextlib
import logging
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from wegwijzer.web.post import outbox
from wegwijzer.web.post.mail import message_of
from wegwijzer.web.post.models import Outgoing

log = logging.getLogger(__name__)


class ServerAwayError(Exception):
    """The mail server cannot be reached, or will take nothing from us: no fault of any letter."""


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of a letter; without anything that says whose it is."""

    letter: str
    kind: str
    state: Outgoing.State

    def __str__(self) -> str:
        done = "put off" if self.state is Outgoing.State.WAITING else self.state.value
        return f"letter {self.letter} {self.kind}: {done}"


def send_waiting(now: Callable[[], datetime], *, is_stopping: Callable[[], bool] = lambda: False) -> Iterator[Handled]:
    """Send all that can be sent, until there is nothing or it is time to stop; a letter in hand is finished.

    Raises ServerAwayError when the server is away: nothing is lost, whoever calls waits and tries again.
    """
    outbox.call_unsure(now())
    connection = get_connection()
    try:
        while not is_stopping() and (row := outbox.claim(now())) is not None:
            yield Handled(str(row.pk), row.kind, _send(row, connection, now))
    finally:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            connection.close()


def _send(row: Outgoing, connection: BaseEmailBackend, now: Callable[[], datetime]) -> Outgoing.State:
    try:
        message = message_of(row)
    except Exception:  # a text or value that is wrong: one letter must not stop the others
        log.exception("letter %s cannot be written", row.pk)
        return outbox.fail(row, "it cannot be written; the log says why")
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        outbox.give_back(row, f"mail server away: {error}")
        raise ServerAwayError(type(error).__name__) from error
    return _hand_over(row, message, connection, now)


def _hand_over(
    row: Outgoing, message: EmailMultiAlternatives, connection: BaseEmailBackend, now: Callable[[], datetime]
) -> Outgoing.State:
    """Whatever else stops this half way leaves the letter as it is: after the lease it is unsure."""
    try:
        connection.send_messages([message])
    except smtplib.SMTPSenderRefused as error:  # it refuses us, and would refuse every letter
        outbox.give_back(row, f"mail server refuses our address: {_said(error)}")
        _drop(connection)
        raise ServerAwayError(_said(error)) from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        state = _after(row, error, _may_have_gone(connection), now())
        _drop(connection)
        return state
    outbox.sent(row, now())
    return Outgoing.State.SENT


def _after(row: Outgoing, error: Exception, may_have_gone: bool, at: datetime) -> Outgoing.State:
    """What a failure means for the letter."""
    if may_have_gone:
        return outbox.leave_unsure(row, f"the connection broke while it was on its way: {error}")
    code = _code(error)
    if isinstance(error, ValueError | smtplib.SMTPNotSupportedError) or (code is not None and 500 <= code <= 599):
        return outbox.fail(row, _said(error))
    return outbox.put_off(row, at, _said(error))


def _code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next((code for code, _ in error.recipients.values()), None)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None


def _said(error: Exception) -> str:
    """The server's own words."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(words)}" for code, words in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def _may_have_gone(connection: BaseEmailBackend) -> bool:
    return bool(getattr(connection, "may_have_gone", False))


def _drop(connection: BaseEmailBackend) -> None:
    """After a fault the next letter gets a connection of its own."""
    with contextlib.suppress(smtplib.SMTPException, OSError):
        connection.close()
