"""The form where an employee sends in an idea: no account, and nothing of them is kept but what they write."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.web.premium import actions, queries
from wegwijzer.web.premium.typed import Typed
from wegwijzer.web.premium.views import personal


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def post_idea(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Send an idea to the firm that gave out the address. What was typed is never lost over a fault."""
    scheme = queries.scheme_of_form(token)
    if scheme is None:
        raise Http404
    is_open = queries.takes_ideas(scheme, on=timezone.localdate())
    typed = Typed(request.POST, language)
    shown: dict[str, object] = {"scheme": scheme, "is_open": is_open, "values": {}, "faults": typed.faults}
    if request.method == "POST":
        title, words = typed.title("title", missing="empty_idea"), typed.words("words")
        name = typed.line("name")
        if not is_open:
            typed.refuse("title", "form_closed")
        if not typed.faults:
            if actions.send_idea(scheme, title=title, words=words, name=name, at=timezone.now()):
                return redirect("premium:thanks", language, token)
            typed.refuse("title", "form_closed")
        shown["values"] = request.POST.dict()
    return render(request, "premium/post.html", shown, status=422 if typed.faults else 200)


@require_safe
@personal
def thanks(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """The idea is in, and what happens now."""
    if queries.scheme_of_form(token) is None:
        raise Http404
    return render(request, "premium/thanks.html", {"token": token})
