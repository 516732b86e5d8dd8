"""The addresses of the website: a language, then a page."""

from __future__ import annotations

from django.urls import include, path, register_converter

from wegwijzer.web import front
from wegwijzer.web.api.urls import mounted as api_mounted
from wegwijzer.web.languages import LanguageConverter
from wegwijzer.web.security_txt import security_txt
from wegwijzer.web.signin.views_oidc import come_back
from wegwijzer.web.widget.urls import files as widget_files

register_converter(LanguageConverter, "language")

_pages = [
    path("", include("wegwijzer.web.guide.urls")),
    path("", include("wegwijzer.web.signin.urls")),
    path("", include("wegwijzer.web.catalogue.urls")),
    path("", include("wegwijzer.web.portfolio.urls")),
    path("", include("wegwijzer.web.interviews.urls")),
    path("", include("wegwijzer.web.placement.urls")),
    path("", include("wegwijzer.web.agreements.urls")),
    path("", include("wegwijzer.web.dossiers.urls")),
    path("", include("wegwijzer.web.figures.urls")),
    path("", include("wegwijzer.web.cases.urls")),
    path("", include("wegwijzer.web.inbox.urls")),
    path("", include("wegwijzer.web.editing.urls")),
    path("", include("wegwijzer.web.duties.urls")),
    path("", include("wegwijzer.web.premium.urls")),
    path("", include("wegwijzer.web.money.urls")),
    path("", include("wegwijzer.web.agenda.urls")),
    path("", include("wegwijzer.web.offers.urls")),
    path("", include("wegwijzer.web.structures.urls")),
    path("", include("wegwijzer.web.observatory.urls")),
    path("", include("wegwijzer.web.partners.urls")),
    path("", include("wegwijzer.web.clusters.urls")),
    path("", include("wegwijzer.web.projects.urls")),
    path("", include("wegwijzer.web.webhooks.urls")),
    path("", include("wegwijzer.web.api.urls")),
    path("", include("wegwijzer.web.widget.urls")),
]

urlpatterns = [
    path("", front.choose_language, name="root"),
    path("favicon.ico", front.favicon),
    path("robots.txt", front.robots),
    path(".well-known/security.txt", security_txt),
    path("", include("wegwijzer.web.linked.urls")),
    *widget_files,
    *api_mounted,
    path("aanmelden/<slug:provider_id>/terug/", come_back, name="openid_connect_callback"),
    path("<language:language>/", include(_pages)),
]

handler400 = "wegwijzer.web.errors.bad_request"
handler403 = "wegwijzer.web.errors.forbidden"
handler404 = "wegwijzer.web.errors.not_found"
handler500 = "wegwijzer.web.errors.server_error"
