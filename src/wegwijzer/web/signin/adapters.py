"""What django-allauth asks of us: it speaks OpenID Connect and knows codes, and decides nothing about people."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

from wegwijzer.web.sealed import seal, unseal
from wegwijzer.web.signin.oidc import come_in_with, failed

PURPOSE = "factors"
"""What the secrets of second factors are sealed for."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up through allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people come in through `signin`."""
        return False


class OidcAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Takes over as soon as allauth has verified who comes back from another site."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: people come in through `signin`."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Sign the person in ourselves, and leave allauth's own way."""
        raise ImmediateHttpResponse(come_in_with(request, sociallogin))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Show our own page for what went wrong."""
        raise ImmediateHttpResponse(failed(request, (extra_context or {}).get("state"), error=error))


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps the secrets of second factors encrypted, with a key made from the site's own."""

    def encrypt(self, text: str) -> str:
        """The secret as it is kept."""
        return seal(PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises InvalidToken when no key of the site opens it any more."""
        return unseal(PURPOSE, encrypted_text)
