"""Read an answer that came by e-mail: for which case and person, and what they wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses

from wegwijzer.web.post.errors import MailRefusedError
from wegwijzer.web.post.html_text import html_text
from wegwijzer.web.post.reply_address import PREFIX, ReplyTo, read_reply_address
from wegwijzer.web.post.reply_text import own_words
from wegwijzer.web.post.telling import one_line, quoted_lines

LARGEST_MAIL = 30 * 1024 * 1024
"""Bytes of a mail with its attachments."""
LONGEST_WORDS = 4_000
"""Characters of what somebody wrote; a message on the page may be as long."""
_LARGEST_TEXT = 1024 * 1024
"""Bytes of a text part that is read; what follows is history."""
_MOST_NAMED = 10
_ADDRESS_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
_BULK = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})
_AUTOMATIC = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id", "X-Failed-Recipients")
_BROKEN = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)
"""What Python's reader raises for mail that is not as it should be."""


@dataclass(frozen=True, slots=True)
class Received:
    """An answer. `mail_id` is the same when the same mail comes again; `left_out` are the names of attachments."""

    reply_to: ReplyTo
    words: str
    mail_id: str
    left_out: tuple[str, ...]


def read_reply(raw: bytes, *, to: str = "") -> Received | None:
    """An answer as a mail server hands it over (RFC 5322); None for one that a machine wrote.

    `to` is the address that the server took it for; without, it is sought in the headers. Raises MailRefusedError.
    """
    if len(raw) > LARGEST_MAIL:
        raise MailRefusedError(f"the mail is larger than {LARGEST_MAIL // 1024**2} MB; send it without attachments.")
    try:
        mail = BytesParser(policy=policy.default).parsebytes(raw)
        assert isinstance(mail, EmailMessage)  # noqa: S101  # what this policy makes
        reply_to = _reply_to(mail, to)
        if _is_automatic(mail):
            return None
        words, left_out = _words(mail), tuple(_attachments(mail))
        written_id = one_line(str(mail.get("Message-ID", "")))
    except _BROKEN as error:
        raise MailRefusedError(f"the mail cannot be read ({type(error).__name__}).") from error
    if not words and not left_out:
        raise MailRefusedError("the mail holds no words above the quoted history.")
    if len(words) > LONGEST_WORDS:
        raise MailRefusedError(f"the mail holds {len(words):,} characters: at most {LONGEST_WORDS:,} are taken.")
    return Received(reply_to, words, _mail_id(reply_to, written_id, raw), left_out)


def _reply_to(mail: EmailMessage, to: str) -> ReplyTo:
    written = [to] if to else [str(value) for name in _ADDRESS_HEADERS for value in mail.get_all(name, [])]
    addresses = [address for _, address in getaddresses(written)]
    for address in addresses:
        found = read_reply_address(address)
        if found is not None:
            return found
    what = "an address that we did not make" if any(PREFIX in address for address in addresses) else "no case"
    raise MailRefusedError(f"the mail is addressed to {what}.", is_unknown=True)


def _is_automatic(mail: EmailMessage) -> bool:
    """Whether a machine wrote it: absence notes, bounces, lists (RFC 3834)."""
    submitted = str(mail.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    sender = str(mail.get("From", "")).lower()
    return (
        submitted != "no"
        or str(mail.get("Precedence", "")).strip().lower() in _BULK
        or any(name in mail for name in _AUTOMATIC)
        or mail.get_content_type() in ("multipart/report", "message/delivery-status")
        or str(mail.get("Return-Path", "")).strip() == "<>"
        or "mailer-daemon@" in sender
        or "postmaster@" in sender
    )


def _words(mail: EmailMessage) -> str:
    for kind, read in (("plain", _plain_text), ("html", html_text)):
        part = mail.get_body(preferencelist=(kind,))
        if part is None:
            continue
        assert isinstance(part, EmailMessage)  # noqa: S101
        text = _decoded(part)
        if part.get_param("format") == "flowed":
            text = _unflowed(text)
        words = "\n".join(quoted_lines(own_words(read(text))))
        if words:
            return words
    return ""


def _plain_text(text: str) -> str:
    return text


def _decoded(part: EmailMessage) -> str:
    """The text of a part; what is not in the coding that it names is replaced, not refused."""
    payload = part.get_payload(decode=True)
    raw = payload[:_LARGEST_TEXT] if isinstance(payload, bytes) else b""
    try:
        return raw.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return raw.decode("latin-1")


def _unflowed(text: str) -> str:
    """Lines that a program broke off put together again (RFC 3676)."""
    lines: list[str] = []
    is_open = False
    for line in text.splitlines():
        is_quote = line.startswith(">")
        if is_open and lines and is_quote == lines[-1].startswith(">"):
            lines[-1] += line.lstrip("> ") if is_quote else line
        else:
            lines.append(line)
        is_open = line.endswith(" ") and line != "-- "
    return "\n".join(lines)


def _attachments(mail: EmailMessage) -> Iterator[str]:
    for number, part in enumerate(mail.iter_attachments()):
        if number == _MOST_NAMED:
            yield "…"
            return
        yield one_line(str(part.get_filename() or part.get_content_type()))[:100]


def _mail_id(reply_to: ReplyTo, written_id: str, raw: bytes) -> str:
    """An id of our own: two people cannot get in each other's way by choosing the same Message-ID."""
    what = written_id.encode() or hashlib.sha256(raw).digest()
    return hashlib.sha256(f"{reply_to.token}|{reply_to.person}|".encode() + what).hexdigest()
