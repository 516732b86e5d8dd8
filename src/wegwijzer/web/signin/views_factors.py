"""The second factor: setting it up, asking for a code, recovery codes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.web.middleware import client_address
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.people.attempts import (
    FAILED_BY_CLIENT,
    FAILED_BY_PERSON,
    count,
    forget,
    minutes_to_wait,
)
from wegwijzer.web.people.models import Person
from wegwijzer.web.people.queries import forget_actor, full_actor_of, is_staff
from wegwijzer.web.people.sign_in_state import has_two_factors, may_skip_two_factors, note_two_factors
from wegwijzer.web.signin import factors
from wegwijzer.web.signin.going_on import landing, next_of, to_second_factor
from wegwijzer.web.signin.views import personal


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def code(request: HttpRequest, language: str) -> HttpResponse:
    """Ask staff for a code; who has no app yet is led to set one up."""
    person = _person(request)
    if has_two_factors(request) or not is_staff(full_actor_of(request)):
        return _onward(request, language)
    if not factors.has_factor(person):
        return _to_set_up(request, language)
    waiting = _waiting(request, person)
    fault = ""
    if request.method == "POST" and not waiting:
        if factors.check(person, request.POST.get("code", "")[:40]):
            return _through(request, person, language)
        waiting = _count(request, person)
        fault = "signin.fault.code"
    return _code_page(request, person, fault=fault, waiting=waiting)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def set_up(request: HttpRequest, language: str) -> HttpResponse:
    """Take over the secret in an app, and confirm with its first code. Who has an app shows its code first."""
    person = _person(request)
    if not is_staff(full_actor_of(request)):
        return redirect("signin:account", language)
    if factors.has_factor(person):
        return to_second_factor(language, next_of(request)) if not has_two_factors(request) else _account(language)
    waiting = _waiting(request, person)
    fault = ""
    if request.method == "POST" and not waiting:
        codes = factors.set_up(request, person, request.POST.get("code", "")[:40])
        if codes is not None:
            forget(FAILED_BY_PERSON, str(person.pk))
            next_path = next_of(request)
            note_two_factors(request)
            forget_actor(request)
            return _codes_page(request, codes, next_path or landing(full_actor_of(request), language))
        waiting = _count(request, person)
        fault = "signin.fault.code"
    secret = factors.secret_to_be(request)
    shown = {
        "qr": factors.qr_code(person, secret),
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "fault": fault,
        "waiting": str(waiting) if waiting else "",
        "next": next_of(request),
        "may_skip": may_skip_two_factors(person),
    }
    return render(request, "signin/set_up.html", shown, status=_status(fault, waiting))


@require_POST
@personal
@signed_in_only
def skip(request: HttpRequest, language: str) -> HttpResponse:
    """Leave the second factor out: for made-up people, on a machine for development."""
    if not may_skip_two_factors(request.user):
        raise Http404
    return _through(request, _person(request), language)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def own_factors(request: HttpRequest, language: str) -> HttpResponse:
    """Another phone, or new recovery codes; a code comes first, so that an open screen is not enough."""
    person = _person(request)
    if not factors.has_factor(person):
        return _to_set_up(request, language)
    waiting = _waiting(request, person)
    fault = ""
    if request.method == "POST" and not waiting:
        if factors.check(person, request.POST.get("code", "")[:40]):
            forget(FAILED_BY_PERSON, str(person.pk))
            if request.POST.get("what") == "codes":
                return _codes_page(request, factors.new_recovery_codes(person), _account(language).url)
            factors.take_away(person)
            return _to_set_up(request, language)
        waiting = _count(request, person)
        fault = "signin.fault.code"
    shown = {
        "fault": fault,
        "waiting": str(waiting) if waiting else "",
        "left": str(factors.recovery_codes_left(person)),
    }
    return render(request, "signin/own_factors.html", shown, status=_status(fault, waiting))


def _code_page(request: HttpRequest, person: Person, *, fault: str, waiting: int) -> HttpResponse:
    shown = {
        "fault": fault,
        "waiting": str(waiting) if waiting else "",
        "next": next_of(request),
        "may_skip": may_skip_two_factors(person),
    }
    response = render(request, "signin/code.html", shown, status=_status(fault, waiting))
    if waiting:
        response["Retry-After"] = str(waiting * 60)
    return response


def _codes_page(request: HttpRequest, codes: object, onward: str) -> HttpResponse:
    return render(request, "signin/recovery_codes.html", {"codes": codes, "onward": onward})


def _through(request: HttpRequest, person: Person, language: str) -> HttpResponse:
    forget(FAILED_BY_PERSON, str(person.pk))
    note_two_factors(request)
    forget_actor(request)
    return _onward(request, language)


def _onward(request: HttpRequest, language: str) -> HttpResponse:
    return HttpResponseRedirect(next_of(request) or landing(full_actor_of(request), language))


def _to_set_up(request: HttpRequest, language: str) -> HttpResponse:
    response = redirect("signin:set_up", language)
    query = request.META.get("QUERY_STRING", "")
    if query and next_of(request):
        response["Location"] += f"?{query}"
    return response


def _account(language: str) -> HttpResponseRedirect:
    return redirect("signin:account", language)


def _waiting(request: HttpRequest, person: Person) -> int:
    now = timezone.now()
    by_person = minutes_to_wait(FAILED_BY_PERSON, str(person.pk), at=now)
    return max(by_person, minutes_to_wait(FAILED_BY_CLIENT, client_address(request), at=now))


def _count(request: HttpRequest, person: Person) -> int:
    now = timezone.now()
    by_person = count(FAILED_BY_PERSON, str(person.pk), at=now)
    return max(by_person, count(FAILED_BY_CLIENT, client_address(request), at=now))


def _status(fault: str, waiting: int) -> int:
    if waiting:
        return 429
    return 422 if fault else 200


def _person(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)  # noqa: S101  # `signed_in_only` saw to it
    return person
