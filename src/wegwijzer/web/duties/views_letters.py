"""Reminders by e-mail: on and off, and the page behind the link in each of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.web.duties import actions, queries
from wegwijzer.web.duties.views import personal
from wegwijzer.web.duties.visit import duties_keeper
from wegwijzer.web.people.access import signed_in_only


@require_POST
@signed_in_only
def letters(request: HttpRequest, language: str) -> HttpResponse:
    """Turn reminders on or off, for who is signed in."""
    actions.want_letters(duties_keeper.to_be(request), wanted=request.POST.get("wanted") == "yes")
    response = redirect("duties:list", language)
    response["Location"] += "#mail"
    return response


@csrf_exempt  # RFC 8058: a mail program sends this form by itself, without our cookie; the token is the key
@require_http_methods(["GET", "HEAD", "POST"])
@personal
def stop(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Stop the letters with one click, without signing in. Opening the page stops nothing: scanners open links."""
    keeper = queries.keeper_of_stop(token)
    is_done = keeper is not None and request.method == "POST"
    if keeper is not None and is_done:
        actions.want_letters(keeper, wanted=False)
    return render(request, "duties/stop.html", {"is_known": keeper is not None, "is_done": is_done})
