"""Secrets that we must be able to read again, encrypted under keys made from the site's own.

Each purpose has a key of its own, so that what is kept for one opens nothing of another. After a change of the site's
key they are read with the earlier ones too, and written with the new one alone.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from enum import Enum

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealedUnder(Enum):
    """Which of the site's keys opens a secret."""

    THIS_KEY = "this_key"
    OLDER_KEY = "older_key"
    NO_KEY = "no_key"


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many secrets were put under the site's key now, were so already, and cannot be read with any key."""

    resealed: int = 0
    already: int = 0
    unreadable: int = 0

    def __add__(self, other: Resealed) -> Resealed:
        """Both together."""
        return Resealed(
            self.resealed + other.resealed, self.already + other.already, self.unreadable + other.unreadable
        )


def seal(purpose: str, text: str) -> str:
    """A secret as it is kept."""
    return _keys(purpose)[0].encrypt(text.encode()).decode()


def unseal(purpose: str, kept: str) -> str:
    """The secret again. Raises cryptography's InvalidToken where no key of the site opens it."""
    return MultiFernet(_keys(purpose)).decrypt(kept.encode()).decode()


def sealed_under(purpose: str, kept: str) -> SealedUnder:
    """With which key a secret stands there."""
    this, *older = _keys(purpose)
    if _opens(this, kept):
        return SealedUnder.THIS_KEY
    return SealedUnder.OLDER_KEY if any(_opens(key, kept) for key in older) else SealedUnder.NO_KEY


def reseal(purpose: str, kept: str) -> tuple[str, Resealed]:
    """A secret under the site's key now, and what that took; one that no key opens stays as it is."""
    under = sealed_under(purpose, kept)
    if under is SealedUnder.OLDER_KEY:
        return seal(purpose, unseal(purpose, kept)), Resealed(resealed=1)
    return kept, Resealed(already=1) if under is SealedUnder.THIS_KEY else Resealed(unreadable=1)


def site_keys() -> list[str]:
    """The site's key, and those before it that still count."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _keys(purpose: str) -> list[Fernet]:
    made = (hashlib.sha256(f"wegwijzer.{purpose} {key}".encode()).digest() for key in site_keys())
    return [Fernet(base64.urlsafe_b64encode(key)) for key in made]


def _opens(key: Fernet, kept: str) -> bool:
    try:
        key.decrypt(kept.encode())
    except InvalidToken:
        return False
    return True
