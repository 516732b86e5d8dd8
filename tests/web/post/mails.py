"""E-mails as they come in."""

from __future__ import annotations

from email.message import EmailMessage


def a_mail(to: str, text: str = "Dat past voor mij.", **headers: str) -> EmailMessage:
    """A plain answer to an address."""
    mail = EmailMessage()
    given = {
        "From": "An <an@bakkerij.example>",
        "To": to,
        "Subject": "Re: bericht",
        "Message-ID": "<1@bakkerij.example>",
    }
    for name, value in {**given, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
        if value:
            mail[name] = value
    mail.set_content(text)
    return mail
