"""Reading an ID token: signed by the provider, for us, and still fresh (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with a private key of the provider; never the ones with a secret that two sides share, and never none."""
_LEEWAY = 30
"""Seconds that two clocks may differ."""


class IdTokenError(Exception):
    """The token cannot be trusted; the message says why, and quotes nothing of it."""


def read_id_token(token: str, *, keys: Mapping[str, Any], issuer: str, client_id: str) -> dict[str, Any]:
    """The claims of a token, once everything about it is in order. Raises IdTokenError."""
    try:
        header = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(header.get("kid"), keys),
            algorithms=list(ALGORITHMS),
            audience=client_id,
            issuer=issuer,
            leeway=_LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.PyJWTError as error:
        raise IdTokenError(type(error).__name__) from error
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != client_id:
        raise IdTokenError("made for another client")
    return claims


def _key(kid: object, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The key with that name; without a name there must be exactly one key to sign with."""
    fit = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in (None, "sig")]
    found = [key for key in fit if key.key_id == kid] if kid is not None else fit
    if len(found) != 1:
        raise IdTokenError("signed with a key that the provider does not publish")
    return found[0]
