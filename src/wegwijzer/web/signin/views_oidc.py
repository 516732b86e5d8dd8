"""The way to another site that knows who somebody is, and back."""

from __future__ import annotations

from secrets import token_urlsafe

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from requests import RequestException

from wegwijzer.web.signin.going_on import next_of
from wegwijzer.web.signin.oidc import StrictAdapter, failed, provider_with
from wegwijzer.web.signin.views import personal


@require_safe
@personal
def through(request: HttpRequest, language: str, provider_id: str) -> HttpResponse:
    """Go to another site to sign in: code flow with PKCE (S256), state and nonce.

    It is a link and no form: our policy lets forms go to our own pages alone.
    """
    if provider_with(provider_id) is None:
        raise Http404
    provider = StrictAdapter(request, provider_id).get_provider()
    nonce = token_urlsafe(24)
    auth_params = {**provider.get_auth_params(), "nonce": nonce}
    try:
        response: HttpResponse = provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=next_of(request),
            auth_params=auth_params,
            nonce=nonce,
            began_in=language,
        )
    except (RequestException, KeyError, ValueError):
        return failed(request, {"began_in": language}, problem="unreachable")
    return response


@require_safe
@personal
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the other site sends somebody back to."""
    if provider_with(provider_id) is None:
        raise Http404
    view = OAuth2CallbackView.adapter_view(StrictAdapter(request, provider_id))
    try:
        response: HttpResponse = view(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except (OAuth2Error, RequestException, KeyError, TypeError, ValueError):  # an answer that is none
        return failed(request, None)
    return response
