"""Coming in through another site: who that is here, and what it said of enterprises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.web.languages import language_in_path, language_of
from wegwijzer.web.oidc_providers import OidcProvider
from wegwijzer.web.people.actions import keep_claims, person_with
from wegwijzer.web.people.entering import enter
from wegwijzer.web.people.models import Person
from wegwijzer.web.signin.going_on import after_sign_in
from wegwijzer.web.signin.id_token import IdTokenError, read_id_token

PROBLEMS = ("cancelled", "failed", "no_email", "closed", "unreachable")
"""What can go wrong; each has its words under `signin.oidc`."""
_TEN_DIGITS = re.compile(r"(?<!\d)[01]\d{3}[. ]?\d{3}[. ]?\d{3}(?!\d)")


def provider_with(provider_id: str) -> OidcProvider | None:
    """The provider with that id, if the environment names it."""
    return next((found for found in settings.OIDC_PROVIDERS if found.id == provider_id), None)


class StrictAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """allauth's way with OpenID Connect, with three things more: the signature of the ID token is always checked (it
    leaves that to the connection), an answer without ID token is refused, and so is one about somebody else."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        """Who came back, with the claims beside them; nothing of the claims is stored."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        login = super().complete_login(request, app, token, **kwargs)
        told = login.account.extra_data
        id_token, userinfo = told.get("id_token") or {}, told.get("userinfo") or {}
        if userinfo and userinfo.get("sub") != id_token.get("sub"):
            raise OAuth2Error("userinfo is about another subject")
        login.claims = {**id_token, **userinfo}
        login.id_token = id_token
        login.account.extra_data = {}
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """In place of allauth's own, which trusts the connection and wants every key to be named."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = answer.json()
        try:
            return read_id_token(id_token, keys=keys, issuer=self.openid_config["issuer"], client_id=app.client_id)
        except IdTokenError as error:
            raise OAuth2Error(str(error)) from error


def come_in_with(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    """Sign in who came back, or say why not."""
    provider = provider_with(login.account.provider)
    claims: Mapping[str, Any] = getattr(login, "claims", {})
    id_token: Mapping[str, Any] = getattr(login, "id_token", {})
    if provider is None or id_token.get("nonce") != login.state.get("nonce"):
        return failed(request, login.state)
    now = timezone.now()
    with transaction.atomic():
        person = _person_of(login, provider, claims, language=_language(request, login.state))
        if person is None:
            return failed(request, login.state, problem="no_email")
        if not person.is_active:
            return failed(request, login.state, problem="closed")
        if provider.gives_numbers:
            keep_claims(person, provider.id, numbers_in(claims, provider), now)
    enter(request, person, how=provider.id, at=now, two_factors=shows_two_factors(id_token, provider))
    return after_sign_in(request, person, next_path=str(login.state.get("next") or ""))


def failed(
    request: HttpRequest, state: Mapping[str, Any] | None, *, error: Any = None, problem: str = "failed"
) -> HttpResponse:
    """Lead to the page that says what went wrong."""
    why = "cancelled" if error == AuthError.CANCELLED else problem
    response = redirect("signin:not_signed_in", _language(request, state or {}))
    response["Location"] += f"?waarom={why}"
    return response


def _language(request: HttpRequest, state: Mapping[str, Any]) -> str:
    """The language in which the sign-in began."""
    return language_in_path(f"/{state.get('began_in') or ''}/") or language_of(request)


def _person_of(
    login: SocialLogin, provider: OidcProvider, claims: Mapping[str, Any], *, language: str
) -> Person | None:
    """Who has this subject here; else who has its verified address, from now on tied to the subject; else nobody."""
    known = SocialAccount.objects.filter(provider=provider.id, uid=login.account.uid).select_related("user").first()
    if known is not None:
        person: Person = known.user
        return person
    email = verified_email(claims, provider)
    if email is None:
        return None
    person = person_with(email, language=language, name=str(claims.get("name") or "")[:200])
    if not person.is_active:
        return person
    try:
        with transaction.atomic():
            SocialAccount.objects.create(provider=provider.id, uid=login.account.uid, user=person)
    except IntegrityError:  # the same person, twice at once
        known = SocialAccount.objects.select_related("user").get(provider=provider.id, uid=login.account.uid)
        person = known.user
    return person


def verified_email(claims: Mapping[str, Any], provider: OidcProvider) -> str | None:
    """The address that the provider answers for; None when there is none, or nobody says that it was verified."""
    email = claims.get("email")
    if not isinstance(email, str) or not (claims.get("email_verified") is True or provider.trusts_email):
        return None
    try:
        validate_email(email)
    except ValidationError:
        return None
    return email


def shows_two_factors(id_token: Mapping[str, Any], provider: OidcProvider) -> bool:
    """Whether the provider proves a second factor, by the values that the environment trusts. Only the signed ID token
    counts."""
    acr, amr = id_token.get("acr"), id_token.get("amr")
    methods = amr if isinstance(amr, list) else [amr]
    return acr in provider.two_factors.get("acr", ()) or any(
        method in provider.two_factors.get("amr", ()) for method in methods
    )


def numbers_in(claims: Mapping[str, Any], provider: OidcProvider) -> dict[str, set[str]]:
    """The enterprise numbers that a sign-in names, by what it says of them.

    A mandate comes as a text, a list or a nested object, depending on the provider: every valid number in it counts.
    """
    names = {
        "organisation": provider.claims.organisation,
        "representative": provider.claims.representative,
        "mandate": provider.claims.mandate,
    }
    found = {claim: set(_numbers(claims.get(name))) for claim, name in names.items() if name}
    return {claim: numbers for claim, numbers in found.items() if numbers}


def _numbers(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _numbers(item)
    elif isinstance(value, str):
        for text in _TEN_DIGITS.findall(value):
            try:
                yield parse_enterprise_number(text)
            except ValueError:
                continue
