"""Getting a digest by e-mail: asking, confirming, ending, and seeing what is kept.

No page tells whether an address is known: asking answers the same for every address.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.web.agenda import subscriptions
from wegwijzer.web.agenda.choice_form import distance_options, theme_options
from wegwijzer.web.agenda.models import Subscription
from wegwijzer.web.agenda.subscribe_form import SubscribeForm, read_subscribe_form

personal = cache_control(private=True, no_store=True)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def subscribe(request: HttpRequest, language: str) -> HttpResponse:
    """Ask for a digest."""
    if request.method != "POST":
        asked = request.GET
        form = SubscribeForm(
            themes=tuple(filter(None, [asked.get("thema", "")[:40]])),
            postal_code=asked.get("postcode", "")[:4],
            kilometres=asked.get("km", "") or "25",
        )
        return _page(request, language, form)
    form = read_subscribe_form(request.POST, language)
    if form.faults:
        return _page(request, language, form)
    subscriptions.ask(
        email=form.email,
        language=language,
        themes=form.themes,
        postal_code=form.postal_code,
        kilometres=int(form.kilometres) if form.postal_code else 0,
        wants_online=form.wants_online,
        at=timezone.now(),
    )
    return redirect("agenda:sent", language)


@require_safe
def sent(request: HttpRequest, language: str) -> HttpResponse:
    """A letter is on its way, whoever asked."""
    return render(request, "agenda/sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def confirm(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Begin the digests. Opening the page begins nothing: scanners open links."""
    row = Subscription.objects.filter(confirm=token).first()
    if request.method == "POST" and row is not None:
        row = subscriptions.confirm(token, at=timezone.now())
    is_done = row is not None and row.confirmed_at is not None
    return render(
        request,
        "agenda/confirm.html",
        {"is_known": row is not None, "is_done": is_done, "row": row if is_done else None},
    )


@csrf_exempt  # RFC 8058: a mail program sends this form by itself, without our cookie; the token is the key
@require_http_methods(["GET", "HEAD", "POST"])
@personal
def stop(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """End the digests and forget the address, with one click. Opening the page ends nothing."""
    row = subscriptions.of_stop(token)
    is_done = row is not None and request.method == "POST"
    if row is not None and is_done:
        subscriptions.end(row)
    themes = [label for theme, label in theme_options(language) if row is not None and theme in row.themes]
    shown = {"is_known": row is not None, "is_done": is_done, "row": None if is_done else row, "themes": themes}
    return render(request, "agenda/stop.html", {**shown, "token": token})


@require_safe
@personal
def kept(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Everything that is kept of a subscriber, as a file."""
    row = subscriptions.of_stop(token)
    if row is None:
        raise Http404
    response = JsonResponse(subscriptions.kept_of(row), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="wegwijzer-agenda.json"'
    return response


def _page(request: HttpRequest, language: str, form: SubscribeForm) -> HttpResponse:
    shown = {"form": form, "themes": theme_options(language), "distances": distance_options(language)}
    return render(request, "agenda/subscribe.html", shown, status=422 if form.faults else 200)
