"""People to write to, and a mail server that runs for real and does what a test tells it."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from wegwijzer.web.people.models import Person
from wegwijzer.web.post import actions

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Mailbox:
    """What came in. `answers` are given in turn in place of "taken"; None drops the connection without an answer."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: list[str | None] = []
        self.sender_answer = "250 OK"
        self.recipient_answers: dict[str, str] = {}

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.sender_answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.recipient_answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer is None or answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
            self.recipients += envelope.rcpt_tos
        if answer is None:
            server.transport.abort()
            return "250 never heard"
        return answer


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def mailbox(settings):
    """A mail server on this machine, to which letters are handed over."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "wegwijzer.web.post.smtp.TrackedBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = False
    yield box
    controller.stop()


@pytest.fixture
def no_mail_server(settings):
    """Letters are handed to a port that nobody listens on."""
    settings.EMAIL_BACKEND = "wegwijzer.web.post.smtp.TrackedBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = False


@pytest.fixture
def baker(db) -> Person:
    return Person.objects.create_user("Bakker@Example.be", name="Bea Bakker")


@pytest.fixture
def letter(baker):
    """Put a letter to the baker, or to another address, in the outbox."""

    def write(key: str, *, to: str = "", at: datetime = AT, **more) -> bool:
        values = {"link": "/nl/mijn-vragen/7f0c/", "subject": "process", "desk": "Kollegium"}
        if to:
            return actions.put_one(
                actions.letter_to(key=key, kind="handed_over", to=to, language="nl", values=values, at=at, **more)
            )
        return actions.put_one(actions.letter(key=key, kind="handed_over", person=baker, values=values, at=at, **more))

    return write
