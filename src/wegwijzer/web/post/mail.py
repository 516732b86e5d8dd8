"""The e-mail of a letter in the outbox: headers, both forms, and an invitation for the calendar."""

from __future__ import annotations

import re
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import salted_hmac

from wegwijzer.web.post.kinds import link_path
from wegwijzer.web.post.letters import compose
from wegwijzer.web.post.models import Outgoing
from wegwijzer.wording.language import say

_SALT = "wegwijzer.web.post.message_id"
_METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)


def message_id(key: str) -> str:
    """The Message-ID of a letter: always the same for one key, and it gives nothing away.

    So a letter that is sent again on somebody's word can be known as the same by the mailbox that gets it.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{salted_hmac(_SALT, key, algorithm='sha256').hexdigest()[:40]}@{domain}>"


def message_of(row: Outgoing) -> EmailMultiAlternatives:
    """The e-mail, ready to hand over. Raises LetterError when its values are not those of its kind."""
    letter = compose(
        row.kind, row.language, row.values, is_shared=row.person_id is None, takes_replies=bool(row.reply_to)
    )
    stop = {}
    if "stop" in row.values:  # RFC 8058: the mail program's own button stops it at once
        address = settings.SITE_ADDRESS + link_path(row.values["stop"], row.language)
        stop = {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[row.to],
        reply_to=[row.reply_to] if row.reply_to else None,
        headers={
            "Message-ID": message_id(row.key),
            "Content-Language": row.language,
            "Auto-Submitted": "auto-generated",  # RFC 3834: no machine should answer
            "X-Auto-Response-Suppress": "OOF, AutoReply",
            **stop,
        },
    )
    message.attach_alternative(letter.html, "text/html")
    if row.calendar:
        found = _METHOD.search(row.calendar)
        method = found.group(1) if found else "REQUEST"
        message.attach_alternative(row.calendar, f"text/calendar; method={method}")  # shown with its buttons
        name = say("letters.calendar_name", row.language)
        message.attach(name, row.calendar.encode(), "application/ics")  # for programs that show no calendar
    return message
