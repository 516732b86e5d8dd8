"""The few addresses without a language."""

from __future__ import annotations

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from wegwijzer.web.languages import preferred_language


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the front page in their own language."""
    response = redirect("guide:front", preferred_language(request))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For clients that look for an icon in the old place."""
    return redirect(staticfiles_storage.url("wegwijzer/favicon.svg"), permanent=False)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep search engines out of what belongs to one visitor."""
    own = ("vraag", "antwoord", "wegwijzer", "deel", "gedeeld", "aanmelden", "binnen", "account", "mensen")
    closed = (*own, "doorverwijzen", "mijn-vragen", "meldingen", "regels", "regels-volgen")
    rules = "".join(f"Disallow: /*/{page}/\n" for page in closed)
    sitemap = f"{settings.SITE_ADDRESS.rstrip('/')}{reverse('linked:sitemap')}"
    text = f"User-agent: *\n{rules}\nSitemap: {sitemap}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
