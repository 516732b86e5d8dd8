"""Signing in and out: by a link in a letter, and for made-up people by a password."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.web.middleware import client_address
from wegwijzer.web.people import queries
from wegwijzer.web.people.attempts import (
    ASKED_BY_CLIENT,
    ASKED_FOR_ADDRESS,
    FAILED_BY_CLIENT,
    FAILED_BY_PERSON,
    count,
    forget,
    minutes_to_wait,
    remove_old_attempts,
)
from wegwijzer.web.people.entering import enter, leave
from wegwijzer.web.people.links import LINK_MINUTES, SIGN_IN, link_behind, make_link, remove_old_links, use_link
from wegwijzer.web.people.models import Person
from wegwijzer.web.people.session_store import SessionStore
from wegwijzer.web.post.actions import letter, put_one
from wegwijzer.web.signin.going_on import after_sign_in, landing, next_of
from wegwijzer.web.signin.oidc import PROBLEMS

personal = cache_control(private=True, no_store=True)
"""For pages about one person: nothing between us and them may keep a copy."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def sign_in(request: HttpRequest, language: str) -> HttpResponse:
    """Ask for a letter with a link; the answer is the same whether or not we know the address."""
    actor = queries.actor_of(request)
    if actor.is_signed_in and request.method != "POST":
        return redirect(next_of(request) or landing(actor, language))
    email, fault = "", ""
    if request.method == "POST":
        email = request.POST.get("email", "").strip()
        fault = _address_fault(email)
        if not fault:
            _send_link(request, email, next_of(request))
            return redirect("signin:asked", language)
    shown = {
        "email": email,
        "fault": fault,
        "next": next_of(request),
        "providers": settings.OIDC_PROVIDERS,
        "is_idle": request.GET.get("waarom") == "idle",
        "demo_people": [] if settings.IS_PRODUCTION else queries.demo_people(),
        "minutes": str(LINK_MINUTES),
    }
    return render(request, "signin/sign_in.html", shown, status=422 if fault else 200)


@require_safe
@personal
def asked(request: HttpRequest, language: str) -> HttpResponse:
    """A letter is under way, if we know the address."""
    return render(request, "signin/asked.html", {"minutes": str(LINK_MINUTES)})


def _address_fault(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        return "signin.fault.email" if email else "signin.fault.no_email"
    return "signin.fault.email" if len(email) > 254 else ""


def _send_link(request: HttpRequest, email: str, next_path: str) -> None:
    """Write the letter, unless too many were asked for or nobody has the address; nothing shows which."""
    now = timezone.now()
    _clean_up(request)
    client = client_address(request)
    if minutes_to_wait(ASKED_BY_CLIENT, client, at=now) or minutes_to_wait(ASKED_FOR_ADDRESS, email, at=now):
        return
    count(ASKED_BY_CLIENT, client, at=now)
    count(ASKED_FOR_ADDRESS, email, at=now)
    found = queries.person_by_email(email)
    is_known = found is not None and found.is_active
    with transaction.atomic():
        # For an address that nobody has the same is done and undone: how long it takes does not tell them apart.
        person = found if is_known and found is not None else Person.objects.create_user(f"{uuid4()}@nobody.invalid")
        to_path = next_path or landing(queries.actor_for(person), person.language)
        valid_for = timedelta(minutes=LINK_MINUTES)
        link = make_link(person, to_path=to_path, at=now, valid_for=valid_for, purpose=SIGN_IN)
        put_one(letter(key=f"sign_in:{uuid4()}", kind="sign_in", person=person, values={"link": link}, at=now))
        transaction.set_rollback(not is_known)


def _clean_up(request: HttpRequest) -> None:
    """Remove what is too old to matter."""
    now = timezone.now()
    remove_old_links(now)
    remove_old_attempts(now)
    SessionStore.clear_expired()


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def come_in(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """The page behind a link: its button signs in. Opening it does nothing, for mail scanners open links too."""
    now, client = timezone.now(), client_address(request)
    waiting = minutes_to_wait(FAILED_BY_CLIENT, client, at=now)
    if waiting:
        return _wait(request, waiting)
    if request.method != "POST":
        link = link_behind(token, at=now)
        if link is None:
            return _dead_link(request)
        return render(request, "signin/come_in.html", {"address": _veiled(link.person.email)})
    link = use_link(token, at=now)
    if link is None:
        count(FAILED_BY_CLIENT, client, at=now)
        return _dead_link(request)
    enter(request, link.person, how="mail", at=now)
    return after_sign_in(request, link.person, next_path=link.to_path)


def _dead_link(request: HttpRequest) -> HttpResponse:
    return render(request, "signin/dead_link.html", {"minutes": str(LINK_MINUTES)}, status=410)


def _wait(request: HttpRequest, minutes: int) -> HttpResponse:
    response = render(request, "signin/wait.html", {"minutes": str(minutes)}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


def _veiled(email: str) -> str:
    """Enough of an address for its owner to know it: a•••@voorbeeld.example."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"


@require_POST
@personal
def password(request: HttpRequest, language: str) -> HttpResponse:
    """Sign in a made-up person, on a machine for development."""
    if settings.IS_PRODUCTION:
        raise Http404
    now, client = timezone.now(), client_address(request)
    email = request.POST.get("email", "").strip().lower()[:254]
    waiting = max(minutes_to_wait(FAILED_BY_PERSON, email, at=now), minutes_to_wait(FAILED_BY_CLIENT, client, at=now))
    if waiting:
        return _wait(request, waiting)
    person = authenticate(request, email=email, password=request.POST.get("password", ""))
    if not isinstance(person, Person):
        waiting = max(count(FAILED_BY_PERSON, email, at=now), count(FAILED_BY_CLIENT, client, at=now))
        if waiting:
            return _wait(request, waiting)
        shown = {
            "email": "",
            "demo_email": email,
            "password_fault": "signin.fault.password",
            "next": next_of(request),
            "providers": settings.OIDC_PROVIDERS,
            "demo_people": queries.demo_people(),
            "minutes": str(LINK_MINUTES),
        }
        return render(request, "signin/sign_in.html", shown, status=422)
    forget(FAILED_BY_PERSON, email)
    enter(request, person, how="password", at=now)
    return after_sign_in(request, person, next_path=next_of(request))


@require_POST
@personal
def sign_out(request: HttpRequest, language: str) -> HttpResponse:
    """Sign out; nothing stays in the browser."""
    leave(request)
    return redirect("guide:front", language)


@require_safe
@personal
def not_signed_in(request: HttpRequest, language: str) -> HttpResponse:
    """Why signing in through another site did not work, and what else one can do."""
    why = request.GET.get("waarom", "")
    problem = why if why in PROBLEMS else "failed"
    keys = {f"{part}_key": f"signin.oidc.{problem}.{part}" for part in ("title", "what", "next")}
    return render(request, "signin/not_signed_in.html", keys, status=200 if problem == "cancelled" else 403)
