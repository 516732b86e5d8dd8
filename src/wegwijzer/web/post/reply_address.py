"""The address to which answers by e-mail come: it names a case and the person it was given to, and is signed.

`reply+` and 58 small letters and digits are 64 characters, the most that the part before the @ may have: 24 for the
case's token (120 bits), 26 for the person's id (128 bits), 8 for the signature (40 bits). Who knows the address of one
person cannot make that of another: trying costs an e-mail each, a million million of them.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from wegwijzer.web.post.errors import LetterError
from wegwijzer.web.sealed import site_keys

PREFIX = "reply+"
_TOKEN, _PERSON, _SIGNATURE = 24, 26, 8
_SALT = "wegwijzer.web.post.reply_address"


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """The case, by its token, and the person that an address was made for."""

    token: str
    person: UUID


def reply_address(token: str, person: UUID) -> str:
    """The address for a person's answers about a case; "" where the site receives no e-mail.

    `token` is that of the case, 30 hexadecimal digits. Raises LetterError for anything else.
    """
    if not settings.MAIL_REPLY_DOMAIN:
        return ""
    try:
        raw = bytes.fromhex(token)
    except ValueError as error:
        raise LetterError(f"the token of a case is 30 hexadecimal digits, and not {token!r}.") from error
    if len(raw) != 15:
        raise LetterError(f"the token of a case is 30 hexadecimal digits, and not {len(token)} characters.")
    named = _letters(raw) + _letters(person.bytes)
    return f"{PREFIX}{named}{_signature(named)}@{settings.MAIL_REPLY_DOMAIN}"


def read_reply_address(address: str) -> ReplyTo | None:
    """What a reply address was made for, None for one that we did not make. Capitals make no difference."""
    local, _, domain = address.strip().lower().partition("@")
    code = local.removeprefix(PREFIX)
    if not settings.MAIL_REPLY_DOMAIN or domain != settings.MAIL_REPLY_DOMAIN.lower() or code == local:
        return None
    if len(code) != _TOKEN + _PERSON + _SIGNATURE or not code.isascii():
        return None
    named, signature = code[:-_SIGNATURE], code[-_SIGNATURE:]
    if not any(hmac.compare_digest(signature, _signature(named, key)) for key in site_keys()):
        return None
    return ReplyTo(token=_bytes(named[:_TOKEN]).hex(), person=UUID(bytes=_bytes(named[_TOKEN:])))


def _signature(named: str, key: str | None = None) -> str:
    return _letters(salted_hmac(_SALT, named, secret=key, algorithm="sha256").digest())[:_SIGNATURE]


def _letters(raw: bytes) -> str:
    return base64.b32encode(raw).decode("ascii").rstrip("=").lower()


def _bytes(letters: str) -> bytes:
    return base64.b32decode(letters.upper() + "=" * (-len(letters) % 8))
