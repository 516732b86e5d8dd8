"""The sites through which people may sign in with OpenID Connect, as the environment gives them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

TOKEN_AUTH_METHODS = ("client_secret_basic", "client_secret_post")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_RESERVED = frozenset({"mail", "password"})


@dataclass(frozen=True, slots=True)
class ClaimNames:
    """Under which names a provider gives what it knows of enterprises; "" for what it does not give.

    The defaults are those of the Flemish ACM/IDM.
    """

    organisation: str = "vo_orgcode"
    representative: str = "wv_orgcode"
    mandate: str = "ssm_mandaat"


@dataclass(frozen=True, slots=True)
class OidcProvider:
    """One site to sign in through.

    `trusts_email` says that its addresses are verified although it does not say so. `two_factors` names the values of
    `acr` and `amr` that prove a second factor; without any, ours is asked. `gives_numbers` says that its claims about
    enterprises are official.
    """

    id: str
    name: str
    server_url: str
    client_id: str
    secret: str = field(repr=False)
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    token_auth_method: str = "client_secret_basic"  # noqa: S105
    trusts_email: bool = False
    gives_numbers: bool = False
    two_factors: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    auth_params: Mapping[str, str] = field(default_factory=dict, hash=False)
    claims: ClaimNames = ClaimNames()

    def allauth_app(self) -> dict[str, Any]:
        """The same, as django-allauth wants it in its settings. PKCE with S256 is always on."""
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {
                "server_url": self.server_url,
                "token_auth_method": self.token_auth_method,
                "oauth_pkce_enabled": True,
                "scope": list(self.scopes),
                "auth_params": dict(self.auth_params),
            },
        }


_PLACE = "WEGWIJZER_OIDC_PROVIDERS"
_TEXTS = ("id", "name", "server_url", "client_id", "secret")
_KNOWN = {
    *_TEXTS,
    "scopes",
    "token_auth_method",
    "trusts_email",
    "gives_numbers",
    "two_factors",
    "auth_params",
    "claims",
}


def read_providers(text: str, *, is_production: bool) -> tuple[tuple[OidcProvider, ...], list[str]]:
    """The providers of a JSON list, and one sentence for everything that is wrong with it."""
    if not text.strip():
        return (), []
    try:
        entries = json.loads(text)
    except ValueError as error:
        return (), [f"{_PLACE} is no JSON ({error}): expected a list of providers."]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return (), [f"{_PLACE}: expected a list of providers, each an object."]
    problems, found = [], []
    for place, entry in enumerate(entries, start=1):
        wrong = [f"{_PLACE}, provider {place}: {problem}" for problem in _problems(entry, is_production)]
        problems += wrong
        if not wrong:
            found.append(_provider(entry))
    ids = [provider.id for provider in found]
    problems += [
        f'{_PLACE}: the id "{id}" stands there twice.' for id in sorted({id for id in ids if ids.count(id) > 1})
    ]
    return tuple(found), problems


def _problems(entry: dict[str, Any], is_production: bool) -> list[str]:
    problems = [f'unknown "{key}": expected one of {", ".join(sorted(_KNOWN))}.' for key in sorted(set(entry) - _KNOWN)]
    for key in _TEXTS:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            problems.append(f'"{key}" is missing: expected a text.')
    if problems:
        return problems
    if not _ID.fullmatch(entry["id"]) or entry["id"] in _RESERVED:
        problems.append('"id": expected small letters, digits and dashes, and not mail or password.')
    schemes = ("https",) if is_production else ("https", "http")
    address = urlsplit(entry["server_url"])
    if address.scheme not in schemes or not address.netloc:
        problems.append(f'"server_url": expected an address that begins with {" or ".join(schemes)}://.')
    scopes = entry.get("scopes", ["openid"])
    if not _is_texts(scopes) or "openid" not in scopes:
        problems.append('"scopes": expected a list of texts with openid among them.')
    if entry.get("token_auth_method", TOKEN_AUTH_METHODS[0]) not in TOKEN_AUTH_METHODS:
        problems.append(f'"token_auth_method": expected one of {", ".join(TOKEN_AUTH_METHODS)}.')
    for key in ("trusts_email", "gives_numbers"):
        if not isinstance(entry.get(key, False), bool):
            problems.append(f'"{key}": expected true or false.')
    factors = entry.get("two_factors", {})
    if not isinstance(factors, dict) or set(factors) - {"acr", "amr"} or not all(map(_is_texts, factors.values())):
        problems.append('"two_factors": expected lists of values under acr, amr or both.')
    for key, allowed in (("auth_params", None), ("claims", {"organisation", "representative", "mandate"})):
        value = entry.get(key, {})
        is_fit = isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
        if not is_fit or (allowed is not None and set(value) - allowed):
            names = f", of {', '.join(sorted(allowed))}" if allowed else ""
            problems.append(f'"{key}": expected texts by name{names}.')
    return problems


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _provider(entry: dict[str, Any]) -> OidcProvider:
    rest = {key: value for key, value in entry.items() if key not in {"scopes", "two_factors", "claims"}}
    if "scopes" in entry:
        rest["scopes"] = tuple(entry["scopes"])
    if "two_factors" in entry:
        rest["two_factors"] = {key: tuple(values) for key, values in entry["two_factors"].items()}
    return OidcProvider(**rest, claims=ClaimNames(**entry.get("claims", {})))
