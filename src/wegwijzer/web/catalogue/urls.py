"""Placeholder until the catalogue's own pages are written."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "catalogue"


def _soon(request: HttpRequest, **_: str) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    path("maatregelen/", _soon, name="measures"),
    path("maatregelen/<slug:measure_id>/", _soon, name="measure"),
    path("organisaties/", _soon, name="organisations"),
    path("organisaties/<slug:organisation_id>/", _soon, name="organisation"),
    path("zoeken/", _soon, name="search"),
]
