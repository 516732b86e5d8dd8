"""Where somebody goes after a step of signing in."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.web.languages import language_in_path
from wegwijzer.web.people.links import is_own_path
from wegwijzer.web.people.menu import own_pages
from wegwijzer.web.people.models import Person
from wegwijzer.web.people.queries import full_actor_of, is_staff
from wegwijzer.web.people.sign_in_state import has_two_factors


def after_sign_in(request: HttpRequest, person: Person, *, next_path: str = "") -> HttpResponse:
    """On to the second factor where one is needed, else to the page asked for, else to the page of one's role."""
    actor = full_actor_of(request)
    language = language_in_path(request.path_info) or language_in_path(next_path) or person.language
    if is_staff(actor) and not has_two_factors(request):
        return to_second_factor(language, next_path)
    return HttpResponseRedirect(safe_next(next_path) or landing(actor, language))


def to_second_factor(language: str, next_path: str) -> HttpResponse:
    """To the page that asks for a code, or sets one up."""
    address = reverse("signin:code", args=[language])
    query = urlencode({"next": next_path}) if safe_next(next_path) else ""
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def landing(actor: Actor, language: str) -> str:
    """The page that fits what somebody is here for."""
    pages = own_pages(actor, language)
    if pages:
        return pages[0].address
    if actor.has(Role.ADMINISTRATOR):
        return reverse("signin:people", args=[language])
    return reverse("signin:account", args=[language])


def next_of(request: HttpRequest) -> str:
    """The page that a request wants to go on to; empty when it names none of ours."""
    return safe_next(request.POST.get("next") or request.GET.get("next") or "")


def safe_next(path: str) -> str:
    """The path, if it is a page of this site that is there; else empty. Nobody is sent to another site."""
    if not is_own_path(path):
        return ""
    try:
        found = resolve(path.partition("?")[0].partition("#")[0])
    except Resolver404:
        return ""
    return "" if found.view_name in {"signin:sign_out", "signin:come_in"} else path
