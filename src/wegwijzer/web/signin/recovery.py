"""Recovery codes: ten, each works once, kept as digests that are made slowly on purpose.

Rows of before, from which allauth works codes out with an encrypted seed, hold until new codes are made.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from hmac import compare_digest

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from wegwijzer.web.people.models import Person

HOW_MANY = 10
_DIGITS = 12
"""40 bits: nobody reads the codes back from their digests."""
_COST, _BLOCK = 2**14, 8
"""Of scrypt (RFC 7914): 16 MB of memory and some hundredths of a second a code."""
_KIND = Authenticator.Type.RECOVERY_CODES


def make(person: Person) -> Sequence[str]:
    """New codes in place of those there were. They can be shown now and never again."""
    codes = [f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}" for _ in range(HOW_MANY)]
    salt = secrets.token_hex(16)
    Authenticator.objects.filter(user=person, type=_KIND).delete()
    data = {"salt": salt, "digests": [_digest(code, salt) for code in codes]}
    Authenticator.objects.create(user=person, type=_KIND, data=data)
    return codes


def use(kept: Authenticator, code: str) -> bool:
    """Whether a code is right; it works no more then. Raises InvalidToken for a seed under another key."""
    if "digests" not in kept.data:
        return bool(RecoveryCodes(kept).validate_code(code))
    if len(code) != _DIGITS:
        return False
    asked = _digest(code, kept.data["salt"])
    left = [digest for digest in kept.data["digests"] if not compare_digest(digest, asked)]
    if len(left) == len(kept.data["digests"]):
        return False
    kept.data["digests"] = left
    kept.save(update_fields=["data"])
    kept.record_usage()
    return True


def left_in(kept: Authenticator) -> int:
    """How many were not used yet. Raises InvalidToken for a seed under another key."""
    return len(kept.data["digests"] if "digests" in kept.data else RecoveryCodes(kept).get_unused_codes())


def _digest(code: str, salt: str) -> str:
    return hashlib.scrypt(code.encode(), salt=bytes.fromhex(salt), n=_COST, r=_BLOCK, p=1, dklen=32).hex()
