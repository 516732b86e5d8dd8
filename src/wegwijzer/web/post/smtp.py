"""Hand a mail to an SMTP server, and know afterwards whether it can have been taken.

Until the mail itself is on its way, a failure means that it was not taken. From then on, without an answer from the
server, nobody can know: it must not be sent again by itself.
"""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

_SEND_IT_NOW = 354


class _Tracked:
    """Remembers that the server said to send the mail, and has not said since whether it has it."""

    is_on_its_way = False

    def getreply(self) -> tuple[int, bytes]:
        """The server's answer; one that is no answer leaves it open."""
        code, words = super().getreply()  # type: ignore[misc]
        if code == _SEND_IT_NOW:
            self.is_on_its_way = True
        elif 200 <= code <= 599:
            self.is_on_its_way = False
        return code, words


class _TrackedSmtp(_Tracked, smtplib.SMTP):
    pass


class _TrackedSmtpOverTls(_Tracked, smtplib.SMTP_SSL):
    pass


class TrackedBackend(EmailBackend):
    """Django's SMTP backend; `may_have_gone` tells after an error whether the mail can have been taken."""

    @property
    def connection_class(self) -> Any:
        """The connection that keeps track."""
        return _TrackedSmtpOverTls if self.use_ssl else _TrackedSmtp

    @property
    def may_have_gone(self) -> bool:
        """Whether a mail was on its way when the connection broke."""
        return self.connection is not None and bool(getattr(self.connection, "is_on_its_way", False))
