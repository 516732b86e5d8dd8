"""The addresses of the API, and of its pages below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.api import views, views_keys, views_token
from wegwijzer.web.api.mounted import api
from wegwijzer.web.api.problems import VERSION

app_name = "api"

urlpatterns = [
    path("api/", views.reference, name="reference"),
    path("loket/<uuid:desk_id>/sleutels/", views_keys.keys, name="keys"),
    path("loket/<uuid:desk_id>/sleutels/<uuid:key_id>/", views_keys.revoke, name="revoke"),
    path("mijn-zaak/<uuid:firm_id>/sleutels/", views_keys.firm_keys, name="firm_keys"),
    path("mijn-zaak/<uuid:firm_id>/sleutels/<uuid:key_id>/", views_keys.firm_revoke, name="firm_revoke"),
    path("regels/sleutels/", views_keys.own_keys, name="own_keys"),
    path("regels/sleutels/<uuid:key_id>/", views_keys.own_revoke, name="own_revoke"),
]

_ROOT = VERSION.lstrip("/")
mounted = [
    path(f"{_ROOT}openapi.json", views.document, name="openapi"),
    path(f"{_ROOT}token", views_token.token, name="token"),
    path(_ROOT, views.home, name="home"),
    path(_ROOT, api.urls),
]
"""What stands outside the languages."""
